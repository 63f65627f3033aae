//! How well saved pages are read. They are not part of a clone: without them this says so and passes.

#[allow(dead_code, reason = "the floors and the table look at different figures")]
mod pages;

use pages::{Page, Value, pages};

/// The share of the pages that state a field on which ours is right, among those wanted.
fn right(pages: &[Page], field: &str, wanted: fn(&Value) -> bool) -> f64 {
    let values = || {
        let all = pages.iter().flat_map(|page| &page.fields).filter(|(name, _)| *name == field);
        all.map(|(_, value)| value).filter(|value| value.theirs.is_some() && wanted(value))
    };
    values().filter(|value| value.right()).count() as f64 / values().count().max(1) as f64
}

#[test]
fn pages_are_read_as_well_as_they_were() {
    let Some(pages) = pages() else { return };
    let mean = |score: fn(&Page) -> f64| pages.iter().map(score).sum::<f64>() / pages.len() as f64;
    let below: Vec<&str> = pages.iter().filter(|page| page.f1 < 0.8).map(|page| page.name.as_str()).collect();
    let any = |_: &Value| true;
    let sure = |value: &Value| value.ours.is_some() && !value.guessed;
    let floors = [
        ("F1", mean(|page| page.f1), 0.998),
        ("F1 without a headline", mean(|page| page.body_f1), 0.998),
        ("F1 with our headline against the text alone", mean(|page| page.plain_f1), 0.983),
        ("sure dates", right(&pages, "date", sure), 0.96),
        ("dates", right(&pages, "date", any), 0.96),
        ("titles", right(&pages, "title", any), 0.88),
        ("sure bylines", right(&pages, "byline", sure), 0.88),
        ("sites", right(&pages, "site", any), 0.99),
        ("languages", right(&pages, "language", any), 0.99),
    ];
    for (what, value, floor) in floors {
        println!("{what}: {value:.4}, floor {floor}");
    }
    println!("under 0.8: {below:?}");
    for (what, value, floor) in floors {
        assert!(value >= floor, "{what}: {value:.4} is under {floor}");
    }
    assert!(below.len() <= 1, "{below:?}");
}
