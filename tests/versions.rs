//! Versions, made and looked at by the program itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jushi::article::ReadOptions;
use jushi::publish::verify;

fn jushi(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jushi")).args(arguments).current_dir(dir).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1700000000").output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A project with the founding articles and some of its own.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let raw = dir.path().join("raw");
    fs::create_dir(&raw).unwrap();
    for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/raw")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, raw.join(path.file_name().unwrap())).unwrap();
    }
    fs::write(raw.join("空.md"), "").unwrap();
    fs::write(raw.join("坏 #1 “引号”👍.md"), [0xFF_u8; 64]).unwrap();
    fs::write(raw.join("gbk.html"), encoding_rs::GBK.encode("<html><head><meta charset=gbk><title>某地发布报告</title></head><body><h1>某地发布报告</h1><p>2021年，成都市网络安全业务收入达354.6亿元，同比增长24.3%，企业数量超过三百家，从业人员达到八万余人，产业规模稳步扩大。</p></body></html>").0).unwrap();
    fs::write(
        raw.join("feed.jsonl"),
        "{\"title\":\"甲\",\"text\":\"大会在北京召开，共有\\u003200余人参会，来自全国的专家学者围绕网络安全产业的发展进行了深入的交流，并发布了相关报告。\"}\n{\"x\":1}\n",
    )
    .unwrap();
    dir
}

fn version(dir: &Path, name: &str) -> PathBuf {
    dir.join("output/set").join(name)
}

fn tables(version: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(version).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "parquet" || e == "jsonl")).collect();
    files.sort();
    files.into_iter().map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&p).unwrap())).collect()
}

#[test]
fn a_version_is_whole_reproducible_and_proved() {
    let dir = project();
    let run = jushi(dir.path(), &["run", "--dataset", "set", "--jobs", "1"]);
    assert_eq!(code(&run), 0, "{}", text(&run));
    let first = version(dir.path(), "1.0.0");
    assert_eq!(fs::read_to_string(dir.path().join("output/set/LATEST")).unwrap(), "1.0.0\n");
    assert_eq!(tables(&first).len(), 44, "22 tables in two formats");

    let verify = jushi(dir.path(), &["verify", "--raw", "raw"]);
    assert_eq!(code(&verify), 0, "{}", text(&verify));

    let again = jushi(dir.path(), &["run", "--dataset", "set"]);
    assert!(code(&again) == 0 && text(&again).contains("Nothing has changed"), "{}", text(&again));
    assert!(!version(dir.path(), "1.0.1").exists());

    let other = jushi(dir.path(), &["run", "--dataset", "set", "--jobs", "2", "--output", "other"]);
    assert_eq!(code(&other), 0, "{}", text(&other));
    for ((name, a), (_, b)) in tables(&first).into_iter().zip(tables(&dir.path().join("other/set/1.0.0"))) {
        assert!(a == b, "{name} differs between one thread and two");
    }
}

#[test]
fn what_changes_is_a_new_version_and_a_difference() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    let article =
        "---\ntitle: 新文章\nsource: 某报\ndate: 2023-05-01\n---\n2022年，某园区共引进企业300余家，产业规模达到120亿元，同比增长15%，从业人员超过两万人，集聚效应逐步显现。\n";
    fs::write(dir.path().join("raw/new.md"), article).unwrap();
    let run = jushi(dir.path(), &["run", "--dataset", "set", "--message", "加了一篇"]);
    assert!(text(&run).contains("set 1.1.0"), "{}", text(&run));
    let log = fs::read_to_string(version(dir.path(), "1.1.0").join("CHANGELOG.md")).unwrap();
    assert!(log.contains("## 1.1.0") && log.contains("加了一篇") && log.contains("## 1.0.0"), "{log}");
    let diff = jushi(dir.path(), &["diff", "set/1.0.0", "set/1.1.0", "--table", "documents", "--exit-code"]);
    assert_eq!(code(&diff), 1);
    assert!(text(&diff).contains("articles  1 added, 0 changed, 0 removed") && text(&diff).contains("input changed"), "{}", text(&diff));
    assert_eq!(code(&jushi(dir.path(), &["diff", "set/1.0.0", "set/1.0.0", "--exit-code"])), 0);
    let list = jushi(dir.path(), &["list"]);
    assert!(text(&list).contains("1.1.0") && text(&list).contains("current"), "{}", text(&list));
}

#[test]
fn unchanged_articles_are_taken_over_and_nothing_shows_it() {
    let dir = project();
    let run = |arguments: &[&str]| jushi(dir.path(), &[&["run", "--dataset"], arguments].concat());
    assert_eq!(code(&run(&["set", "--quiet"])), 0);
    let raw = |name: &str| dir.path().join("raw").join(name);
    let founding = || {
        let mut names: Vec<PathBuf> = fs::read_dir(dir.path().join("raw")).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
        names.sort();
        names
    };
    // What may happen to an input between two runs, and the version that is published then.
    let steps: [(&str, &dyn Fn(), &str, &str); 6] = [
        ("a copy of an article", &|| drop(fs::copy(&founding()[0], raw("副本.md"))), "1.1.0", "1 article added"),
        (
            "an article changed",
            &|| {
                fs::write(raw("gbk.html"), "<title>某地发布报告</title><h1>某地发布报告</h1><p>前面多了一句话。2021年，成都市网络安全业务收入达354.6亿元，同比增长24.3%，企业数量超过三百家，从业人员达到八万余人，产业规模稳步扩大。</p>").unwrap();
            },
            "1.2.0",
            "1 article changed",
        ),
        ("a line of a feed gone", &|| fs::write(raw("feed.jsonl"), "{\"x\":1}\n").unwrap(), "1.3.0", "article"),
        ("the copy gone", &|| fs::remove_file(raw("副本.md")).unwrap(), "1.3.1", "1 article removed"),
        ("an article renamed", &|| fs::rename(raw("空.md"), raw("另一个空的.md")).unwrap(), "1.4.0", "article"),
        ("an article back as it was", &|| drop(fs::copy(&founding()[0], raw("副本.md"))), "1.5.0", "1 article added"),
    ];
    for (what, happens, expected, reason) in steps {
        happens();
        let proposed = run(&["set", "--dry-run"]);
        assert!(text(&proposed).contains(&format!("would publish set {expected}")) && text(&proposed).contains("taken over"), "{what}: {}", text(&proposed));
        assert!(!version(dir.path(), expected).exists());
        let next = run(&["set"]);
        assert!(
            text(&next).contains(&format!("set {expected} ({reason}")) || text(&next).contains(&format!("set {expected}")) && text(&next).contains(reason),
            "{what}: {}",
            text(&next)
        );
        let full = run(&[expected, "--full", "--quiet", "--output", "whole"]);
        assert_eq!(code(&full), 0, "{}", text(&full));
        let whole = tables(&dir.path().join("whole").join(expected).join("1.0.0"));
        for ((name, a), (_, b)) in tables(&version(dir.path(), expected)).into_iter().zip(whole) {
            assert!(a == b, "{what}: {name} is not what a full run writes");
        }
        assert_eq!(code(&jushi(dir.path(), &["verify", "--raw", "raw"])), 0, "{what}");
    }
    // A spool that is damaged or gone costs time, nothing else.
    let before = tables(&version(dir.path(), "1.5.0"));
    let carried = dir.path().join("output/set/.carried");
    let mut bytes = fs::read(&carried).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0);
    fs::write(&carried, bytes).unwrap();
    assert!(text(&run(&["set"])).contains("Nothing has changed"));
    fs::remove_file(&carried).unwrap();
    assert!(text(&run(&["set"])).contains("Nothing has changed"));
    assert!(text(&run(&["set", "--full"])).contains("set 1.5.1 (published in full, no row differs)"));
    assert!(before == tables(&version(dir.path(), "1.5.1")));
}

#[test]
fn a_difference_says_what_moved_and_what_changed() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    let page = |sentence: &str| {
        format!("<title>某地发布报告</title><h1>某地发布报告</h1><p>{sentence}2021年，成都市网络安全业务收入达354.6亿元，同比增长24.3%，企业数量超过三百家，产业规模稳步扩大。</p>")
    };
    fs::write(dir.path().join("raw/gbk.html"), page("")).unwrap();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    fs::write(dir.path().join("raw/gbk.html"), page("报告由某研究院编写。")).unwrap();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    let diff = jushi(dir.path(), &["diff", "set/1.1.0", "set/1.2.0", "--format", "json"]);
    let diff: serde_json::Value = serde_json::from_slice(&diff.stdout).unwrap();
    assert_eq!(diff["summary"]["articles"], serde_json::json!({"added": 0, "changed": 1, "removed": 0}));
    let facts = &diff["summary"]["tables"]["facts"];
    assert!(facts["moved"].as_u64() >= Some(2) && facts["added"] == 0 && facts["removed"] == 0, "{facts}");
    assert_eq!(facts["causes"].as_object().unwrap().keys().collect::<Vec<_>>(), ["input changed"]);
    assert_eq!(diff["summary"]["tables"]["sentences"]["added"], 1);
    let shown = jushi(dir.path(), &["diff", "set/1.1.0", "set/1.2.0"]);
    assert!(text(&shown).contains("报告由某研究院编写。") && text(&shown).contains("say the same at another place"), "{}", text(&shown));
}

#[test]
fn other_rules_are_told_as_the_cause() {
    let dir = project();
    let body = "长风院今天发布年度报告，称产业规模达到一百亿元，同比增长百分之十五，企业数量超过三百家。".repeat(4);
    fs::write(dir.path().join("raw/own.md"), format!("---\ntitle: 报告\ndate: 2025-01-05\n---\n{body}\n")).unwrap();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    fs::create_dir(dir.path().join("own")).unwrap();
    fs::write(dir.path().join("own/organisations.tsv"), "长风研究院\t长风院\tinstitute\tCN\n").unwrap();
    let run = jushi(dir.path(), &["run", "--dataset", "set", "--rules", "own"]);
    assert!(text(&run).contains("set 1.0.1 (the rules changed: rows of") && !text(&run).contains("taken over"), "{}", text(&run));
    let log = fs::read_to_string(version(dir.path(), "1.0.1").join("CHANGELOG.md")).unwrap();
    assert!(log.contains("In articles that did not change:") && log.contains("| entity.organisation.known | 4 | 0 | 0 |"), "{log}");
    let diff = jushi(dir.path(), &["diff", "set/1.0.0", "set/1.0.1"]);
    assert!(text(&diff).contains("rules changed") && !text(&diff).contains("input changed"), "{}", text(&diff));
    // A word that no article holds changes the rules and no row.
    fs::write(dir.path().join("own/organisations.tsv"), "长风研究院\t长风院\tinstitute\tCN\n无人提起的研究院\t\tinstitute\tCN\n").unwrap();
    let run = jushi(dir.path(), &["run", "--dataset", "set", "--rules", "own"]);
    assert!(text(&run).contains("came out the same"), "{}", text(&run));
}

#[test]
fn a_touched_version_is_found_out() {
    let dir = project();
    fs::write(dir.path().join("jushi.toml"), "[output]\nformats = [\"parquet\", \"jsonl\", \"jsonl.zst\"]\nshard_rows = 40\n").unwrap();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    let folder = version(dir.path(), "1.0.0");
    let found = || match verify(&folder, None, &ReadOptions::default()) {
        Ok(report) => report.findings.iter().map(|f| format!("{}: {}", f.place, f.message)).collect::<Vec<_>>().join("\n"),
        Err(e) => e.to_string(),
    };
    assert_eq!(found(), "");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().chain(fs::read_dir(folder.join("schemas")).unwrap()).map(|e| e.unwrap().path()).filter(|p| p.is_file()).collect();
    files.sort();
    assert!(files.len() > 100);
    let mut flips = 0;
    for file in &files {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let sound = fs::read(file).unwrap();
        // A table without rows has no bit to turn.
        let Some(last) = (sound.len() * 8).checked_sub(1) else { continue };
        // Bits all over the file, its first and last among them.
        for n in 0..=16 {
            let bit = last * n / 16;
            let mut bytes = sound.clone();
            let Some(byte) = bytes.get_mut(bit / 8) else { continue };
            *byte ^= 1 << (bit % 8);
            fs::write(file, bytes).unwrap();
            assert!(found().contains(&name), "{name}: bit {bit}: {}", found());
            flips += 1;
        }
        if !sound.is_empty() {
            fs::write(file, &sound[..sound.len() - 1]).unwrap();
            assert!(found().contains(&name), "{name} truncated: {}", found());
        }
        fs::remove_file(file).unwrap();
        assert!(found().contains(&name) || name == "manifest.json" && found().contains("no manifest.json"), "{name} missing: {}", found());
        fs::write(file, &sound).unwrap();
        let extra = file.with_file_name("stray.txt");
        fs::write(&extra, "x").unwrap();
        assert!(found().contains("stray.txt"));
        fs::remove_file(extra).unwrap();
    }
    assert!(flips > 1_500, "{flips} bits flipped");
    assert_eq!(found(), "");
    let verify = jushi(dir.path(), &["verify"]);
    assert_eq!(code(&verify), 0, "{}", text(&verify));
    fs::write(dir.path().join("raw/gbk.html"), "changed").unwrap();
    assert_eq!(code(&jushi(dir.path(), &["verify", "--raw", "raw"])), 1);
}

#[test]
fn old_versions_go_when_told() {
    let dir = project();
    for n in 0..4 {
        fs::write(dir.path().join("raw/n.md"), format!("---\ntitle: 第{n}篇\nurl: https://example.com/{n}\n---\n第{n}篇文章的正文。\n")).unwrap();
        assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    }
    let there = || ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].map(|v| version(dir.path(), v).exists());
    let dry = jushi(dir.path(), &["gc", "--keep", "1", "--keep-version", "1.1.0", "--dry-run"]);
    assert!(text(&dry).contains("would remove set 1.0.0") && text(&dry).contains("set 1.2.0") && !text(&dry).contains("1.1.0 "), "{}", text(&dry));
    assert_eq!(there(), [true; 4]);
    assert_eq!(code(&jushi(dir.path(), &["gc", "--keep", "1", "--keep-version", "1.1.0"])), 0);
    assert_eq!(there(), [false, true, false, true]);
    assert_eq!(code(&jushi(dir.path(), &["gc", "set", "--keep", "0"])), 0);
    assert_eq!(there(), [false, false, false, true], "the current version stays");
    assert_eq!(code(&jushi(dir.path(), &["gc", "nowhere"])), 2);
    assert_eq!(code(&jushi(dir.path(), &["gc", "--keep-version", "x"])), 2);
    assert_eq!(code(&jushi(dir.path(), &["verify"])), 0);
}

#[test]
fn formats_are_a_reason_for_a_version() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet", "--formats", "parquet"])), 0);
    let run = jushi(dir.path(), &["run", "--dataset", "set", "--formats", "parquet,jsonl.zst"]);
    assert!(text(&run).contains("set 1.0.1") && text(&run).contains("other formats"), "{}", text(&run));
    let lines = zstd::decode_all(fs::File::open(version(dir.path(), "1.0.1").join("facts.jsonl.zst")).unwrap()).unwrap();
    assert!(String::from_utf8(lines).unwrap().lines().count() > 20);
    assert_eq!(code(&jushi(dir.path(), &["diff", "set/1.0.0", "set/1.0.1", "--exit-code"])), 0);
    fs::write(dir.path().join("jushi.toml"), "[output]\nformats = [\"csv\"]\n").unwrap();
    let wrong = jushi(dir.path(), &["run", "--dataset", "set"]);
    assert!(code(&wrong) == 2 && text(&wrong).contains("jushi.toml:2:1"), "{}", text(&wrong));
}

#[test]
fn what_cannot_run_says_so_and_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let missing = jushi(dir.path(), &["run"]);
    assert!(code(&missing) == 2 && text(&missing).contains("raw"), "{}", text(&missing));
    fs::create_dir(dir.path().join("raw")).unwrap();
    let nothing = jushi(dir.path(), &["run"]);
    assert!(code(&nothing) == 2 && text(&nothing).contains("found none"), "{}", text(&nothing));
    assert!(!dir.path().join("output").exists() || fs::read_dir(dir.path().join("output")).unwrap().next().is_none());
    assert_eq!(code(&jushi(dir.path(), &["nonsense"])), 2);
    assert_eq!(code(&jushi(dir.path(), &["verify", "nowhere"])), 2);
    fs::write(dir.path().join("raw/a.md"), "x").unwrap();
    fs::write(dir.path().join("output"), "a file").unwrap();
    let blocked = jushi(dir.path(), &["run"]);
    assert!(code(&blocked) == 2 && text(&blocked).contains("output"), "{}", text(&blocked));
}

#[test]
fn a_row_is_traced_to_its_line() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    let facts = fs::read_to_string(version(dir.path(), "1.0.0").join("facts.jsonl")).unwrap();
    let fact: serde_json::Value = facts.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()).find(|f| f["value"] == 128.0).unwrap();
    let trace = jushi(dir.path(), &["trace", fact["fact_id"].as_str().unwrap()]);
    assert_eq!(code(&trace), 0, "{}", text(&trace));
    assert!(text(&trace).contains("▶128 家◀") && text(&trace).contains("fact.value_of_noun") && text(&trace).contains(".md:"), "{}", text(&trace));
    let json = jushi(dir.path(), &["trace", fact["fact_id"].as_str().unwrap(), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["record_unchanged"], true);
    assert_eq!(code(&jushi(dir.path(), &["trace", "no-such-id"])), 2);
}

#[test]
fn an_article_is_shown_and_a_text_parsed() {
    let dir = project();
    let show = jushi(dir.path(), &["show", "raw/gbk.html"]);
    assert!(code(&show) == 0 && text(&show).contains("354.6亿元"), "{}", text(&show));
    let html = jushi(dir.path(), &["show", "raw/gbk.html", "--format", "html"]);
    assert!(text(&html).contains("<mark class=\"quantity\"") && !text(&html).contains("<script"), "{}", text(&html));
    let json = jushi(dir.path(), &["show", "raw/gbk.html", "--format", "json"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&json.stdout).unwrap()["facts"].is_array());
    let parse = jushi(dir.path(), &["parse", "截至2022年底，共吸引128家企业", "--reference", "2023-03-24", "--dimensions", "quantity,time"]);
    let parse: serde_json::Value = serde_json::from_slice(&parse.stdout).unwrap();
    assert_eq!(parse["mentions"][0]["end"], "2022-12-31");
    assert_eq!(parse["mentions"][1]["value"], "128");
    for arguments in [
        &["schema"][..],
        &["schema", "facts", "--format", "spark"],
        &["rules"],
        &["rules", "time.range"],
        &["rules", "time.range", "raw"],
        &["completions", "bash"],
        &["--help"],
        &["init", "new"],
    ] {
        let output = jushi(dir.path(), arguments);
        assert!(code(&output) == 0 && !output.stdout.is_empty(), "{arguments:?}: {}", text(&output));
    }
}
