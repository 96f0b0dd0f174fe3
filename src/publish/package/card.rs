//! Decides what a version says to people: the dataset card, the changelog.

use std::fs;
use std::path::Path;

use arrow_schema::{DataType, Field};

use super::yaml::Yaml;
use super::{description, pattern, published_as, title};
use crate::publish::{Changes, FileEntry, Manifest, TableFormat};
use crate::record::{reference, table_info, table_names};

/// Rules named in a changelog: those whose change touched most rows.
const MOST_RULES: usize = 30;

/// The dataset card, with the front matter that hubs read.
pub(super) fn card(manifest: &Manifest, files: &[FileEntry]) -> String {
    let mut card = format!(
        "---\n{}---\n\n# {} {}\n\n{}\n\nMade by jushi {}.\n\n## Tables\n\n| table | rows | a row is |\n|---|--:|---|\n",
        front_matter(manifest, files).to_text(),
        title(manifest),
        manifest.version,
        description(manifest),
        manifest.program
    );
    for table in table_names() {
        let rows = manifest.tables.get(table).map_or(0, |t| t.rows);
        let description = table_info(table).map(|i| i.description.clone()).unwrap_or_default();
        card.push_str(&format!("| {table} | {rows} | {} |\n", description.replace('\n', " ")));
    }
    card.push_str("\n## Columns\n");
    for table in table_names() {
        let Some(info) = table_info(table) else { continue };
        card.push_str(&format!("\n### {table}\n\n| column | type | what it holds |\n|---|---|---|\n"));
        for field in info.arrow_schema.fields() {
            let description = field.metadata().get("description").map_or("", String::as_str).replace('\n', " ");
            let names = reference(table, field.name()).map(|(target, column)| format!(" → {target}.{column}")).unwrap_or_default();
            card.push_str(&format!("| {} | {}{}{names} | {description} |\n", field.name(), field.data_type(), if field.is_nullable() { ", may be null" } else { "" }));
        }
    }
    card.push_str("\n## Articles by status\n\n| status | articles |\n|---|--:|\n");
    for (status, count) in &manifest.tallies.statuses {
        card.push_str(&format!("| {status} | {count} |\n"));
    }
    card.push_str("\n## Licence\n\nThe articles are their authors' and publishers'. Columns that quote them (`text`, `evidence`, `title`, `record`) are quotations, and no licence to them is given here.\n");
    card.push_str(&match &manifest.about.licence {
        Some(licence) => format!("The rows that were extracted from them are under {licence}.\n"),
        None => "Of the rows that were extracted from them no licence is stated.\n".to_owned(),
    });
    card
}

/// The front matter of the card, as Hugging Face reads it.
fn front_matter(manifest: &Manifest, files: &[FileEntry]) -> Yaml {
    let rows = |table: &str| manifest.tables.get(table).map_or(0, |t| t.rows);
    let (mut configs, mut infos) = (Vec::new(), Vec::new());
    // A table without rows is taken for a fault there.
    for table in table_names().filter(|t| rows(t) > 0 || *t == "facts") {
        let Some((format, shards)) = published_as(table, files, &TableFormat::ALL) else { continue };
        let path = pattern(table, format, &shards);
        let mut config = vec![("config_name", Yaml::text(table)), ("data_files", Yaml::List(vec![Yaml::Map(vec![("split", Yaml::text("train")), ("path", Yaml::Text(path))])]))];
        if table == "facts" {
            config.push(("default", Yaml::Flag(true)));
        }
        configs.push(Yaml::Map(config));
        let features = table_info(table).iter().flat_map(|info| info.arrow_schema.fields().iter()).map(|field| feature(field)).collect();
        // No sizes of splits: readers take those only that they made themselves.
        infos.push(Yaml::Map(vec![("config_name", Yaml::text(table)), ("features", Yaml::List(features))]));
    }
    let texts = |texts: &[&str]| Yaml::List(texts.iter().map(|t| Yaml::text(t)).collect());
    let keywords: Vec<&str> = manifest.about.keywords.iter().map(String::as_str).collect();
    let mut head = vec![("pretty_name", Yaml::text(title(manifest))), ("language", texts(&["zh"]))];
    head.extend(hub_licence(manifest.about.licence.as_deref()));
    head.extend([
        ("annotations_creators", texts(&["machine-generated"])),
        ("language_creators", texts(&["found"])),
        ("multilinguality", texts(&["monolingual"])),
        ("source_datasets", texts(&["original"])),
        ("size_categories", texts(&[size_category(rows("facts"))])),
        ("tags", texts(if keywords.is_empty() { &["information-extraction", "news"] } else { &keywords })),
        ("configs", Yaml::List(configs)),
        ("dataset_info", Yaml::List(infos)),
    ]);
    Yaml::Map(head)
}

/// The licences that the hub knows by their SPDX id in small letters, of those that a dataset is likely to have.
const HUB_LICENCES: &[&str] = &[
    "agpl-3.0",
    "apache-2.0",
    "bsd-2-clause",
    "bsd-3-clause",
    "cc-by-3.0",
    "cc-by-4.0",
    "cc-by-nc-3.0",
    "cc-by-nc-4.0",
    "cc-by-nc-nd-3.0",
    "cc-by-nc-nd-4.0",
    "cc-by-nc-sa-3.0",
    "cc-by-nc-sa-4.0",
    "cc-by-nd-4.0",
    "cc-by-sa-3.0",
    "cc-by-sa-4.0",
    "cc0-1.0",
    "cdla-permissive-1.0",
    "cdla-permissive-2.0",
    "cdla-sharing-1.0",
    "gpl-3.0",
    "mit",
    "odbl",
    "odc-by",
    "pddl",
    "unlicense",
];

/// The licence in the hub's words: an id of its list, or `other` with a name.
fn hub_licence(licence: Option<&str>) -> Vec<(&'static str, Yaml)> {
    let Some(licence) = licence else { return vec![("license", Yaml::text("unknown"))] };
    let lower = licence.to_ascii_lowercase();
    // The hub's ids of these lack the version that SPDX gives them.
    let id = lower.strip_suffix("-1.0").filter(|id| matches!(*id, "odbl" | "odc-by" | "pddl")).unwrap_or(&lower);
    if HUB_LICENCES.contains(&id) { vec![("license", Yaml::text(id))] } else { vec![("license", Yaml::text("other")), ("license_name", Yaml::text(licence))] }
}

fn feature(field: &Field) -> Yaml {
    let kind = match field.data_type() {
        DataType::Int32 => "int32",
        DataType::Int64 => "int64",
        DataType::Float64 => "float64",
        DataType::Boolean => "bool",
        DataType::Date32 => "date32",
        DataType::Timestamp(..) => "timestamp[us, tz=UTC]",
        DataType::Decimal128(..) => "decimal128(38, 9)",
        DataType::List(_) => return Yaml::Map(vec![("name", Yaml::text(field.name())), ("list", Yaml::text("string"))]),
        _ => "string",
    };
    Yaml::Map(vec![("name", Yaml::text(field.name())), ("dtype", Yaml::text(kind))])
}

fn size_category(rows: u64) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        _ => "n>10M",
    }
}

/// The changelog: this version's entry, in front of those of the version before.
pub(super) fn changelog(manifest: &Manifest, dataset_dir: &Path) -> String {
    let before = manifest.changes.from.as_ref().and_then(|v| fs::read_to_string(dataset_dir.join(v).join("CHANGELOG.md")).ok());
    let older = before.as_deref().and_then(|b| b.split_once("\n\n")).map_or("", |(_, rest)| rest);
    let mut log = format!("# Changes of {}\n\n## {}\n\n{}", manifest.dataset, manifest.version, changes_in_words(&manifest.changes));
    if !older.is_empty() {
        log.push('\n');
        log.push_str(older);
    }
    log
}

/// What changed since the version before, in words and tables.
#[must_use]
pub fn changes_in_words(changes: &Changes) -> String {
    let mut entry = format!("{}.\n", changes.reason);
    if let Some(message) = &changes.message {
        entry.push_str(&format!("\n{message}\n"));
    }
    entry.push_str(&format!("\nArticles: {} added, {} changed, {} removed.\n", changes.articles_added, changes.articles_changed, changes.articles_removed));
    if !changes.tables.is_empty() {
        entry.push_str("\n| table | rows before | rows now |\n|---|--:|--:|\n");
        // In the order of the contract.
        for (table, (before, now)) in table_names().filter_map(|t| changes.tables.get(t).map(|rows| (t, rows))) {
            entry.push_str(&format!("| {table} | {before} | {now} |\n"));
        }
    }
    if !changes.rules.is_empty() {
        entry.push_str("\nIn articles that did not change:\n\n| rule | rows added | removed | changed |\n|---|--:|--:|--:|\n");
        let mut rules: Vec<_> = changes.rules.iter().collect();
        rules.sort_by_key(|(name, rule)| (std::cmp::Reverse(rule.added + rule.removed + rule.changed), (*name).clone()));
        for (name, rule) in rules.iter().take(MOST_RULES) {
            entry.push_str(&format!("| {name} | {} | {} | {} |\n", rule.added, rule.removed, rule.changed));
        }
        if rules.len() > MOST_RULES {
            entry.push_str(&format!("\n… and {} more rules: manifest.json has them all.\n", rules.len() - MOST_RULES));
        }
    }
    entry
}
