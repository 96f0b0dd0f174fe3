//! Decides how a version is cited: `CITATION.cff`, Citation File Format 1.2.0.

use super::yaml::Yaml;
use super::{description, spdx_id, title};
use crate::publish::Manifest;

/// The citation file.
pub(super) fn citation(manifest: &Manifest) -> String {
    let about = &manifest.about;
    // The format asks for an author at least.
    let makers = format!("The makers of {}", title(manifest));
    let authors: Vec<&str> = if about.creators.is_empty() { vec![&makers] } else { about.creators.iter().map(String::as_str).collect() };
    let mut cff = vec![
        ("cff-version", Yaml::text("1.2.0")),
        ("message", Yaml::text("Please cite the version of the dataset, and the rows by their ids. The articles are their authors'.")),
        ("type", Yaml::text("dataset")),
        ("title", Yaml::text(title(manifest))),
        ("abstract", Yaml::Text(description(manifest))),
        ("authors", Yaml::List(authors.into_iter().map(|name| Yaml::Map(vec![("name", Yaml::text(name))])).collect())),
        ("version", Yaml::text(&manifest.version)),
        ("date-released", Yaml::text(manifest.created.get(..10).unwrap_or_default())),
    ];
    if let Some(licence) = spdx_id(about) {
        cff.push(("license", Yaml::text(licence)));
    }
    if let Some(homepage) = about.homepage.as_deref().filter(|h| h.starts_with("https://") || h.starts_with("http://")) {
        cff.push(("url", Yaml::text(homepage)));
    }
    // A keyword twice is an error of the format.
    let mut keywords: Vec<Yaml> = Vec::new();
    for keyword in &about.keywords {
        let keyword = Yaml::text(keyword);
        if !keywords.contains(&keyword) {
            keywords.push(keyword);
        }
    }
    if !keywords.is_empty() {
        cff.push(("keywords", Yaml::List(keywords)));
    }
    Yaml::Map(cff).to_text()
}
