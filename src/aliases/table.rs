//! The table of aliases: names that no rule could find. Each row says in which public list its names can be looked up.

use std::collections::HashMap;

use super::name::{fold, is_acronym};
use crate::entities::Kind;

/// `name TAB kind TAB other names, parted by | TAB source`.
const ROWS: &str = include_str!("table.tsv");

/// An entity with several names.
#[derive(Debug)]
pub(super) struct Row {
    /// The name shown.
    pub(super) name: &'static str,
    /// Its kind.
    pub(super) kind: Kind,
}

/// The table, by folded name.
#[derive(Debug)]
pub(super) struct Table {
    rows: Vec<Row>,
    /// The row of a folded name, and whether the name is an acronym ("US" is, "us" is not).
    by_name: HashMap<String, (u32, bool)>,
}

impl Table {
    /// Reads the shipped table.
    pub(super) fn shipped() -> Self {
        let mut table = Table { rows: Vec::new(), by_name: HashMap::new() };
        for line in ROWS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(name), Some(kind), Some(others)) =
                (fields.next(), fields.next().and_then(Kind::from_code), fields.next())
            else {
                continue;
            };
            let row = table.rows.len() as u32;
            table.rows.push(Row { name, kind });
            for alias in std::iter::once(name).chain(others.split('|')).filter(|alias| !alias.is_empty()) {
                table.by_name.entry(fold(alias)).or_insert((row, is_acronym(alias)));
            }
        }
        table
    }

    /// The row of a folded name. An acronym is one only where it is mostly `written_so`.
    pub(super) fn row(&self, folded: &str, written_so: bool) -> Option<u32> {
        self.by_name.get(folded).filter(|(_, acronym)| written_so || !acronym).map(|&(row, _)| row)
    }

    /// What a row says.
    pub(super) fn get(&self, row: u32) -> Option<&Row> {
        self.rows.get(row as usize)
    }

    /// Whether a folded name is a place of the table.
    pub(super) fn is_place(&self, folded: &str) -> bool {
        self.row(folded, true).and_then(|row| self.get(row)).is_some_and(|row| row.kind == Kind::Place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_kind_a_source_and_names_of_its_own() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in ROWS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, kind, others, source] = fields[..] else { panic!("not four fields: {line}") };
            assert!(Kind::from_code(kind).is_some(), "{line}");
            assert!(!source.is_empty(), "{line}");
            for alias in std::iter::once(name).chain(others.split('|')) {
                let before = seen.insert(fold(alias), name);
                assert!(before.is_none_or(|before| before == name), "{alias} is both {before:?} and {name}");
            }
        }
    }
}
