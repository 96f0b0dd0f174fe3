//! Decides how the differences of two versions are told.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::{Map, Value, json};

use super::args::{Common, DiffArgs, DiffFormat};
use super::style::{Style, grouped};
use super::{Exit, Failure};
use crate::publish::{self, Cause, Diff, RowChange, TableDiff};
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
    match args.format {
        DiffFormat::Json => {
            let whole = json!({ "old": old.display().to_string(), "new": new.display().to_string(), "summary": summary(&found), "tables": tables(&found) });
            writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)?;
        }
        DiffFormat::Text => tell(&found, Style::for_stdout(), out)?,
    }
    Ok(if !found.is_empty() && args.exit_code { Exit::Refused } else { Exit::Done })
}

/// Counts by table, and what became of the rows of each rule.
fn summary(found: &Diff) -> Value {
    let (added, changed, removed) = found.documents.counts();
    let of_table = |d: &TableDiff| {
        let causes: Map<String, Value> = d.causes().into_iter().map(|(cause, n)| (cause.as_str().to_owned(), json!(n))).collect();
        json!({ "added": d.added.len(), "removed": d.removed.len(), "changed": d.changed.len(), "moved": d.moved, "causes": causes })
    };
    let tables: Map<String, Value> = found.tables.iter().filter(|(_, d)| !d.is_empty()).map(|(table, d)| ((*table).to_owned(), of_table(d))).collect();
    json!({ "articles": { "added": added, "changed": changed, "removed": removed }, "tables": tables, "rules": found.rules() })
}

fn tables(found: &Diff) -> Value {
    let row = |change: &RowChange| {
        let columns: Map<String, Value> = change.columns.iter().map(|(c, a, b)| (c.clone(), json!({ "old": a, "new": b }))).collect();
        json!({ "id": change.id, "cause": change.cause.as_str(), "rule": change.rule, "gist": change.gist, "columns": columns })
    };
    let rows = |changes: &[RowChange]| changes.iter().map(row).collect::<Vec<_>>();
    let table = |d: &TableDiff| {
        let retyped: Map<String, Value> = d.columns_retyped.iter().map(|(c, a, b)| (c.clone(), json!({ "old": a, "new": b }))).collect();
        json!({
            "added": rows(&d.added), "removed": rows(&d.removed), "changed": rows(&d.changed), "moved": d.moved,
            "columns_added": d.columns_added, "columns_removed": d.columns_removed, "columns_retyped": retyped,
        })
    };
    found.tables.iter().map(|(name, d)| ((*name).to_owned(), table(d))).collect::<Map<_, _>>().into()
}

fn tell(found: &Diff, style: Style, out: &mut impl Write) -> std::io::Result<()> {
    if found.is_empty() {
        return writeln!(out, "No differences.");
    }
    let (added, changed, removed) = found.documents.counts();
    writeln!(out, "articles  {} added, {} changed, {} removed\n", grouped(added as u64), grouped(changed as u64), grouped(removed as u64))?;
    let differing: Vec<&(&str, TableDiff)> = found.tables.iter().filter(|(_, d)| !d.is_empty()).collect();
    writeln!(out, "{}", style.faint(&format!("{:<14} {:>9} {:>9} {:>9} {:>9}   why", "table", "added", "removed", "changed", "moved")))?;
    for (table, d) in &differing {
        let [added, removed, changed] = [&d.added, &d.removed, &d.changed].map(|rows| grouped(rows.len() as u64));
        writeln!(out, "{table:<14} {added:>9} {removed:>9} {changed:>9} {:>9}   {}", grouped(d.moved), why(&d.causes()))?;
    }
    let rules = found.rules();
    if !rules.is_empty() {
        writeln!(out, "\n{}", style.faint("rules, in articles that did not change: rows added, removed, changed"))?;
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|(name, rule)| (std::cmp::Reverse(rule.added + rule.removed + rule.changed), name.clone()));
        for (name, rule) in rules.iter().take(SHOWN) {
            writeln!(out, "  {name:<40} +{} -{} ~{}", grouped(rule.added), grouped(rule.removed), grouped(rule.changed))?;
        }
        more(rules.len(), out)?;
    }
    for (table, d) in &differing {
        writeln!(out, "\n{}", style.strong(table))?;
        for (sign, columns) in [("+", &d.columns_added), ("-", &d.columns_removed)] {
            if !columns.is_empty() {
                writeln!(out, "  {sign} columns {}", columns.join(", "))?;
            }
        }
        for (column, was, is) in &d.columns_retyped {
            writeln!(out, "  ~ column {column}: {was} → {is}")?;
        }
        for (sign, changes) in [("+", &d.added), ("-", &d.removed), ("~", &d.changed)] {
            for change in changes.iter().take(SHOWN) {
                writeln!(out, "  {sign} {} {} {}", change.id, change.gist, style.faint(change.cause.as_str()))?;
                for (column, a, b) in &change.columns {
                    writeln!(out, "      {column}: {} → {}", short(a), short(b))?;
                }
            }
            more(changes.len(), out)?;
        }
        if d.moved > 0 {
            writeln!(out, "  {} rows say the same at another place of a changed article", grouped(d.moved))?;
        }
    }
    Ok(())
}

fn more(all: usize, out: &mut impl Write) -> std::io::Result<()> {
    if all > SHOWN {
        writeln!(out, "    … {} more (--format json has them all)", grouped((all - SHOWN) as u64))?;
    }
    Ok(())
}

fn why(causes: &BTreeMap<Cause, u64>) -> String {
    match causes.len() {
        1 => causes.keys().map(|cause| cause.as_str()).collect(),
        _ => causes.iter().map(|(cause, n)| format!("{} {}", cause.as_str(), grouped(*n))).collect::<Vec<_>>().join(", "),
    }
}

fn short(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace('\n', "⏎");
    if text.chars().count() > 60 { format!("{}…", text.chars().take(60).collect::<String>()) } else { text }
}
