//! What of a tie rests on doubtful links: what would change if they were wrong.

use std::collections::BTreeMap;

use super::names::in_hundred;
use super::{Corpus, windows};
use crate::aliases::{Entity, MentionRef};
use crate::app::words;
use crate::cooccurrence::{Passage, Window};

/// For each doubtful name of either end, a line that says how many of the tie's windows (sorted) name that end by
/// nothing surer.
pub(super) fn lines(corpus: Corpus<'_>, ends: &[&Entity], named: &[Passage], window: Window) -> Vec<String> {
    ends.iter().flat_map(|end| of_end(corpus, end, named, window)).collect()
}

fn of_end(corpus: Corpus<'_>, end: &Entity, named: &[Passage], window: Window) -> Vec<String> {
    if end.doubtful.is_empty() {
        return Vec::new();
    }
    let (doubtful, sure): (Vec<MentionRef>, Vec<MentionRef>) =
        end.mentions.iter().partition(|at| end.doubtful.binary_search(at).is_ok());
    let sure = windows::naming(corpus, &sure, window);
    let mut by_name: BTreeMap<String, Vec<MentionRef>> = BTreeMap::new();
    for at in doubtful {
        let article = corpus.articles.get(at.document.index());
        let mention = article.and_then(|article| Some((article, article.mentions.get(at.mention as usize)?)));
        let Some((article, mention)) = mention else { continue };
        let written = article.document.slice(mention.span).split_whitespace().collect::<Vec<_>>().join(" ");
        by_name.entry(written).or_default().push(at);
    }
    let all = words::number(named.len() as u32);
    let line = |(name, mentions): (String, Vec<MentionRef>)| {
        let windows = windows::naming(corpus, &mentions, window);
        let only = |at: &&Passage| named.binary_search(at).is_ok() && sure.binary_search(at).is_err();
        let count = windows.iter().filter(only).count() as u32;
        let sure = end.aliases.iter().find(|alias| alias.surface == name)?.link.sure;
        let phrase = match window {
            Window::Sentence => words::RESTS_SENTENCES,
            Window::Paragraph => words::RESTS_PARAGRAPHS,
            Window::Document => words::RESTS_ARTICLES,
        };
        let places = [("all", &*all), ("name", &*name), ("full", &*end.name), ("sure", &*in_hundred(sure))];
        (count > 0).then(|| phrase.count(count, &places))
    };
    by_name.into_iter().filter_map(line).collect()
}
