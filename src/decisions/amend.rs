//! What a person can have an article say of itself.

use crate::read::dates::date_in;
use crate::read::{Field, language};

/// Longest value that is taken, in characters: headlines are short, and files may come from anyone.
pub(super) const LONGEST_VALUE: usize = 500;

/// A field's value as it is kept, from what a person wrote: white space collapsed, a date as `YYYY-MM-DD`, a language by
/// its code. `None` where it is no value of that field.
pub(super) fn value(field: Field, written: &str) -> Option<String> {
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = !words.chars().any(char::is_control);
    let fits = plain && !words.is_empty() && words.chars().count() <= LONGEST_VALUE;
    match field {
        _ if !fits => None,
        Field::Date => date(&words),
        Field::Language => language::code_of(&words),
        Field::Title | Field::Byline | Field::Site => Some(words),
    }
}

/// A date and nothing else, of a day that there was.
fn date(words: &str) -> Option<String> {
    let found = date_in(words).filter(|found| found.start == 0 && found.end == words.len())?;
    let mut parts = found.iso.split('-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leaps = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leaps),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (day <= days).then_some(found.iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: Field, written: &str, expected: Option<&str>) {
        assert_eq!(value(field, written).as_deref(), expected, "{written}");
        if let Some(kept) = expected {
            assert_eq!(value(field, kept).as_deref(), expected, "what is kept is kept as it is");
        }
    }

    #[test]
    fn dates_are_taken_as_people_write_them() {
        check(Field::Date, " 2016-11-09 ", Some("2016-11-09"));
        check(Field::Date, "9 November 2016", Some("2016-11-09"));
        check(Field::Date, "Nov 9, 2016", Some("2016-11-09"));
        check(Field::Date, "2016-02-29", Some("2016-02-29"));
        for wrong in ["2015-02-29", "2016-04-31", "11/12/2016", "2016", "soon", "on 2016-11-09 in Paris"] {
            check(Field::Date, wrong, None);
        }
    }

    #[test]
    fn words_are_taken_as_they_are() {
        check(Field::Title, "  Two \n presidents ", Some("Two presidents"));
        check(Field::Byline, "Ann Lee", Some("Ann Lee"));
        check(Field::Site, "a\u{7}b", None);
        check(Field::Title, &"a".repeat(LONGEST_VALUE + 1), None);
        check(Field::Language, "german", Some("de"));
        check(Field::Language, "Klingon", None);
    }
}
