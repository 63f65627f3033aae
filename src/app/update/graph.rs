//! The graph: what is shown, held, selected.

use super::answers::{ask, ask_trail};
use super::deciding::clear_chosen;
use crate::app::effect::Effect;
use crate::app::model::{Corpus, Model, Shown};
use crate::app::trail::Place;
use crate::app::{Sheet, Tab, views, words};
use crate::evidence::Subject;
use crate::graph::ViewSettings;
use crate::ids::EntityKey;
use crate::protocol::{Request, Told};

pub(super) fn draw_if_any(model: &Model) -> Vec<Effect> {
    if model.corpus == Corpus::Nothing { Vec::new() } else { vec![Effect::Draw] }
}

pub(super) fn show(model: &mut Model, shown: Shown) {
    model.shown = shown;
    model.generation = model.generation.wrapping_add(1);
    model.trail.outdate();
    keep_dragged(model);
    model.stage.follow(&model.shown);
}

pub(super) fn move_nodes(shown: &mut Shown, positions: Vec<f32>, settled: Option<Told>) {
    if positions.len() == shown.positions.len() {
        (shown.positions, shown.settled) = (positions, settled);
        shown.moves = shown.moves.wrapping_add(1);
    }
}

/// A node under the pointer stays there, whatever the layout says.
pub(super) fn keep_dragged(model: &mut Model) {
    if let Some((key, at)) = model.stage.dragged {
        place(&mut model.shown, key, at);
    }
}

pub(super) fn place(shown: &mut Shown, key: EntityKey, at: [f32; 2]) {
    if let Some(index) = shown.index(key)
        && let Some(slot) = shown.positions.get_mut(2 * index..2 * index + 2)
    {
        slot.copy_from_slice(&at);
        shown.moves = shown.moves.wrapping_add(1);
    }
}

pub(super) fn hold(model: &mut Model, key: EntityKey) -> Vec<Effect> {
    let Some((_, at)) = model.stage.dragged.take().filter(|(dragged, _)| *dragged == key) else {
        return Vec::new();
    };
    model.stage.held.insert(key, at);
    // The picture is the person's now: it is not fitted anew under their pointer.
    model.stage.moved = true;
    let mut effects = vec![Effect::Draw];
    if model.can_answer() {
        effects.push(Effect::Ask(Request::Pin { key, at: Some(at) }));
    }
    effects
}

pub(super) fn set(model: &mut Model, settings: ViewSettings) -> Vec<Effect> {
    if settings == model.settings {
        return Vec::new();
    }
    model.settings = settings;
    ask(model, Request::View(settings))
}

/// Selects an entity or a tie and asks for its sentences.
pub(super) fn choose(model: &mut Model, subject: Subject) -> Vec<Effect> {
    if let Subject::Entity(key) = subject {
        model.names.cursor = Some(key);
        if let Some(at) = model.shown.index(key).and_then(|index| model.shown.place(index)) {
            model.stage.reveal(at);
        }
    }
    go(model, Place::Subject(subject))
}

/// Shows what is chosen, or else what is selected: a name with its neighbours, or the two of a tie.
pub(super) fn fit_chosen(model: &mut Model) -> Vec<Effect> {
    let shown = &model.shown;
    let mut nodes: Vec<usize> = model.deciding.chosen.iter().filter_map(|key| shown.index(*key)).collect();
    match model.selection().filter(|_| nodes.is_empty()) {
        Some(Subject::Entity(key)) => {
            if let Some(index) = shown.index(key) {
                nodes.push(index);
                nodes.extend(shown.neighbours(index));
            }
        }
        Some(Subject::Tie(a, b)) => nodes.extend([a, b].into_iter().filter_map(|key| shown.index(key))),
        None => {}
    }
    if nodes.is_empty() {
        model.say(words::CHOOSE_FIRST.text());
        return Vec::new();
    }
    model.stage.fit_nodes(&model.shown, &nodes);
    vec![Effect::Draw]
}

pub(super) fn go(model: &mut Model, place: Place) -> Vec<Effect> {
    model.trail.go(place);
    model.tab = Tab::Evidence;
    model.sheet = model.sheet.max(Sheet::Half);
    let mut effects = ask_trail(model);
    effects.push(Effect::Draw);
    announce_selection(model);
    effects
}

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    model.trail.back();
    let mut effects = ask_trail(model);
    effects.push(Effect::Draw);
    effects
}

/// One step back: from what lies on top to what lies below.
pub(super) fn escape(model: &mut Model) -> Vec<Effect> {
    if model.deciding.menu.take().is_some() {
        return Vec::new();
    }
    if model.dialog.take().is_some() {
        model.deciding.form = None;
        return Vec::new();
    }
    if model.search.open {
        model.search.open = false;
        return Vec::new();
    }
    if model.drawer {
        model.drawer = false;
        return Vec::new();
    }
    if std::mem::take(&mut model.stage.lasso) {
        return Vec::new();
    }
    if model.deciding.dropped.is_some() || !model.deciding.chosen.is_empty() {
        return clear_chosen(model);
    }
    if model.trail.depth() > 0 {
        let effects = back(model);
        // With nothing left to read the sheet is done with too: where there is none, no press is spent on it.
        if model.trail.depth() == 0 {
            model.sheet = Sheet::Peek;
        }
        return effects;
    }
    if model.sheet != Sheet::Peek {
        model.sheet = Sheet::Peek;
        return Vec::new();
    }
    set(model, ViewSettings { focus: None, ..model.settings })
}

pub(super) fn announce_view(model: &mut Model) {
    model.tell(views::view_notice(model));
}

pub(super) fn announce_selection(model: &mut Model) {
    if let Some(notice) = views::selection_notice(model) {
        model.tell(notice);
    }
}
