//! Decides how a person's own tables extend the embedded ones.
//!
//! A folder holds tables of the same names and columns as those of `data/`. A row whose first column stands in the embedded
//! table takes that row's place; the others are added. A table that cannot be read that way is an error with its file, line and
//! column: nothing of it is used.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}:{column}: expected {expected}, but found {found}", path.display())]
pub struct TableError {
    /// The file.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What should stand there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// What a column of a table may hold.
enum Column {
    /// Something.
    Text,
    /// Surfaces parted by `|`, or nothing.
    List,
    /// Anything, or nothing.
    Any,
    /// A whole number.
    Number,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

use Column::{Any, List, Number, OneOf, Text};

const ORGANISATION_KINDS: &[&str] = &[
    "agency",
    "association",
    "bank",
    "company",
    "court",
    "government",
    "hacker_group",
    "hospital",
    "institute",
    "international",
    "media",
    "military",
    "ministry",
    "party",
    "team",
    "university",
];

/// The tables that may be extended: their files and columns.
const FORMS: &[(&str, &[Column])] = &[
    ("abbreviations.tsv", &[Text, List, Any]),
    ("events.tsv", &[Text, List, Any]),
    ("former_names.tsv", &[Text, Text, Any]),
    ("bearer_nouns.tsv", &[Text]),
    ("given_names.tsv", &[Text]),
    ("latin_words.tsv", &[Text]),
    ("metric_compounds.tsv", &[Text]),
    ("laws.tsv", &[Text, List, Any]),
    ("metric_nouns.tsv", &[Text, Text, Any]),
    ("organisation_ambiguous.tsv", &[Text, Text, Any]),
    ("organisation_suffixes.tsv", &[Text, OneOf(ORGANISATION_KINDS), OneOf(&["strong", "weak", "brand"])]),
    ("organisations.tsv", &[Text, List, OneOf(ORGANISATION_KINDS), Any]),
    ("persons.tsv", &[Text, List, Any]),
    ("place_ambiguous.tsv", &[Text, Any]),
    ("places.tsv", &[Text, Text, List, OneOf(&["country", "province", "prefecture", "county", "city", "zone", "bloc", "region"]), OneOf(&["GPE", "LOC"]), Any]),
    ("product_ambiguous.tsv", &[Text, Text, Any]),
    ("products.tsv", &[Text, List, Any, Any]),
    ("surnames.tsv", &[Text, Number]),
    ("titles.tsv", &[Text, OneOf(&["office", "academic", "occupation", "honorific"])]),
    ("vocabulary.tsv", &[Text, Number, Text]),
];

/// A row of a person's own table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// The line of the file, from 1.
    pub line: usize,
    /// The row as written.
    pub text: &'static str,
}

/// A person's own tables, by the name of the table that each extends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnTables {
    tables: BTreeMap<&'static str, Vec<(PathBuf, OwnRow)>>,
}

impl OwnTables {
    /// Takes a table by its file's name and text. A row takes the place of one of an earlier file. Texts live as long as the
    /// process, as those of the embedded tables do.
    ///
    /// # Errors
    /// [`TableError`] where the file has the name of no table, or a row has not its columns.
    pub fn add(&mut self, path: &Path, text: String) -> Result<(), TableError> {
        let fails = |line: usize, column: usize, expected: String, found: String| TableError { path: path.to_owned(), line, column, expected, found };
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let Some((file, columns)) = FORMS.iter().find(|(file, _)| *file == name) else {
            let names: Vec<&str> = FORMS.iter().map(|(file, _)| *file).collect();
            return Err(fails(1, 1, format!("the name of a table ({})", names.join(", ")), name));
        };
        let text: &'static str = Box::leak(text.into_boxed_str());
        let rows = self.tables.entry(file).or_default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            check(line, columns).map_err(|(column, expected, found)| fails(number + 1, column, expected, found))?;
            let key = first(line);
            rows.retain(|(_, row)| first(row.text) != key);
            rows.push((path.to_owned(), OwnRow { line: number + 1, text: line }));
        }
        Ok(())
    }

    /// The rows that extend a table, in order of their first columns.
    #[must_use]
    pub fn rows(&self, file: &str) -> Vec<&'static str> {
        let mut rows: Vec<&'static str> = self.tables.get(file).into_iter().flatten().map(|(_, row)| row.text).collect();
        rows.sort_unstable_by_key(|row| first(row));
        rows
    }

    /// Where the row of a table with a first column stands, as `file:line`.
    #[must_use]
    pub fn origin(&self, file: &str, key: &str) -> Option<String> {
        self.tables.get(file)?.iter().find(|(_, row)| first(row.text) == key).map(|(path, row)| format!("{}:{}", path.display(), row.line))
    }

    /// Whether no table was given.
    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// All rows with their tables, for the rules' digest.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.tables.keys().flat_map(|file| self.rows(file).into_iter().map(|row| (*file, row)))
    }
}

/// The first column of a row.
pub(super) fn first(row: &str) -> &str {
    row.split('\t').next().unwrap_or_default()
}

/// Whether a row has its columns; else the column in characters, what was expected and what was found.
fn check(line: &str, columns: &[Column]) -> Result<(), (usize, String, String)> {
    let mut at = 1;
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() > columns.len() {
        let extra = cells[..columns.len()].iter().map(|c| c.chars().count() + 1).sum::<usize>();
        return Err((extra + 1, format!("{} columns", columns.len()), format!("{} of them", cells.len())));
    }
    for (i, column) in columns.iter().enumerate() {
        let cell = cells.get(i).copied().unwrap_or_default();
        let found = || if cell.is_empty() { "nothing".to_owned() } else { format!("{cell:?}") };
        if cell.trim() != cell {
            return Err((at, "a cell without blanks around it".to_owned(), found()));
        }
        match column {
            Text if cell.is_empty() => return Err((at, "a text".to_owned(), found())),
            Number if cell.parse::<u32>().is_err() => return Err((at, "a whole number".to_owned(), found())),
            OneOf(words) if !words.contains(&cell) => return Err((at, format!("one of {}", words.join(", ")), found())),
            List if cell.split('|').any(|surface| surface.trim() != surface || surface.is_empty() && !cell.is_empty()) => {
                return Err((at, "surfaces parted by |".to_owned(), found()));
            }
            _ => {}
        }
        at += cell.chars().count() + 1;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str, text: &str) -> Result<OwnTables, TableError> {
        let mut own = OwnTables::default();
        own.add(Path::new(file), text.to_owned()).map(|()| own)
    }

    #[test]
    fn rows_are_read_and_found_again() {
        let own = read("organisations.tsv", "# mine\n长风研究院\t长风院\tinstitute\tCN\n").unwrap();
        assert_eq!(own.rows("organisations.tsv"), ["长风研究院\t长风院\tinstitute\tCN"]);
        assert!(own.origin("organisations.tsv", "长风研究院").unwrap().ends_with("organisations.tsv:2"));
        assert!(own.rows("places.tsv").is_empty());
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let table = [
            ("organisations.tsv", "长风研究院\t\tschool\tCN\n", 1, 8, "one of agency"),
            ("organisations.tsv", "# mine\n\t长风院\tinstitute\tCN\n", 2, 1, "a text"),
            ("organisations.tsv", "长风研究院\t长风院| 长院\tinstitute\tCN\n", 1, 7, "surfaces parted by |"),
            ("titles.tsv", "总架构师\toffice\tmore\n", 1, 13, "2 columns"),
            ("surnames.tsv", "褚\tmany\n", 1, 3, "a whole number"),
            ("organisation.tsv", "x\n", 1, 1, "the name of a table"),
        ];
        for (file, text, line, column, expected) in table {
            let error = read(file, text).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{error}");
            assert!(error.to_string().contains(expected), "{error}");
        }
    }
}
