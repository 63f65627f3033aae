//! Lists and search.

use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::{Step, views};
use crate::evidence::Subject;
use crate::ids::EntityKey;
use crate::protocol::Request;

/// Results of a search asked for.
const RESULTS: u32 = 12;

pub(super) fn stepped(at: Option<usize>, count: usize, step: Step) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => last,
        (Step::Next, Some(at)) => (at + 1).min(last),
        (Step::Previous, Some(at)) => at.saturating_sub(1),
    })
}

pub(super) fn names_step(model: &mut Model, step: Step) -> Vec<Effect> {
    let keys: Vec<EntityKey> = views::names(model).rows.iter().map(|row| row.key).collect();
    let at = model.names.cursor.and_then(|cursor| keys.iter().position(|key| *key == cursor));
    let Some(at) = stepped(at, keys.len(), step) else { return Vec::new() };
    model.names.cursor = Some(keys[at]);
    model.stage.hover = Some(Subject::Entity(keys[at]));
    vec![Effect::Draw, Effect::ScrollTo(views::name_id(keys[at]))]
}

pub(super) fn search(model: &mut Model, query: String) -> Vec<Effect> {
    model.search.open = !query.trim().is_empty();
    model.search.query = query;
    model.search.cursor = None;
    model.search.total = None;
    if !model.search.open {
        model.search.results.clear();
        return Vec::new();
    }
    // At once from what is shown: the answer to an earlier query must never be chosen for this one.
    model.search.results = views::matching(&model.shown, &model.search.query, RESULTS as usize);
    if model.can_answer() {
        let query = model.search.query.clone();
        return vec![Effect::Ask(Request::Search { query, offset: 0, limit: RESULTS })];
    }
    model.search.total = Some(model.search.results.len() as u32);
    Vec::new()
}
