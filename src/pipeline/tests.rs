//! Runs in which the disk fails or the process ends: at any step either the old or the new version is whole, and the next run
//! sweeps what was left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::config::Config;
use super::run::{RunOptions, RunOutcome, run};
use crate::article::ReadOptions;
use crate::publish::faults::{Fault, inject};
use crate::publish::{Formats, TableFormat, list_versions, verify};

const ARTICLES: [(&str, &str); 2] = [
    ("a.md", "---\ntitle: 大会召开\nurl: https://example.com/a\n---\n大会在北京召开，共有200余人参会。\n"),
    ("b.md", "---\ntitle: 报告发布\nurl: https://example.com/b\n---\n2021年，成都市网络安全业务收入达354.6亿元。\n"),
];

/// Tells the children of the test where they work and where they end.
const FOLDER: &str = "JUSHI_TEST_KILL_FOLDER";
const STEP: &str = "JUSHI_TEST_KILL_STEP";

fn options(folder: &Path, formats: &Formats) -> RunOptions {
    RunOptions {
        inputs: vec![folder.join("raw")],
        output: folder.join("output"),
        dataset: "set".to_owned(),
        config: Config::default(),
        jobs: 1,
        formats: formats.clone(),
        full: false,
        dry_run: false,
        message: None,
        statistics: None,
    }
}

fn publish(folder: &Path, formats: &Formats) -> RunOutcome {
    run(&options(folder, formats), &|_| ()).unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The files of tables of a version.
fn tables(version: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(version).unwrap().map(|e| e.unwrap().path()).filter(|p| TableFormat::of_file(&p.to_string_lossy()).is_some()).collect();
    files.sort();
    files.into_iter().map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&p).unwrap())).collect()
}

/// Where a run begins that is to be disturbed: one version is published, an article has come since.
struct Scene {
    _dir: tempfile::TempDir,
    formats: Formats,
    before: PathBuf,
    expected: Vec<(String, Vec<u8>)>,
}

impl Scene {
    fn set(formats: &[TableFormat]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (before, after) = (dir.path().join("before"), dir.path().join("after"));
        fs::create_dir_all(before.join("raw")).unwrap();
        fs::write(before.join("raw").join(ARTICLES[0].0), ARTICLES[0].1).unwrap();
        let formats = Formats::of(formats);
        publish(&before, &formats);
        fs::write(before.join("raw").join(ARTICLES[1].0), ARTICLES[1].1).unwrap();
        copy(&before, &after);
        publish(&after, &formats);
        let expected = tables(&after.join("output/set/1.1.0"));
        assert_eq!(expected.len(), 22 * formats.list().count());
        // What the disturbed runs need of the rows is there already: they are about the disk.
        fs::copy(after.join("output/set/.carried"), before.join("output/set/.carried")).unwrap();
        Self { _dir: dir, formats, before, expected }
    }

    /// A folder of its own for one disturbed run.
    fn folder(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        copy(&self.before, folder.path());
        folder
    }

    /// Whatever happened: every version there is whole, the current one among them, and the next run ends it well.
    fn check(&self, folder: &Path, at: &str) {
        let set = folder.join("output/set");
        let sound = |when: &str| {
            let current = fs::read_to_string(set.join("LATEST")).unwrap();
            assert!(["1.0.0\n", "1.1.0\n"].contains(&current.as_str()), "{at}, {when}: {current:?}");
            for version in list_versions(&set) {
                let report = verify(&set.join(version.to_string()), None, &ReadOptions::default()).unwrap();
                assert_eq!(report.findings, [], "{at}, {when}: {version}");
            }
            current
        };
        sound("left");
        publish(folder, &self.formats);
        assert_eq!(sound("run again"), "1.1.0\n", "{at}");
        assert!(tables(&set.join("1.1.0")) == self.expected, "{at}: other rows");
        let mut left: Vec<String> = fs::read_dir(&set).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        left.sort();
        assert_eq!(left, [".carried", ".lock", "1.0.0", "1.1.0", "LATEST"], "{at}");
    }
}

#[test]
fn a_disk_that_fails_at_any_step_costs_no_version() {
    for (fault, formats) in [(Fault::Fail, &[TableFormat::Parquet, TableFormat::JsonlZst][..]), (Fault::FailOn, &[TableFormat::Parquet])] {
        let scene = Scene::set(formats);
        let (mut at, mut failed) = (0, 0);
        loop {
            let folder = scene.folder();
            let injected = inject(&folder.path().join("output"), at, fault);
            let outcome = run(&options(folder.path(), &scene.formats), &|_| ());
            let steps = injected.steps();
            drop(injected);
            if steps <= at {
                assert!(outcome.is_ok());
                break;
            }
            failed += u32::from(outcome.is_err());
            scene.check(folder.path(), &format!("{fault:?} at step {at}"));
            at += 1;
        }
        assert!(at > 150 && u64::from(failed) > at * 9 / 10, "{fault:?}: {at} steps, {failed} runs that failed");
    }
}

#[test]
fn a_run_that_is_killed_at_any_step_costs_no_version() {
    let scene = Scene::set(&[TableFormat::Parquet]);
    for at in 0.. {
        let folder = scene.folder();
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "--ignored", "pipeline::tests::a_run_that_ends_where_it_is_told"]);
        let status = child.env(FOLDER, folder.path()).env(STEP, at.to_string()).output().unwrap().status;
        scene.check(folder.path(), &format!("killed at step {at}"));
        if status.success() {
            assert!(at > 150, "{at} steps");
            break;
        }
    }
}

#[test]
#[ignore = "is run by the test above, in a process of its own"]
fn a_run_that_ends_where_it_is_told() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let at = std::env::var(STEP).unwrap().parse().unwrap();
    let _injected = inject(&folder.join("output"), at, Fault::Kill);
    publish(&folder, &Formats::of(&[TableFormat::Parquet]));
}

#[test]
fn of_two_publishers_one_wins_and_the_other_says_so() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("raw")).unwrap();
    let formats = Formats::of(&[TableFormat::Jsonl]);
    for (name, text) in ARTICLES {
        fs::write(dir.path().join("raw").join(name), text).unwrap();
        let first = std::cell::Cell::new(true);
        // While one run reads, another begins and publishes.
        let outcome = run(&options(dir.path(), &formats), &|_| {
            if first.take() {
                assert!(matches!(publish(dir.path(), &formats), RunOutcome::Published(_)));
            }
        });
        let message = outcome.unwrap_err().to_string();
        assert!(message.contains("another run published"), "{message}");
        assert!(matches!(publish(dir.path(), &formats), RunOutcome::Unchanged { .. }), "nothing is lost");
    }
    let set = dir.path().join("output/set");
    assert_eq!(list_versions(&set).iter().map(ToString::to_string).collect::<Vec<_>>(), ["1.0.0", "1.1.0"]);
    assert_eq!(fs::read_dir(&set).unwrap().count(), 5, "no strays");
}
