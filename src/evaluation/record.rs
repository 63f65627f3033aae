//! The figures that stay: what other recognisers reach on the same tokens, and what the model that ships was
//! measured to reach.
//!
//! The second is a table beside the model, `static/models/names.eval.tsv`, written by `coterie eval names --record`.
//! It holds counts and no quotients, so that everything that shows a figure derives it in one way, and the fingerprint
//! of the model, so that a test can tell a table that was left behind.

use std::fmt::Write as _;

use super::{BINS, Counts, Scores};
use crate::entities::Kind;
use crate::ids::Fingerprint;

/// What others reach on a set: F1 over people, organisations and places in tenths of a per cent. Measured once by the
/// project on the same tokens and counted the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yardstick {
    /// The set, by its file's stem.
    pub set: &'static str,
    /// An averaged perceptron over words, affixes, shapes and context, trained on our training sets.
    pub perceptron: u32,
    /// spaCy's small English model (`en_core_web_sm`).
    pub small: u32,
    /// spaCy's medium English model (`en_core_web_md`).
    pub medium: u32,
}

/// What others reach, set by set.
pub const YARDSTICKS: [Yardstick; 4] = [
    Yardstick { set: "voa_dev", perceptron: 945, small: 856, medium: 871 },
    Yardstick { set: "crossner_pol", perceptron: 807, small: 652, medium: 674 },
    Yardstick { set: "uner_ewt", perceptron: 637, small: 601, medium: 669 },
    Yardstick { set: "wnut17", perceptron: 417, small: 271, medium: 288 },
];

/// What others reach on a set, if that is known.
pub fn yardstick(set: &str) -> Option<&'static Yardstick> {
    YARDSTICKS.iter().find(|yardstick| yardstick.set == set)
}

/// What a model was measured to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Of the model's file.
    pub model: Fingerprint,
    /// The sets by their files' stems, in order, and what was counted on each.
    pub sets: Vec<(String, Scores)>,
}

impl Record {
    /// The figures of the model that ships.
    pub fn shipped() -> Option<Record> {
        Record::parse(include_str!("../../static/models/names.eval.tsv"))
    }

    /// What was counted on a set.
    pub fn set(&self, name: &str) -> Option<&Scores> {
        self.sets.iter().find(|(set, _)| set == name).map(|(_, scores)| scores)
    }

    /// People, organisations and places of all sets by the score they were given; `gold` is 0.
    pub fn bins(&self) -> [Counts; BINS] {
        let mut bins = [Counts::default(); BINS];
        for (_, scores) in &self.sets {
            for (all, bin) in bins.iter_mut().zip(scores.bins) {
                *all += bin;
            }
        }
        bins
    }

    /// The table: `model TAB fingerprint`, then `set TAB kind TAB gold TAB said TAB right` lines, where the kinds of
    /// names scored from 0.3 to 0.4 are called `3`.
    pub fn to_table(&self) -> String {
        let mut table =
            String::from("# set, kind (or tenth of the score), names there are, found, found rightly\n");
        let _ = writeln!(table, "model\t{:032x}", self.model.0);
        for (set, scores) in &self.sets {
            let kinds = Kind::ALL.map(|kind| (kind.code().to_owned(), scores.kinds[kind.index()]));
            let bins = scores.bins.into_iter().enumerate().map(|(bin, counts)| (bin.to_string(), counts));
            for (row, Counts { gold, said, right }) in kinds.into_iter().chain(bins) {
                if gold + said > 0 {
                    let _ = writeln!(table, "{set}\t{row}\t{gold}\t{said}\t{right}");
                }
            }
        }
        table
    }

    /// Reads the table; `None` for anything else.
    pub fn parse(table: &str) -> Option<Record> {
        let mut lines = table.lines().filter(|line| !line.starts_with('#'));
        let model = lines.next()?.strip_prefix("model\t")?;
        let model = Fingerprint(u128::from_str_radix(model, 16).ok()?);
        let mut sets: Vec<(String, Scores)> = Vec::new();
        for line in lines {
            let mut cells = line.split('\t');
            let (set, row) = (cells.next()?, cells.next()?);
            let mut number = || cells.next()?.parse().ok();
            let counts = Counts { gold: number()?, said: number()?, right: number()? };
            if sets.last().is_none_or(|(last, _)| last != set) {
                sets.push((set.to_owned(), Scores::default()));
            }
            let (_, scores) = sets.last_mut()?;
            *match Kind::from_code(row) {
                Some(kind) => &mut scores.kinds[kind.index()],
                None => scores.bins.get_mut(row.parse::<usize>().ok()?)?,
            } = counts;
        }
        Some(Record { model, sets })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_as_it_was_written() {
        let mut scores = Scores::default();
        scores.kinds[Kind::Event.index()] = Counts { gold: 7, said: 5, right: 4 };
        scores.bins[9] = Counts { gold: 0, said: 3, right: 3 };
        let sets = vec![
            ("a".to_owned(), scores),
            ("b".to_owned(), Scores { bins: [Counts::default(); BINS], ..scores }),
        ];
        let record = Record { model: Fingerprint::of(b"weights"), sets };
        assert_eq!(Record::parse(&record.to_table()), Some(record));
    }

    #[test]
    fn what_is_no_table_is_none() {
        for table in [
            "",
            "model\tx",
            "model\t0\na\tPER\t1\t2",
            "model\t0\na\tWHO\t1\t2\t3",
            "model\t0\na\t10\t1\t1\t1",
        ] {
            assert_eq!(Record::parse(table), None, "{table}");
        }
    }
}
