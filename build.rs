//! Takes the digest of everything that decides what rows hold: the sources and tables of the rooms from `text` to `record`,
//! and `Cargo.lock`. It is compiled in as `JUSHI_RULES_DIGEST`. What a run leaves for the next one depends on how rows are
//! checked and packed, too: `JUSHI_ROWS_DIGEST` covers these rooms as well.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

// The lexicon builds its trie here, once, instead of whenever the program begins.
#[allow(unused, clippy::all, clippy::pedantic, reason = "two rooms of the library, of which one function is called")]
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[allow(unused, clippy::all, clippy::pedantic, reason = "what the lexicon uses")]
#[path = "src/text/mod.rs"]
mod text;

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

/// What decides, beside the rules, what a run leaves for the next one.
const PACKING: &[&str] = &["src/validate", "src/pipeline"];

fn digest(digest: &mut Sha256, rooms: &[&str]) -> String {
    let mut paths = Vec::new();
    for room in rooms {
        println!("cargo::rerun-if-changed={room}");
        files(Path::new(room), &mut paths);
    }
    for path in paths {
        // Names with forward slashes, so that the digest is the same on any machine.
        digest.update(path.to_string_lossy().replace('\\', "/").as_bytes());
        digest.update(fs::read(&path).unwrap_or_default());
    }
    digest.clone().finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn main() {
    println!("cargo::rustc-cfg=surfaces_compiled");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("surfaces.bin"), lexicon::surfaces_to_compile()).expect("OUT_DIR can be written");
    let mut all = Sha256::new();
    println!("cargo::rustc-env=JUSHI_RULES_DIGEST={}", digest(&mut all, ROOMS));
    println!("cargo::rustc-env=JUSHI_ROWS_DIGEST={}", digest(&mut all, PACKING));
}
