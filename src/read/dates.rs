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

/// The first full date of a line: `Nov 15, 2016`, `15 November 2016`, `2016-11-15`, `15 de noviembre de 2016`. Dates in
/// digits alone that Americans and Europeans read differently (`11/12/2016`) are found but not guessed.
pub fn date_in(line: &str) -> Option<FoundDate> {
    let words = words(line);
    let word = |rank: Option<usize>| rank.and_then(|rank| words.get(rank)).copied();
    let links =
        |rank: Option<usize>| word(rank).is_some_and(|(.., word)| ["de", "del", "of"].contains(&word));
    let year_at =
        |rank: Option<usize>| word(rank).and_then(|(.., end, word)| Some((year_number(word)?, end)));
    let day_at =
        |rank: Option<usize>| word(rank).and_then(|(start, end, word)| Some((day_number(word)?, start, end)));
    for (rank, &(start, _, first)) in words.iter().enumerate() {
        if let Some((iso, length)) = iso_date(first).or_else(|| year_first(line.get(start..)?)) {
            return Some(FoundDate { iso, start, end: start + length });
        }
        if let Some(found) = digits_date(line, start, first) {
            return Some(found);
        }
        let after = Some(rank + 1 + usize::from(links(Some(rank + 1))));
        let before = rank.checked_sub(1 + usize::from(links(rank.checked_sub(1))));
        let behind = after.map(|after| after + 1 + usize::from(links(Some(after + 1))));
        // "Nov 15, 2016", "15 November 2016", "2016. november 15."
        let (day, year, start, end) =
            if let (Some((day, ..)), Some((year, end))) = (day_at(after), year_at(behind)) {
                (day, year, start, end)
            } else if let (Some((day, start, _)), Some((year, end))) = (day_at(before), year_at(after)) {
                (day, year, start, end)
            } else if let (Some((day, _, end)), Some((year, _)), Some((start, ..))) =
                (day_at(after), year_at(before), word(before))
            {
                (day, year, start, end)
            } else {
                continue;
            };
        if let Some(month) = month(first).or_else(|| foreign_month(first)) {
            return Some(FoundDate { iso: written(year, month, day), start, end });
        }
    }
    None
}

/// The date of a value that a program wrote: `2016-11-15T10:00+01:00`, `20161115`, `2016/11/5`, a mail's date.
/// It is the day as written there, whatever the time zone.
pub fn stated(value: &str) -> Option<String> {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let number = |from: usize, to: usize| value.get(from..to)?.parse().ok();
    let found = |value: &str| date_in(value).map(|found| found.iso).filter(|iso| !iso.is_empty());
    let iso = if digits == 8 {
        iso(number(0, 4)?, number(4, 6)?, number(6, 8)?)
    } else {
        found(value).or_else(|| found(&value.replace('-', "/")))
    };
    // What a program writes that has no date.
    iso.filter(|iso| iso != "1970-01-01")
}

/// A date in digits that Americans and Europeans read differently, read as Europeans do.
pub(crate) fn day_first(date: &str) -> Option<String> {
    let words = words(date);
    let number = |rank: usize| words.get(rank)?.2.parse().ok();
    iso(number(2)?, number(1)?, number(0)?)
}

/// The date that a web address holds: `/2016/11/15/`, `/2016/nov/15/`, `-20161115`.
pub(crate) fn date_of_address(address: &str) -> Option<String> {
    let address = address.replace('-', "/");
    let words = words(&address);
    let word = |rank: usize| words.get(rank).map_or("", |&(.., word)| word);
    let number = |word: &str| word.parse().ok().filter(|_| word.len() <= 2);
    let iso = (0..words.len()).find_map(|rank| {
        if word(rank).len() == 8 && word(rank).parse::<u32>().is_ok() {
            return stated(word(rank));
        }
        let month = number(word(rank + 1)).or_else(|| english_month(&word(rank + 1).to_ascii_lowercase()))?;
        iso(year_number(word(rank))?, month, number(word(rank + 2))?)
    });
    iso.filter(|iso| iso.as_str() > "1990")
}

fn written(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// A day that may exist, 1500 to 2199, as `YYYY-MM-DD`.
pub fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let fits = (1500..=2199).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| written(year, month, day))
}

/// `2016/11/5`, `2016.11.05`, `2016年11月15日`, `2016년 11월 15일`, at the start of `text`.
fn year_first(text: &str) -> Option<(String, usize)> {
    let mut values = [0; 3];
    let mut rest = text;
    for (rank, value) in values.iter_mut().enumerate() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        *value =
            rest.get(..digits).filter(|_| if rank == 0 { digits == 4 } else { digits <= 2 })?.parse().ok()?;
        rest = &rest[digits..];
        if rank < 2 {
            rest = rest.strip_prefix(['/', '.', '年', '月', '년', '월'])?;
            rest = rest.strip_prefix(' ').filter(|_| !rest.is_ascii()).unwrap_or(rest);
        }
    }
    let [year, month, day] = values;
    Some((iso(year, month, day)?, text.len() - rest.len()))
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

/// The month of `Nov`, `November`, `NOVEMBER`, `Sept`.
pub fn month(word: &str) -> Option<u32> {
    if !word.is_ascii() || word.len() < 3 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    english_month(&word.to_ascii_lowercase())
}

fn english_month(lower: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| {
        *month == lower || month[..3] == *lower || (lower == "sept" && *month == "september")
    })?;
    Some(at as u32 + 1)
}

/// How months begin in dates of other languages of Europe, where they are written small: German, French, Spanish,
/// Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Hungarian, Russian, Ukrainian, Greek,
/// Turkish.
const FOREIGN: [&str; 12] = [
    "jan jän ene gen tammi sty led янв січ ιαν oca",
    "feb fév fev helmi lut úno фев лют φεβ şub",
    "mars marz mart març marc mär maa már bře мар бер μαρ",
    "apr avr abr ápr huhti kwi dub апр кві απρ nis",
    "mai mayo mag mei maj máj touko kvě мая тра μαΐ",
    "jun jún juin giu kesä cze červn июн чер ιουν haz",
    "jul júl juil lug heinä lip červe июл лип ιουλ tem",
    "aug août ago elo sie srp авг сер αυγ ağu",
    "sep set szept syys wrz září сен вер σεπ eyl",
    "okt oct ott out loka paź říj окт жов οκτ eki",
    "nov marras lis ноя лис νοε kas",
    "dez déc dic des dec joulu gru pro дек гру δεκ ara",
];

/// The month of `novembre` or `ноября`; its neighbours are a day and a year.
fn foreign_month(word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    let begins = |forms: &str| forms.split(' ').any(|form| lower.starts_with(form));
    Some(FOREIGN.iter().position(|forms| begins(forms))? as u32 + 1)
}

/// `15`, `15th`, `1er`.
fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == 'º');
    let rest = word[digits.len()..].trim_matches('º');
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day) && digits.len() <= 2)?;
    ["", "st", "nd", "rd", "th", "er"].contains(&rest).then_some(day)
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
    use super::{date_in, date_of_address, stated};

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
        check("15 people in 2016", "");
        check("the 15th of November, 2016", "2016-11-15");
        check("2016/11/5 and 2016/11/6", "2016-11-05");
        check("2016/11/151", "");
    }

    #[test]
    fn dates_in_other_languages() {
        check("Berlin, den 3. März 2016", "2016-03-03");
        check("Publié le 1er août 2016 à 10h", "2016-08-01");
        check("15 de noviembre de 2016", "2016-11-15");
        check("1º de maio de 2016", "2016-05-01");
        check("martedì 15 novembre 2016", "2016-11-15");
        check("15 listopada 2016 r.", "2016-11-15");
        check("15 ноября 2016 г.", "2016-11-15");
        check("2016. november 15.", "2016-11-15");
        check("2016年11月5日 10:00", "2016-11-05");
        check("2016년 11월 15일", "2016-11-15");
        check("mars 2016", "");
    }

    #[track_caller]
    fn check_stated(value: &str, iso: &str) {
        assert_eq!(stated(value).unwrap_or_default(), iso);
    }

    #[test]
    fn what_programs_write() {
        check_stated("20161115", "2016-11-15");
        check_stated("20161115T100000Z", "2016-11-15");
        check_stated("2016-11-15 10:00:00 +0100", "2016-11-15");
        check_stated("Tue, 15 Nov 2016 23:30:00 -0500", "2016-11-15");
        check_stated("15-Nov-2016", "2016-11-15");
        check_stated("2016-1-5", "2016-01-05");
        check_stated("20161315", "");
        check_stated("1970-01-01T00:00:00Z", "");
        check_stated("11/12/2016", "");
        check_stated("2016-11", "");
    }

    #[track_caller]
    fn check_address(address: &str, iso: &str) {
        assert_eq!(date_of_address(address).unwrap_or_default(), iso);
    }

    #[test]
    fn addresses() {
        check_address("https://a.example/2016/11/15/trump-and-putin", "2016-11-15");
        check_address("https://a.example/world/2016/nov/5/trump", "2016-11-05");
        check_address("https://a.example/news-20161115.html", "2016-11-15");
        check_address("https://a.example/2016/11/trump-15", "");
        check_address("https://a.example/id/12345678", "");
    }
}
