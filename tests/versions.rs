//! Versions, made and looked at by the program itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

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
    assert!(text(&diff).contains("1 added, 0 removed, 0 changed") && text(&diff).contains("input changed"), "{}", text(&diff));
    assert_eq!(code(&jushi(dir.path(), &["diff", "set/1.0.0", "set/1.0.0", "--exit-code"])), 0);
    let list = jushi(dir.path(), &["list"]);
    assert!(text(&list).contains("1.1.0") && text(&list).contains("current"), "{}", text(&list));
}

#[test]
fn a_touched_version_is_found_out() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set", "--quiet"])), 0);
    let file = version(dir.path(), "1.0.0").join("facts.parquet");
    let sound = fs::read(&file).unwrap();
    for at in (0..sound.len()).step_by(sound.len() / 16 + 1) {
        let mut bytes = sound.clone();
        bytes[at] ^= 1;
        fs::write(&file, bytes).unwrap();
        let verify = jushi(dir.path(), &["verify"]);
        assert!(code(&verify) == 1 && text(&verify).contains("facts.parquet"), "bit at {at}: {}", text(&verify));
    }
    fs::write(&file, &sound[..sound.len() - 1]).unwrap();
    assert_eq!(code(&jushi(dir.path(), &["verify"])), 1);
    fs::write(&file, &sound).unwrap();
    fs::write(version(dir.path(), "1.0.0").join("stray.txt"), "x").unwrap();
    assert!(text(&jushi(dir.path(), &["verify"])).contains("stray.txt"));
    fs::remove_file(version(dir.path(), "1.0.0").join("stray.txt")).unwrap();
    assert_eq!(code(&jushi(dir.path(), &["verify"])), 0);
    fs::write(dir.path().join("raw/gbk.html"), "changed").unwrap();
    assert_eq!(code(&jushi(dir.path(), &["verify", "--raw", "raw"])), 1);
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
