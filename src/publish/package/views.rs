//! Decides which views in SQL lie beside the tables.

use super::{pattern, published_as};
use crate::publish::{FileEntry, TableFormat};
use crate::record::{table_info, table_names};

/// The views of a version, behind the tables that they read: Parquet where there is any, else JSON Lines.
pub(super) fn views(files: &[FileEntry]) -> String {
    const VIEWS: &str = include_str!("views.sql");
    let table = |name: &str| {
        let Some((format, shards)) = published_as(name, files, &TableFormat::ALL) else { return String::new() };
        let pattern = pattern(name, format, &shards);
        if format == TableFormat::Parquet {
            return format!("create view {name} as select * from read_parquet('{pattern}');\n");
        }
        // A file without rows tells no columns.
        let columns: Vec<String> =
            table_info(name).iter().flat_map(|i| i.arrow_schema.fields().iter()).map(|f| format!("\"{}\": '{}'", f.name(), sql_type(f.data_type()))).collect();
        format!("create view {name} as select * from read_json('{pattern}', format = 'newline_delimited', columns = {{{}}});\n", columns.join(", "))
    };
    let tables: String = table_names().map(table).collect();
    match VIEWS.split_once("\n\n") {
        Some((head, rest)) => format!("{head}\n{tables}\n{rest}"),
        None => format!("{tables}\n{VIEWS}"),
    }
}

/// A column's type in DuckDB.
fn sql_type(data_type: &arrow_schema::DataType) -> String {
    use arrow_schema::DataType as T;
    match data_type {
        T::Int32 => "INTEGER".to_owned(),
        T::Int64 => "BIGINT".to_owned(),
        T::Float64 => "DOUBLE".to_owned(),
        T::Decimal128(precision, scale) => format!("DECIMAL({precision}, {scale})"),
        T::Boolean => "BOOLEAN".to_owned(),
        T::Date32 => "DATE".to_owned(),
        T::Timestamp(..) => "TIMESTAMPTZ".to_owned(),
        T::List(_) => "VARCHAR[]".to_owned(),
        _ => "VARCHAR".to_owned(),
    }
}
