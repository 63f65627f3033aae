//! Articles from readable strings: `[Putin|PER] met [Trump|PER]. // [NATO|ORG] watched.` Each line is a paragraph,
//! ` // ` parts sentences, and names stand in brackets with their kind and, after another bar, a score.
#![allow(dead_code)]

use coterie::entities::{Kind, Mention};
use coterie::ids::Span;
use coterie::pipeline::Article;
use coterie::read::Document;
use coterie::segment::Sentence;

/// The article that `markup` describes.
pub(crate) fn article(name: &str, markup: &str) -> Article {
    let mut text = String::new();
    let mut sentences = Vec::new();
    let mut mentions = Vec::new();
    let lines = markup.lines().map(str::trim).filter(|line| !line.is_empty());
    for (block, line) in lines.enumerate() {
        for (rank, sentence) in line.split(" // ").enumerate() {
            if rank > 0 {
                text.push(' ');
            }
            let start = text.len();
            let mut rest = sentence;
            while let Some((before, after)) = rest.split_once('[') {
                text.push_str(before);
                let (inside, after) = after.split_once(']').expect("a closing bracket");
                let mut fields = inside.split('|');
                let words = fields.next().unwrap_or_default();
                let kind = fields.next().and_then(Kind::from_code).expect("a kind");
                let score = fields.next().map_or(1.0, |score| score.parse().expect("a score"));
                let span = Span::new(text.len(), text.len() + words.len());
                text.push_str(words);
                mentions.push(Mention { span, sentence: sentences.len() as u32, kind, score });
                rest = after;
            }
            text.push_str(rest);
            sentences.push(Sentence {
                span: Span::new(start, text.len()),
                block: block as u32,
                first_token: 0,
                end_token: 0,
            });
        }
        text.push('\n');
    }
    let bytes = text.clone();
    Article { document: Document::plain(name, bytes.as_bytes(), text), sentences, mentions }
}

/// A corpus of articles named `0.txt`, `1.txt`, …
pub(crate) fn corpus(markups: &[&str]) -> Vec<Article> {
    markups.iter().enumerate().map(|(index, markup)| article(&format!("{index}.txt"), markup)).collect()
}
