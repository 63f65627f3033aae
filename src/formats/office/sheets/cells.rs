//! What a person sees of the number in a cell: a number, or a date.

use super::super::super::when::of_days;

/// Whether a number format shows dates or times of day. The built-in formats by their ids (ECMA-376 part 1, 18.8.30),
/// others by their code.
pub(super) fn is_date(id: u16, code: Option<&str>) -> bool {
    match code {
        Some(code) => is_date_code(code),
        None => matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58),
    }
}

/// Whether a format's code (18.8.31) is that of a date: of its first section, the first sign that stands for something is
/// a letter of dates and not a digit.
fn is_date_code(code: &str) -> bool {
    let mut signs = code.chars();
    while let Some(sign) = signs.next() {
        match sign {
            // What follows stands for itself, or for its width.
            '\\' | '_' | '*' => {
                signs.next();
            }
            '"' => {
                signs.find(|&sign| sign == '"');
            }
            // Colours, conditions, currencies; and hours that go on after 24, which are no time of day.
            '[' => {
                signs.find(|&sign| sign == ']');
            }
            ';' | '0' | '#' | '?' | '@' => return false,
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                // The word that stands for no format at all, as some programs translate it.
                return !code.eq_ignore_ascii_case("standard");
            }
            _ => {}
        }
    }
    false
}

/// A number as a cell shows it: with 15 digits at most, for the others are what sums leave behind.
pub(super) fn number(value: f64) -> String {
    let value: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    match value.abs() {
        0.0 => "0".to_owned(),
        size if (1e-9..1e21).contains(&size) => format!("{value}"),
        _ if value.is_finite() => format!("{value:e}"),
        _ => String::new(),
    }
}

/// The date that a number of days stands for, as `2016-11-15`, `2016-11-15 10:30` or `10:30`. Days are counted from the last
/// of 1899, with a 29 February 1900 that never was, or from 1904.
pub(super) fn date(days: f64, from_1904: bool) -> Option<String> {
    if !(0.0..3_000_000.0).contains(&days) {
        return None;
    }
    let minutes = (days.fract() * 1440.0).round();
    let (whole, minutes) =
        if minutes >= 1440.0 { (days.floor() + 1.0, 0) } else { (days.floor(), minutes as u32) };
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let mut whole = whole as i64;
    if whole == 0 && !from_1904 {
        return Some(time);
    }
    if from_1904 {
        whole += 1462;
    } else if whole < 60 {
        whole += 1;
    }
    let day = of_days(whole - 25_569)?;
    Some(if minutes == 0 { day } else { format!("{day} {time}") })
}

/// A number in a cell, shown as a date where its format says so.
pub(super) fn shown(value: f64, is_date: bool, from_1904: bool) -> String {
    let day = if is_date { date(value, from_1904) } else { None };
    day.unwrap_or_else(|| number(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates() {
        for code in [
            "yyyy-mm-dd",
            "d/m/yy h:mm",
            "[$-409]mmmm d, yyyy;@",
            "m\"M\"d\"D\";@",
            "mm:ss.0",
            "h:mm AM/PM",
            "DD.MM.YYYY",
            "\"on \"d",
        ] {
            assert!(is_date_code(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0\\ [$kr-414]",
            "0.00E+00",
            "\"day \"0",
            "\\d0",
            "#,##0 USD",
            "[Red]0;[Blue]d",
            "@",
            "_d0",
            "*d0",
            "Standard",
            "",
            "\"",
            "\\",
            "[h",
        ] {
            assert!(!is_date_code(code), "{code}");
        }
        assert!(is_date(14, None) && !is_date(1, None) && !is_date(14, Some("0")));
    }

    #[test]
    fn numbers() {
        let check = |value: f64, expected: &str| assert_eq!(number(value), expected);
        check(2016.0, "2016");
        check(20_161_115.0, "20161115");
        check(0.1 + 0.2, "0.3");
        check(-1.5, "-1.5");
        check(-0.0, "0");
        check(1e300, "1e300");
        check(f64::NAN, "");
        check(f64::INFINITY, "");
    }

    #[test]
    fn dates() {
        let check = |days: f64, expected: &str| assert_eq!(date(days, false).unwrap_or_default(), expected);
        check(42_689.0, "2016-11-15");
        check(42_689.437_5, "2016-11-15 10:30");
        check(42_688.999_999, "2016-11-15");
        check(1.0, "1900-01-01");
        check(59.0, "1900-02-28");
        check(61.0, "1900-03-01");
        check(0.4375, "10:30");
        check(-1.0, "");
        check(1e18, "");
        check(f64::NAN, "");
        assert_eq!(date(41_227.0, true).as_deref(), Some("2016-11-15"));
        assert_eq!(shown(5e5, true, false), "500000");
    }
}
