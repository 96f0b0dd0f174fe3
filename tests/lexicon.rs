//! Tables of one's own, taken into the lexicon by the program itself.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn jushi(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jushi")).args(arguments).current_dir(dir).env("NO_COLOR", "1").output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A project with an article and a table of one organisation that no embedded table holds.
fn project(table: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("lexicon")).unwrap();
    fs::create_dir_all(dir.path().join("raw")).unwrap();
    fs::write(dir.path().join("lexicon/organisations.tsv"), table).unwrap();
    let body = "长风院今天发布年度报告，称产业规模达到一百亿元，同比增长百分之十五，企业数量超过三百家。".repeat(4);
    fs::write(dir.path().join("raw/a.md"), format!("---\ntitle: 报告\ndate: 2025-01-05\n---\n# 报告\n\n{body}\n")).unwrap();
    dir
}

#[test]
fn a_name_of_ones_own_is_known() {
    let dir = project("# mine\n长风研究院\t长风院\tinstitute\tCN\n");
    let hits = |arguments: &[&str]| stdout(&jushi(dir.path(), arguments));
    let command = ["rules", "entity.organisation.known", "raw"];
    assert!(!hits(&command).contains("长风院"), "known without the table");
    let found = hits(&[&command[..], &["--rules", "lexicon"]].concat());
    assert!(found.contains("长风院") && found.contains("organisations.tsv:2"), "{found}");
    // The settings say the same.
    fs::write(dir.path().join("jushi.toml"), "[rules]\ndirs = [\"lexicon\"]\n").unwrap();
    assert!(hits(&command).contains("organisations.tsv:2"));
}

#[test]
fn a_table_changes_what_is_published() {
    let dir = project("长风研究院\t长风院\tinstitute\tCN\n");
    let run = |arguments: &[&str]| jushi(dir.path(), arguments);
    assert_eq!(run(&["run", "--dataset", "d", "--quiet"]).status.code(), Some(0));
    assert_eq!(run(&["run", "--dataset", "d", "--quiet", "--rules", "lexicon"]).status.code(), Some(0));
    let versions = fs::read_dir(dir.path().join("output/d")).unwrap().flatten().filter(|e| e.path().is_dir()).count();
    assert_eq!(versions, 2, "other rules make another version");
}

#[test]
fn a_wrong_table_is_told_with_its_place() {
    let dir = project("长风研究院\t长风院\tschool\tCN\n");
    let output = jushi(dir.path(), &["run", "--rules", "lexicon"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("organisations.tsv:1:11") && told.contains("school"), "{told}");
    assert!(!dir.path().join("output").exists());
}
