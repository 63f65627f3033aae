//! How long a million mentions take to become entities: `cargo run --release --example resolve_million [mentions]`.
//!
//! The articles are made up: persons named in full, by surname, by title and by initial, and organisations by name,
//! legal form and initials, drawn with a fixed seed so that few are named often and many seldom.

// A program that measures has to look at the clock; the core may not.
#![allow(clippy::disallowed_methods)]

use std::time::Instant;

use coterie::aliases::{doubts, resolve};
use coterie::entities::{Kind, Mention};
use coterie::ids::Span;
use coterie::pipeline::Article;
use coterie::read::Document;
use coterie::segment::Sentence;

/// Mentions in an article.
const EACH: usize = 100;

/// A linear congruential generator (Knuth's MMIX), upper bits.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// Small numbers often, large ones seldom.
    fn skewed(&mut self, bound: usize) -> usize {
        let (one, other) = (self.below(bound), self.below(bound));
        one * other / bound
    }
}

/// A capitalised word for a number.
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ko", "ri", "ne", "lu", "ta", "mi", "do", "sa", "ve", "ron", "gel", "fin", "mar", "tos", "han",
    ];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[number % 16]);
        number /= 16;
        if number == 0 {
            break;
        }
    }
    word[..1].to_uppercase() + &word[1..]
}

fn name(numbers: &mut Numbers) -> (String, Kind) {
    if numbers.below(3) < 2 {
        let person = numbers.skewed(60_000);
        let (given, surname) = (word(person % 700), word(1000 + person / 3));
        let written = match numbers.below(6) {
            0 | 1 => format!("{given} {surname}"),
            2 => format!("Mr. {surname}"),
            3 => format!("{}. {surname}", &given[..1]),
            _ => surname,
        };
        return (written, Kind::Person);
    }
    let firm = numbers.skewed(20_000);
    let (first, second, third) = (word(firm), word(firm / 7 + 40), word(firm % 90 + 300));
    let written = match numbers.below(4) {
        0 => format!("{first} {second} {third} Inc."),
        1 => [&first, &second, &third].iter().map(|word| &word[..1]).collect(),
        _ => format!("{first} {second} {third}"),
    };
    (written, Kind::Organisation)
}

fn article(index: usize, numbers: &mut Numbers) -> Article {
    let mut text = String::new();
    let mut mentions = Vec::with_capacity(EACH);
    for _ in 0..EACH {
        let (name, kind) = name(numbers);
        let span = Span::new(text.len(), text.len() + name.len());
        mentions.push(Mention { span, sentence: 0, kind, score: 0.9 });
        text.push_str(&name);
        text.push_str(", ");
    }
    let sentence = Sentence { span: Span::new(0, text.len()), block: 0, first_token: 0, end_token: 0 };
    let name = format!("{index:06}.txt");
    let bytes = text.clone();
    Article { document: Document::plain(&name, bytes.as_bytes(), text), sentences: vec![sentence], mentions }
}

fn main() {
    let wanted = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1_000_000usize);
    let mut numbers = Numbers(1);
    let articles: Vec<Article> = (0..wanted / EACH).map(|index| article(index, &mut numbers)).collect();
    let start = Instant::now();
    let entities = resolve(&articles);
    let resolved = start.elapsed();
    let start = Instant::now();
    let asked = doubts(&articles, &entities);
    println!(
        "{} mentions in {} articles: {} entities in {:.2} s; {} questions in {:.2} s",
        articles.len() * EACH,
        articles.len(),
        entities.len(),
        resolved.as_secs_f64(),
        asked.len(),
        start.elapsed().as_secs_f64(),
    );
}
