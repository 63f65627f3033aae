//! What a person could be asked: links that were made and may be wrong, and entities that were kept apart and may be
//! one.
//!
//! Pairs are found through *blocking keys*: two entities are compared only where they share a key that a likeness of
//! names gives them, so that work is near-linear in entities. Names alone decide here; what a decision would change is
//! the business of whoever asks.

use serde::{Deserialize, Serialize};

use super::link::Reason;
use super::{Entity, MentionRef, separations};
use crate::ids::EntityKey;
use crate::pipeline::Article;

/// A question about identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// What is asked.
    pub question: Question,
    /// What speaks for their being the same.
    pub reason: Reason,
    /// How often such two are the same, per mille, as counted on annotated articles.
    pub sure: u16,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Whether a name of an entity is rightly its name. As it stands, it is.
    Link {
        /// The entity.
        entity: EntityKey,
        /// The name, as among its [`aliases`](Entity::aliases).
        surface: String,
        /// Its doubtful mentions, sorted.
        mentions: Vec<MentionRef>,
    },
    /// Whether two entities are one. As it stands, they are not.
    Separation {
        /// The one with more mentions.
        one: EntityKey,
        /// The other.
        other: EntityKey,
    },
}

/// All questions about `entities`, which [`resolve`](super::resolve) gave and decisions may have changed. First the
/// links, then the separations, each in order of their entities.
pub fn doubts(articles: &[Article], entities: &[Entity]) -> Vec<Doubt> {
    let mut doubts = links(articles, entities);
    doubts.extend(separations::find(entities).into_iter().map(|separation| Doubt {
        question: Question::Separation {
            one: entities[separation.one as usize].key,
            other: entities[separation.other as usize].key,
        },
        reason: separation.likeness.reason(),
        sure: separation.likeness.sure(),
    }));
    doubts
}

fn links(articles: &[Article], entities: &[Entity]) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for entity in entities.iter().filter(|entity| !entity.doubtful.is_empty()) {
        for alias in entity.aliases.iter().filter(|alias| alias.link.is_doubtful()) {
            let named_so = |at: &&MentionRef| {
                articles.get(at.document.index()).is_some_and(|article| {
                    let mention = article.mentions.get(at.mention as usize);
                    mention.is_some_and(|mention| {
                        article
                            .document
                            .slice(mention.span)
                            .split_whitespace()
                            .eq(alias.surface.split_whitespace())
                    })
                })
            };
            let mentions: Vec<MentionRef> = entity.doubtful.iter().filter(named_so).copied().collect();
            if !mentions.is_empty() {
                let question =
                    Question::Link { entity: entity.key, surface: alias.surface.clone(), mentions };
                doubts.push(Doubt { question, reason: alias.link.reason, sure: alias.link.sure });
            }
        }
    }
    doubts
}
