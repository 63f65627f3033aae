//! The windows of an article, each with those it names and those it only refers to.

use super::{Counting, Passage, Window};
use crate::aliases::Owners;
use crate::coreference;
use crate::ids::{DocumentId, EntityId, Span};
use crate::pipeline::Article;

/// A window that names or refers to two entities or more. Both lists are sorted, each entity is in one of them once.
#[derive(Debug)]
pub(super) struct Seen<'a> {
    pub(super) passage: Passage,
    /// What it says, as far as copies go: `None` when each counts.
    pub(super) said: Option<u32>,
    pub(super) named: &'a [EntityId],
    /// Those of them that a mention names whose link is not doubtful.
    pub(super) sure: &'a [EntityId],
    pub(super) referred: &'a [EntityId],
}

/// Shows the windows of an article, in order.
pub(super) fn each(
    article: &Article,
    document: DocumentId,
    owners: &Owners,
    counting: &Counting<'_>,
    mut see: impl FnMut(Seen<'_>),
) {
    let mut mentions = article.mentions.iter().enumerate().peekable();
    let mut references = coreference::of(counting.references, document).iter().peekable();
    let (mut named, mut sure, mut referred) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let next = mentions.peek().map(|(_, mention)| mention.sentence);
        let next = next.into_iter().chain(references.peek().map(|reference| reference.sentence));
        let Some(first) = next.min() else { return };
        let Some(span) = window_of(article, first, counting.window) else {
            mentions.next_if(|(_, mention)| mention.sentence == first);
            references.next_if(|reference| reference.sentence == first);
            continue;
        };
        let within = |sentence| window_of(article, sentence, counting.window) == Some(span);
        named.clear();
        sure.clear();
        while let Some((mention, _)) = mentions.next_if(|(_, mention)| within(mention.sentence)) {
            let owner = owners.of(document, mention as u32);
            named.extend(owner);
            sure.extend(owner.filter(|_| !owners.is_doubtful(document, mention as u32)));
        }
        for list in [&mut named, &mut sure] {
            list.sort_unstable();
            list.dedup();
        }
        referred.clear();
        while let Some(reference) = references.next_if(|reference| within(reference.sentence)) {
            referred.push(reference.entity);
        }
        referred.sort_unstable();
        referred.dedup();
        referred.retain(|entity| named.binary_search(entity).is_err());
        if named.len() + referred.len() > 1 {
            let passage = Passage { document, span };
            let said = counting.copies.and_then(|copies| copies.said(document, first, counting.window));
            see(Seen { passage, said, named: &named, sure: &sure, referred: &referred });
        }
    }
}

fn window_of(article: &Article, sentence: u32, window: Window) -> Option<Span> {
    article.sentences.get(sentence as usize).map(|sentence| window.around(article, sentence))
}
