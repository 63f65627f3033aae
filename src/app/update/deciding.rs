//! Deciding by hand: menus, forms, the log, the open questions.

use super::answers::ask;
use super::graph::{choose, place};
use crate::app::deciding::{Answer, FILE_NAME, Filled, Form, Menu, OFFERED, Of, QUESTIONS};
use crate::app::effect::Effect;
use crate::app::model::{Corpus, Model, Notice};
use crate::app::trail::{Page, Place};
use crate::app::{Dialog, picturing, views, words};
use crate::diagnostic::Diagnostic;
use crate::entities::Kind;
use crate::evidence::{EntityView, Subject};
use crate::ids::EntityKey;
use crate::protocol::{Act, LogView, Request, Stamp, SuggestionView};

/// Whether anything can be decided now; says why if not.
fn may_decide(model: &mut Model) -> bool {
    let why = match model.corpus {
        Corpus::Finding { .. } => words::REFUSED_SHARED,
        _ if !model.can_answer() => words::ENGINE_WAITS,
        _ => return true,
    };
    model.say(why.text());
    false
}

pub(super) fn open_menu(model: &mut Model, of: Of, at: [f32; 2]) -> Vec<Effect> {
    // A shared graph is read, and nothing is decided on it.
    if let (Of::Mention { key, .. }, Corpus::Finding { .. }) = (&of, &model.corpus) {
        return choose(model, Subject::Entity(*key));
    }
    if may_decide(model) {
        model.deciding.menu = Some(Menu { of, at });
    }
    Vec::new()
}

pub(super) fn open_form(model: &mut Model, form: Form) -> Vec<Effect> {
    model.deciding.menu = None;
    if !may_decide(model) {
        return Vec::new();
    }
    let mut effects = match &form {
        // What it is called, and where, is asked with its evidence.
        Form::Split(key) if model.trail.evidence_of(*key).is_none() => {
            model.trail.clear();
            choose(model, Subject::Entity(*key))
        }
        _ => Vec::new(),
    };
    let offers = matches!(form, Form::Merge { .. });
    model.deciding.form = Some(form);
    model.dialog = Some(Dialog::Decide);
    if offers {
        effects.extend(form_typed(model, String::new()));
    }
    effects
}

/// A form about what is selected, or at the cursor of the list.
pub(super) fn open_form_here(model: &mut Model, form: fn(EntityKey) -> Form) -> Vec<Effect> {
    match here(model) {
        Some(key) => open_form(model, form(key)),
        None => Vec::new(),
    }
}

fn here(model: &mut Model) -> Option<EntityKey> {
    let key = model.trail.entity().or(model.names.cursor);
    if key.is_none() {
        model.say(words::CHOOSE_FIRST.text());
    }
    key
}

pub(super) fn form_typed(model: &mut Model, typed: String) -> Vec<Effect> {
    let Some(Form::Merge { query, .. }) = &mut model.deciding.form else { return Vec::new() };
    *query = typed.clone();
    ask(model, Request::Search { query: typed, offset: 0, limit: OFFERED + 1 })
}

/// Names found: those offered to merge with, if they were searched for that.
pub(super) fn offered(model: &mut Model, asked: &str, entities: &[EntityView]) {
    if let Some(Form::Merge { key, query, found }) = &mut model.deciding.form
        && asked == query
    {
        let others = entities.iter().filter(|entity| entity.key != *key);
        *found = others.take(OFFERED as usize).cloned().collect();
    }
}

pub(super) fn fill(model: &mut Model, filled: Filled) -> Vec<Effect> {
    let Filled { text, choice, reason } = filled;
    let text = text.trim().to_owned();
    let choice = choice as usize;
    let act = match &model.deciding.form {
        Some(Form::Picture { .. }) => return picturing::save(model, choice as u32),
        Some(Form::Merge { key, found, .. }) => {
            found.get(choice).map(|other| Act::Merge(vec![other.key, *key]))
        }
        Some(Form::Rename(key)) => (!text.is_empty()).then_some(Act::Rename(*key, text)),
        Some(Form::Retype(key)) => Kind::ALL.get(choice).map(|kind| Act::Retype(*key, *kind)),
        Some(Form::Split(key)) => {
            let cut = views::cuts(model, *key).into_iter().nth(choice);
            cut.map(|cut| Act::Split(*key, cut.cut))
        }
        Some(Form::Amend(at)) => (model.trail.fact(*at)).map(|(document, fact)| Act::Amend {
            document,
            field: fact.field,
            value: text,
        }),
        Some(Form::Mark(_)) if text.is_empty() => None,
        Some(Form::Mark(_)) => Kind::ALL.get(choice).map(|kind| Act::Add { name: text, kind: *kind }),
        None => None,
    };
    let Some(act) = act else { return Vec::new() };
    model.dialog = None;
    model.deciding.form = None;
    decide(model, act, reason)
}

/// Sends a decision. The shell says when.
pub(super) fn decide(model: &mut Model, act: Act, reason: String) -> Vec<Effect> {
    model.deciding.menu = None;
    model.deciding.dropped = None;
    if !may_decide(model) {
        return Vec::new();
    }
    // Nothing can be read of what is hidden.
    let hides = match (&act, model.trail.entity()) {
        (Act::Hide(key), Some(read)) => *key == read,
        (Act::HideAll(keys), Some(read)) => keys.contains(&read),
        _ => false,
    };
    if hides {
        model.trail.clear();
    }
    let stamp = stamp(model, reason);
    vec![Effect::Ask(Request::Decide { act, stamp }), Effect::Draw]
}

fn stamp(model: &Model, reason: String) -> Stamp {
    Stamp { at: 0, author: model.deciding.author.clone(), reason }
}

/// A node was let go over another one: it goes back, and a strip asks whether they are one.
pub(super) fn dropped(model: &mut Model, key: EntityKey, onto: EntityKey) -> Vec<Effect> {
    model.stage.dragged = None;
    if let Some(at) = model.stage.lifted.take() {
        place(&mut model.shown, key, at);
    }
    if may_decide(model) {
        model.deciding.dropped = Some((key, onto));
        if let Some(strip) = views::strip(model) {
            model.tell(strip.words);
        }
    }
    vec![Effect::Draw]
}

/// Adds to those chosen, or takes from them.
pub(super) fn toggle(model: &mut Model, key: EntityKey) -> Vec<Effect> {
    model.deciding.dropped = None;
    model.deciding.toggle(key);
    model.names.cursor = Some(key);
    model.tell(words::CHOSEN.count(model.deciding.chosen.len() as u32, &[]));
    vec![Effect::Draw]
}

/// Adds those around whom a box or a line was drawn to those chosen.
pub(super) fn gather(model: &mut Model, keys: Vec<EntityKey>) -> Vec<Effect> {
    model.stage.lasso = false;
    model.deciding.dropped = None;
    model.deciding.gather(keys);
    model.tell(words::CHOSEN.count(model.deciding.chosen.len() as u32, &[]));
    vec![Effect::Draw]
}

pub(super) fn toggle_here(model: &mut Model) -> Vec<Effect> {
    here(model).map(|key| toggle(model, key)).unwrap_or_default()
}

pub(super) fn clear_chosen(model: &mut Model) -> Vec<Effect> {
    model.deciding.chosen.clear();
    model.deciding.dropped = None;
    vec![Effect::Draw]
}

/// Merges those chosen, under the name that is named most; or asks with whom.
pub(super) fn merge_here(model: &mut Model) -> Vec<Effect> {
    let mut keys = model.deciding.chosen.clone();
    if keys.len() < 2 {
        return open_form_here(model, |key| Form::Merge { key, query: String::new(), found: Vec::new() });
    }
    let named = |key: EntityKey| model.shown.node(key).map_or(0, |node| node.mentions);
    if let Some(most) = (0..keys.len()).rev().max_by_key(|at| named(keys[*at])) {
        keys.swap(0, most);
    }
    model.deciding.chosen.clear();
    decide(model, Act::Merge(keys), String::new())
}

/// Hides those chosen, or what is selected.
pub(super) fn hide_here(model: &mut Model) -> Vec<Effect> {
    let mut keys = std::mem::take(&mut model.deciding.chosen);
    if keys.is_empty() {
        keys.extend(here(model));
    }
    match keys[..] {
        [] => Vec::new(),
        [key] => decide(model, Act::Hide(key), String::new()),
        _ => decide(model, Act::HideAll(keys), String::new()),
    }
}

/// The log has come. What was done is said, with a way back, and shown unless somebody reads on.
pub(super) fn log(model: &mut Model, view: LogView) -> Vec<Effect> {
    let touched = view.touched;
    if !view.said.is_empty() {
        let undo = view.undo.is_some();
        model.notice = Notice { words: view.said.clone(), undo, stays: true };
        model.deciding.chosen.clear();
    }
    model.deciding.log = view;
    let reads = matches!(model.trail.current(), Some(Page { place: Place::Article { .. }, .. }));
    let mut effects = match touched {
        Some(key) if !reads && model.dialog.is_none() => {
            model.trail.clear();
            choose(model, Subject::Entity(key))
        }
        _ => Vec::new(),
    };
    effects.extend(ask_questions(model));
    effects
}

/// A file of decisions was dropped: how many of them are new.
pub(super) fn say_taken(model: &mut Model, added: u32) {
    let did = match added {
        0 => words::DID_NOTHING.text().to_owned(),
        _ => words::DID_COMBINE.count(added, &[]),
    };
    model.notice = Notice { words: words::DONE.with(&[("did", &did)]), undo: added > 0, stays: true };
}

pub(super) fn refused(model: &mut Model, trouble: Diagnostic) {
    model.say([trouble.message, trouble.hint].join(" "));
}

pub(super) fn save(model: &mut Model, bytes: Vec<u8>) -> Vec<Effect> {
    model.say(words::SAVED.with(&[("file", FILE_NAME)]));
    vec![Effect::Download { name: FILE_NAME.to_owned(), mime: "application/json", bytes }]
}

/// Asks for the open questions.
pub(super) fn ask_questions(model: &Model) -> Vec<Effect> {
    if !model.can_answer() || matches!(model.corpus, Corpus::Finding { .. }) {
        return Vec::new();
    }
    vec![Effect::Ask(Request::Suggestions { later: model.deciding.later.clone(), limit: QUESTIONS })]
}

pub(super) fn questions(model: &mut Model, total: u32, questions: Vec<SuggestionView>) {
    model.deciding.total = total;
    model.deciding.questions = questions;
}

/// Answers the question that stands.
pub(super) fn answer(model: &mut Model, answer: Answer) -> Vec<Effect> {
    let deciding = &mut model.deciding;
    if deciding.questions.is_empty() {
        return Vec::new();
    }
    let question = deciding.questions.remove(0);
    let same = match answer {
        Answer::Same => true,
        Answer::Different => false,
        Answer::Later => {
            deciding.later.retain(|id| *id != question.id);
            deciding.later.push(question.id);
            model.say(words::PUT_OFF.text());
            return ask_questions(model);
        }
    };
    deciding.total = deciding.total.saturating_sub(1);
    let stamp = stamp(model, String::new());
    ask(model, Request::Answer { suggestion: question.id, same, stamp })
}
