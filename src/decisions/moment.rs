//! Moments as text: `2026-11-22T05:14:48.123Z`, and their day in words.

use super::LATEST;

const DAY: u64 = 86_400_000;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment (milliseconds since 1970, UTC) as RFC 3339 writes it.
pub fn write(at: u64) -> String {
    let at = at.min(LATEST);
    let (year, month, day) = civil(at / DAY);
    let of_day = at % DAY;
    let (hours, minutes) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (seconds, thousandths) = (of_day / 1000 % 60, of_day % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}Z")
}

/// Reads what [`write()`] wrote, also without thousandths, without seconds or as a day alone; always UTC.
pub fn read(text: &str) -> Option<u64> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = text.split_once('T').unwrap_or((text, "00:00"));
    let mut parts = date.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    let days = days(year, month, day);
    if civil(days) != (year, month, day) {
        return None;
    }
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = time.split(':').map(number);
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let seconds = parts.next().unwrap_or(Some(0))?;
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 || fraction.len() > 9 {
        return None;
    }
    number(fraction)?;
    let thousandths = number(format!("{fraction:0<3}").get(..3)?)?;
    Some(days * DAY + hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + thousandths)
}

/// The day of a moment: `22 November 2026`.
pub fn day(at: u64) -> String {
    let (year, month, day) = civil(at.min(LATEST) / DAY);
    let name = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    format!("{day} {name} {year}")
}

fn number(digits: &str) -> Option<u64> {
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Year, month and day of a day counted from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
/// algorithms").
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

/// The inverse of [`civil`], for years from 1970.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year / 400, year % 400);
    let shifted = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    (era * 146_097 + of_era).saturating_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_and_read() {
        let check = |at: u64, text: &str| {
            assert_eq!(write(at), text);
            assert_eq!(read(text), Some(at));
        };
        check(0, "1970-01-01T00:00:00.000Z");
        check(951_782_400_000, "2000-02-29T00:00:00.000Z");
        check(1_795_324_488_123, "2026-11-22T05:14:48.123Z");
        check(LATEST, "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn shorter_moments_are_read_and_wrong_ones_are_not() {
        assert_eq!(read("2026-11-22"), read("2026-11-22T00:00:00.000Z"));
        assert_eq!(read("2026-11-22T05:14:48.5Z"), read("2026-11-22T05:14:48.500Z"));
        for wrong in [
            "",
            "2026",
            "2026-02-30",
            "1969-12-31",
            "2026-11-22T24:00",
            "2026-11-22T05:00:00.",
            "+2026-01-01",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_said_in_words() {
        assert_eq!(day(1_795_324_488_123), "22 November 2026");
    }
}
