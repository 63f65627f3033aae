//! The articles: dropped, cleared, the samples.

use super::answers::{ask, wake};
use super::graph::{set, show};
use crate::app::effect::Effect;
use crate::app::model::{Corpus, Model, Shown};
use crate::app::{Origin, Tab, words};
use crate::graph::{GraphView, ViewSettings};
use crate::protocol::{Request, Ticket};

pub(super) fn dropped(model: &mut Model, batch: u32, tickets: Vec<Ticket>, origin: Origin) -> Vec<Effect> {
    model.hovering = None;
    let mut effects = Vec::new();
    match origin {
        Origin::Samples if !model.samples_awaited => {
            // Cleared, or replaced, while they were on their way.
            let ids = tickets.iter().map(|ticket| ticket.id).collect();
            return vec![Effect::Release(ids), Effect::Settle { batch }];
        }
        Origin::Samples => model.samples_awaited = false,
        Origin::Source => {}
        Origin::Person => {
            if let Some(first) = tickets.first() {
                match model.corpus {
                    Corpus::Own => {}
                    Corpus::Demo | Corpus::Samples | Corpus::Finding { .. } => {
                        if model.replacing.is_none() {
                            model.replacing = Some(first.id);
                            model.trouble.clear();
                        }
                    }
                    Corpus::Nothing | Corpus::Opening(_) | Corpus::Empty => {
                        effects.extend(clear(model, Corpus::Own));
                    }
                }
            }
            model.tab = Tab::Articles;
        }
    }
    effects.extend(wake(model));
    effects.extend(model.reading.add(batch, tickets));
    effects
}

/// One of the person's files can be read: they, from the ticket `first` on, take the place of what was shown.
///
/// Not before: a drop of which nothing can be read leaves the graph as it is.
pub(super) fn replace(model: &mut Model, first: u32) -> Vec<Effect> {
    let left = match model.corpus {
        Corpus::Finding { .. } => words::FINDING_LEFT,
        _ => words::SAMPLES_LEFT,
    };
    let trouble = std::mem::take(&mut model.trouble);
    let effects = forget(model, Corpus::Own, first);
    model.trouble = trouble;
    model.say(left.text());
    effects
}

/// Forgets the articles and all that was said of them.
pub(super) fn clear(model: &mut Model, corpus: Corpus) -> Vec<Effect> {
    forget(model, corpus, u32::MAX)
}

/// Forgets all but the files from the ticket `first` on.
fn forget(model: &mut Model, corpus: Corpus, first: u32) -> Vec<Effect> {
    model.replacing = None;
    let mut effects = model.reading.forget_before(first);
    effects.extend(ask(model, Request::Clear));
    // A finding's filters were chosen for it by somebody else.
    if matches!(model.corpus, Corpus::Finding { .. }) {
        effects.extend(set(model, ViewSettings::default()));
    }
    model.corpus = corpus;
    show(model, Shown::new(0, model.settings, GraphView::default(), Vec::new()));
    model.awaited = None;
    model.finding = None;
    model.samples_awaited = false;
    model.articles.clear();
    model.trouble.clear();
    model.trail.clear();
    model.search = Default::default();
    model.names.cursor = None;
    model.deciding.forget();
    model.stage.forget();
    if model.settings.focus.is_some() {
        effects.extend(set(model, ViewSettings { focus: None, ..model.settings }));
    }
    effects.extend([Effect::Draw, Effect::Changed]);
    effects
}

pub(super) fn samples(model: &mut Model) -> Vec<Effect> {
    if model.samples_awaited || matches!(model.corpus, Corpus::Demo | Corpus::Samples) {
        return Vec::new();
    }
    let mut effects = match model.corpus {
        Corpus::Own => Vec::new(),
        _ => clear(model, Corpus::Samples),
    };
    effects.extend(wake(model));
    model.samples_awaited = true;
    effects.push(Effect::FetchSamples);
    effects
}
