//! Rules of the repository that no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

use jushi::record::{findings_schema, raw_article_schema, table_info, table_names};

/// The rooms from top to bottom: each uses only those before it.
const ROOMS: &[&str] = &["text", "lexicon", "article", "extract", "assemble", "record", "validate", "publish", "pipeline", "cli"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn code_of(text: &str) -> &str {
    // Tests may look down: they build whole articles to test a rule.
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

#[test]
fn rooms_use_only_rooms_above_them() {
    let mut wrong = Vec::new();
    for (rank, room) in ROOMS.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root().join("src").join(room), &mut files);
        assert!(!files.is_empty(), "{room} has no files");
        for file in files.iter().filter(|f| !f.ends_with("tests.rs")) {
            let text = fs::read_to_string(file).unwrap();
            for (number, line) in code_of(&text).lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
                for below in &ROOMS[rank + 1..] {
                    let used = line.match_indices(&format!("crate::{below}")).any(|(i, m)| !line[i + m.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'));
                    if used {
                        wrong.push(format!("{}:{}: {room} uses {below}: {}", file.display(), number + 1, line.trim()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_opens_with_what_it_decides() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files.iter().filter(|f| !f.ends_with("tests.rs")) {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.starts_with("//!"), "{} does not open with //!", file.display());
    }
}

#[test]
fn upper_rooms_do_no_io() {
    for room in ["text", "lexicon", "extract", "assemble"] {
        let mut files = Vec::new();
        sources(&root().join("src").join(room), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for forbidden in ["std::fs", "std::io", "std::env", "SystemTime", "Utc::now", "Local::now", "Instant::now", "println!", "eprintln!"] {
                assert!(!code_of(&text).contains(forbidden), "{} uses {forbidden}", file.display());
            }
        }
    }
}

#[test]
fn schemas_are_those_of_the_records() {
    let expected = table_names()
        .map(|t| (t.to_owned(), table_info(t).unwrap().json_schema.clone()))
        .chain([("raw-article".to_owned(), raw_article_schema()), ("findings".to_owned(), findings_schema())]);
    for (name, schema) in expected {
        let path = root().join("schemas").join(format!("{name}.schema.json"));
        let written = fs::read_to_string(&path).unwrap_or_default();
        let fresh = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        assert!(written == fresh, "{} is not what the record types say; run `cargo xtask schemas` and look at the difference", path.display());
    }
}

#[test]
fn rules_have_pages_of_their_own() {
    let rules: Vec<_> = jushi::extract::rules().into_iter().chain(jushi::assemble::rules()).collect();
    let mut ids: Vec<&str> = rules.iter().map(|r| r.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules.len(), "two rules have one id");
    for rule in rules {
        for text in [rule.summary, rule.matches, rule.yields, rule.does_not_match, rule.example] {
            assert!(!text.is_empty(), "{} lacks a part of its page", rule.id);
        }
    }
}

/// The example on a rule's page is a sentence in which the rule works. Rules whose example does not work yet are listed here,
/// and must still fail, so that the list cannot outlive its reasons.
const PENDING: &[&str] = &[];

#[test]
fn examples_of_rules_work() {
    use jushi::article::Article;
    use jushi::extract::Context;
    let day = chrono::NaiveDate::from_ymd_opt(2023, 3, 24);
    let mut wrong = Vec::new();
    for rule in jushi::extract::rules().into_iter().chain(jushi::assemble::rules()) {
        let article = Article::plain(rule.example, day);
        let cx = Context::of(&article);
        let mentions = jushi::extract::extract(&cx);
        let claims = jushi::assemble::assemble(&cx, &mentions);
        let roles = claims.events.iter().any(|e| !e.roles.is_empty());
        let people = claims.events.iter().any(|e| !e.people.is_empty());
        let hits: Vec<&str> = mentions
            .entities
            .iter()
            .map(|m| m.rule)
            .chain(mentions.times.iter().map(|m| m.rule))
            .chain(mentions.quantities.iter().map(|m| m.rule))
            .chain(mentions.aliases.iter().map(|a| a.rule))
            .chain(claims.facts.iter().map(|c| c.rule))
            .chain(claims.positions.iter().map(|c| c.rule))
            .chain(claims.events.iter().map(|c| c.rule))
            .chain(claims.issuances.iter().map(|c| c.rule))
            .chain(claims.milestones.iter().map(|c| c.rule))
            .chain(roles.then_some(jushi::assemble::event::ROLE))
            .chain(people.then_some(jushi::assemble::event::PERSON))
            .collect();
        match (hits.contains(&rule.id), PENDING.contains(&rule.id)) {
            (false, false) => wrong.push(format!("{} does not hit in its example {:?} (hits: {})", rule.id, rule.example, hits.join(", "))),
            (true, true) => wrong.push(format!("{} hits in its example now: take it off the pending list", rule.id)),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
