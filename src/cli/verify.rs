//! Decides how `jushi verify` tells what it found.

use std::io::Write;

use super::args::{Common, VerifyArgs};
use super::style::{Style, grouped};
use super::{Exit, Failure};
use crate::article::RawRecord;
use crate::pipeline::{Config, Inputs};
use crate::publish;

/// Checks a version.
pub fn verify(common: &Common, args: &VerifyArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let config = Config::read(common.config.as_deref())?;
    let version = publish::resolve(&common.output, args.version.as_deref())?;
    let inputs = if args.raw.is_empty() { None } else { Some(Inputs::find(&args.raw, &[])?) };
    let reader = inputs.as_ref().map(|inputs| {
        move |path: &str| -> Option<RawRecord<'static>> {
            // A version of one input names its paths without the input's own name.
            inputs.record(path)
        }
    });
    let raw: Option<&publish::RawReader<'_>> = reader.as_ref().map(|r| r as &publish::RawReader<'_>);
    let report = publish::verify(&version, raw, &config.read_options())?;
    let style = Style::for_stdout();
    for finding in &report.findings {
        writeln!(out, "{} {}: {}", style.bad("✗"), finding.place, finding.message)?;
    }
    let counts = format!("{} files, {} rows, {} spans", grouped(report.files as u64), grouped(report.rows as u64), grouped(report.spans as u64));
    let proofs = if raw.is_some() { format!(", {} proved against the raw bytes", grouped(report.proofs as u64)) } else { String::new() };
    if report.findings.is_empty() {
        if !common.quiet {
            writeln!(out, "{} {}: {counts}{proofs}", style.good("✓"), version.display())?;
        }
        Ok(Exit::Done)
    } else {
        writeln!(out, "{} findings in {}: {counts}{proofs}", grouped(report.findings.len() as u64), version.display())?;
        Ok(Exit::Refused)
    }
}
