//! Decides how `jushi run` is told: a bar while it works, a summary that a person enjoys reading.

use std::cell::Cell;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::args::{Common, LogFormat, RunArgs};
use super::style::{Style, grouped, megabytes, width};
use super::{Exit, Failure, event};
use crate::pipeline::{Config, Inputs, RunOptions, RunOutcome, RunSummary, STATISTICS_FILE, run as make_version};
use crate::publish::{Formats, changes_in_words};

/// Progress is told to programs once a second: often enough to see that it goes on, seldom enough to keep a log readable.
const BETWEEN_EVENTS: Duration = Duration::from_secs(1);

/// What each status means, for people.
pub const STATUS_MEANINGS: &[(&str, &str)] = &[
    ("ok", "whole"),
    ("truncated", "cut by the scraper"),
    ("nav_only", "menus only"),
    ("empty", "no text"),
    ("listing", "a list of other articles"),
    ("garbled", "unreadable characters"),
    ("error_page", "the site's error page"),
    ("not_found", "not found"),
    ("deleted", "taken down"),
    ("login_required", "behind a login"),
    ("blocked", "the site refused the scraper"),
    ("bad_front_matter", "no title and no URL"),
];

/// The dataset's name: the option's, the configuration's, else the project folder's.
pub fn dataset_name(given: Option<&str>, config: &Config) -> String {
    let folder = || std::env::current_dir().ok().and_then(|d| d.file_name().map(|n| n.to_string_lossy().into_owned()));
    let name = given.map(str::to_owned).or_else(|| config.dataset.name.clone()).or_else(folder).unwrap_or_default();
    let name: String = name.chars().map(|c| if matches!(c, '/' | '\\' | ':' | '\0') { '-' } else { c }).collect();
    let name = name.trim().trim_start_matches('.').to_owned();
    if name.is_empty() { "dataset".to_owned() } else { name }
}

/// Runs the whole line.
pub fn run(common: &Common, args: &RunArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let config = Config::read(common.config.as_deref())?;
    let formats = formats(args, &config);
    let jobs = args.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, std::num::NonZero::get));
    let options = RunOptions {
        dataset: dataset_name(args.dataset.as_deref(), &config),
        inputs: inputs(&args.inputs, &config),
        output: common.output.clone(),
        config,
        jobs,
        formats,
        full: args.full,
        dry_run: args.dry_run,
        message: args.message.clone(),
        // The statistics are those of the project's own scrapes, not of whatever else is run.
        statistics: args.inputs.is_empty().then(|| statistics_file(common)),
    };
    let told_as_json = common.log_format == LogFormat::Json;
    let bar = bar(&options.inputs, common.quiet || told_as_json);
    let started = Instant::now();
    let told = Cell::new(started);
    let outcome = make_version(&options, &|progress| {
        if let Some(bar) = &bar {
            bar.set_position(progress.bytes);
            bar.set_message(grouped(progress.articles));
        }
        if told_as_json && !common.quiet && told.get().elapsed() >= BETWEEN_EVENTS {
            told.set(Instant::now());
            let seconds = started.elapsed().as_secs_f64();
            event(&json!({"level": "info", "event": "progress", "articles": progress.articles, "bytes": progress.bytes, "seconds": seconds}));
        }
    });
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let style = Style::for_stdout();
    match outcome? {
        RunOutcome::Published(published) => {
            let (committed, summary) = *published;
            if common.quiet {
                writeln!(out, "{}", committed.dir.display())?;
            } else {
                let change = &committed.manifest.changes;
                let head = format!("{} {}", options.dataset, committed.manifest.version);
                writeln!(out, "{} {}", style.strong(&head), style.faint(&format!("({}) in {}", change.reason, committed.dir.display())))?;
                tell(&summary, &options, style, out)?;
            }
        }
        RunOutcome::Unchanged { manifest, worked_out } => {
            let records = grouped(manifest.records);
            let same = if worked_out { format!("every row of {records} records came out the same") } else { format!("the same {records} records, the same rules") };
            writeln!(out, "Nothing has changed since {} {}: {same}. Published nothing; --full publishes all the same.", manifest.dataset, manifest.version)?;
        }
        RunOutcome::Proposed(proposed) => {
            let (manifest, summary) = *proposed;
            let head = format!("would publish {} {}", manifest.dataset, manifest.version);
            writeln!(out, "{} {}", style.strong(&head), style.faint(&format!("({})", manifest.changes.reason)))?;
            if manifest.changes.from.is_some() {
                writeln!(out, "\n{}", changes_in_words(&manifest.changes).trim_end())?;
            }
            tell(&summary, &options, style, out)?;
        }
    }
    Ok(Exit::Done)
}

/// Where the statistics of the sources are kept: beside the settings.
pub fn statistics_file(common: &Common) -> PathBuf {
    common.config.as_deref().and_then(Path::parent).unwrap_or(Path::new("")).join(STATISTICS_FILE)
}

/// The inputs: those given, those of the settings, else raw/.
pub fn inputs(given: &[PathBuf], config: &Config) -> Vec<PathBuf> {
    if !given.is_empty() {
        given.to_vec()
    } else if config.input.paths.is_empty() {
        vec![PathBuf::from("raw")]
    } else {
        config.input.paths.clone()
    }
}

fn formats(args: &RunArgs, config: &Config) -> Formats {
    if args.formats.is_empty() { config.output.table_formats() } else { Formats::of(&args.formats.iter().map(|f| (*f).into()).collect::<Vec<_>>()) }
}

/// A bar on a terminal; none in CI, in pipes, or when told to be quiet.
pub fn bar(inputs: &[PathBuf], quiet: bool) -> Option<ProgressBar> {
    if quiet || !std::io::stderr().is_terminal() || std::env::var_os("CI").is_some() {
        return None;
    }
    let bytes = Inputs::find(inputs, &[]).map_or(0, |i| i.bytes());
    let bar = ProgressBar::new(bytes);
    let template = "{bar:30} {msg} articles, {bytes_per_sec}, {eta} left";
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    Some(bar)
}

/// The summary: articles by status, rows by table, the most telling facts, and how to follow the first to its source.
fn tell(summary: &RunSummary, options: &RunOptions, style: Style, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out)?;
    let taken_over = if summary.taken_over > 0 { format!(", {} of them unchanged and taken over", grouped(summary.taken_over)) } else { String::new() };
    writeln!(out, "  {} articles, {}{taken_over}", style.strong(&grouped(summary.records)), megabytes(summary.bytes))?;
    for (status, meaning) in STATUS_MEANINGS {
        if let Some(count) = summary.statuses.get(*status) {
            let text = format!("{:>9}  {status}", grouped(*count));
            let text = if *status == "ok" { style.good(&text) } else { text };
            writeln!(out, "  {text} {}", style.faint(meaning))?;
        }
    }
    if summary.duplicates > 0 {
        writeln!(out, "  {:>9}  {}", grouped(summary.duplicates), style.faint("of them repeat an earlier one"))?;
    }
    writeln!(out)?;
    let filled: Vec<&(String, u64)> = summary.tables.iter().filter(|(_, rows)| *rows > 0).collect();
    for pair in filled.chunks(4) {
        let cells: Vec<String> = pair.iter().map(|(table, rows)| format!("{:>9} {table:<13}", grouped(*rows))).collect();
        writeln!(out, "  {}", cells.join(" ").trim_end())?;
    }
    if !summary.facts.is_empty() {
        writeln!(out)?;
        let widest = summary.facts.iter().map(|f| width(&f.text)).max().unwrap_or(0).min(72);
        for fact in &summary.facts {
            let pad = " ".repeat(widest.saturating_sub(width(&fact.text)));
            writeln!(out, "  {}{pad}  {}", fact.text, style.faint(&fact.source))?;
        }
        let raw = options.inputs.first().map(|i| i.display().to_string()).filter(|i| i != "raw").map(|i| format!(" --raw {i}")).unwrap_or_default();
        let output = if options.output == Path::new("output") { String::new() } else { format!(" --output {}", options.output.display()) };
        writeln!(out, "\n  Where does the first one stand?\n  {}", style.strong(&format!("jushi trace '{}'{raw}{output}", summary.facts[0].fact_id)))?;
    }
    Ok(())
}
