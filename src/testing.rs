//! Decides how tables of sentences are held to what is read from them, in the tests of every room.

/// Holds a reading to a table: every text must give exactly what stands beside it. All that differ are told at once.
///
/// # Panics
/// When a text gives something else.
pub fn holds(table: &[(&str, &[&str])], read: impl Fn(&str) -> Vec<String>) {
    let failures: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, read(text)))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(text, expected, got)| format!("{text}\n  expected {expected:?}\n  found    {got:?}"))
        .collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), table.len(), failures.join("\n"));
}

/// Holds a reading to texts that give nothing.
///
/// # Panics
/// When a text gives something.
pub fn finds_nothing(texts: &[&str], read: impl Fn(&str) -> Vec<String>) {
    let nothing: Vec<(&str, &[&str])> = texts.iter().map(|text| (*text, &[][..])).collect();
    holds(&nothing, read);
}

/// Holds a reading to what it is known to get wrong: every text must still differ from what would be right beside it, so that a
/// row which comes right is moved to the table of what holds.
///
/// # Panics
/// When a text gives what is right.
pub fn still_fails(pending: &[(&str, &[&str])], read: impl Fn(&str) -> Vec<String>) {
    let right: Vec<&str> = pending.iter().filter(|(text, expected)| read(text) == *expected).map(|(text, _)| *text).collect();
    assert!(right.is_empty(), "right now, so no longer pending: {right:?}");
}
