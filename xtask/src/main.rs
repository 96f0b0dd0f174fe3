//! The project's own commands: `cargo xtask test` runs everything that CI runs.

use std::path::Path;
use std::process::{Command, ExitCode};

/// The steps of `test`: what each is for, and its command.
const TEST: &[(&str, &[&str])] = &[
    ("formatting", &["cargo", "fmt", "--all", "--check"]),
    ("lints", &["cargo", "clippy", "--workspace", "--all-targets", "--release", "--quiet", "--", "-D", "warnings"]),
    ("tests", &["cargo", "test", "--release", "--quiet", "--workspace"]),
    ("a release run over raw/", &["cargo", "run", "--release", "--quiet", "--", "run", "--full", "--dataset", "raw", "--output", "target/xtask-output"]),
    ("its proof against the raw bytes", &["cargo", "run", "--release", "--quiet", "--", "verify", "--raw", "raw", "--output", "target/xtask-output"]),
];

fn main() -> ExitCode {
    let command = std::env::args().nth(1);
    match command.as_deref() {
        Some("test") => steps(TEST),
        Some("schemas") => steps(&[("schemas", &["cargo", "run", "--release", "--quiet", "--", "schema", "--write", "schemas"])]),
        _ => {
            eprintln!("usage: cargo xtask test      everything that CI runs\n       cargo xtask schemas   writes schemas/ anew from the record types");
            ExitCode::from(2)
        }
    }
}

fn steps(steps: &[(&str, &[&str])]) -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let _ = std::fs::remove_dir_all(root.join("target/xtask-output"));
    for (name, command) in steps {
        eprintln!("== {name}: {}", command.join(" "));
        let Some((program, arguments)) = command.split_first() else { continue };
        match Command::new(program).args(arguments).current_dir(root).status() {
            Ok(status) if status.success() => {}
            Ok(status) => {
                eprintln!("== {name} failed ({status})");
                return ExitCode::FAILURE;
            }
            Err(e) => {
                eprintln!("== {name}: cannot run {program}: {e}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
