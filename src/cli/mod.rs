//! Decides what the person asked for, and prints what came of it. The only place that prints.

mod args;
mod compare;
mod describe;
mod html;
mod init;
mod parse;
mod report;
mod run;
mod show;
mod style;
mod trace;
mod validate;
mod verify;
mod versions;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use serde_json::{Value, json};

use crate::lexicon::Lexicon;
use crate::pipeline::{Config, read_tables};
use args::{Arguments, Command, Common, LogFormat};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked: published, nothing to do, nothing wrong.
    Done,
    /// It ran, and refused or found something wrong.
    Refused,
    /// It could not run: wrong usage, an input or output that cannot be used.
    CouldNotRun,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::CouldNotRun => 2,
        })
    }
}

/// Why a command could not run, in a sentence for the person who typed it.
type Failure = Box<dyn std::error::Error>;

/// Runs the command line.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(e) => {
            let _ = e.print();
            return if e.use_stderr() { Exit::CouldNotRun } else { Exit::Done }.into();
        }
    };
    let mut out = io::stdout().lock();
    if let Err(e) = extend_lexicon(&arguments.common) {
        complain(arguments.common.log_format, &e.to_string());
        return Exit::CouldNotRun.into();
    }
    let result = match &arguments.command {
        Command::Run(a) => run::run(&arguments.common, a, &mut out),
        Command::Validate(a) => validate::validate(&arguments.common, a, &mut out),
        Command::Verify(a) => verify::verify(&arguments.common, a, &mut out),
        Command::Trace(a) => trace::trace(&arguments.common, a, &mut out),
        Command::Show(a) => show::show(&arguments.common, a, &mut out),
        Command::Parse(a) => parse::parse(a, &mut out),
        Command::Diff(a) => compare::diff(&arguments.common, a, &mut out),
        Command::List(a) => versions::list(a, &mut out),
        Command::Gc(a) => versions::gc(&arguments.common, a, &mut out),
        Command::Schema(a) => describe::schema(a, &mut out),
        Command::Rules(a) => describe::rules(&arguments.common, a, &mut out),
        Command::Init(a) => init::init(a, &mut out),
        Command::Completions(a) => args::completions(a, &mut out),
    };
    let flushed = out.flush();
    let log = arguments.common.log_format;
    match (result, flushed) {
        (Ok(exit), Ok(())) => exit.into(),
        // A reader that has seen enough (`jushi show x | head`) is no failure.
        (_, Err(e)) if e.kind() == io::ErrorKind::BrokenPipe => Exit::Done.into(),
        (Err(e), _) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) => Exit::Done.into(),
        (Err(e), _) => {
            complain(log, &e.to_string());
            Exit::CouldNotRun.into()
        }
        (Ok(_), Err(e)) => {
            complain(log, &e.to_string());
            Exit::CouldNotRun.into()
        }
    }
}

/// Takes the tables of `--rules`, else those of the settings, into the lexicon. Settings that cannot be read are told by the
/// commands that need them.
fn extend_lexicon(common: &Common) -> Result<(), Failure> {
    let dirs = if common.rules.is_empty() { Config::read(common.config.as_deref()).map(|c| c.rules.dirs).unwrap_or_default() } else { common.rules.clone() };
    if !dirs.is_empty() {
        Lexicon::extend(read_tables(&dirs)?).map_err(|_| "the lexicon has tables of its own already")?;
    }
    Ok(())
}

/// Prints why a command could not run.
fn complain(log: LogFormat, message: &str) {
    match log {
        LogFormat::Json => event(&json!({"level": "error", "event": "failed", "message": message})),
        LogFormat::Text => {
            let style = style::Style::for_stderr();
            let _ = writeln!(io::stderr(), "{} {message}", style.bad("jushi:"));
        }
    }
}

/// Prints one event as a line of JSON on standard error.
fn event(event: &Value) {
    let _ = writeln!(io::stderr(), "{event}");
}
