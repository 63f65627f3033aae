//! When entities are named: the dates of the articles as numbers for the layout, and as words along its axis.

use std::collections::BTreeMap;

use crate::aliases::Entity;
use crate::ids::EntityKey;
use crate::order::{Gather, sorted};
use crate::pipeline::Article;
use crate::protocol::Tick;

/// For each entity that a dated article names, the median of the days of those articles.
pub(super) type Times = BTreeMap<EntityKey, f32>;

/// Dates along the axis at most.
const TICKS: usize = 5;

/// A range of fewer days than this is told by days, one of fewer than [`BY_MONTHS`] by months.
const BY_DAYS: f32 = 62.0;
const BY_MONTHS: f32 = 3.0 * 366.0;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The articles' days, from 1970-01-01 (earlier ones are negative), each with the date as it is written.
pub(super) fn calendar(articles: &[Article]) -> BTreeMap<i32, &str> {
    let dates = articles.iter().filter_map(|article| article.document.metadata.date.as_deref());
    dates.filter_map(|date| Some((day(date)?, date))).gather()
}

/// When each entity is named.
pub(super) fn times(articles: &[Article], entities: &[Entity]) -> Times {
    let days: Vec<Option<i32>> =
        articles.iter().map(|article| day(article.document.metadata.date.as_deref()?)).collect();
    let of = |entity: &Entity| {
        let naming = entity.mentions.chunk_by(|left, right| left.document == right.document);
        let named = naming.filter_map(|mentions| *days.get(mentions.first()?.document.index())?);
        Some((entity.key, median(named.collect())?))
    };
    entities.iter().filter_map(of).collect()
}

/// `YYYY-MM-DD` as days from 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn day(date: &str) -> Option<i32> {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().ok().filter(|number| *number >= 0));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let sound = (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    if !sound || parts.next().is_some() {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

/// The middle one, or the mean of the two in the middle.
fn median(days: Vec<i32>) -> Option<f32> {
    let days = sorted(days, i32::cmp);
    let (low, high) = (days.get(days.len().checked_sub(1)? / 2)?, days.get(days.len() / 2)?);
    Some((low + high) as f32 / 2.0)
}

/// Where along the axis which date is: at most [`TICKS`], evenly spread over the times there are. `places` are those of
/// the nodes along the axis, `calendar` is the articles'.
pub(super) fn ticks(named: &[(f32, f32)], calendar: &BTreeMap<i32, &str>) -> Vec<Tick> {
    let named = sorted(named.to_vec(), |one, other| one.0.total_cmp(&other.0));
    // Those named at the same time stand around one place, which is that of the middle one.
    let stops: Vec<(f32, f32)> = named
        .chunk_by(|one, other| one.0 == other.0)
        .filter_map(|same| {
            let places = sorted(same.iter().map(|(_, place)| *place).collect(), f32::total_cmp);
            Some((same.first()?.0, *places.get(places.len() / 2)?))
        })
        .collect();
    let (Some(first), Some(last)) = (stops.first(), stops.last()) else { return Vec::new() };
    let range = last.0 - first.0;
    let gap = (last.1 - first.1) / (TICKS - 1) as f32;
    let mut ticks: Vec<Tick> = Vec::new();
    let mut next = first.1;
    for (index, (time, place)) in stops.iter().enumerate() {
        let is_last = index + 1 == stops.len();
        // The last one stands, and one before it only where there is room for both.
        let room = place + gap * 0.6 <= last.1;
        if !is_last && (*place < next || !room) {
            continue;
        }
        next = place + gap;
        let Some((_, date)) = calendar.range(..=(*time as i32)).next_back() else { continue };
        let words = spoken(date, range);
        if ticks.last().is_none_or(|tick| tick.date != words) {
            ticks.push(Tick { at: *place, date: words });
        }
    }
    ticks
}

/// A date as precisely as a range of days asks for: `2016`, `Nov 2016`, `9 Nov 2016`.
fn spoken(date: &str, range: f32) -> String {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let year = year.unwrap_or_default();
    let month = month.and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    match (month, day) {
        (Some(month), Some(day)) if range < BY_DAYS => [day.trim_start_matches('0'), month, year].join(" "),
        (Some(month), _) if range < BY_MONTHS => [month, year].join(" "),
        _ => year.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let check = |date: &str, expected: Option<i32>| assert_eq!(day(date), expected, "{date}");
        check("1970-01-01", Some(0));
        check("2000-02-29", Some(11_016));
        check("1969-12-31", Some(-1));
        check("1600-03-01", Some(-135_080));
        check("2016-13-01", None);
        check("2016-11", None);
        check("-5-01-01", None);
    }

    #[test]
    fn half_name_it_before_the_median_and_half_after() {
        let check = |days: &[i32], expected: Option<f32>| assert_eq!(median(days.to_vec()), expected);
        check(&[], None);
        check(&[7], Some(7.0));
        check(&[9, 1, 2], Some(2.0));
        check(&[4, 1, 2, 9], Some(3.0));
    }

    #[test]
    fn dates_stand_along_the_axis_as_precisely_as_they_need() {
        let check = |dates: &[&str], expected: &[&str]| {
            let calendar: BTreeMap<i32, &str> =
                dates.iter().map(|date| (day(date).expect("a date"), *date)).collect();
            let named: Vec<(f32, f32)> =
                calendar.keys().zip(0u8..).map(|(day, at)| (*day as f32, f32::from(at) * 10.0)).collect();
            let said: Vec<String> = ticks(&named, &calendar).into_iter().map(|tick| tick.date).collect();
            assert_eq!(said, expected);
        };
        check(&[], &[]);
        check(&["2016-11-09", "2016-11-20"], &["9 Nov 2016", "20 Nov 2016"]);
        check(&["2015-01-09", "2016-11-20"], &["Jan 2015", "Nov 2016"]);
        check(&["1990-01-09", "2016-11-20"], &["1990", "2016"]);
        let years: Vec<String> = (1990..2011).map(|year| format!("{year}-06-01")).collect();
        let years: Vec<&str> = years.iter().map(String::as_str).collect();
        check(&years, &["1990", "1995", "2000", "2005", "2010"]);
    }
}
