//! Decides how `jushi validate` is told: which reports go where, and with which exit code it ends.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::thread;

use super::args::{Common, LogFormat, Report, ReportFormat, ValidateArgs};
use super::run::{bar, inputs, statistics_file};
use super::style::{Style, grouped};
use super::{Exit, Failure, report};
use crate::pipeline::{Config, InspectOptions, changed_since, inspect, parse_share, present};
use crate::validate::scrape::{CHECKS, check_rule};

/// Checks scrapes and reports.
pub fn validate(common: &Common, args: &ValidateArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    if let Some(rule) = &args.explain {
        return explain(rule, out);
    }
    let config = Config::read(common.config.as_deref())?;
    let inputs = inputs(&args.inputs, &config);
    let only = match &args.changed_since {
        None => None,
        Some(revision) => Some(changed_since(Path::new("."), revision)?),
    };
    let share = config.validate.max_failed.as_deref().and_then(parse_share);
    let options = InspectOptions {
        jobs: args.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, std::num::NonZero::get)),
        only,
        statistics: statistics_file(common),
        baseline: args.baseline.clone(),
        update_baseline: args.update_baseline,
        max_failed: args.max_failed.or(share).unwrap_or(0.0),
        now: present(),
        config,
        inputs,
    };
    let bar = bar(&options.inputs, common.quiet || common.log_format == LogFormat::Json);
    let inspection = inspect(&options, &|progress| {
        if let Some(bar) = &bar {
            bar.set_position(progress.bytes);
            bar.set_message(grouped(progress.articles));
        }
    })?;
    if let Some(bar) = &bar {
        bar.finish_and_clear();
    }
    let human = [Report { format: ReportFormat::Human, file: None }];
    let wanted: &[Report] = if args.report.is_empty() && !common.quiet { &human } else { &args.report };
    for Report { format, file } in wanted {
        let style = if file.is_none() { Style::for_stdout() } else { Style::plain() };
        let text = match format {
            ReportFormat::Human => report::human(&inspection, style),
            ReportFormat::Json => report::json(&inspection),
            ReportFormat::Junit => report::junit(&inspection)?,
            ReportFormat::Sarif => report::sarif(&inspection),
            ReportFormat::Github => report::github(&inspection),
            ReportFormat::Markdown => report::markdown(&inspection),
        };
        match file {
            None => out.write_all(text.as_bytes())?,
            Some(path) => fs::write(path, text).map_err(|e| format!("cannot write the report to {}: {e}", path.display()))?,
        }
    }
    Ok(if inspection.passes() { Exit::Done } else { Exit::Refused })
}

/// The page of a check, or the list of all.
fn explain(id: &str, out: &mut impl Write) -> Result<Exit, Failure> {
    let style = Style::for_stdout();
    if id.is_empty() {
        for rule in CHECKS {
            writeln!(out, "{:<26} {:<8} {}", rule.id, rule.severity, rule.summary)?;
        }
        return Ok(Exit::Done);
    }
    let Some(rule) = check_rule(id) else {
        return Err(format!("there is no check {id:?}; `jushi validate --explain` lists them").into());
    };
    writeln!(out, "{} ({})\n\n{}.\n\n{}\n\n{} {}", style.strong(rule.id), rule.severity, rule.summary, rule.why, style.strong("What to do:"), rule.help)?;
    writeln!(out, "\nTo weigh it otherwise, in jushi.toml:\n\n[validate.severity]\n\"{}\" = \"warning\"    # error, warning, off", rule.id)?;
    Ok(Exit::Done)
}
