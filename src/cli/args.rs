//! Decides which commands and options there are, and what `--help` says of each.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::{Exit, Failure};
use crate::pipeline::parse_share;
use crate::publish;

/// Facts, with their evidence: turns scraped Chinese articles into a validated, versioned dataset.
#[derive(Debug, Parser)]
#[command(name = "jushi", version, about, long_about = None, after_help = "Example: jushi run raw/ --output output/")]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Where versions are kept
    #[arg(long, global = true, default_value = "output", value_name = "DIR")]
    pub output: PathBuf,
    /// Settings [default: jushi.toml, where there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// A folder of tables that extend the lexicon; may be repeated [default: those of jushi.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Print nothing but results and errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// How progress and errors are told on standard error
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    pub log_format: LogFormat,
}

/// How progress and errors are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people: a bar on a terminal, sentences.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Extract articles and publish a version
    Run(RunArgs),
    /// Check scrapes before they are kept; for CI
    Validate(ValidateArgs),
    /// Check a version: files, schemas, ids, offsets; with --raw every row against the bytes it came from
    Verify(VerifyArgs),
    /// Follow a row back to its source
    Trace(TraceArgs),
    /// Show one article with everything that is found in it
    Show(ShowArgs),
    /// Find numbers, quantities, times and names in plain text, as JSON Lines
    Parse(ParseArgs),
    /// Show what changed between two versions, row by row
    Diff(DiffArgs),
    /// List the datasets and versions under the output folder
    List(ListArgs),
    /// Remove old versions
    Gc(GcArgs),
    /// Print the schema of a table
    Schema(SchemaArgs),
    /// Print the rules and their manual pages; with inputs, where they hit
    Rules(RulesArgs),
    /// Write a commented jushi.toml and a CI workflow
    Init(InitArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jushi run                      raw/ to output/<dataset>/<version>\n  jushi run a.jsonl.zst pages/   several inputs\n  jushi run --dry-run            what would be published, and why\n  cat feed.jsonl | jushi run -   standard input\n\nExit code: 0 published, or nothing changed; 2 could not run."
)]
pub struct RunArgs {
    /// Files and folders to read, - for standard input [default: raw]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The dataset's name [default: jushi.toml, else the project folder's name]
    #[arg(long, value_name = "NAME")]
    pub dataset: Option<String>,
    /// Threads [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// What is written
    #[arg(long, value_delimiter = ',', value_enum, value_name = "FORMAT")]
    pub formats: Vec<TableFormat>,
    /// Extract every article anew, and publish although nothing has changed
    #[arg(long)]
    pub full: bool,
    /// Say what would be published, and publish nothing
    #[arg(long)]
    pub dry_run: bool,
    /// A note for the changelog
    #[arg(long, value_name = "TEXT")]
    pub message: Option<String>,
}

/// A format in which tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Parquet,
    Jsonl,
    #[value(name = "jsonl.zst")]
    JsonlZst,
}

impl From<TableFormat> for publish::TableFormat {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Parquet => Self::Parquet,
            TableFormat::Jsonl => Self::Jsonl,
            TableFormat::JsonlZst => Self::JsonlZst,
        }
    }
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jushi validate                                          raw/, for people\n  jushi validate --changed-since origin/main --report github --report markdown=summary.md\n  jushi validate raw/ --baseline known.json --update-baseline\n  jushi validate --explain status.empty\n\nExit code: 0 the gate opens, 1 it does not, 2 could not run."
)]
pub struct ValidateArgs {
    /// Files and folders to check, - for standard input [default: raw]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// A report, and the file it is written to [default: human]; may be repeated. Formats: human, json, junit, sarif, github, markdown
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = parse_report)]
    pub report: Vec<Report>,
    /// The share of scrapes that may have errors, such as 5% [default: jushi.toml, else 0%]
    #[arg(long, value_name = "SHARE", value_parser = |text: &str| parse_share(text).ok_or("expected a share such as 5%"))]
    pub max_failed: Option<f64>,
    /// Findings that are known already and do not count
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the baseline anew from what is found
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Report only on files that have changed in git since this revision
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// Print the page of a check; without an id the list of them
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = "")]
    pub explain: Option<String>,
    /// Threads [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
}

/// A report that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its format.
    pub format: ReportFormat,
    /// The file that it is written to; standard output when `None`.
    pub file: Option<PathBuf>,
}

/// How findings are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people at a terminal.
    Human,
    /// Everything, for programs.
    Json,
    /// For test dashboards.
    Junit,
    /// For code scanning.
    Sarif,
    /// Workflow commands, shown beside the lines of a pull request.
    Github,
    /// A summary of the job.
    Markdown,
}

fn parse_report(text: &str) -> Result<Report, String> {
    let (format, file) = text.split_once('=').map_or((text, None), |(format, file)| (format, Some(PathBuf::from(file))));
    let format = ReportFormat::from_str(format, true).map_err(|_| format!("expected human, json, junit, sarif, github or markdown, found {format:?}"))?;
    Ok(Report { format, file })
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jushi verify                      the current version\n  jushi verify mydata/1.0.0 --raw raw/\n\nExit code: 0 sound, 1 something is wrong, 2 could not run."
)]
pub struct VerifyArgs {
    /// A version's folder, or NAME/1.0.0 [default: the current version]
    #[arg(value_name = "VERSION")]
    pub version: Option<String>,
    /// The inputs that the version was made from: proves every row against its bytes
    #[arg(long, value_name = "DIR")]
    pub raw: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: jushi trace 'mp.weixin.qq.com-0123456789abcdef~89abcdef:f1200-1215' --format markdown")]
pub struct TraceArgs {
    /// The id of a row
    pub id: String,
    /// A version's folder, or NAME/1.0.0 [default: the current version]
    #[arg(long, value_name = "VERSION")]
    pub version: Option<String>,
    /// Where the scrapes lie
    #[arg(long, default_value = "raw", value_name = "DIR")]
    pub raw: Vec<PathBuf>,
    /// How it is printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: TraceFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TraceFormat {
    Text,
    Json,
    Markdown,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jushi show raw/a.md\n  jushi show raw/a.md --format html > a.html")]
pub struct ShowArgs {
    /// The article
    pub file: PathBuf,
    /// How it is printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: ShowFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    Text,
    Json,
    Html,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jushi parse '截至2022年底，共吸引128家企业入驻' --reference 2023-03-24\n  jushi parse - < lines.jsonl     a line of text, or {\"id\", \"text\", \"reference\"}, to a line of JSON"
)]
pub struct ParseArgs {
    /// The text; - for lines on standard input
    #[arg(default_value = "-")]
    pub text: String,
    /// The day (or date-time) that relative times lean on
    #[arg(long, value_name = "DATE")]
    pub reference: Option<String>,
    /// What is looked for
    #[arg(long, value_delimiter = ',', value_enum, value_name = "DIMENSION")]
    pub dimensions: Vec<Dimension>,
}

/// What `jushi parse` looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Dimension {
    Numeral,
    Quantity,
    Time,
    Entity,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: jushi diff mydata/1.0.0 mydata/1.1.0 --table facts\n\nExit code: 0; with --exit-code 1 where there are differences; 2 could not run.")]
pub struct DiffArgs {
    /// The older version: a folder, or NAME/1.0.0
    pub old: String,
    /// The newer version
    pub new: String,
    /// Only this table
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    /// How it is printed
    #[arg(long, value_enum, default_value = "text")]
    pub format: DiffFormat,
    /// Exit with 1 where there are differences
    #[arg(long)]
    pub exit_code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The output folder
    #[arg(default_value = "output", value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jushi gc --keep 5 --dry-run\n  jushi gc mydata --keep 2 --keep-version 1.4.0\n\nThe current version always stays. Exit code: 0 done, 2 could not run."
)]
pub struct GcArgs {
    /// The dataset [default: every one under the output folder]
    #[arg(value_name = "DATASET")]
    pub dataset: Option<String>,
    /// Keep the newest N versions
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub keep: usize,
    /// Keep this version, too; may be repeated
    #[arg(long, value_name = "VERSION")]
    pub keep_version: Vec<String>,
    /// Say what would be removed, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example: jushi schema facts --format spark")]
pub struct SchemaArgs {
    /// The table; without it, all of them are named
    pub table: Option<String>,
    /// Which schema
    #[arg(long, value_enum, default_value = "json")]
    pub format: SchemaFormat,
    /// Write every JSON Schema into this folder
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    Json,
    Arrow,
    Spark,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jushi rules\n  jushi rules time.range\n  jushi rules time.range raw/")]
pub struct RulesArgs {
    /// A rule, or `all`
    pub id: Option<String>,
    /// Files and folders: prints where the rule hits in them
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Where the files are written
    #[arg(default_value = ".", value_name = "DIR")]
    pub dir: PathBuf,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Prints completions.
#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub fn completions(args: &CompletionsArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    clap_complete::generate(args.shell, &mut Arguments::command(), "jushi", out);
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
