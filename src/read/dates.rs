//! Dates as articles write them.

/// A date found in a line: as `YYYY-MM-DD`, and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Empty where day and month cannot be told apart.
    pub iso: String,
    /// First byte in the line.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// The first full date of a line: `Nov 15, 2016`, `15 November 2016`, `2016-11-15`. Dates in digits alone that
/// Americans and Europeans read differently (`11/12/2016`) are found but not guessed.
pub fn date_in(line: &str) -> Option<FoundDate> {
    let words = words(line);
    for (rank, &(start, _, word)) in words.iter().enumerate() {
        if let Some((iso, length)) = iso_date(word) {
            return Some(FoundDate { iso, start, end: start + length });
        }
        if let Some(found) = digits_date(line, start, word) {
            return Some(found);
        }
        let Some(month) = month(word) else { continue };
        let number = |at: Option<usize>| at.and_then(|at| words.get(at)).copied();
        let after = number(rank.checked_add(1));
        let year_after_day = number(Some(rank + 2));
        // "Nov 15, 2016"
        if let (Some((.., day)), Some((_, year_end, year))) = (after, year_after_day)
            && let (Some(day), Some(year)) = (day_number(day), year_number(year))
        {
            return Some(FoundDate { iso: format!("{year:04}-{month:02}-{day:02}"), start, end: year_end });
        }
        // "15 November 2016"
        if let (Some((day_start, _, day)), Some((_, year_end, year))) = (number(rank.checked_sub(1)), after)
            && let (Some(day), Some(year)) = (day_number(day), year_number(year))
        {
            return Some(FoundDate {
                iso: format!("{year:04}-{month:02}-{day:02}"),
                start: day_start,
                end: year_end,
            });
        }
    }
    None
}

/// `20/1/2014`, `1/20/2014`, `20.01.2014`, beginning with `first` at `start`.
fn digits_date(line: &str, start: usize, first: &str) -> Option<FoundDate> {
    let number = |text: &str, most: u32| {
        text.parse().ok().filter(|value| (1..=most).contains(value) && text.len() <= 2)
    };
    let one = number(first, 31)?;
    let rest = line.get(start + first.len()..)?;
    let mark = rest.chars().next().filter(|&c| c == '/' || c == '.')?;
    let mut parts = rest[1..].splitn(3, mark);
    let middle = parts.next()?;
    let two = number(middle, 31)?;
    let tail = parts.next()?;
    let year = tail.get(..4).filter(|_| !tail[4..].starts_with(|c: char| c.is_ascii_digit()))?;
    let year_value = year_number(year)?;
    let iso = match (one, two) {
        (13.., 1..=12) => format!("{year_value:04}-{two:02}-{one:02}"),
        (1..=12, 13..) => format!("{year_value:04}-{one:02}-{two:02}"),
        (1..=12, 1..=12) if one == two => format!("{year_value:04}-{one:02}-{two:02}"),
        (1..=12, 1..=12) => String::new(),
        _ => return None,
    };
    Some(FoundDate { iso, start, end: start + first.len() + 1 + middle.len() + 1 + 4 })
}

/// Words of letters, digits and hyphens, with their places.
fn words(line: &str) -> Vec<(usize, usize, &str)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in line.char_indices().chain([(line.len(), ' ')]) {
        let inside = character.is_alphanumeric() || (character == '-' && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((from, at, &line[from..at]));
                start = None;
            }
            _ => {}
        }
        if words.len() > 64 {
            break; // a date stands near the start of a line that states one
        }
    }
    words
}

/// The month of `Nov`, `November`, `NOVEMBER`, `Sept`.
pub fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if !word.is_ascii() || word.len() < 3 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| {
        *month == lower || month[..3] == lower || (lower == "sept" && *month == "september")
    })?;
    Some(at as u32 + 1)
}

/// `15`, `15th`.
fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let rest = &word[digits.len()..];
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
    ["", "st", "nd", "rd", "th"].contains(&rest).then_some(day)
}

fn year_number(word: &str) -> Option<u32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1500..=2199).contains(year))
}

/// `2016-11-15`, also before a time (`2016-11-15T10:00`).
fn iso_date(word: &str) -> Option<(String, usize)> {
    let head = word.get(..10)?;
    let mut parts = head.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    year_number(year)?;
    let month_number: u32 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day_number = day_number(day).filter(|_| day.len() == 2 && month.len() == 2 && month_number > 0)?;
    let continues = word[10..].starts_with(|c: char| c.is_ascii_digit() || c == '-');
    (!continues && day_number > 0).then(|| (head.to_owned(), 10))
}

#[cfg(test)]
mod tests {
    use super::date_in;

    #[track_caller]
    fn check(line: &str, iso: &str) {
        assert_eq!(date_in(line).map(|found| found.iso).unwrap_or_default(), iso);
    }

    #[test]
    fn dates() {
        check("Will Kirby — Daily Express Nov 15, 2016", "2016-11-15");
        check("Published 15th November 2016, 10:00", "2016-11-15");
        check("2016-11-15T10:00:00Z", "2016-11-15");
        check("December 9 , 2016", "2016-12-09");
        check("11/12/2016", "");
        check("20/1/2014", "2014-01-20");
        check("20.01.2014 10:00", "2014-01-20");
        check("version 1.2.2014a", "");
        check("in May 2016", "");
        check("may 15, 2016 be good", "");
    }
}
