//! Deciding by hand: menus, forms, the strip over the graph, disputes, the open question.

use super::evidence::{Quotations, quotations};
use super::{kind_word, kinds_word};
use crate::app::deciding::{Form, Of};
use crate::app::model::Model;
use crate::app::words::{self, Phrase};
use crate::app::{Dialog, Message};
use crate::cooccurrence::Window;
use crate::decisions::EntryId;
use crate::entities::Kind;
use crate::evidence::{EntityView, Subject};
use crate::ids::EntityKey;
use crate::protocol::{Act, Cut, LogLine};

/// A verb in words, and what choosing it says. Panels get the words alone and say which they took
/// ([`Message::VerbTaken`]): comparing and copying messages is no work for a page that must stay small.
type Verb = (String, Message);

fn verb(phrase: Phrase, message: Message) -> Verb {
    (phrase.text().to_owned(), message)
}

/// Where verbs stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbs {
    /// In the menu that is open.
    Menu,
    /// In the strip over the graph.
    Strip,
}

/// What a verb says.
pub fn verb_said(model: &Model, verbs: Verbs, at: u32) -> Option<Message> {
    let (_, verbs) = match verbs {
        Verbs::Menu => menu_parts(model).map(|(view, verbs)| (view.head, verbs))?,
        Verbs::Strip => strip_parts(model)?,
    };
    verbs.into_iter().nth(at as usize).map(|(_, message)| message)
}

fn read(verbs: Vec<Verb>) -> Vec<String> {
    verbs.into_iter().map(|(words, _)| words).collect()
}

fn verb_with(phrase: Phrase, places: &[(&str, &str)], message: Message) -> Verb {
    (phrase.with(places), message)
}

/// An open menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuView {
    /// What it is of.
    pub head: String,
    /// What is known of it; may be empty.
    pub note: String,
    /// What can be done.
    pub verbs: Vec<String>,
    /// Its upper left corner, in CSS pixels of the window.
    pub at: [f32; 2],
    /// Whether the keyboard goes into it: not where that would end the selection of a text.
    pub takes_focus: bool,
}

fn name(model: &Model, key: EntityKey) -> String {
    let shown = model.shown.node(key).map(|node| node.name.clone());
    shown.or_else(|| Some(entity(model, key)?.name.clone())).unwrap_or_default()
}

fn entity(model: &Model, key: EntityKey) -> Option<&EntityView> {
    model.trail.evidence_of(key)?.entities.iter().find(|entity| entity.key == key)
}

/// What can be decided of an entity.
fn verbs_of(model: &Model, key: EntityKey) -> Vec<Verb> {
    let merge = Form::Merge { key, query: String::new(), found: Vec::new() };
    let mut verbs = vec![
        verb(words::MERGE_WITH, Message::FormOpened(merge)),
        verb(words::RENAME_TO, Message::FormOpened(Form::Rename(key))),
        verb(words::RETYPE_TO, Message::FormOpened(Form::Retype(key))),
        verb(words::SPLIT_INTO, Message::FormOpened(Form::Split(key))),
        verb(words::HIDE, Message::Decided(Act::Hide(key))),
    ];
    if model.settings.focus != Some(key) {
        verbs.push(verb(words::ONLY_THIS, Message::Only(Some(key))));
    }
    let chosen = model.deciding.chosen.contains(&key);
    verbs.push(verb(if chosen { words::UNCHOOSE } else { words::CHOOSE_TOO }, Message::Toggled(key)));
    if model.stage.held.contains_key(&key) {
        verbs.push(verb(words::LET_GO, Message::LetGo(key)));
    }
    verbs
}

/// The menu that is open.
pub fn menu(model: &Model) -> Option<MenuView> {
    let (view, verbs) = menu_parts(model)?;
    Some(MenuView { verbs: read(verbs), ..view })
}

fn menu_parts(model: &Model) -> Option<(MenuView, Vec<Verb>)> {
    let menu = model.deciding.menu.as_ref()?;
    let split = |key: EntityKey, cut: Cut| Message::Decided(Act::Split(key, cut));
    let mut note = String::new();
    let (head, verbs) = match &menu.of {
        Of::Entity(key) => {
            let mut verbs = verbs_of(model, *key);
            if model.trail.entity() != Some(*key) {
                verbs.insert(0, verb(words::READ_IT, Message::Chosen(Subject::Entity(*key))));
            }
            (name(model, *key), verbs)
        }
        Of::Name { key, written } => {
            let name = name(model, *key);
            let alias = entity(model, *key)?.aliases.iter().find(|alias| alias.surface == *written)?;
            note.clone_from(&alias.why);
            let cut = split(*key, Cut::Name(written.clone()));
            (
                words::QUOTED.with(&[("words", written)]),
                vec![verb_with(words::NOT_THIS, &[("name", &name)], cut)],
            )
        }
        Of::Mention { key, written, document, mention } => {
            let name = name(model, *key);
            note = words::STANDS_FOR.with(&[("name", &name)]);
            let places = [("name", name.as_str()), ("words", written)];
            let show = Message::Chosen(Subject::Entity(*key));
            let mut verbs = vec![verb_with(words::SHOW_NAMED, &places, show)];
            if let Some(mention) = *mention {
                let cuts = [
                    (words::NOT_HERE, Cut::Mention { document: *document, mention }),
                    (words::NOT_IN_ARTICLE, Cut::Article { document: *document }),
                    (words::NOT_SO_CALLED, Cut::Name(written.clone())),
                ];
                let kept = if *written == name { 2 } else { 3 };
                let cuts = cuts.into_iter().take(kept);
                verbs.extend(cuts.map(|(phrase, cut)| verb_with(phrase, &places, split(*key, cut))));
                verbs.extend(verbs_of(model, *key).into_iter().take(5));
            }
            (words::QUOTED.with(&[("words", written)]), verbs)
        }
        Of::Words(text) => {
            let mut verbs = vec![verb(words::MARK_IT, Message::FormOpened(Form::Mark(text.clone())))];
            if let Some(key) = model.trail.entity() {
                let name = name(model, key);
                let alias = Message::Decided(Act::Alias(key, text.clone()));
                verbs.push(verb_with(words::ALIAS_OF, &[("name", &name)], alias));
            }
            (words::QUOTED.with(&[("words", text)]), verbs)
        }
    };
    let takes_focus = !matches!(menu.of, Of::Words(_));
    Some((MenuView { head, note, verbs: Vec::new(), at: menu.at, takes_focus }, verbs))
}

/// One of several answers in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The mark before it.
    pub kind: Option<Kind>,
    /// In words.
    pub words: String,
    /// What is known of it.
    pub note: String,
}

/// Something to fill in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormView {
    /// The question.
    pub head: String,
    /// What the answer does; may be empty.
    pub note: String,
    /// The label of the text asked for, and what stands in it at first.
    pub field: Option<(&'static str, String)>,
    /// Whether what is typed searches.
    pub searches: bool,
    /// The answers to choose from.
    pub choices: Vec<Choice>,
    /// The one that is chosen at first.
    pub chosen: u32,
    /// The verb of the button.
    pub verb: &'static str,
    /// Whether a reason is asked for.
    pub asks_why: bool,
}

/// A part that can be split off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutRow {
    /// Which.
    pub cut: Cut,
    /// In words, and what is known of it.
    pub choice: Choice,
}

/// What can be split off an entity: a name, an article, or each name.
pub fn cuts(model: &Model, key: EntityKey) -> Vec<CutRow> {
    let Some(evidence) = model.trail.evidence_of(key) else { return Vec::new() };
    let Some(entity) = entity(model, key) else { return Vec::new() };
    let row = |cut, words: String, note: String| CutRow { cut, choice: Choice { kind: None, words, note } };
    let names = entity.aliases.iter().filter(|alias| alias.surface != entity.name);
    let mut rows: Vec<CutRow> = names
        .map(|alias| {
            let words = words::CUT_NAME.count(alias.mentions, &[("words", &alias.surface)]);
            row(Cut::Name(alias.surface.clone()), words, alias.why.clone())
        })
        .collect();
    if rows.len() > 1 {
        rows.push(row(Cut::Whole, words::CUT_WHOLE.text().to_owned(), String::new()));
    }
    if evidence.articles.len() > 1 {
        rows.extend(evidence.articles.iter().map(|article| {
            let title = article.metadata.title.as_deref().unwrap_or(&article.file);
            let words = words::CUT_ARTICLE.with(&[("title", title)]);
            row(Cut::Article { document: article.document }, words, String::new())
        }));
    }
    rows
}

/// What is to be filled in.
pub fn form(model: &Model) -> Option<FormView> {
    let form = model.deciding.form.as_ref().filter(|_| model.dialog == Some(Dialog::Decide))?;
    let kinds = || {
        let choice = |kind: Kind| Choice {
            kind: Some(kind),
            words: kinds_word(kind).to_owned(),
            note: super::kind_meaning(kind).to_owned(),
        };
        Kind::ALL.into_iter().map(choice).collect()
    };
    let empty = FormView {
        head: String::new(),
        note: String::new(),
        field: None,
        searches: false,
        choices: Vec::new(),
        chosen: 0,
        verb: "",
        asks_why: true,
    };
    Some(match form {
        Form::Merge { key, found, .. } => FormView {
            head: words::MERGE_HEAD.with(&[("name", &name(model, *key))]),
            field: Some((words::SEARCH.text(), String::new())),
            searches: true,
            choices: (found.iter())
                .map(|entity| Choice {
                    kind: Some(entity.kind),
                    words: entity.name.clone(),
                    note: words::MENTIONS_COUNT.count(entity.mentions, &[]),
                })
                .collect(),
            verb: words::MERGE.text(),
            ..empty
        },
        Form::Rename(key) => {
            let name = name(model, *key);
            FormView {
                head: words::RENAME_HEAD.with(&[("name", &name)]),
                field: Some((words::NAME_FIELD.text(), name)),
                verb: words::RENAME.text(),
                ..empty
            }
        }
        Form::Retype(key) => {
            let kind = model.shown.node(*key).map(|node| node.kind);
            FormView {
                head: words::RETYPE_HEAD.with(&[("name", &name(model, *key))]),
                choices: kinds(),
                chosen: kind.map_or(0, |kind| kind.index() as u32),
                verb: words::RETYPE.text(),
                ..empty
            }
        }
        Form::Split(key) => {
            let choices: Vec<Choice> = cuts(model, *key).into_iter().map(|cut| cut.choice).collect();
            let awaited = model.trail.evidence_of(*key).is_none();
            let nothing = if awaited { words::LOADING } else { words::NOTHING_TO_SPLIT };
            FormView {
                head: words::SPLIT_HEAD.with(&[("name", &name(model, *key))]),
                note: if choices.is_empty() { nothing } else { words::SPLIT_NOTE }.text().to_owned(),
                choices,
                verb: words::SPLIT.text(),
                ..empty
            }
        }
        Form::Amend(at) => {
            let (_, fact) = model.trail.fact(*at)?;
            FormView {
                head: fact.question.clone(),
                note: fact.hint.clone(),
                field: Some((words::AMEND_TO.text(), fact.value.clone())),
                verb: words::RETYPE.text(),
                ..empty
            }
        }
        Form::Mark(text) => FormView {
            head: words::MARK_HEAD.text().to_owned(),
            note: words::MARK_NOTE.text().to_owned(),
            field: Some((words::NAME_FIELD.text(), text.clone())),
            choices: kinds(),
            verb: words::MARK.text(),
            ..empty
        },
        Form::Picture { note, offers } => FormView {
            head: words::SAVE_PICTURE.text().to_owned(),
            note: note.clone(),
            choices: (offers.iter())
                .map(|(words, note)| Choice { kind: None, words: words.clone(), note: note.clone() })
                .collect(),
            verb: words::SAVE.text(),
            asks_why: false,
            ..empty
        },
    })
}

/// A line over the graph with what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripView {
    /// The question, or how many are chosen.
    pub words: String,
    /// The answers.
    pub verbs: Vec<String>,
}

/// The line over the graph after a node was dropped on another, or while several are chosen.
pub fn strip(model: &Model) -> Option<StripView> {
    let (words, verbs) = strip_parts(model)?;
    Some(StripView { words, verbs: read(verbs) })
}

fn strip_parts(model: &Model) -> Option<(String, Vec<Verb>)> {
    if let Some((key, onto)) = model.deciding.dropped {
        return Some((
            words::MERGE_DROPPED.with(&[("name", &name(model, key)), ("onto", &name(model, onto))]),
            vec![
                verb(words::MERGE, Message::Decided(Act::Merge(vec![onto, key]))),
                verb(words::NEVER_MERGE, Message::Decided(Act::Apart(onto, key))),
                verb(words::CANCEL, Message::ChoiceCleared),
            ],
        ));
    }
    let chosen = model.deciding.chosen.len() as u32;
    let mut verbs = vec![verb(words::HIDE, Message::HideAsked), verb(words::CLEAR, Message::ChoiceCleared)];
    if chosen > 1 {
        verbs.insert(0, verb(words::MERGE, Message::MergeAsked));
    }
    if let [one, other] = model.deciding.chosen[..] {
        verbs.insert(1, verb(words::NEVER_MERGE, Message::Decided(Act::Apart(one, other))));
    }
    (chosen > 0).then(|| (words::CHOSEN.count(chosen, &[]), verbs))
}

/// Undo and redo in words, with what they would do.
pub fn steps(model: &Model) -> [Option<String>; 2] {
    let log = &model.deciding.log;
    let step = |phrase: Phrase, what: &Option<String>| Some([phrase.text(), ": ", what.as_ref()?].concat());
    [step(words::UNDO, &log.undo), step(words::REDO, &log.redo)]
}

/// One of two decisions that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeSide {
    /// What was decided.
    pub words: String,
    /// By whom, when and why.
    pub by: String,
    /// What keeping it drops.
    pub drops: EntryId,
}

/// The decisions that contradict each other, pair by pair.
pub fn disputes(model: &Model) -> Vec<[DisputeSide; 2]> {
    let lines = &model.deciding.log.lines;
    let side = |line: &LogLine, other: &LogLine| DisputeSide {
        words: line.words.clone(),
        by: line.by.clone(),
        drops: other.entry,
    };
    let mut pairs = Vec::new();
    for (at, one) in lines.iter().enumerate() {
        let others = lines[at + 1..].iter().filter(|other| one.against.contains(&other.entry));
        pairs.extend(others.map(|other| [side(one, other), side(other, one)]));
    }
    pairs
}

/// One of the two that a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideColumn {
    /// The name in question.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Kind, and how often it is named.
    pub about: String,
    /// Sentences that name it.
    pub articles: Vec<Quotations>,
}

/// The question that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// "Is “Clinton” Hillary Clinton?"
    pub question: String,
    /// What speaks for it, and how surely.
    pub why: String,
    /// What the answer would change.
    pub change: String,
    /// The two.
    pub sides: Vec<SideColumn>,
}

/// The question that stands; none where all are answered.
pub fn question(model: &Model) -> Option<QuestionView> {
    let first = model.deciding.questions.first().filter(|_| model.dialog == Some(Dialog::Questions))?;
    let side = |side: &crate::protocol::SideView| SideColumn {
        name: side.name.clone(),
        kind: side.kind,
        about: [kind_word(side.kind), &side.about].join(" · "),
        articles: side.articles.iter().map(|article| quotations(article, Window::Document)).collect(),
    };
    Some(QuestionView {
        question: first.question.clone(),
        why: first.why.clone(),
        change: first.change.clone(),
        sides: first.sides.iter().map(side).collect(),
    })
}

/// The button that leads to the open questions; empty where there are none.
pub fn questions_word(model: &Model) -> String {
    match model.deciding.total {
        0 => String::new(),
        total => words::QUESTIONS_COUNT.count(total, &[]),
    }
}
