//! Dates as files of data state them.

use coterie_read::dates;

/// Which of two numbers is the day, where a file says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    /// Nothing in the file tells.
    #[default]
    Unknown,
    /// `31/12/2016`.
    DayFirst,
    /// `12/31/2016`.
    MonthFirst,
}

impl Order {
    /// What the dates of one column tell: one that can be read in one way only speaks for all, unless another
    /// contradicts.
    pub(crate) fn of<'v>(values: impl Iterator<Item = &'v str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for (one, two, _) in values.filter_map(digits) {
            day_first |= one > 12 && two <= 12;
            month_first |= two > 12 && one <= 12;
        }
        match (day_first, month_first) {
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            _ => Order::Unknown,
        }
    }
}

/// The date that a field states, as `YYYY-MM-DD`: `2016-11-15T10:00:00Z`, `2016/11/15`, `20161115`, seconds or
/// milliseconds since 1970, or in words.
pub(crate) fn stated(value: &str, order: Order) -> Option<String> {
    let value = value.trim();
    if let Some((one, two, year)) = digits(value) {
        let (day, month) = match order {
            Order::DayFirst => (one, two),
            Order::MonthFirst => (two, one),
            Order::Unknown if one > 12 || one == two => (one, two),
            Order::Unknown if two > 12 => (two, one),
            Order::Unknown => return None,
        };
        return dates::iso(year, month, day);
    }
    if value.bytes().all(|byte| byte.is_ascii_digit()) {
        match value.len() {
            9 | 10 => return of_days(value.parse::<i64>().ok()? / 86_400),
            13 => return of_days(value.parse::<i64>().ok()? / 86_400_000),
            14 => return dates::stated(value.get(..8)?),
            _ => {}
        }
    }
    dates::stated(value)
}

/// `31/12/2016`, `31.12.2016`, `31-12-2016`, with or without a time behind it.
fn digits(value: &str) -> Option<(u32, u32, u32)> {
    let value = value.split_whitespace().next()?;
    let mark = value.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = value.splitn(3, mark);
    let (one, two, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str| part.parse::<u32>().ok().filter(|n| *n > 0 && *n <= 31 && part.len() <= 2);
    let year = year.trim_end_matches([',', ';']);
    let year_number = year.parse::<u32>().ok().filter(|_| year.len() == 4)?;
    Some((number(one)?, number(two)?, year_number))
}

/// The date of a day since 1970, by the civil calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
pub(crate) fn of_days(days: i64) -> Option<String> {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    dates::iso(u32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        assert_eq!(stated(value, Order::Unknown).unwrap_or_default(), expected);
    }

    #[test]
    fn dates_of_fields() {
        check("2016-11-15T10:00:00Z", "2016-11-15");
        check("2016/11/15", "2016-11-15");
        check("20161115", "2016-11-15");
        check("20161115T100000+0000", "2016-11-15");
        check("1479204000", "2016-11-15");
        check("1479204000000", "2016-11-15");
        check("951782400", "2000-02-29");
        check("Tue, 15 Nov 2016 10:00:00 GMT", "2016-11-15");
        check("November 15, 2016 Tuesday", "2016-11-15");
        check("15.11.2016", "2016-11-15");
        check("11. Januar 2010 Montag", "2010-01-11");
        check("11 de enero de 2010", "2010-01-11");
        check("le 1er mai 2010", "2010-05-01");
        check("11/12/2016", "");
        check("2016", "");
        check("99999999", "");
        check("", "");
    }

    #[test]
    fn a_column_tells_the_order_of_day_and_month() {
        let order = |values: [&'static str; 2]| Order::of(values.into_iter());
        assert_eq!(order(["11/12/2016", "31/12/2016"]), Order::DayFirst);
        assert_eq!(order(["11/12/2016", "12/31/2016"]), Order::MonthFirst);
        assert_eq!(order(["31/12/2016", "12/31/2016"]), Order::Unknown);
        assert_eq!(stated("11/12/2016", Order::DayFirst).as_deref(), Some("2016-12-11"));
        assert_eq!(stated("11/12/2016", Order::MonthFirst).as_deref(), Some("2016-11-12"));
    }
}
