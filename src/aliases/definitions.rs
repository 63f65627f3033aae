//! Abbreviations that an article defines: "the Office of Strange Affairs (OSA)", "OSA (Office of Strange Affairs)".

use super::MentionRef;
use super::inventory::{Inventory, Sense};
use super::name;
use crate::ids::DocumentId;
use crate::order::InOrder;
use crate::pipeline::Article;

/// An abbreviation and what it is defined as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Definition {
    pub(super) short: Sense,
    pub(super) long: Sense,
    /// Where the long name stands.
    pub(super) at: MentionRef,
}

/// All definitions of all articles, sorted.
pub(super) fn find(articles: &[Article], inventory: &Inventory) -> Vec<Definition> {
    let mut found = Vec::new();
    for (document, (article, readings)) in articles.iter().zip(&inventory.articles).enumerate() {
        let text = article.document.text.as_bytes();
        let pairs = article.mentions.windows(2).zip(readings.windows(2));
        for (first, (mentions, readings)) in pairs.enumerate() {
            let between = text.get(mentions[0].span.end as usize..mentions[1].span.start as usize);
            let bracketed = between.is_some_and(|between| between.trim_ascii() == b"(")
                && text.get(mentions[1].span.end as usize) == Some(&b')');
            if !bracketed || readings.iter().any(|reading| reading.sense.is_person()) {
                continue;
            }
            for (long, short) in [(0, 1), (1, 0)] {
                let key = |index: usize| inventory.forms[readings[index].sense.form() as usize].key.as_str();
                if name::is_acronym(article.document.slice(mentions[short].span))
                    && name::abbreviates(key(short), key(long))
                {
                    found.push(Definition {
                        short: readings[short].sense,
                        long: readings[long].sense,
                        at: MentionRef {
                            document: DocumentId(document as u32),
                            mention: (first + long) as u32,
                        },
                    });
                    break;
                }
            }
        }
    }
    found.put_in_order(Ord::cmp);
    found
}
