//! How fast each room is, and the whole line, beside the limit of the same machine in the same run.
//!
//! `cargo bench` prints MB of raw bytes a second on one core: of `raw/` and of articles that are made for it (`articles.rs`), one
//! after the other; a folder given in `JUSHI_BENCH_INPUT` is measured instead. The limit is what any program must do with the
//! bytes: check that they are UTF-8, take their SHA-256, and compress them with zstd at level 1. `BENCHMARKS.md` says how to read
//! it.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod articles;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jushi::article::{Article, RawRecord, ReadOptions};
use jushi::extract::{self, Context, Mentions};
use jushi::lexicon::Lexicon;
use jushi::pipeline::{Config, Inputs, RunOptions, extract_batches, process, run};
use jushi::publish::Formats;
use jushi::record::{convert, sha256_hex};
use jushi::validate::scrape::{Expectations, check_scrape};
use jushi::{assemble, validate};

/// A measurement goes on for so long.
const LEAST: Duration = Duration::from_millis(1500);

fn measure(name: &str, bytes: usize, mut run: impl FnMut()) -> f64 {
    run();
    let (start, mut rounds) = (Instant::now(), 0_u32);
    while start.elapsed() < LEAST {
        run();
        rounds += 1;
    }
    let rate = bytes as f64 * f64::from(rounds) / start.elapsed().as_secs_f64() / 1e6;
    println!("{name:<34} {rate:>9.2} MB/s");
    rate
}

/// Articles that are made for the benchmark.
const MADE: usize = 1_000;

fn main() {
    if let Some(folder) = std::env::var_os("JUSHI_BENCH_INPUT") {
        rooms("the folder given", &read(&PathBuf::from(folder)));
        return;
    }
    rooms("raw/", &read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/raw"))));
    rooms("made articles", &articles::made(MADE));
}

fn read(folder: &Path) -> Vec<RawRecord<'static>> {
    let mut records = Vec::new();
    let inputs = Inputs::find(&[folder.to_owned()], &[]).expect("the benchmark's input can be read");
    inputs
        .for_each(|item| {
            records.extend(item.load());
            records.len() < 2_000
        })
        .expect("the benchmark's input can be read");
    records
}

/// The whole line: raw files to Parquet and JSON Lines, every record validated.
fn whole_line(records: &[RawRecord<'_>], bytes: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let raw = folder.path().join("raw");
    std::fs::create_dir(&raw).expect("a temporary folder can be written");
    for record in records {
        std::fs::write(raw.join(record.path.replace(['/', '#'], "_")), &record.bytes).expect("a temporary folder can be written");
    }
    for jobs in [1, 2] {
        measure(&format!("the whole line, {jobs} threads"), bytes, || {
            let options = RunOptions {
                inputs: vec![raw.clone()],
                output: folder.path().join("output"),
                dataset: "bench".to_owned(),
                config: Config::default(),
                jobs,
                formats: Formats::default(),
                full: true,
                dry_run: false,
                message: None,
                statistics: None,
            };
            run(&options, &|_| ()).expect("a temporary folder can be written");
            std::fs::remove_dir_all(folder.path().join("output")).expect("a temporary folder can be written");
        });
    }
}

fn rooms(what: &str, records: &[RawRecord<'static>]) {
    let bytes: usize = records.iter().map(|r| r.bytes.len()).sum();
    let options = ReadOptions::default();
    let start = Instant::now();
    let lexicon = Lexicon::standard();
    println!("\n{what}: {} records, {:.2} MB; the lexicon loads in {:.0} ms", records.len(), bytes as f64 / 1e6, start.elapsed().as_secs_f64() * 1e3);

    let limit = measure("limit: UTF-8, SHA-256, zstd-1", bytes, || {
        for record in records {
            black_box(std::str::from_utf8(&record.bytes).is_ok());
            black_box(sha256_hex(&record.bytes));
            black_box(zstd::bulk::compress(&record.bytes, 1).unwrap_or_default());
        }
    });
    let articles: Vec<Article> = records.iter().map(|r| Article::parse(r, &options)).collect();
    measure("article: bytes to text", bytes, || records.iter().for_each(|r| drop(black_box(Article::parse(r, &options)))));
    let (expectations, now) = (Expectations::default(), chrono::DateTime::UNIX_EPOCH);
    measure("validate: scrapes, bytes to findings", bytes, || {
        for record in records {
            black_box(check_scrape(record, &Article::parse(record, &options), &options, &expectations, now));
        }
    });
    measure("lexicon: segmentation alone", bytes, || {
        for article in articles.iter().filter(|a| a.is_extracted()) {
            for sentence in &article.sentences {
                black_box(lexicon.segment(&article.text, sentence.span));
            }
        }
    });
    measure("extract: all mentions", bytes, || articles.iter().for_each(|a| drop(black_box(extract::extract(&Context::of(a))))));
    measure("extract: numerals alone", bytes, || articles.iter().filter(|a| a.is_extracted()).for_each(|a| drop(black_box(extract::numeral::find(&Context::of(a))))));
    measure("extract: times alone", bytes, || {
        articles.iter().filter(|a| a.is_extracted()).for_each(|a| extract::time::extract(&Context::of(a), &mut black_box(Mentions::default())));
    });
    measure("extract: quantities alone", bytes, || {
        articles.iter().filter(|a| a.is_extracted()).for_each(|a| extract::quantity::extract(&Context::of(a), &mut black_box(Mentions::default())));
    });
    let mentions: Vec<_> = articles.iter().map(|a| extract::extract(&Context::of(a))).collect();
    measure("assemble: all claims", bytes, || {
        for (article, mentions) in articles.iter().zip(&mentions) {
            black_box(assemble::assemble(&Context::of(article), mentions));
        }
    });
    let claims: Vec<_> = articles.iter().zip(&mentions).map(|(a, m)| assemble::assemble(&Context::of(a), m)).collect();
    measure("record: rows", bytes, || {
        for ((article, mentions), claims) in articles.iter().zip(&mentions).zip(&claims) {
            black_box(convert(&Context::of(article), mentions, claims));
        }
    });
    let rows: Vec<_> = articles.iter().zip(&mentions).zip(&claims).map(|((a, m), c)| convert(&Context::of(a), m, c).0).collect();
    measure("validate: every row", bytes, || rows.iter().for_each(|r| drop(black_box(validate::check(r.clone())))));
    let line = measure("the first phase: bytes to rows", bytes, || records.iter().for_each(|r| drop(black_box(process(r, &options)))));
    measure("the first phase to Arrow batches", bytes, || drop(black_box(extract_batches(records, &options))));
    println!("the limit is {:.1} times the first phase", limit / line);
    whole_line(records, bytes);
}
