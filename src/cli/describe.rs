//! Decides how schemas and rules are listed.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use arrow_schema::DataType;

use super::args::{Common, RulesArgs, SchemaArgs, SchemaFormat};
use super::style::Style;
use super::{Exit, Failure};
use crate::article::Article;
use crate::assemble;
use crate::extract::{self, Context, Rule};
use crate::lexicon::Sense;
use crate::pipeline::{Config, Inputs};
use crate::record::{convert, findings_schema, raw_article_schema, table_info, table_names};

/// Prints schemas.
pub fn schema(args: &SchemaArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    if let Some(dir) = &args.write {
        return write_schemas(dir, out);
    }
    let Some(table) = &args.table else {
        for name in table_names() {
            let description = table_info(name).map(|i| i.description.clone()).unwrap_or_default();
            writeln!(out, "{name:<14} {description}")?;
        }
        return Ok(Exit::Done);
    };
    let other = [("raw-article", raw_article_schema as fn() -> serde_json::Value), ("findings", findings_schema)];
    if let Some((_, schema)) = other.iter().find(|(name, _)| name == table) {
        writeln!(out, "{}", serde_json::to_string_pretty(&schema())?)?;
        return Ok(Exit::Done);
    }
    let Some(info) = table_info(table) else {
        return Err(format!("expected a table, but found {table:?}; there are {}", table_names().collect::<Vec<_>>().join(", ")).into());
    };
    match args.format {
        SchemaFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&info.json_schema)?)?,
        SchemaFormat::Arrow => {
            for field in info.arrow_schema.fields() {
                writeln!(out, "{}: {}{}", field.name(), field.data_type(), if field.is_nullable() { "" } else { " not null" })?;
            }
        }
        SchemaFormat::Spark => {
            writeln!(out, "CREATE TABLE {table} (")?;
            let fields = info.arrow_schema.fields();
            for (i, field) in fields.iter().enumerate() {
                let description = field.metadata().get("description").map_or("", String::as_str).replace('\'', "\\'");
                let null = if field.is_nullable() { "" } else { " NOT NULL" };
                writeln!(out, "  `{}` {}{null} COMMENT '{description}'{}", field.name(), spark_type(field.data_type()), if i + 1 < fields.len() { "," } else { "" })?;
            }
            writeln!(out, ") USING parquet;")?;
        }
    }
    Ok(Exit::Done)
}

fn spark_type(data_type: &DataType) -> &'static str {
    match data_type {
        DataType::Int32 => "INT",
        DataType::Int64 => "BIGINT",
        DataType::Float64 => "DOUBLE",
        DataType::Boolean => "BOOLEAN",
        DataType::Date32 => "DATE",
        DataType::Timestamp(..) => "TIMESTAMP",
        DataType::Decimal128(..) => "DECIMAL(38,9)",
        DataType::List(_) => "ARRAY<STRING>",
        _ => "STRING",
    }
}

/// Writes the JSON Schema of every table, and of a raw article, as the repository keeps them.
fn write_schemas(dir: &Path, out: &mut impl Write) -> Result<Exit, Failure> {
    fs::create_dir_all(dir)?;
    let mut files: Vec<(String, serde_json::Value)> = table_names().filter_map(|t| table_info(t).map(|i| (t.to_owned(), i.json_schema.clone()))).collect();
    files.push(("raw-article".to_owned(), raw_article_schema()));
    files.push(("findings".to_owned(), findings_schema()));
    for (name, schema) in &files {
        let mut text = serde_json::to_string_pretty(schema)?;
        text.push('\n');
        fs::write(dir.join(format!("{name}.schema.json")), text)?;
    }
    writeln!(out, "{} schemas in {}", files.len(), dir.display())?;
    Ok(Exit::Done)
}

fn all_rules() -> Vec<&'static Rule> {
    extract::rules().into_iter().chain(assemble::rules()).collect()
}

/// Prints rules, or where they hit.
pub fn rules(common: &Common, args: &RulesArgs, out: &mut impl Write) -> Result<Exit, Failure> {
    let style = Style::for_stdout();
    let rules = all_rules();
    let Some(id) = &args.id else {
        let mut table = "";
        for rule in rules {
            if rule.table != table {
                table = rule.table;
                writeln!(out, "{}", style.strong(table))?;
            }
            writeln!(out, "  {:<32} {}", rule.id, rule.summary)?;
        }
        return Ok(Exit::Done);
    };
    if id != "all" && !rules.iter().any(|r| r.id == id) {
        let near: Vec<&str> = rules.iter().map(|r| r.id).filter(|r| r.contains(id.as_str()) || id.contains(r)).collect();
        let hint = if near.is_empty() { "`jushi rules` lists them".to_owned() } else { format!("did you mean {}?", near.join(", ")) };
        return Err(format!("expected a rule, but found {id:?}; {hint}").into());
    }
    if args.inputs.is_empty() {
        for rule in rules.iter().filter(|r| id == "all" || r.id == id) {
            writeln!(out, "{} {}\n{}\n", style.strong(rule.id), style.faint(&format!("({})", rule.table)), rule.summary)?;
            for (heading, text) in [("Matches", rule.matches), ("Yields", rule.yields), ("Does not match", rule.does_not_match), ("Example", rule.example)] {
                writeln!(out, "  {:<15} {text}", style.strong(heading))?;
            }
            writeln!(out)?;
        }
        return Ok(Exit::Done);
    }
    hits(common, id, args, style, out)
}

/// Where a rule hits in some articles: file, offset, rule, surface in its sentence.
fn hits(common: &Common, id: &str, args: &RulesArgs, style: Style, out: &mut impl Write) -> Result<Exit, Failure> {
    let options = Config::read(common.config.as_deref())?.read_options();
    let inputs = Inputs::find(&args.inputs, &[])?;
    let mut failed: Option<Failure> = None;
    inputs.for_each(|item| {
        let print = || -> Result<(), Failure> {
            let record = item.load()?;
            let article = Article::parse(&record, &options);
            let cx = Context::of(&article);
            let mentions = extract::extract(&cx);
            let claims = assemble::assemble(&cx, &mentions);
            let (rows, _) = convert(&cx, &mentions, &claims);
            let senses: HashMap<usize, Sense> = mentions.entities.iter().filter_map(|m| Some((m.span.start(), m.value.sense?))).collect();
            let mut line = |rule: &str, start: i32, end: i32| -> std::io::Result<()> {
                if id != "all" && rule != id {
                    return Ok(());
                }
                let (start, end) = (usize::try_from(start).unwrap_or(0), usize::try_from(end).unwrap_or(0));
                let chars: Vec<char> = article.text.as_str().chars().skip(start.saturating_sub(20)).take(end - start + 40).collect();
                let lead = start.min(20);
                let text = |range: std::ops::Range<usize>| chars[range.start.min(chars.len())..range.end.min(chars.len())].iter().collect::<String>().replace('\n', " ");
                // The table that knows the name, and the line where it is one's own.
                let origin = senses.get(&start).filter(|_| rule.starts_with("entity.")).and_then(|sense| cx.lexicon.origin(*sense)).map(|o| format!(" [{o}]")).unwrap_or_default();
                writeln!(
                    out,
                    "{}:{start} {} {}{}{}{}",
                    record.path,
                    style.faint(rule),
                    text(0..lead),
                    style.mark(&text(lead..lead + end - start)),
                    text(lead + end - start..chars.len()),
                    style.faint(&origin)
                )
            };
            for r in &rows.mentions {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.times {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.quantities {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.facts {
                line(&r.rule, r.metric_start.unwrap_or(r.start), r.metric_end.unwrap_or(r.end))?;
            }
            for r in &rows.positions {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.events {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.issuances {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.milestones {
                line(&r.rule, r.start, r.end)?;
            }
            for r in &rows.aliases {
                line(&r.rule, r.start, r.end)?;
            }
            Ok(())
        };
        match print() {
            Ok(()) => true,
            Err(e) => {
                failed = Some(e);
                false
            }
        }
    })?;
    failed.map_or(Ok(Exit::Done), Err)
}
