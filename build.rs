//! Takes the digest of everything that decides what rows hold: the sources and tables of the rooms from `text` to `record`,
//! and `Cargo.lock`. It is compiled in as `JUSHI_RULES_DIGEST`.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

const ROOMS: &[&str] = &["src/text", "src/lexicon", "src/article", "src/extract", "src/assemble", "src/record", "Cargo.lock"];

fn files(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| files(entry, out));
    } else {
        out.push(path.to_owned());
    }
}

fn main() {
    let mut digest = Sha256::new();
    let mut paths = Vec::new();
    for room in ROOMS {
        println!("cargo::rerun-if-changed={room}");
        files(Path::new(room), &mut paths);
    }
    for path in paths {
        // Names with forward slashes, so that the digest is the same on any machine.
        digest.update(path.to_string_lossy().replace('\\', "/").as_bytes());
        digest.update(fs::read(&path).unwrap_or_default());
    }
    let hex = digest.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    println!("cargo::rustc-env=JUSHI_RULES_DIGEST={hex}");
}
