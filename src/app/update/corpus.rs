//! The articles: dropped, cleared, the samples.

use super::answers::{ask, wake};
use super::graph::{set, show};
use super::start::memory;
use crate::app::effect::Effect;
use crate::app::model::{Corpus, Engine, Model, Shown};
use crate::app::{Origin, Tab, words};
use crate::diagnostic::Diagnostic;
use crate::graph::{GraphView, ViewSettings};
use crate::protocol::{Request, Ticket};
use crate::question::{Columns, Options, Question};

/// The columns of so many tables are remembered.
const TABLES: usize = 30;

pub(super) fn dropped(
    model: &mut Model,
    batch: u32,
    mut tickets: Vec<Ticket>,
    origin: Origin,
) -> Vec<Effect> {
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
    tickets.iter_mut().for_each(|ticket| ticket.options.clone_from(&model.said));
    effects.extend(model.reading.add(batch, tickets));
    effects
}

/// What a file asks was answered: it is read again, and with it those that ask the same of the same table.
pub(super) fn file_answered(
    model: &mut Model,
    ticket: u32,
    question: &Question,
    options: Option<Options>,
) -> Vec<Effect> {
    let is_table = matches!(question, Question::Columns { .. });
    let is_answered = |said: &Diagnostic| {
        said.question.as_ref().is_some_and(|asked| asked.is_like(question))
            && (is_table || said.ticket == Some(ticket))
    };
    let mut effects = vec![Effect::Focus("articles-head".to_owned())];
    let Some(options) = options else {
        model.trouble.retain(|said| !is_answered(said));
        return effects;
    };
    if model.engine != Engine::Ready {
        model.say(words::ENGINE_WAITS.text());
        return Vec::new();
    }
    let asking = |said: &&Diagnostic| said.question.is_some();
    let first = model.trouble.iter().filter(asking).filter_map(|said| said.ticket).min();
    let tickets: Vec<u32> =
        model.trouble.iter().filter(|said| is_answered(said)).filter_map(|said| said.ticket).collect();
    model.trouble.retain(|said| said.ticket.is_none_or(|of| !tickets.contains(&of)));
    match model.corpus {
        // What could not be read has left them standing.
        Corpus::Demo | Corpus::Samples | Corpus::Finding { .. } => {
            model.replacing = model.replacing.or(first);
        }
        Corpus::Empty => model.corpus = Corpus::Own,
        Corpus::Nothing | Corpus::Opening(_) | Corpus::Own => {}
    }
    if is_table {
        model.said.add(Options { columns: options.columns.clone(), ..Options::default() });
        model.said.columns.truncate(TABLES);
        let value = Columns::to_lines(&model.said.columns);
        effects.push(Effect::Remember { key: memory::COLUMNS, value });
    }
    effects.extend(model.reading.read_again(&tickets, &options));
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
