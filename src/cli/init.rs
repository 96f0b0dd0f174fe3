//! Decides what a new project starts with: a commented `jushi.toml` and a CI workflow.

use std::fs;
use std::io::Write;

use super::args::InitArgs;
use super::{Exit, Failure};

const CONFIG: &str = r#"# Settings of jushi. Every key is optional; what stands here commented out is what holds without it.

[dataset]
# name = "my-dataset"            # the folder below output/; the project folder's name unless set
# title = "…"
# description = "…"
# licence = "CC-BY-4.0"          # of the rows; the articles are their authors'
# creators = ["…"]

[input]
# paths = ["raw"]
# exclude = ["*.bak.md"]
# timezone = "Asia/Shanghai"     # of times without a zone; also UTC, or an offset such as "+08:00"

[input.fields]                   # names of JSON fields and front matter keys that jushi does not know
# url = "link"
# date = "pubTime"
# text = "content"
# publisher = "account"

[rules]
# dirs = ["lexicon"]             # folders of tables that extend the lexicon: organisations.tsv, persons.tsv, places.tsv …

[output]
# formats = ["parquet", "jsonl"]  # also "jsonl.zst"
# shard_rows = 2000000           # rows after which a table goes on in another file

[validate]
# max_failed = "0%"              # the share of scrapes that may have errors

[validate.severity]              # error, warning, off; `jushi validate --explain` lists the checks
# "status.truncated" = "warning"

# [sources."安全牛"]              # what is expected of one source
# min_body = 200
# languages = ["zh"]
"#;

const WORKFLOW: &str = r#"# Checks the scrapes that a pull request adds, then builds the dataset and proves it.
name: dataset
on: [pull_request]
jobs:
  dataset:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0      # --changed-since needs the branch that the pull request goes into
      - run: cargo install jushi --locked
      - name: check the new scrapes
        run: >
          jushi validate --changed-since "origin/$GITHUB_BASE_REF" --max-failed 5%
          --report github --report "markdown=$GITHUB_STEP_SUMMARY"
      - run: jushi run --quiet
      - run: jushi verify --raw raw
"#;

/// Writes the files; those that are there stay as they are.
pub fn init(args: &InitArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    for (name, content) in [("jushi.toml", CONFIG), (".github/workflows/dataset.yml", WORKFLOW)] {
        let path = args.dir.join(name);
        if path.exists() {
            writeln!(out, "{} is there already; left as it is", path.display())?;
            continue;
        }
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| format!("cannot create {}: {e}", parent.display()))?;
        }
        fs::write(&path, content).map_err(|e| format!("cannot write {}: {e}", path.display()))?;
        writeln!(out, "{}", path.display())?;
    }
    writeln!(out, "Put scraped articles into raw/, then `jushi run`.")?;
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_reads() {
        let uncommented: String = CONFIG.lines().map(|l| l.strip_prefix("# ").filter(|r| r.contains(" = ") || r.starts_with('[')).unwrap_or(l)).collect::<Vec<_>>().join("\n");
        assert!(toml::from_str::<crate::pipeline::Config>(CONFIG).is_ok());
        assert!(toml::from_str::<crate::pipeline::Config>(&uncommented).is_ok(), "{uncommented}");
    }
}
