//! The project's own commands: `cargo xtask test` runs everything that CI runs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What is built and tested in Rust: what each step is for, and its command.
const TEST: &[(&str, &[&str])] = &[
    ("formatting", &["cargo", "fmt", "--all", "--check"]),
    ("lints", &["cargo", "clippy", "--workspace", "--all-targets", "--release", "--quiet", "--", "-D", "warnings"]),
    ("tests", &["cargo", "test", "--release", "--quiet", "--workspace"]),
    ("a release run over raw/", &["cargo", "run", "--release", "--quiet", "--", "run", "--full", "--dataset", "raw", "--output", OUTPUT]),
    ("the same in shards", &["cargo", "run", "--release", "--quiet", "--", "run", "--full", "--dataset", "shards", "--config", "tests/readers/shards.toml", "--output", OUTPUT]),
    ("its proof against the raw bytes", &["cargo", "run", "--release", "--quiet", "--", "verify", "raw/1.0.0", "--raw", "raw", "--output", OUTPUT]),
    ("the proof of the shards", &["cargo", "run", "--release", "--quiet", "--", "verify", "shards/1.0.0", "--raw", "raw", "--output", OUTPUT]),
];

/// Where the versions are published that the tests read.
const OUTPUT: &str = "target/xtask-output";

/// The libraries that versions are read with.
const REQUIREMENTS: &str = "tests/readers/requirements.txt";

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let command = std::env::args().nth(1);
    let done = match command.as_deref() {
        Some("test") => {
            let _ = fs::remove_dir_all(root.join(OUTPUT));
            TEST.iter().try_for_each(|(name, command)| step(root, name, command, &[])).and_then(|()| readers(root))
        }
        Some("readers") => readers(root),
        Some("schemas") => step(root, "schemas", &["cargo", "run", "--release", "--quiet", "--", "schema", "--write", "schemas"], &[]),
        _ => {
            eprintln!(
                "usage: cargo xtask test      everything that CI runs\n       cargo xtask readers   reads the versions of the last test with the libraries that people use\n       cargo xtask schemas   writes schemas/ anew from the record types"
            );
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("== {message}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the published versions with pandas, polars, DuckDB and the tools for their descriptions, and runs the notebooks.
fn readers(root: &Path) -> Result<(), String> {
    let python = python(root)?;
    let versions = ["raw", "shards"].map(|dataset| root.join(OUTPUT).join(dataset).join("1.0.0"));
    let versions = std::env::join_paths(versions).map_err(|e| e.to_string())?.to_string_lossy().into_owned();
    let program = python.to_string_lossy();
    let command = [&program, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/readers", "examples"];
    step(root, "readers and notebooks", &command, &[("JUSHI_VERSION", &versions), ("PYTHONDONTWRITEBYTECODE", "1"), ("PYTHONWARNINGS", "ignore::DeprecationWarning")])
}

/// An environment of Python with the pinned libraries, made once below `target/`.
fn python(root: &Path) -> Result<PathBuf, String> {
    let environment = root.join("target/python");
    let python = environment.join("bin/python");
    let wanted = fs::read_to_string(root.join(REQUIREMENTS)).map_err(|e| format!("cannot read {REQUIREMENTS}: {e}"))?;
    let stamp = environment.join("requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(python);
    }
    let _ = fs::remove_dir_all(&environment);
    step(root, "an environment of Python", &["python3", "-m", "venv", "target/python"], &[])
        .map_err(|e| format!("{e}. Python 3.11 or later with its venv module is needed (on Debian: apt install python3-venv)"))?;
    step(root, "its libraries", &[&python.to_string_lossy(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS], &[])?;
    fs::write(&stamp, wanted).map_err(|e| format!("cannot write {}: {e}", stamp.display()))?;
    Ok(python)
}

fn step(root: &Path, name: &str, command: &[&str], variables: &[(&str, &str)]) -> Result<(), String> {
    eprintln!("== {name}: {}", command.join(" "));
    let Some((program, arguments)) = command.split_first() else { return Ok(()) };
    match Command::new(program).args(arguments).envs(variables.iter().copied()).current_dir(root).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} failed ({status})")),
        Err(e) => Err(format!("{name}: cannot run {program}: {e}")),
    }
}
