//! What a file asks of the person, and what the person said about a file.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a file asks. It travels with the [`Diagnostic`](crate::diagnostic::Diagnostic) that says why; the answer is
/// [`Options`], under which the whole dropped file is read again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// It is encrypted.
    Password {
        /// The password that was given does not open it.
        wrong: bool,
    },
    /// It was taken for an export of many articles: is it?
    Count {
        /// How many were found in it.
        articles: u32,
    },
    /// It is a table: which column holds what?
    Columns {
        /// What its columns are called, or what stands first in each.
        names: Vec<String>,
        /// As it was read.
        chosen: Columns,
    },
}

impl Question {
    /// Whether an answer to one is an answer to the other.
    pub fn is_like(&self, other: &Question) -> bool {
        match (self, other) {
            (Question::Columns { chosen, .. }, Question::Columns { chosen: others, .. }) => {
                chosen.table == others.table
            }
            (Question::Password { .. }, Question::Password { .. })
            | (Question::Count { .. }, Question::Count { .. }) => true,
            _ => false,
        }
    }
}

/// Which columns of a table hold text, headline, byline, date and source. Files with the same header are the same table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// Its header, hashed: what is remembered of a table says nothing of its content.
    pub table: u64,
    /// In the order of [`Columns::TEXT`] and so on; `None` where no column holds such.
    pub at: [Option<u8>; 5],
}

impl Columns {
    /// The articles' text.
    pub const TEXT: usize = 0;
    /// Their headlines.
    pub const TITLE: usize = 1;
    /// Who wrote them.
    pub const BYLINE: usize = 2;
    /// When they were published.
    pub const DATE: usize = 3;
    /// The publication or site.
    pub const SITE: usize = 4;

    /// Tables as a line each, to be kept: `17 0 2 - - 1`.
    pub fn to_lines(all: &[Columns]) -> String {
        let mut lines = String::new();
        for Columns { table, at } in all {
            lines.push_str(&table.to_string());
            for at in at {
                lines.push(' ');
                match at {
                    Some(at) => lines.push_str(&at.to_string()),
                    None => lines.push('-'),
                }
            }
            lines.push('\n');
        }
        lines
    }

    /// Tables from their lines; a line that is none is passed over.
    pub fn from_lines(lines: &str) -> Vec<Columns> {
        let line = |line: &str| {
            let mut parts = line.split(' ');
            let table = parts.next()?.parse().ok()?;
            Some(Columns { table, at: [(); 5].map(|()| parts.next()?.parse().ok()) })
        };
        lines.lines().filter_map(line).collect()
    }
}

/// What a person said about a file.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Opens what is encrypted.
    pub password: Option<String>,
    /// One article, even where it looks like an export of many.
    pub whole: bool,
    /// Tables whose columns were chosen; of two for one table the first counts.
    pub columns: Vec<Columns>,
}

impl Options {
    /// Adds what was said later: it counts more.
    pub fn add(&mut self, later: Options) {
        self.password = later.password.or(self.password.take());
        self.whole |= later.whole;
        for columns in later.columns.into_iter().rev() {
            self.columns.retain(|known| known.table != columns.table);
            self.columns.insert(0, columns);
        }
    }
}

/// A password is written nowhere, not even into a trace of messages.
impl fmt::Debug for Options {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Options { password, whole, columns } = self;
        let password = password.as_ref().map(|_| "…");
        out.debug_struct("Options")
            .field("password", &password)
            .field("whole", whole)
            .field("columns", columns)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_later_counts_more() {
        let columns = |table, text| Columns { table, at: [Some(text), None, None, None, None] };
        let mut options =
            Options { whole: true, columns: vec![columns(1, 0), columns(2, 0)], ..Options::default() };
        options.add(Options {
            password: Some("a".to_owned()),
            columns: vec![columns(2, 3)],
            ..Options::default()
        });
        assert_eq!((options.password.as_deref(), options.whole), (Some("a"), true));
        assert_eq!(options.columns, [columns(2, 3), columns(1, 0)]);
        options.add(Options::default());
        assert_eq!(options.password.as_deref(), Some("a"));
    }

    #[test]
    fn chosen_columns_can_be_kept() {
        let all = [
            Columns { table: u64::MAX, at: [Some(250), None, Some(0), None, Some(7)] },
            Columns { table: 1, at: [None; 5] },
        ];
        assert_eq!(Columns::to_lines(&all), "18446744073709551615 250 - 0 - 7\n1 - - - - -\n");
        assert_eq!(Columns::from_lines(&Columns::to_lines(&all)), all);
        assert_eq!(
            Columns::from_lines("x\n\n7 300 1"),
            [Columns { table: 7, at: [None, Some(1), None, None, None] }]
        );
    }

    #[test]
    fn a_password_is_not_in_a_trace() {
        let options = Options { password: Some("geheim".to_owned()), ..Options::default() };
        assert!(!format!("{options:?}").contains("geheim"));
    }
}
