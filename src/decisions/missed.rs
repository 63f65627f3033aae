//! Names that the recogniser missed and a person added: marked wherever they stand, before names are resolved.

use super::{Decided, Decision, Entries, Standing, apply};
use crate::aliases;
use crate::entities::{Kind, Mention};
use crate::ids::Span;
use crate::order::InOrder;
use crate::pipeline::Article;

/// The names to add, the longest first so that a shorter one does not stand in its way.
pub fn missed(entries: &Entries) -> Vec<(String, Kind)> {
    let holding = entries.standings().into_iter().filter(|(_, standing)| *standing == Standing::Holds);
    let mut names: Vec<(String, Kind)> = holding
        .filter_map(|(id, _)| match &entries.get(id)?.decision {
            Decision::Add { name, kind } => Some((name.clone(), *kind)),
            _ => None,
        })
        .collect();
    names.put_in_order(|one, other| (other.0.len(), &one.0, one.1).cmp(&(one.0.len(), &other.0, other.1)));
    names.dedup();
    names
}

/// The entities of sorted articles as they and a log have them: names that were missed are marked first, and what was
/// amended of what articles say of themselves stands in them afterwards.
pub fn derive(articles: &mut [Article], log: &Entries) -> Decided {
    let names = missed(log);
    for article in articles.iter_mut() {
        if let Some(mentions) = mark(article, &names) {
            article.mentions = mentions;
        }
    }
    let decided = apply(articles, &aliases::resolve(articles), log);
    for (document, metadata) in &decided.amended {
        if let Some(article) = articles.get_mut(document.index()) {
            article.document.metadata = metadata.clone();
        }
    }
    decided
}

/// The mentions of an article with these names among them, wherever they stand as whole words in a sentence that
/// counts and overlap no other name; `None` where none does.
pub fn mark(article: &Article, names: &[(String, Kind)]) -> Option<Vec<Mention>> {
    let mut mentions = article.mentions.clone();
    for (name, kind) in names {
        let mut found = Vec::new();
        for span in occurrences(&article.document.text, name) {
            let sentence = article.sentences.partition_point(|sentence| sentence.span.end < span.end);
            let inside = article.sentences.get(sentence).is_some_and(|found| found.span.contains(span));
            let at = mentions.partition_point(|mention| mention.span.start < span.start);
            let before = at.checked_sub(1).and_then(|before| mentions.get(before));
            let clear = before.is_none_or(|mention| mention.span.end <= span.start)
                && mentions.get(at).is_none_or(|mention| span.end <= mention.span.start);
            if inside && clear {
                found.push(Mention { span, sentence: sentence as u32, kind: *kind, score: 1.0 });
            }
        }
        mentions.append(&mut found);
        mentions.put_in_order_of(|mention| mention.span.start);
    }
    (mentions.len() > article.mentions.len()).then_some(mentions)
}

/// Where a name stands in a text as whole words, with whatever white space between them.
fn occurrences(text: &str, name: &str) -> Vec<Span> {
    let mut words = name.split(' ');
    let Some(first) = words.next().filter(|first| !first.is_empty()) else { return Vec::new() };
    let rest: Vec<&str> = words.collect();
    let mut end = 0;
    let mut found = Vec::new();
    for (start, _) in text.match_indices(first) {
        let after = rest.iter().try_fold(&text[start + first.len()..], |after, word| {
            let trimmed = after.trim_start();
            (trimmed.len() < after.len()).then(|| trimmed.strip_prefix(word))?
        });
        let Some(after) = after else { continue };
        let stop = text.len() - after.len();
        let whole =
            !text[..start].ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        if whole && start >= end {
            end = stop;
            found.push(Span::new(start, stop));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, expected: &[&str]) {
        let found: Vec<&str> = occurrences(text, name).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_stands_as_whole_words() {
        check("Ann, Anna and ann met Ann.", "Ann", &["Ann", "Ann"]);
        check("New\n York is not Newer York or New-York.", "New York", &["New\n York"]);
        check("Ünal saw Ünals and (Ünal)", "Ünal", &["Ünal", "Ünal"]);
        check("A A A", "A A", &["A A"]);
        check("nothing", "", &[]);
    }
}
