//! Gold graphs: `gold.json` as it is annotated, and what is scored of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::name::normal;

/// An annotated set, or one document of it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Annotation {
    entities: Vec<AnnotatedEntity>,
    #[serde(default)]
    edges: Vec<AnnotatedEdge>,
    #[serde(default)]
    doc_edges: Vec<AnnotatedEdge>,
    /// Absent where only names and pairs are annotated, not where they stand.
    documents: Option<Vec<AnnotatedDocument>>,
}

#[derive(Clone, Debug, Deserialize)]
struct AnnotatedEntity {
    id: String,
    label: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    alt_types: Vec<String>,
    #[serde(default)]
    names: Vec<String>,
    name_counts: Option<BTreeMap<String, u32>>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    mentions: u32,
    /// The documents that name it, with or without `.txt`.
    #[serde(default)]
    docs: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct AnnotatedEdge {
    a: String,
    b: String,
    sentence_count: Option<u32>,
    sentence_count_coref: Option<u32>,
    doc_count: Option<u32>,
}

#[derive(Clone, Debug, Deserialize)]
struct AnnotatedDocument {
    doc: String,
    sentences: Vec<AnnotatedSentence>,
}

#[derive(Clone, Debug, Deserialize)]
struct AnnotatedSentence {
    start: u32,
    end: Option<u32>,
    /// Stands where `end` does not.
    #[serde(default)]
    text: String,
    /// False in comments, teasers, footers.
    counts: Option<bool>,
    mentions: Vec<AnnotatedMention>,
}

#[derive(Clone, Debug, Deserialize)]
struct AnnotatedMention {
    entity: String,
    start: u32,
    end: u32,
    #[serde(default)]
    surface: String,
    kind: Option<String>,
    #[serde(default)]
    optional: bool,
}

impl AnnotatedMention {
    /// Whether it is a name, and not a pronoun, a noun or an adjective.
    fn is_name(&self) -> bool {
        matches!(self.kind.as_deref(), None | Some("NAM" | "name"))
    }
}

/// What makes a pair one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// A sentence that names both.
    #[default]
    Sentence,
    /// A sentence that names both, or refers to one of them or both by other words.
    Reference,
    /// A document that names both.
    Document,
}

/// An entity to be found.
#[derive(Clone, Debug)]
pub struct GoldEntity {
    /// What errors call it.
    pub label: String,
    /// The kinds it may be given: the annotation's own, mapped onto `PER`, `ORG`, `LOC` and `MISC`.
    pub kinds: BTreeSet<String>,
    /// Its names as [`normal`] has them, and how often each stands for it.
    pub names: BTreeMap<String, u32>,
    /// Neither rewarded nor punished.
    pub optional: bool,
    /// How often it is named; at least 1.
    pub mentions: u32,
}

/// A name in a document.
#[derive(Clone, Copy, Debug)]
pub struct GoldMention {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Index into [`Gold::entities`].
    pub entity: usize,
}

/// A sentence, and who appears in it by whatever words.
#[derive(Clone, Debug)]
pub struct GoldSentence {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Indices into [`Gold::entities`].
    pub entities: BTreeSet<usize>,
}

/// A document's names, and its sentences.
#[derive(Clone, Debug, Default)]
pub struct GoldDocument {
    /// In order.
    pub mentions: Vec<GoldMention>,
    /// In order.
    pub sentences: Vec<GoldSentence>,
}

/// Two entities, the smaller index first.
pub type Pair = (usize, usize);

/// A graph to be found.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// In the order of the annotation.
    pub entities: Vec<GoldEntity>,
    /// The pairs that count, and their weight, at least 1.
    pub edges: BTreeMap<Pair, u32>,
    /// Pairs that are neither rewarded nor punished.
    pub free: BTreeSet<Pair>,
    /// By name; none where the set does not say where names stand.
    pub documents: Option<BTreeMap<String, GoldDocument>>,
}

impl Annotation {
    /// Reads a `gold.json`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(json: &[u8]) -> Result<Annotation, String> {
        serde_json::from_slice(json).map_err(|error| format!("it is no gold graph: {error}"))
    }

    /// Whether it is annotated who is referred to.
    pub fn has_references(&self) -> bool {
        self.edges.iter().any(|edge| edge.sentence_count_coref.is_some())
    }

    /// The names of the documents, in order.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().flatten().map(|document| document.doc.as_str())
    }

    /// What is annotated of one document, in a set whose entities each stand in one document.
    #[must_use]
    pub fn only(&self, document: &str) -> Annotation {
        let stem = document.strip_suffix(".txt").unwrap_or(document);
        let entities: Vec<AnnotatedEntity> = self
            .entities
            .iter()
            .filter(|entity| entity.docs.iter().any(|doc| doc.strip_suffix(".txt").unwrap_or(doc) == stem))
            .cloned()
            .collect();
        let here: BTreeSet<&str> = entities.iter().map(|entity| entity.id.as_str()).collect();
        let among = |edges: &[AnnotatedEdge]| -> Vec<AnnotatedEdge> {
            let inside =
                |edge: &&AnnotatedEdge| here.contains(edge.a.as_str()) && here.contains(edge.b.as_str());
            edges.iter().filter(inside).cloned().collect()
        };
        let (edges, doc_edges) = (among(&self.edges), among(&self.doc_edges));
        let documents = self.documents.as_ref().map(|documents| {
            documents.iter().filter(|annotated| annotated.doc == document).cloned().collect()
        });
        Annotation { edges, doc_edges, documents, entities }
    }

    /// What is scored of it.
    pub fn gold(&self, level: Level) -> Gold {
        let ids: BTreeMap<&str, usize> =
            self.entities.iter().enumerate().map(|(index, entity)| (entity.id.as_str(), index)).collect();
        let mut counted = vec![BTreeMap::new(); self.entities.len()];
        let sentences = self.documents.iter().flatten().flat_map(|document| &document.sentences);
        let counting = sentences.filter(|sentence| sentence.counts != Some(false));
        for mention in counting.flat_map(|sentence| &sentence.mentions).filter(|mention| !mention.optional) {
            if let Some(&entity) = ids.get(mention.entity.as_str()) {
                *counted[entity].entry(normal(&mention.surface)).or_insert(0) += 1;
            }
        }
        let entities: Vec<GoldEntity> =
            self.entities.iter().zip(counted).map(|(entity, counted)| entity.gold(counted)).collect();
        let mut gold = Gold { entities, ..Gold::default() };
        let rows = match level {
            Level::Sentence | Level::Reference => &self.edges,
            Level::Document => &self.doc_edges,
        };
        for row in rows {
            let (Some(&a), Some(&b)) = (ids.get(row.a.as_str()), ids.get(row.b.as_str())) else { continue };
            let weight = match level {
                Level::Sentence => row.sentence_count,
                Level::Reference => row.sentence_count_coref,
                Level::Document => row.doc_count,
            };
            let pair = (a.min(b), a.max(b));
            match weight.filter(|&weight| weight > 0) {
                Some(weight) if !gold.entities[a].optional && !gold.entities[b].optional => {
                    gold.edges.insert(pair, weight);
                }
                _ => {
                    gold.free.insert(pair);
                }
            }
        }
        gold.documents = self.documents.as_ref().map(|documents| {
            documents.iter().map(|document| (document.doc.clone(), document.gold(&ids))).collect()
        });
        gold
    }
}

impl AnnotatedEntity {
    /// `counted`: its names where they count, normal, with how often each stands there.
    fn gold(&self, counted: BTreeMap<String, u32>) -> GoldEntity {
        let mut names: BTreeMap<String, u32> = BTreeMap::new();
        if let Some(counts) = &self.name_counts {
            for (name, count) in counts {
                *names.entry(normal(name)).or_insert(0) += count;
            }
        } else {
            names = self.names.iter().map(|name| (normal(name), 0)).collect();
            names.extend(counted);
            for count in names.values_mut() {
                *count = (*count).max(1);
            }
        }
        let label = self.label.as_deref().filter(|label| !label.is_empty()).unwrap_or(&self.id);
        names.entry(normal(label)).or_insert(0);
        names.remove("");
        let kinds = std::iter::once(&self.kind).chain(&self.alt_types);
        GoldEntity {
            label: label.to_owned(),
            kinds: kinds.map(|kind| super::coarse(kind).to_owned()).collect(),
            names,
            optional: self.optional,
            mentions: self.mentions.max(1),
        }
    }
}

impl AnnotatedDocument {
    fn gold(&self, ids: &BTreeMap<&str, usize>) -> GoldDocument {
        let mut document = GoldDocument::default();
        for sentence in &self.sentences {
            let entity = |mention: &AnnotatedMention| ids.get(mention.entity.as_str()).copied();
            let end = sentence.end.unwrap_or_else(|| sentence.start + sentence.text.chars().count() as u32);
            document.sentences.push(GoldSentence {
                start: sentence.start,
                end,
                entities: sentence.mentions.iter().filter_map(entity).collect(),
            });
            let names = sentence.mentions.iter().filter(|mention| mention.is_name());
            document.mentions.extend(names.filter_map(|mention| {
                Some(GoldMention { start: mention.start, end: mention.end, entity: entity(mention)? })
            }));
        }
        document
    }
}
