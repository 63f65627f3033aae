//! Prints how well the saved pages are read: `cargo run --release -p coterie-read --example score_pages [all]`.

#[path = "../tests/pages/mod.rs"]
mod pages;

fn main() {
    let Some(pages) = pages::pages() else { return };
    let verbose = std::env::args().nth(1).is_some();
    for page in &pages {
        let (precision, recall) = page.shares;
        println!(
            "{:.4} body {:.4} precision {precision:.3} recall {recall:.3} left out {:>5} twice {:>4}  {}",
            page.f1, page.body_f1, page.left_out, page.twice, page.name
        );
        for (field, value) in &page.fields {
            if verbose && !value.right() {
                let guessed = if value.guessed { " (guessed)" } else { "" };
                println!("       {field}: {:?}{guessed}, not {:?}", value.ours, value.theirs);
            }
        }
    }
    let mean =
        |score: fn(&pages::Page) -> f64| pages.iter().map(score).sum::<f64>() / pages.len().max(1) as f64;
    let below: Vec<&str> = pages.iter().filter(|page| page.f1 < 0.8).map(|page| page.name.as_str()).collect();
    println!("{} pages", pages.len());
    println!("F1 {:.4} with the headline on both sides", mean(|page| page.f1));
    println!("F1 {:.4} without a headline", mean(|page| page.body_f1));
    println!("F1 {:.4} with our headline against the text alone", mean(|page| page.plain_f1));
    println!(
        "left out paragraphs that are counted too: {}",
        pages.iter().map(|page| page.twice).sum::<usize>()
    );
    println!("under 0.8: {below:?}");
    for rank in 0..5 {
        let all = || pages.iter().map(|page| &page.fields[rank].1);
        let count = |wanted: fn(&pages::Value) -> bool| all().filter(|value| wanted(value)).count();
        println!(
            "{}: stated on {}; sure {} of which right {}; guessed {} of which right {}; silent on {} that state it",
            pages.first().map_or("", |page| page.fields[rank].0),
            count(|value| value.theirs.is_some()),
            count(|value| value.theirs.is_some() && value.ours.is_some() && !value.guessed),
            count(|value| value.theirs.is_some() && value.right() && !value.guessed),
            count(|value| value.theirs.is_some() && value.ours.is_some() && value.guessed),
            count(|value| value.theirs.is_some() && value.right() && value.guessed),
            count(|value| value.theirs.is_some() && value.ours.is_none()),
        );
        println!(
            "    and said where nothing is expected: {}",
            count(|value| value.theirs.is_none() && value.ours.is_some())
        );
    }
}
