//! Decides how the differences of two versions are told.

use std::io::Write;

use serde_json::{Value, json};

use super::args::{Common, DiffArgs, DiffFormat};
use super::style::{Style, grouped};
use super::{Exit, Failure};
use crate::publish::{self, RowChange};
use crate::record::table_names;

/// Rows shown of each kind and table: a diff of 100,000 rows is read by its counts.
const SHOWN: usize = 12;

/// Compares two versions.
pub fn diff(common: &Common, args: &DiffArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let old = publish::resolve(&common.output, Some(&args.old))?;
    let new = publish::resolve(&common.output, Some(&args.new))?;
    if let Some(table) = &args.table
        && !table_names().any(|t| t == table)
    {
        return Err(format!("expected a table, but found {table:?}; there are {}", table_names().collect::<Vec<_>>().join(", ")).into());
    }
    let found = publish::diff(&old, &new, args.table.as_deref())?;
    let differs = found.values().any(|t| !t.is_empty());
    let style = Style::for_stdout();
    match args.format {
        DiffFormat::Json => {
            let row = |change: &RowChange| json!({ "id": change.id, "cause": change.cause.as_str(), "columns": change.columns.iter().map(|(c, a, b)| (c.clone(), json!({ "old": a, "new": b }))).collect::<serde_json::Map<_, _>>() });
            let tables: serde_json::Map<String, Value> = found
                .iter()
                .map(|(table, d)| {
                    let rows = |changes: &[RowChange]| changes.iter().map(row).collect::<Vec<_>>();
                    ((*table).to_owned(), json!({ "added": rows(&d.added), "removed": rows(&d.removed), "changed": rows(&d.changed), "columns_added": d.columns_added, "columns_removed": d.columns_removed }))
                })
                .collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&json!({ "old": old.display().to_string(), "new": new.display().to_string(), "tables": tables }))?)?;
        }
        DiffFormat::Text => {
            for (table, d) in &found {
                if d.is_empty() {
                    continue;
                }
                writeln!(
                    out,
                    "{}  {} added, {} removed, {} changed",
                    style.strong(table),
                    grouped(d.added.len() as u64),
                    grouped(d.removed.len() as u64),
                    grouped(d.changed.len() as u64)
                )?;
                for (sign, columns) in [("+", &d.columns_added), ("-", &d.columns_removed)] {
                    if !columns.is_empty() {
                        writeln!(out, "  {sign} columns {}", columns.join(", "))?;
                    }
                }
                for (sign, changes) in [("+", &d.added), ("-", &d.removed), ("~", &d.changed)] {
                    for change in changes.iter().take(SHOWN) {
                        writeln!(out, "  {sign} {} {} {}", change.id, gist(change), style.faint(change.cause.as_str()))?;
                        for (column, a, b) in &change.columns {
                            writeln!(out, "      {column}: {} → {}", short(a), short(b))?;
                        }
                    }
                    if changes.len() > SHOWN {
                        writeln!(out, "  {sign} … {} more (--format json has them all)", grouped((changes.len() - SHOWN) as u64))?;
                    }
                }
            }
            if !differs {
                writeln!(out, "No differences.")?;
            }
        }
    }
    Ok(if differs && args.exit_code { Exit::Refused } else { Exit::Done })
}

/// What a row says, in a few words.
fn gist(change: &RowChange) -> String {
    let text = |column: &str| change.row.get(column).and_then(Value::as_str).map(str::to_owned);
    let parts: Vec<String> = if change.row.contains_key("metric") {
        [text("subject"), text("metric"), text("value_text")].into_iter().flatten().collect()
    } else {
        [text("title").or_else(|| text("text")).or_else(|| text("name")), text("type").or_else(|| text("unit"))].into_iter().flatten().collect()
    };
    parts.join(" · ").chars().take(60).collect()
}

fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace('\n', "⏎");
    if text.chars().count() > 60 { format!("{}…", text.chars().take(60).collect::<String>()) } else { text }
}
