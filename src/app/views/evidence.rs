//! The right column: what is selected, and the articles' own words.

use super::{windows, windows_in};
use crate::app::model::{Engine, Model};
use crate::app::trail::{Content, Place};
use crate::app::words;
use crate::cooccurrence::Window;
use crate::entities::Kind;
use crate::evidence::{ArticlePassages, ArticleView, EntityView, Evidence, Mark, Paragraph, Subject};
use crate::ids::EntityKey;
use crate::read::{Metadata, Role};

/// A piece of text: plain, or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whose name it is.
    pub name: Option<PieceName>,
    /// Of a near-copy: which of the two has it.
    pub side: Side,
}

/// Which of two near-copies has some words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Both, or there is one text alone.
    #[default]
    Both,
    /// The one that is read.
    Here,
    /// The other.
    There,
}

/// A name in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PieceName {
    /// Whose.
    pub key: EntityKey,
    /// Its kind.
    pub kind: Kind,
    /// Whether it is what was asked about.
    pub asked: bool,
    /// Whether the words stand for the name without being it.
    pub referred: bool,
    /// Index into the article's mentions.
    pub mention: u32,
}

/// A text cut at its marks. A mark that is out of place is left out, never the text.
pub fn pieces(text: &str, marks: &[Mark]) -> Vec<Piece> {
    let mut out = Vec::new();
    push_pieces(&mut out, text, 0, marks, Side::Both);
    out
}

/// Puts the pieces of a text from a place on behind others.
fn push_pieces(out: &mut Vec<Piece>, text: &str, mut at: usize, marks: &[Mark], side: Side) {
    let mut push = |text: &str, name| {
        if !text.is_empty() {
            out.push(Piece { text: text.to_owned(), name, side });
        }
    };
    for mark in marks {
        let (start, end) = (mark.start as usize, mark.end as usize);
        let (Some(before), Some(name)) = (text.get(at..start), text.get(start..end)) else { continue };
        push(before, None);
        push(name, Some(named(mark)));
        at = end;
    }
    push(text.get(at..).unwrap_or_default(), None);
}

/// A paragraph cut at its marks and changes: no word is left out.
pub fn changed_pieces(Paragraph { text, marks, changes, .. }: &Paragraph) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    for change in changes {
        let (start, end) = (change.start as usize, change.end as usize);
        let (Some(_), Some(_)) = (text.get(at..start), text.get(start..end)) else { continue };
        let (before, new) = (text.get(..start).unwrap_or_default(), text.get(..end).unwrap_or_default());
        push_pieces(&mut out, before, at, marks, Side::Both);
        push_pieces(&mut out, &change.missing, 0, &[], Side::There);
        push_pieces(&mut out, new, start, marks, Side::Here);
        at = end;
    }
    push_pieces(&mut out, text, at, marks, Side::Both);
    out
}

fn named(mark: &Mark) -> PieceName {
    let Mark { entity, kind, asked, referred, mention, .. } = *mark;
    PieceName { key: entity, kind, asked, referred, mention }
}

/// The head of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose.
    pub key: EntityKey,
    /// The full name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
}

/// Another name, and why it is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasChip {
    /// The words.
    pub surface: String,
    /// How often.
    pub mentions: String,
    /// Why, and how surely.
    pub why: String,
    /// Whether that is in doubt.
    pub doubtful: bool,
}

/// A row of the ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieRow {
    /// The other end.
    pub other: Head,
    /// The weight with its unit.
    pub words: String,
    /// The weight.
    pub weight: u32,
    /// Percent of the strongest in the list.
    pub share: u32,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The words.
    pub pieces: Vec<Piece>,
    /// Its paragraph in the article.
    pub paragraph: u32,
    /// Where it stands, in words.
    pub place: String,
    /// Where else the same is said; may be empty.
    pub also: String,
}

/// The quotations of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotations {
    /// The article.
    pub document: u32,
    /// Headline, or the file's name.
    pub title: String,
    /// Source, date and how many.
    pub note: String,
    /// The words.
    pub quotations: Vec<Quotation>,
}

/// A paragraph of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphView {
    /// The words.
    pub pieces: Vec<Piece>,
    /// What it is for.
    pub role: Role,
    /// Whether to scroll here.
    pub here: bool,
}

/// Left-out paragraphs that stand together are folded from so many on.
const FOLDED: usize = 3;

/// Paragraphs of an article that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// What to press to see them; empty where they are seen anyhow.
    pub folded: String,
    /// The words.
    pub paragraphs: Vec<ParagraphView>,
}

/// The passages that only refer to what was asked about: "he", "the Russian leader".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// How many, in words; empty where there are none.
    pub head: String,
    /// By article.
    pub articles: Vec<Quotations>,
}

/// Names of a community that stand for it.
const COMPANY: usize = 3;

/// What the evidence panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Panel {
    /// Nothing is selected.
    Nothing,
    /// The answer is on its way; what is known already, and what to say.
    Awaited {
        /// What was clicked.
        title: String,
        /// Why it takes time.
        note: &'static str,
    },
    /// An entity.
    Entity {
        /// Name and kind.
        head: Head,
        /// How often and where it is named.
        note: String,
        /// Its other names.
        aliases: Vec<AliasChip>,
        /// Whether it is held in place.
        held: bool,
        /// Strongest first.
        ties: Vec<TieRow>,
        /// How many there are in all.
        tie_count: u32,
        /// By article.
        articles: Vec<Quotations>,
        /// Passages not listed.
        more: u32,
        /// Where it is only referred to.
        references: References,
    },
    /// A tie.
    Tie {
        /// Its ends.
        ends: Vec<Head>,
        /// How many passages.
        note: String,
        /// What of it rests on doubtful links, line by line.
        doubts: Vec<String>,
        /// By article.
        articles: Vec<Quotations>,
        /// Passages not listed.
        more: u32,
        /// Where they are only referred to.
        references: References,
    },
    /// A whole article.
    Article {
        /// Its index in the corpus.
        document: u32,
        /// Headline, or the file's name.
        title: String,
        /// The file's name.
        file: String,
        /// What it says of itself, field by field.
        facts: Vec<String>,
        /// Of which article it is a near-copy, in words and by index; the words are empty where of none.
        copy: (String, u32),
        /// The words.
        stretches: Vec<Stretch>,
    },
    /// It is not in the graph any more.
    Gone,
}

/// What the evidence panel shows.
pub fn panel(model: &Model) -> Panel {
    let Some(page) = model.trail.current() else { return Panel::Nothing };
    match &page.content {
        Content::Gone => Panel::Gone,
        Content::Awaited => {
            let note = match model.engine {
                Engine::Unusable(_) => words::ENGINE_UNUSABLE_HINT,
                _ if model.can_answer() => words::LOADING,
                _ => words::ENGINE_WAITS,
            };
            Panel::Awaited { title: title(model, page.place), note: note.text() }
        }
        Content::Evidence(evidence) => evidence_panel(model, evidence),
        Content::Article(article) => article_panel(article, page.place),
    }
}

fn title(model: &Model, place: Place) -> String {
    let name = |key: EntityKey| model.shown.node(key).map(|node| node.name.clone()).unwrap_or_default();
    match place {
        Place::Subject(Subject::Entity(key)) => name(key),
        Place::Subject(Subject::Tie(a, b)) => words::AND.with(&[("a", &name(a)), ("b", &name(b))]),
        Place::Article { document, .. } => model
            .articles
            .iter()
            .find(|line| line.document == document)
            .map(|line| line.title.clone())
            .unwrap_or_default(),
    }
}

fn evidence_panel(model: &Model, evidence: &Evidence) -> Panel {
    let articles: Vec<Quotations> =
        evidence.articles.iter().map(|article| quotations(article, evidence.window)).collect();
    let given: usize = articles.iter().map(|article| article.quotations.len()).sum();
    let more = evidence.weight.saturating_sub(given as u32);
    let counts = windows_in(evidence.window, evidence.weight, evidence.documents);
    let references = References {
        head: match evidence.referred {
            0 => String::new(),
            count => words::REFERRED_TO.with(&[("count", &windows(evidence.window, count))]),
        },
        articles: evidence.references.iter().map(|article| quotations(article, evidence.window)).collect(),
    };
    let head = |entity: &EntityView| Head { key: entity.key, name: entity.name.clone(), kind: entity.kind };
    match (evidence.subject, evidence.entities.as_slice()) {
        (Subject::Entity(key), [entity, ..]) => {
            let named = words::MENTIONS_COUNT.count(entity.mentions, &[]);
            let strongest = evidence.neighbours.iter().map(|other| other.weight).max().unwrap_or(1).max(1);
            let ties = evidence.neighbours.iter().map(|other| TieRow {
                other: Head { key: other.key, name: other.name.clone(), kind: other.kind },
                words: match other.referred {
                    0 => windows(evidence.window, other.weight),
                    more => words::AND_REFERRED.with(&[
                        ("count", &windows(evidence.window, other.weight)),
                        ("more", &words::number(more)),
                    ]),
                },
                weight: other.weight,
                share: (100 * u64::from(other.weight) / u64::from(strongest)) as u32,
            });
            let aliases = entity.aliases.iter().filter(|alias| alias.surface != entity.name);
            Panel::Entity {
                head: head(entity),
                note: [named, counts].into_iter().chain(company(model, key)).collect::<Vec<_>>().join(" · "),
                aliases: aliases
                    .map(|alias| AliasChip {
                        surface: alias.surface.clone(),
                        mentions: words::number(alias.mentions),
                        why: alias.why.clone(),
                        doubtful: alias.doubtful,
                    })
                    .collect(),
                held: model.stage.held.contains_key(&key),
                ties: ties.collect(),
                tie_count: evidence.neighbour_count,
                articles,
                more,
                references,
            }
        }
        (_, entities) => Panel::Tie {
            ends: entities.iter().map(head).collect(),
            note: counts,
            doubts: evidence.doubts.clone(),
            articles,
            more,
            references,
        },
    }
}

/// Those of its community that are named most, in a line.
fn company(model: &Model, key: EntityKey) -> Option<String> {
    let nodes = &model.shown.view.nodes;
    let community = model.shown.node(key)?.community;
    let others = nodes.iter().filter(|node| node.community == community && node.key != key);
    let names: Vec<&str> = others.take(COMPANY).map(|node| node.name.as_str()).collect();
    (!names.is_empty()).then(|| words::COMPANY.with(&[("names", &names.join(", "))]))
}

pub(super) fn quotations(article: &ArticlePassages, window: Window) -> Quotations {
    let count = if window == Window::Document { String::new() } else { windows(window, article.count) };
    let passages = article.passages.iter().map(|passage| Quotation {
        pieces: pieces(&passage.text, &passage.marks),
        paragraph: passage.paragraph,
        place: words::PARAGRAPH_AT.count(passage.paragraph + 1, &[]),
        also: passage.also.clone(),
    });
    Quotations {
        document: article.document,
        title: article.metadata.title.clone().unwrap_or_else(|| article.file.clone()),
        note: source_line(&article.metadata, &count),
        quotations: passages.collect(),
    }
}

fn source_line(metadata: &Metadata, last: &str) -> String {
    let known = [metadata.site.as_deref(), metadata.date.as_deref(), Some(last)];
    let parts: Vec<&str> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn article_panel(article: &ArticleView, place: Place) -> Panel {
    let at = match place {
        Place::Article { paragraph, .. } => paragraph,
        Place::Subject(_) => 0,
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    for (paragraph, index) in article.paragraphs.iter().zip(0..) {
        let view =
            ParagraphView { pieces: changed_pieces(paragraph), role: paragraph.role, here: index == at };
        let left_out = |role: Role| role == Role::Boilerplate;
        match stretches.last_mut() {
            Some(Stretch { paragraphs, .. })
                if paragraphs.last().is_some_and(|last| left_out(last.role) == left_out(view.role)) =>
            {
                paragraphs.push(view);
            }
            _ => stretches.push(Stretch { folded: String::new(), paragraphs: vec![view] }),
        }
    }
    for Stretch { folded, paragraphs } in &mut stretches {
        if paragraphs.len() >= FOLDED && paragraphs[0].role == Role::Boilerplate {
            *folded = words::SHOW_LEFT_OUT.count(paragraphs.len() as u32, &[]);
        }
    }
    Panel::Article {
        document: article.document,
        title: article.title.clone(),
        file: article.file.clone(),
        facts: article.facts.iter().map(|fact| fact.words.clone()).collect(),
        copy: (article.copy.clone(), article.copy_of),
        stretches,
    }
}
