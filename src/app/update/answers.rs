//! The workers: what they answered, what they are to be asked.

use super::corpus::replace;
use super::deciding as decide;
use super::graph::{announce_selection, announce_view, keep_dragged, move_nodes, show};
use super::panels::search;
use crate::app::effect::{Effect, WorkerIndex};
use crate::app::model::{Corpus, Engine, Model, Shown};
use crate::app::reading::{LEAD, Progress};
use crate::app::{Form, Sheet, Tab, picturing, sharing, views, words};
use crate::diagnostic::Diagnostic;
use crate::graph::ViewSettings;
use crate::protocol::{Outcome, Request, Response};
use crate::question::Question;

/// Starts the workers, if they were not.
pub(super) fn wake(model: &mut Model) -> Vec<Effect> {
    if model.engine != Engine::Asleep {
        return Vec::new();
    }
    model.engine = Engine::Starting;
    model.reading.workers_started(model.workers);
    vec![Effect::StartWorkers(model.workers)]
}

pub(super) fn fetch_failed(model: &mut Model, url: &str, message: &str) -> Vec<Effect> {
    // Others of the same source may be under way.
    if matches!(model.corpus, Corpus::Nothing | Corpus::Opening(_)) && model.reading.is_idle() {
        model.corpus = Corpus::Empty;
    }
    model.samples_awaited = false;
    model.tab = Tab::Articles;
    model.trouble.push(Diagnostic::error(
        url,
        words::FETCH_FAILED.with(&[("message", message)]),
        words::FETCH_FAILED_HINT.text(),
    ));
    let mut effects = vec![Effect::Draw];
    effects.extend(wake(model));
    effects
}

/// A request to the lead, if there is one that listens.
pub(super) fn ask(model: &Model, request: Request) -> Vec<Effect> {
    if model.engine == Engine::Ready { vec![Effect::Ask(request)] } else { Vec::new() }
}

/// What the page shown in the evidence panel still needs.
pub(super) fn ask_trail(model: &mut Model) -> Vec<Effect> {
    if !model.can_answer() {
        return Vec::new();
    }
    model.trail.ask().map(Effect::Ask).into_iter().collect()
}

/// Tells a lead that has just come up what it must know.
pub(super) fn inform(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.settings != ViewSettings::default() {
        effects.push(Effect::Ask(Request::View(model.settings)));
    }
    if let Some(bytes) = &model.finding {
        effects.push(Effect::Ask(Request::OpenFinding { bytes: bytes.clone() }));
    }
    if !model.deciding.log.saved.is_empty() {
        effects.push(Effect::Ask(Request::ResumeDecisions { saved: model.deciding.log.saved.clone() }));
    }
    for (key, at) in &model.stage.held {
        effects.push(Effect::Ask(Request::Pin { key: *key, at: Some(*at) }));
    }
    effects
}

pub(super) fn answered(model: &mut Model, worker: WorkerIndex, response: Response) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Response::Analysed { tickets, readable: true, .. } = &response
        && let Some(first) = model.replacing.filter(|first| tickets.iter().any(|id| id >= first))
        && model.reading.awaits(tickets)
    {
        effects = replace(model, first);
    }
    effects.extend(model.reading.answered(worker, &response));
    match response {
        Response::Ready if worker == LEAD => {
            model.engine = Engine::Ready;
            let mut first = inform(model);
            let unread = match model.replacing {
                None => model.reading.is_idle(),
                Some(own) => model.reading.files().all(|file| file.id >= own),
            };
            match &model.corpus {
                Corpus::Demo if !model.samples_awaited && unread => {
                    model.samples_awaited = true;
                    first.push(Effect::FetchSamples);
                }
                Corpus::Opening(source) => first.push(Effect::FetchSource(source.clone())),
                _ => {}
            }
            first.append(&mut effects);
            effects = first;
        }
        Response::Unusable { message } if worker == LEAD => {
            model.trouble.push(Diagnostic::error(
                "",
                words::ENGINE_UNUSABLE.with(&[("message", &message)]),
                words::ENGINE_UNUSABLE_HINT.text(),
            ));
            model.engine = Engine::Unusable(message);
        }
        Response::Absorbed { outcomes, diagnostics } => absorbed(model, &outcomes, diagnostics),
        Response::View { revision, settings, view, positions, settled } => {
            let shown = Shown::new(revision, settings, view, positions).told(settled);
            effects.extend(viewed(model, shown));
        }
        Response::Positions { revision, positions, settled } => {
            if let Some(awaited) = model.awaited.as_mut().filter(|awaited| awaited.revision == revision) {
                move_nodes(awaited, positions, settled);
            } else if model.shown.revision == revision {
                move_nodes(&mut model.shown, positions, settled);
                keep_dragged(model);
                model.stage.follow(&model.shown);
                effects.push(Effect::Draw);
            }
        }
        Response::Flushed => effects.extend(flushed(model)),
        Response::Evidence { subject, evidence } => {
            model.trail.evidence(subject, evidence);
            announce_selection(model);
        }
        Response::Article(article) => {
            model.trail.article(article);
            effects.push(Effect::ScrollTo("here".to_owned()));
        }
        Response::Found { query, total, entities, .. } => {
            decide::offered(model, &query, &entities);
            if query == model.search.query {
                model.search.cursor = None;
                model.search.results = entities;
                model.search.total = Some(total);
            }
        }
        Response::Articles { lines, note } => (model.articles, model.articles_note) = (lines, note),
        Response::Shared { passages, link, file } => sharing::shared(model, passages, &link, file),
        Response::Decisions(view) => effects.extend(decide::log(model, view)),
        Response::Refused(trouble) => decide::refused(model, trouble),
        Response::Picture(picture) => effects.extend(picturing::made(model, picture)),
        Response::DecisionsFile(bytes) => effects.extend(decide::save(model, bytes)),
        Response::Suggestions { total, questions } => decide::questions(model, total, questions),
        Response::Opened(Ok(())) => {
            model.corpus = Corpus::Finding { opened: true };
            model.say(words::FINDING_OPENED.text());
            super::start::restore(model);
            model.trail.outdate();
            effects.extend(settle_panels(model));
        }
        Response::Opened(Err(trouble)) => {
            model.finding = None;
            model.corpus = Corpus::Empty;
            model.tab = Tab::Articles;
            model.trouble.push(trouble);
            effects.push(Effect::Draw);
        }
        Response::Up
        | Response::Ready
        | Response::Unusable { .. }
        | Response::Reading { .. }
        | Response::Analysed { .. }
        | Response::Interchange(_) => {}
    }
    effects
}

pub(super) fn absorbed(model: &mut Model, outcomes: &[(u32, Outcome)], diagnostics: Vec<Diagnostic>) {
    for (id, outcome) in outcomes {
        // Of a lead that was restarted it comes once more.
        model.trouble.retain(|said| said.ticket != Some(*id));
        match outcome {
            Outcome::Duplicate { of } => {
                let name = model.reading.files().find(|file| file.id == *id).map(|file| file.name.clone());
                let message = words::DUPLICATE.with(&[("file", of)]);
                let note = Diagnostic::note(&name.unwrap_or_default(), message, words::DUPLICATE_HINT.text());
                model.trouble.push(Diagnostic { ticket: Some(*id), ..note });
            }
            Outcome::Finding => {
                model.corpus = Corpus::Finding { opened: true };
                model.say(words::FINDING_OPENED.text());
                model.articles.clear();
            }
            Outcome::Added { .. } => {
                if matches!(model.corpus, Corpus::Opening(_)) {
                    model.corpus = Corpus::Own;
                }
            }
            Outcome::Decisions { added } => *model.deciding.taken.get_or_insert(0) += added,
            Outcome::Failed => {}
        }
    }
    if diagnostics.iter().any(|said| matches!(said.question.as_deref(), Some(Question::Password { .. }))) {
        // Nothing is read before it is answered: the question is shown.
        model.tab = Tab::Articles;
        model.sheet = model.sheet.max(Sheet::Half);
        model.drawer = true;
    }
    model.trouble.extend(diagnostics);
}

/// A view has come. The demo stays until the samples behind it have all been read.
pub(super) fn viewed(model: &mut Model, shown: Shown) -> Vec<Effect> {
    match model.corpus {
        Corpus::Demo | Corpus::Nothing => {
            model.awaited = Some(shown);
            return Vec::new();
        }
        Corpus::Finding { opened: false } | Corpus::Opening(_) if shown.view.nodes.is_empty() => {
            return Vec::new();
        }
        Corpus::Empty if !shown.view.nodes.is_empty() => return Vec::new(),
        _ => {}
    }
    let documents = shown.view.totals.documents;
    let chosen = shown.settings != model.shown.settings;
    let settled = shown.settled.is_some();
    show(model, shown);
    if chosen && settled {
        announce_view(model);
    }
    let mut effects = vec![Effect::Draw, Effect::Changed];
    if documents as usize != model.articles.len() && model.can_answer() {
        effects.push(Effect::Ask(Request::Articles));
    }
    effects.extend(ask_trail(model));
    effects
}

/// What to say once files have been read: how many articles there are, and how many files are not among them.
fn said_of(progress: &Progress, articles: u32, asking: u32) -> String {
    let mut words = words::READ.count(articles, &[]);
    for (count, word) in [
        (progress.failed, words::READ_FAILED),
        (progress.cancelled, words::READ_CANCELLED),
        (asking, words::READ_ASKING),
    ] {
        if count > 0 {
            words = [words, word.count(count, &[])].join(" ");
        }
    }
    words
}

/// All that was dropped is in the graph.
pub(super) fn flushed(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.corpus == Corpus::Demo {
        // The person's files may be here before the samples, and none of them readable.
        if let Some(awaited) = model.awaited.take_if(|awaited| awaited.view.totals.documents > 0) {
            model.corpus = Corpus::Samples;
            show(model, awaited);
        }
        effects.push(Effect::Draw);
    } else if model.reading.is_idle() && matches!(model.corpus, Corpus::Opening(_)) {
        // All of the source came, and none of it could be read.
        model.corpus = Corpus::Empty;
    }
    let replaced_nothing = model.reading.is_idle() && model.replacing.take().is_some();
    if replaced_nothing || (model.reading.is_idle() && model.corpus == Corpus::Own) {
        let asking = views::asking(model).len() as u32;
        model.say(said_of(&model.reading.progress(), model.shown.view.totals.documents, asking));
    }
    if let Some(added) = model.deciding.taken.take() {
        decide::say_taken(model, added);
    }
    effects.extend(settle_panels(model));
    effects.push(Effect::Changed);
    effects
}

/// Asks what could not be asked while the engine was not ready.
pub(super) fn settle_panels(model: &mut Model) -> Vec<Effect> {
    let mut effects = ask_trail(model);
    if model.can_answer() {
        effects.push(Effect::Ask(Request::Articles));
        effects.push(Effect::Ask(Request::Decisions));
    }
    if model.sharing.link == sharing::Link::Wanted {
        effects.extend(sharing::prepare(model));
    }
    if let Some(Form::Picture { .. }) = model.deciding.form {
        effects.extend(picturing::ask(model, None));
    }
    if model.search.open {
        effects.extend(search(model, model.search.query.clone()));
    }
    effects
}

pub(super) fn stopped(model: &mut Model, worker: WorkerIndex, message: &str) -> Vec<Effect> {
    let (effects, mut trouble) = model.reading.stopped(worker);
    if trouble.is_empty() {
        trouble.push(Diagnostic::warning(
            "",
            [words::STOPPED.text(), " (", message, ")"].concat(),
            words::STOPPED_HINT.text(),
        ));
    }
    model.trouble.append(&mut trouble);
    model.trail.outdate();
    if worker == LEAD {
        let restarted = effects.iter().any(|effect| matches!(effect, Effect::RestartWorker(LEAD)));
        model.engine = if restarted { Engine::Starting } else { Engine::Unusable(message.to_owned()) };
    }
    effects
}
