//! Scrapes, checked by the program itself: findings, reports by their own schemas and tools, the gate and its exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jushi::validate::Schema;
use quick_junit::Report;
use serde_json::Value;

const BODY: &str = "某地今天发布报告，称网络安全产业规模达到一百亿元，同比增长百分之十五，企业数量超过三百家，带动就业两万人。";

fn jushi(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jushi")).args(arguments).current_dir(dir).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1767225600").output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn article(number: usize, date: &str, body: &str) -> String {
    format!("---\ntitle: 第{number}号报告\nurl: https://example.com/{number}\nsource: 某报\ndate: {date}\n---\n# 第{number}号报告\n\n{body}\n")
}

/// A dozen sound scrapes, told apart by what they say, and three that are not.
fn project() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("raw")).unwrap();
    let write = |name: &str, text: &str| fs::write(dir.path().join("raw").join(name), text).unwrap();
    for number in 0..12 {
        let parts: Vec<String> = (0..6).map(|part| format!("第{number}号报告的第{part}部分说明了{}的情况。", number * 31 + part * 7)).collect();
        write(&format!("好{number:02}.md"), &article(number, "2025-01-05", &format!("{}{BODY}", parts.concat())));
    }
    write("空.md", "");
    write("拒绝 #1 “引号”|a,b:c%.md", &article(50, "2025-13-45", "环境异常\n\n当前环境异常，完成验证后即可继续访问。\n\n去验证"));
    write("乱.md", &article(51, "2025-01-06", &encoding_rs::WINDOWS_1252.decode_without_bom_handling(BODY.repeat(3).as_bytes()).0));
    dir
}

#[test]
fn reports_hold_to_their_formats() {
    let dir = project();
    let arguments = ["validate", "--report", "json=r.json", "--report", "sarif=r.sarif", "--report", "junit=r.xml", "--report", "github", "--report", "markdown=r.md"];
    let output = jushi(dir.path(), &arguments);
    assert_eq!(code(&output), 1, "{}", String::from_utf8_lossy(&output.stderr));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    let schema = |path: &str| -> Value { serde_json::from_str(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()).unwrap() };

    let json: Value = serde_json::from_str(&read("r.json")).unwrap();
    assert_eq!(Schema::compile(&schema("schemas/findings.schema.json")).unwrap().violations(&json), []);
    assert_eq!((json["records"].as_u64(), json["failed"].as_u64()), (Some(15), Some(3)));
    let rules: Vec<&str> = json["findings"].as_array().unwrap().iter().filter(|f| f["severity"] == "error").map(|f| f["rule"].as_str().unwrap()).collect();
    for rule in ["status.empty", "status.blocked", "status.garbled", "date.unreadable"] {
        assert!(rules.contains(&rule), "{rule} is not in {rules:?}");
    }

    let sarif: Value = serde_json::from_str(&read("r.sarif")).unwrap();
    let mut sarif_schema = schema("tests/schemas/sarif-2.1.0.schema.json");
    // The published pattern of a language tag has a stray bracket, which the validator refuses to compile; no report of ours has the key.
    for part in ["run", "toolComponent"] {
        sarif_schema["definitions"][part]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    assert_eq!(Schema::compile(&sarif_schema).unwrap().violations(&sarif), []);
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), json["findings"].as_array().unwrap().len());

    let junit = Report::deserialize_from_str(&read("r.xml")).unwrap();
    assert_eq!((junit.test_suites[0].failures, junit.test_suites[0].errors), (3, 0));

    let github = stdout(&output);
    assert!(github.lines().all(|l| ["::error ", "::warning ", "::notice "].iter().any(|c| l.starts_with(c))), "{github}");
    assert!(github.contains("file=raw/拒绝 #1 “引号”|a%2Cb%3Ac%25.md,line="), "{github}");

    // Every table of the summary has as many cells in each row as in its head.
    let markdown = read("r.md");
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    for table in markdown.split("\n\n").filter(|t| t.trim_start().starts_with('|')) {
        let mut lines = table.lines();
        let head = cells(lines.next().unwrap());
        assert!(lines.all(|l| cells(l) == head), "{table}");
    }
    assert!(markdown.starts_with("## ❌ jushi validate"), "{markdown}");
}

#[test]
fn sarif_stays_within_what_can_be_uploaded() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("raw")).unwrap();
    for n in 0..130 {
        fs::write(dir.path().join(format!("raw/{n}.md")), "").unwrap();
    }
    let output = jushi(dir.path(), &["validate", "--report", "sarif"]);
    let sarif: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 101);
    assert!(results[100]["message"]["text"].as_str().unwrap().starts_with("30 more scrapes"), "{}", results[100]);
}

#[test]
fn the_gate() {
    let dir = project();
    // Three of fifteen are broken.
    assert_eq!(code(&jushi(dir.path(), &["validate", "--max-failed", "20%"])), 0);
    assert_eq!(code(&jushi(dir.path(), &["validate", "--max-failed", "19%"])), 1);
    assert_eq!(code(&jushi(dir.path(), &["validate", "--max-failed", "some"])), 2);
    assert_eq!(code(&jushi(dir.path(), &["validate", "nowhere"])), 2);
    fs::write(dir.path().join("jushi.toml"), "[validate]\nmax_failed = \"10%\"\n[validate.severity]\n\"status.empty\" = \"warning\"\n\"status.garbled\" = \"off\"\n").unwrap();
    assert_eq!(code(&jushi(dir.path(), &["validate"])), 0);
    fs::write(dir.path().join("jushi.toml"), "[validate.severity]\n\"status.emptyy\" = \"warning\"\n").unwrap();
    let output = jushi(dir.path(), &["validate"]);
    assert!(code(&output) == 2 && String::from_utf8_lossy(&output.stderr).contains("jushi.toml:2:1"), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_baseline_lets_old_findings_pass() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["validate", "--baseline", "known.json", "--update-baseline"])), 0);
    let output = jushi(dir.path(), &["validate", "--baseline", "known.json"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    fs::write(dir.path().join("raw/新.md"), "").unwrap();
    fs::remove_file(dir.path().join("raw/空.md")).unwrap();
    let output = jushi(dir.path(), &["validate", "--baseline", "known.json"]);
    assert_eq!(code(&output), 1);
    let text = stdout(&output);
    assert!(text.contains("no longer found: status.empty in 空.md") && text.contains("新.md"), "{text}");
}

#[test]
fn a_pull_request_is_judged_by_what_it_changes() {
    let dir = project();
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "core.autocrlf=false"])
            .args(arguments)
            .current_dir(dir.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["init", "-q"]);
    git(&["add", "-A"]);
    git(&["commit", "-qm", "scrapes"]);
    assert_eq!(code(&jushi(dir.path(), &["validate", "--changed-since", "HEAD"])), 0);
    // A copy of what is there, beside a new empty one.
    let copy = fs::read_to_string(dir.path().join("raw/好03.md")).unwrap().replace("example.com/3", "example.org/3");
    fs::write(dir.path().join("raw/转载.md"), copy).unwrap();
    fs::write(dir.path().join("raw/又空.md"), "").unwrap();
    let output = jushi(dir.path(), &["validate", "--changed-since", "HEAD", "--report", "json"]);
    let json: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let found: Vec<(&str, &str)> = json["findings"].as_array().unwrap().iter().map(|f| (f["path"].as_str().unwrap(), f["rule"].as_str().unwrap())).collect();
    assert_eq!(found, [("又空.md", "status.empty"), ("转载.md", "duplicate.content")]);
    assert_eq!((code(&output), json["records"].as_u64(), json["read"].as_u64()), (1, Some(2), Some(17)));
    let output = jushi(dir.path(), &["validate", "--changed-since", "no-such-revision"]);
    assert!(code(&output) == 2 && String::from_utf8_lossy(&output.stderr).contains("no revision"), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_run_leaves_what_drift_is_measured_against() {
    let dir = project();
    assert_eq!(code(&jushi(dir.path(), &["run", "--dataset", "set"])), 0);
    let statistics = fs::read_to_string(dir.path().join("jushi-sources.json")).unwrap();
    assert!(statistics.contains("\"某报\""), "{statistics}");
    // The next month's scrapes of the source are all empty.
    for number in 60..70 {
        fs::write(dir.path().join(format!("raw/{number}.md")), article(number, "2025-02-05", "")).unwrap();
    }
    let output = jushi(dir.path(), &["validate", "--max-failed", "100%"]);
    assert!(stdout(&output).contains("某报: 100 % empty in 2025-02 (10 of 10), 0 % before"), "{}", stdout(&output));
}

#[test]
fn every_check_has_a_page() {
    let dir = tempfile::tempdir().unwrap();
    let list = stdout(&jushi(dir.path(), &["validate", "--explain"]));
    assert!(list.lines().count() > 25);
    for line in list.lines() {
        let id = line.split_whitespace().next().unwrap();
        let page = stdout(&jushi(dir.path(), &["validate", "--explain", id]));
        assert!(page.contains("What to do") && page.starts_with(id), "{page}");
    }
    assert_eq!(code(&jushi(dir.path(), &["validate", "--explain", "nothing.such"])), 2);
}
