//! Words that stand for a name without being it: "he", "the Russian leader".

mod classes;
mod gender;
mod nouns;
mod phrases;
mod pronouns;
mod roles;
mod scan;

use serde::{Deserialize, Serialize};

use crate::aliases::{Entity, Owners, Sex};
use crate::entities::Kind;
use crate::ids::{DocumentId, EntityId, Span};
use crate::order::InOrder;
use crate::pipeline::Article;
use gender::Votes;
use scan::{Event, What};

/// What refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReferenceKind {
    /// "he", "her".
    Pronoun,
    /// "the Russian leader", "the company".
    Role,
}

/// Words of an article that stand for an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The document.
    pub document: DocumentId,
    /// Index of their sentence in it.
    pub sentence: u32,
    /// The words, none of them part of a mention.
    pub span: Span,
    /// Whom they stand for.
    pub entity: EntityId,
    /// What they are.
    pub kind: ReferenceKind,
    /// How surely, per mille.
    pub sure: u16,
}

/// The references of one document, in order; `references` are sorted by document.
pub fn of(references: &[Reference], document: DocumentId) -> &[Reference] {
    let start = references.partition_point(|reference| reference.document < document);
    let end = references.partition_point(|reference| reference.document <= document);
    &references[start..end]
}

/// What is less sure than this, per mille, is left out: a tie that rests on it would too often be none.
const SURE_ENOUGH: u16 = 740;

/// Finds the references of articles (sorted, see [`crate::pipeline::sort`]), sorted by document and place. `owners`
/// are of these `entities`.
pub fn find(articles: &[Article], entities: &[Entity], owners: &Owners) -> Vec<Reference> {
    let kinds: Vec<Kind> = entities.iter().map(|entity| entity.kind).collect();
    let mut titles = vec![Votes::default(); entities.len()];
    for (article, document) in articles.iter().zip((0..).map(DocumentId)) {
        for (mention, at) in article.mentions.iter().zip(0..) {
            let owner = owners.of(document, at).filter(|owner| kinds[owner.index()] == Kind::Person);
            if let Some((owner, gender)) = owner.zip(gender::title_before(article, mention.span.start)) {
                titles[owner.index()].add(gender);
            }
        }
    }
    let mut genders = gender::of_entities(entities, &titles);
    let scanned: Vec<Vec<Event>> = articles
        .iter()
        .zip((0..).map(DocumentId))
        .map(|(article, document)| scan::events(article, document, &scan::words(article), owners, &kinds))
        .collect();
    let classes: Vec<Vec<&'static str>> = entities.iter().map(classes::of).collect();
    learn(&scanned, &mut genders, &classes);
    let mut references = Vec::new();
    for (events, document) in scanned.iter().zip((0..).map(DocumentId)) {
        let resolved = pronouns::resolve(events, &genders, &classes);
        let clear = resolved.into_iter().filter(|resolved| resolved.sure >= SURE_ENOUGH);
        references.extend(clear.map(|resolved| Reference {
            document,
            sentence: resolved.event.sentence,
            span: resolved.event.span,
            entity: resolved.entity,
            kind: match resolved.event.what {
                What::Pronoun(..) => ReferenceKind::Pronoun,
                _ => ReferenceKind::Role,
            },
            sure: resolved.sure,
        }));
    }
    // A role is found at its noun, and may begin before a pronoun that stands inside of it.
    references.put_in_order_of(|reference| (reference.document, reference.sentence, reference.span));
    references
}

/// Gives a gender to those whose names tell none, by the pronouns that stand where nobody else is near.
fn learn(scanned: &[Vec<Event>], genders: &mut [Option<Sex>], classes: &[Vec<&'static str>]) {
    let mut votes = vec![Votes::default(); genders.len()];
    for events in scanned {
        for resolved in pronouns::resolve(events, genders, classes) {
            if let What::Pronoun(gender, _) = resolved.event.what
                && resolved.alone
            {
                votes[resolved.entity.index()].add(gender);
            }
        }
    }
    for (gender, votes) in genders.iter_mut().zip(votes) {
        *gender = gender.or_else(|| votes.verdict(2));
    }
}
