//! Decides what a version says of itself beside its rows: to people, to catalogues, to programs.
//!
//! Everything comes from the manifest, the settings in it and the row types; nothing is written twice by hand.

mod card;
mod citation;
mod croissant;
mod data_package;
mod views;
mod yaml;

use std::path::Path;

use serde_json::Value;

pub use card::changes_in_words;

use super::manifest::{FileEntry, Manifest};
use super::read::entries_of;
use super::{About, TableFormat};

/// The files beside the tables: name and content.
#[must_use]
pub fn files(manifest: &Manifest, files: &[FileEntry], dataset_dir: &Path) -> Vec<(String, String)> {
    let pretty = |value: &Value| format!("{}\n", serde_json::to_string_pretty(value).unwrap_or_default());
    vec![
        ("README.md".to_owned(), card::card(manifest, files)),
        ("CHANGELOG.md".to_owned(), card::changelog(manifest, dataset_dir)),
        ("CITATION.cff".to_owned(), citation::citation(manifest)),
        ("croissant.json".to_owned(), pretty(&croissant::croissant(manifest, files))),
        ("datapackage.json".to_owned(), pretty(&data_package::data_package(manifest, files))),
        ("views.sql".to_owned(), views::views(files)),
    ]
}

/// The first of some formats in which a table is written, and its files in order.
fn published_as<'f>(table: &str, files: &'f [FileEntry], formats: &[TableFormat]) -> Option<(TableFormat, Vec<&'f FileEntry>)> {
    formats.iter().map(|format| (*format, entries_of(files, table, *format))).find(|(_, files)| !files.is_empty())
}

/// The name of a table's file, or a pattern of those of its shards.
fn pattern(table: &str, format: TableFormat, shards: &[&FileEntry]) -> String {
    if let [one] = shards { one.path.clone() } else { format!("{table}-*.{}", format.extension()) }
}

/// The dataset's title.
fn title(manifest: &Manifest) -> &str {
    manifest.about.title.as_deref().unwrap_or(&manifest.dataset)
}

/// What the dataset is.
fn description(manifest: &Manifest) -> String {
    manifest.about.description.clone().unwrap_or_else(|| {
        format!(
            "Facts, names, dates and figures from {} scraped Chinese articles, each row with the place it came from. The rows say what the articles say; they are not checked against the world. The articles are their authors'.",
            manifest.records
        )
    })
}

/// The licence of the rows, where it looks like an SPDX id.
fn spdx_id(about: &About) -> Option<&str> {
    about.licence.as_deref().filter(|l| !l.is_empty() && l.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-')))
}

/// The page of an SPDX id.
fn spdx_page(id: &str) -> String {
    format!("https://spdx.org/licenses/{id}.html")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{table_info, table_names};

    fn manifest(licence: Option<&str>) -> Manifest {
        let about = About { licence: licence.map(str::to_owned), creators: vec!["甲 & 乙".to_owned()], keywords: vec!["网络安全".to_owned()], ..About::default() };
        let rows = |table: &str| super::super::TableEntry { rows: u64::from(table != "rejects"), ..super::super::TableEntry::default() };
        Manifest {
            dataset: "数据 集".to_owned(),
            version: "1.0.0".to_owned(),
            created: "2026-01-02T03:04:05Z".to_owned(),
            about,
            tables: table_names().map(|t| (t.to_owned(), rows(t))).collect(),
            ..Manifest::default()
        }
    }

    fn files(endings: &[&str]) -> Vec<FileEntry> {
        let names = table_names().flat_map(|t| endings.iter().map(move |e| format!("{t}{e}")));
        names.map(|path| FileEntry { path, bytes: 1, sha256: "0".repeat(64) }).collect()
    }

    #[test]
    fn names_are_those_that_catalogues_take() {
        for (dataset, expected) in [("NetSec_2.0", "netsec_2.0"), ("a/b c", "a-b-c"), ("数据集", "dataset"), ("数据x", "--x")] {
            assert_eq!(data_package::package_name(dataset), expected, "{dataset}");
        }
    }

    #[test]
    fn every_table_is_described_by_files_that_are_there() {
        let layouts: [&[&str]; 5] = [
            &[".parquet", ".jsonl"],
            &[".parquet"],
            &[".jsonl"],
            &[".parquet", ".jsonl.zst"],
            &["-00000-of-00002.parquet", "-00001-of-00002.parquet", "-00000-of-00002.jsonl", "-00001-of-00002.jsonl"],
        ];
        for layout in layouts {
            let (manifest, files) = (manifest(Some("CC-BY-4.0")), files(layout));
            let is_there = |path: &str| files.iter().any(|f| f.path == path);
            let package = data_package::data_package(&manifest, &files);
            let resources = package["resources"].as_array().unwrap();
            for table in table_names() {
                let of_it: Vec<&Value> = resources.iter().filter(|r| r["title"] == table).collect();
                assert!(!of_it.is_empty(), "{layout:?}: {table}");
                for resource in of_it {
                    let paths: Vec<&str> =
                        resource["path"].as_str().map_or_else(|| resource["path"].as_array().into_iter().flatten().filter_map(Value::as_str).collect(), |p| vec![p]);
                    assert!(paths.iter().all(|p| is_there(p)) && (!paths.is_empty() || resource["data"].is_array()), "{layout:?}: {resource}");
                }
            }
            let croissant = croissant::croissant(&manifest, &files);
            assert_eq!(croissant["recordSet"].as_array().unwrap().len(), table_names().count(), "{layout:?}");
            assert!(croissant["distribution"].as_array().unwrap().iter().filter(|d| d["@type"] == "cr:FileObject").all(|d| is_there(d["contentUrl"].as_str().unwrap())));
        }
    }

    #[test]
    fn the_card_says_what_hubs_ask() {
        let card = |licence| card::card(&manifest(licence), &files(&[".parquet"]));
        let own = card(Some("CC-BY-4.0"));
        let (head, body) = own.strip_prefix("---\n").and_then(|c| c.split_once("\n---\n")).unwrap();
        for expected in [
            "license: \"cc-by-4.0\"",
            "language:\n  - \"zh\"",
            "config_name: \"facts\"",
            "default: true",
            "path: \"facts.parquet\"",
            "dtype: \"timestamp[us, tz=UTC]\"",
            "size_categories:\n  - \"n<1K\"",
        ] {
            assert!(head.contains(expected), "{expected}: {head}");
        }
        assert!(!head.contains("\"rejects\""), "a table without rows is no configuration");
        assert!(body.contains("The articles are their authors'") && table_names().all(|t| body.contains(&format!("### {t}"))));
        assert!(card(None).contains("license: \"unknown\"") && card(Some("自定义")).contains("license: \"other\"\nlicense_name: \"自定义\""));
        let fields = table_info("facts").unwrap().columns().count();
        assert!(head.matches("- name: ").count() > fields);
    }

    #[test]
    fn the_citation_has_what_its_format_asks() {
        let cff = citation::citation(&manifest(Some("自定义")));
        for expected in ["cff-version: \"1.2.0\"", "title: \"数据 集\"", "authors:\n  - name: \"甲 & 乙\"", "date-released: \"2026-01-02\"", "version: \"1.0.0\""] {
            assert!(cff.contains(expected), "{expected}: {cff}");
        }
        assert!(!cff.contains("license:"), "no SPDX id");
    }
}
