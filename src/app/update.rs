//! The one place where the page's state changes.
//!
//! [`update`] names every message and hands it to the few lines that answer it: the start and the address
//! ([`begin`] and on), the workers ([`answer`]), the articles, the graph, the panels.

use super::effect::{Effect, WorkerIndex};
use super::link::{self, Link};
use super::model::{ARTICLES_SHOWN, Corpus, Engine, Model, NAMES_SHOWN, Shown};
use super::reading::LEAD;
use super::trail::Place;
use super::{Demo, Dialog, Message, Origin, Sheet, Step, Tab, Theme, sharing, views, words};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Subject;
use crate::graph::ViewSettings;
use crate::ids::EntityKey;
use crate::protocol::{Outcome, Request, Response, Ticket, decode};
use crate::share;

/// Results of a search asked for.
const RESULTS: u32 = 12;

/// Where the demo lies, beside the page.
pub const DEMO: &str = "demo.bin";

/// What [`Effect::Remember`] keeps.
pub mod memory {
    /// `light`, `dark` or `system`.
    pub const THEME: &str = "theme";
    /// `closed` once the first visit's card was closed.
    pub const CARD: &str = "card";
}

/// Takes a message in and says what is to be done outside.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Begun { fragment, query, address, workers, remembered } => {
            model.address = address;
            model.workers = workers.max(1);
            model.articles_limit = ARTICLES_SHOWN;
            remember(model, &remembered);
            begin(model, link::parse(&fragment, &query))
        }
        Message::Demo(bytes) => demo(model, &bytes),
        Message::Painted { drawn } => {
            model.picture = Some(drawn);
            wake(model)
        }
        Message::FragmentChanged(fragment) => follow(model, link::parse(&fragment, "")),
        Message::Dropped { batch, tickets, origin } => dropped(model, batch, tickets, origin),
        Message::Answered { worker, response } => answered(model, worker, response),
        Message::Stopped { worker, message } => stopped(model, worker, &message),
        Message::FetchFailed { url, message } => fetch_failed(model, &url, &message),
        Message::Copied(done) => {
            sharing::copied(model, done);
            Vec::new()
        }
        Message::Hovering(count) => {
            model.hovering = count;
            Vec::new()
        }

        Message::Resized { width, height } => {
            model.stage.size = [width, height];
            model.stage.follow(&model.shown);
            draw_if_any(model)
        }
        Message::Hovered(hover) => {
            model.stage.hover = hover;
            vec![Effect::Draw]
        }
        Message::Picked(Some(subject)) => {
            model.trail.clear();
            choose(model, subject)
        }
        Message::Picked(None) => {
            model.trail.clear();
            vec![Effect::Draw]
        }
        Message::Panned(by) => {
            model.stage.pan(by);
            vec![Effect::Draw]
        }
        Message::ZoomedAt { at, factor } => {
            model.stage.zoom(at, factor);
            vec![Effect::Draw]
        }
        Message::Zoomed(factor) => {
            model.stage.zoom_middle(factor);
            vec![Effect::Draw]
        }
        Message::Fitted => {
            model.stage.moved = false;
            model.stage.fit(&model.shown);
            vec![Effect::Draw]
        }
        Message::Dragged { key, to } => {
            model.stage.dragged = Some((key, to));
            place(&mut model.shown, key, to);
            vec![Effect::Draw]
        }
        Message::Held(key) => hold(model, key),
        Message::LetGo(key) => {
            model.stage.held.remove(&key);
            let mut effects = ask(model, Request::Pin { key, at: None });
            effects.push(Effect::Draw);
            effects
        }
        Message::Only(focus) => set(model, ViewSettings { focus, ..model.settings }),
        Message::Walked(direction) => match model.stage.neighbour(&model.shown, model.selection(), direction)
        {
            Some(key) => {
                model.trail.clear();
                choose(model, Subject::Entity(key))
            }
            None => Vec::new(),
        },
        Message::Entered => {
            model.tab = Tab::Evidence;
            model.sheet = model.sheet.max(Sheet::Half);
            vec![Effect::Focus("evidence-head".to_owned())]
        }
        Message::Escaped => escape(model),

        Message::KindShown(kind, shown) => {
            set(model, ViewSettings { kinds: model.settings.kinds.with(kind, shown), ..model.settings })
        }
        Message::WindowChosen(window) => set(model, ViewSettings { window, ..model.settings }),
        Message::LeastWeight(least) => {
            set(model, ViewSettings { least_weight: least.max(1), ..model.settings })
        }
        Message::MoreAsked => {
            set(model, ViewSettings { limit: model.settings.limit.saturating_mul(2), ..model.settings })
        }
        Message::FiltersReset => set(model, ViewSettings::default()),

        Message::NamesSorted(sorting) => {
            model.names.sorting = sorting;
            model.names.limit = NAMES_SHOWN;
            Vec::new()
        }
        Message::NamesStepped(step) => names_step(model, step),
        Message::NamesMore => {
            model.names.limit += 4 * NAMES_SHOWN;
            Vec::new()
        }
        Message::Chosen(subject) => choose(model, subject),

        Message::SearchTyped(query) => search(model, query),
        Message::SearchStepped(step) => {
            let count = model.search.results.len();
            let at = model.search.cursor.map(|cursor| cursor as usize);
            model.search.cursor = stepped(at, count, step).map(|at| at as u32);
            model.search.open = true;
            Vec::new()
        }
        Message::SearchChosen(which) => {
            let at = which.or(model.search.cursor).unwrap_or(0) as usize;
            let Some(entity) = model.search.results.get(at) else { return Vec::new() };
            let subject = Subject::Entity(entity.key);
            model.search.open = false;
            model.trail.clear();
            choose(model, subject)
        }
        Message::SearchClosed => {
            model.search.open = false;
            Vec::new()
        }

        Message::Back => back(model),
        Message::ArticleOpened { document, paragraph } => go(model, Place::Article { document, paragraph }),
        Message::PassagesMore => {
            model.trail.more();
            ask_trail(model)
        }

        Message::FilesAsked => vec![Effect::PickFiles],
        Message::FolderAsked => vec![Effect::PickFolder],
        Message::TextPasted(text) => {
            model.dialog = None;
            if text.trim().is_empty() {
                return Vec::new();
            }
            model.pasted += 1;
            let name = words::PASTE_NAME.count(model.pasted, &[]) + ".txt";
            vec![Effect::DropText { name, text }]
        }
        Message::ClearAsked => {
            let effects = clear(model, Corpus::Empty);
            model.notice = words::CLEARED.text().to_owned();
            effects
        }
        Message::SamplesAsked => samples(model),
        Message::CancelAsked => {
            model.notice = words::CANCELLED.text().to_owned();
            model.reading.cancel()
        }
        Message::TroubleDismissed => {
            model.trouble.clear();
            Vec::new()
        }
        Message::ArticlesMore => {
            model.articles_limit += 10 * ARTICLES_SHOWN;
            Vec::new()
        }

        Message::SentencesIncluded(passages) => {
            model.sharing.passages = passages;
            sharing::prepare(model)
        }
        Message::LinkAsked => sharing::copy(model),
        Message::FileAsked => sharing::save(model),

        Message::DialogOpened(dialog) => {
            model.dialog = Some(dialog);
            if dialog == Dialog::Share { sharing::prepare(model) } else { Vec::new() }
        }
        Message::DialogClosed => {
            model.dialog = None;
            Vec::new()
        }
        Message::ThemeChosen(theme) => {
            model.theme = theme;
            let value = theme_word(theme).to_owned();
            vec![Effect::Remember { key: memory::THEME, value }, Effect::Draw]
        }
        Message::CardClosed => {
            model.card_closed = true;
            vec![Effect::Remember { key: memory::CARD, value: "closed".to_owned() }]
        }
        Message::TabChosen(tab) => {
            model.sheet = match model.sheet {
                Sheet::Peek => Sheet::Half,
                open if model.tab == tab => {
                    if open == Sheet::Half {
                        Sheet::Full
                    } else {
                        Sheet::Peek
                    }
                }
                open => open,
            };
            model.tab = tab;
            Vec::new()
        }
        Message::SheetMoved(sheet) => {
            model.sheet = sheet;
            Vec::new()
        }
        Message::DrawerToggled => {
            model.drawer = !model.drawer;
            Vec::new()
        }
    }
}

// The start and the address.

fn remember(model: &mut Model, remembered: &[(String, String)]) {
    for (key, value) in remembered {
        match key.as_str() {
            memory::THEME => {
                let themes = [Theme::System, Theme::Light, Theme::Dark];
                model.theme =
                    themes.into_iter().find(|theme| theme_word(*theme) == value).unwrap_or_default();
            }
            memory::CARD => model.card_closed = value == "closed",
            _ => {}
        }
    }
}

/// The name of a theme in storage and style sheet.
pub fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn begin(model: &mut Model, link: Link) -> Vec<Effect> {
    model.settings = link.state.settings;
    model.restored = link.state;
    if let Some(payload) = link.finding {
        return open_finding(model, &payload);
    }
    if let Some(source) = link.source {
        model.corpus = Corpus::Opening(source);
        return vec![Effect::Draw];
    }
    Vec::new()
}

/// The person changed the address by hand, or went back in the history.
fn follow(model: &mut Model, link: Link) -> Vec<Effect> {
    if link == Link::default() {
        return Vec::new();
    }
    let mut effects = Vec::new();
    if link.finding.is_some() || link.source.is_some() {
        effects = clear(model, Corpus::Nothing);
    }
    let source = link.source.clone().filter(|_| link.finding.is_none());
    effects.extend(begin(model, link));
    match (source, &model.engine) {
        (Some(source), Engine::Ready) => effects.push(Effect::FetchSource(source)),
        (None, Engine::Ready) => effects.extend(inform(model)),
        _ => {}
    }
    restore(model);
    effects
}

fn open_finding(model: &mut Model, payload: &str) -> Vec<Effect> {
    match share::decode_link(payload) {
        Ok(finding) => {
            let (view, positions) = finding.view(&model.settings);
            model.corpus = Corpus::Finding { opened: false };
            model.finding = Some(payload.as_bytes().to_vec());
            show(model, Shown { revision: 0, settings: model.settings, view, positions });
            restore(model);
        }
        Err(trouble) => {
            model.trouble.push(trouble);
            model.tab = Tab::Articles;
        }
    }
    vec![Effect::Draw]
}

/// What the address says was selected and where the camera stood, once there is a graph to apply it to.
fn restore(model: &mut Model) {
    if let Some(subject) = model.restored.selection.take() {
        model.trail.go(Place::Subject(subject));
    }
    if let Some(camera) = model.restored.camera.take() {
        model.stage.restore(camera);
    }
}

fn demo(model: &mut Model, bytes: &[u8]) -> Vec<Effect> {
    if model.corpus != Corpus::Nothing {
        return Vec::new();
    }
    let Some(Demo { view, positions }) = decode(bytes) else {
        return fetch_failed(model, DEMO, words::BAD_DEMO.text());
    };
    model.corpus = Corpus::Demo;
    show(model, Shown { revision: 0, settings: ViewSettings::default(), view, positions });
    restore(model);
    vec![Effect::Draw]
}

/// Starts the workers, if they were not.
fn wake(model: &mut Model) -> Vec<Effect> {
    if model.engine != Engine::Asleep {
        return Vec::new();
    }
    model.engine = Engine::Starting;
    model.reading.workers_started(model.workers);
    vec![Effect::StartWorkers(model.workers)]
}

fn fetch_failed(model: &mut Model, url: &str, message: &str) -> Vec<Effect> {
    if matches!(model.corpus, Corpus::Nothing | Corpus::Opening(_)) {
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

// The workers.

/// A request to the lead, if there is one that listens.
fn ask(model: &Model, request: Request) -> Vec<Effect> {
    if model.engine == Engine::Ready { vec![Effect::Ask(request)] } else { Vec::new() }
}

/// What the page shown in the evidence panel still needs.
fn ask_trail(model: &mut Model) -> Vec<Effect> {
    if !model.can_answer() {
        return Vec::new();
    }
    model.trail.ask().map(Effect::Ask).into_iter().collect()
}

/// Tells a lead that has just come up what it must know.
fn inform(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.settings != ViewSettings::default() {
        effects.push(Effect::Ask(Request::View(model.settings)));
    }
    if let Some(bytes) = &model.finding {
        effects.push(Effect::Ask(Request::OpenFinding { bytes: bytes.clone() }));
    }
    for (key, at) in &model.stage.held {
        effects.push(Effect::Ask(Request::Pin { key: *key, at: Some(*at) }));
    }
    effects
}

fn answered(model: &mut Model, worker: WorkerIndex, response: Response) -> Vec<Effect> {
    let mut effects = model.reading.answered(worker, &response);
    match response {
        Response::Ready if worker == LEAD => {
            model.engine = Engine::Ready;
            let mut first = inform(model);
            match &model.corpus {
                Corpus::Demo if !model.samples_awaited && model.reading.is_idle() => {
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
            let shown = Shown { revision, settings, view, positions };
            effects.extend(viewed(model, shown, settled));
        }
        Response::Positions { revision, positions, .. } => {
            if let Some(awaited) = model.awaited.as_mut().filter(|awaited| awaited.revision == revision) {
                move_nodes(awaited, positions);
            } else if model.shown.revision == revision {
                move_nodes(&mut model.shown, positions);
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
            if query == model.search.query {
                model.search.cursor = None;
                model.search.results = entities;
                model.search.total = Some(total);
            }
        }
        Response::Articles(articles) => model.articles = articles,
        Response::Shared { passages, link, file } => sharing::shared(model, passages, &link, file),
        Response::Opened(Ok(())) => {
            model.corpus = Corpus::Finding { opened: true };
            model.notice = words::FINDING_OPENED.text().to_owned();
            model.trail.outdate();
            effects.extend(settle_panels(model));
        }
        Response::Opened(Err(trouble)) => {
            model.finding = None;
            model.trouble.push(trouble);
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

fn absorbed(model: &mut Model, outcomes: &[(u32, Outcome)], diagnostics: Vec<Diagnostic>) {
    for (id, outcome) in outcomes {
        match outcome {
            Outcome::Duplicate { of } => {
                let name = model.reading.files().find(|file| file.id == *id).map(|file| file.name.clone());
                model.trouble.push(Diagnostic {
                    severity: Severity::Note,
                    file: name.unwrap_or_default(),
                    message: words::DUPLICATE.with(&[("file", of)]),
                    hint: words::DUPLICATE_HINT.text().to_owned(),
                });
            }
            Outcome::Finding => {
                model.corpus = Corpus::Finding { opened: true };
                model.notice = words::FINDING_OPENED.text().to_owned();
                model.articles.clear();
            }
            Outcome::Added { .. } => {
                if matches!(model.corpus, Corpus::Opening(_)) {
                    model.corpus = Corpus::Own;
                }
            }
            Outcome::Failed => {}
        }
    }
    model.trouble.extend(diagnostics);
}

/// A view has come. The demo stays until the samples behind it have all been read.
fn viewed(model: &mut Model, shown: Shown, settled: bool) -> Vec<Effect> {
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

/// All that was dropped is in the graph.
fn flushed(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.corpus == Corpus::Demo {
        model.corpus = Corpus::Samples;
        if let Some(awaited) = model.awaited.take() {
            show(model, awaited);
        }
        effects.push(Effect::Draw);
    } else if model.reading.is_idle() && model.corpus == Corpus::Own {
        model.notice = words::READ.count(model.shown.view.totals.documents, &[]);
    }
    effects.extend(settle_panels(model));
    effects.push(Effect::Changed);
    effects
}

/// Asks what could not be asked while the engine was not ready.
fn settle_panels(model: &mut Model) -> Vec<Effect> {
    let mut effects = ask_trail(model);
    if model.can_answer() {
        effects.push(Effect::Ask(Request::Articles));
    }
    if model.sharing.link == sharing::Link::Wanted {
        effects.extend(sharing::prepare(model));
    }
    if model.search.open {
        effects.extend(search(model, model.search.query.clone()));
    }
    effects
}

fn stopped(model: &mut Model, worker: WorkerIndex, message: &str) -> Vec<Effect> {
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
        let restarted = effects.contains(&Effect::RestartWorker(LEAD));
        model.engine = if restarted { Engine::Starting } else { Engine::Unusable(message.to_owned()) };
    }
    effects
}

// The articles.

fn dropped(model: &mut Model, batch: u32, tickets: Vec<Ticket>, origin: Origin) -> Vec<Effect> {
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
            let replaced = match model.corpus {
                Corpus::Demo | Corpus::Samples => Some(words::SAMPLES_LEFT),
                Corpus::Finding { .. } => Some(words::FINDING_LEFT),
                _ => None,
            };
            if !tickets.is_empty() && model.corpus != Corpus::Own {
                effects.extend(clear(model, Corpus::Own));
                if let Some(replaced) = replaced {
                    model.notice = replaced.text().to_owned();
                }
            }
            model.tab = Tab::Articles;
        }
    }
    effects.extend(wake(model));
    effects.extend(model.reading.add(batch, tickets));
    effects
}

/// Forgets the articles and all that was said of them.
fn clear(model: &mut Model, corpus: Corpus) -> Vec<Effect> {
    let mut effects = model.reading.clear();
    effects.extend(ask(model, Request::Clear));
    model.corpus = corpus;
    show(model, Shown { settings: model.settings, ..Shown::default() });
    model.awaited = None;
    model.finding = None;
    model.samples_awaited = false;
    model.articles.clear();
    model.trouble.clear();
    model.trail.clear();
    model.search = Default::default();
    model.names.cursor = None;
    model.stage.forget();
    if model.settings.focus.is_some() {
        effects.extend(set(model, ViewSettings { focus: None, ..model.settings }));
    }
    effects.extend([Effect::Draw, Effect::Changed]);
    effects
}

fn samples(model: &mut Model) -> Vec<Effect> {
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

// The graph.

fn draw_if_any(model: &Model) -> Vec<Effect> {
    if model.corpus == Corpus::Nothing { Vec::new() } else { vec![Effect::Draw] }
}

fn show(model: &mut Model, shown: Shown) {
    model.shown = shown;
    model.generation = model.generation.wrapping_add(1);
    model.trail.outdate();
    keep_dragged(model);
    model.stage.follow(&model.shown);
}

fn move_nodes(shown: &mut Shown, positions: Vec<f32>) {
    if positions.len() == shown.positions.len() {
        shown.positions = positions;
    }
}

/// A node under the pointer stays there, whatever the layout says.
fn keep_dragged(model: &mut Model) {
    if let Some((key, at)) = model.stage.dragged {
        place(&mut model.shown, key, at);
    }
}

fn place(shown: &mut Shown, key: EntityKey, at: [f32; 2]) {
    if let Some(index) = shown.index(key)
        && let Some(slot) = shown.positions.get_mut(2 * index..2 * index + 2)
    {
        slot.copy_from_slice(&at);
    }
}

fn hold(model: &mut Model, key: EntityKey) -> Vec<Effect> {
    let Some((_, at)) = model.stage.dragged.take().filter(|(dragged, _)| *dragged == key) else {
        return Vec::new();
    };
    model.stage.held.insert(key, at);
    let mut effects = vec![Effect::Draw];
    if model.can_answer() {
        effects.push(Effect::Ask(Request::Pin { key, at: Some(at) }));
    }
    effects
}

fn set(model: &mut Model, settings: ViewSettings) -> Vec<Effect> {
    if settings == model.settings {
        return Vec::new();
    }
    model.settings = settings;
    ask(model, Request::View(settings))
}

/// Selects an entity or a tie and asks for its sentences.
fn choose(model: &mut Model, subject: Subject) -> Vec<Effect> {
    if let Subject::Entity(key) = subject {
        model.names.cursor = Some(key);
        if let Some(at) = model.shown.index(key).and_then(|index| model.shown.place(index)) {
            model.stage.reveal(at);
        }
    }
    go(model, Place::Subject(subject))
}

fn go(model: &mut Model, place: Place) -> Vec<Effect> {
    model.trail.go(place);
    model.tab = Tab::Evidence;
    model.sheet = model.sheet.max(Sheet::Half);
    let mut effects = ask_trail(model);
    effects.push(Effect::Draw);
    announce_selection(model);
    effects
}

fn back(model: &mut Model) -> Vec<Effect> {
    model.trail.back();
    let mut effects = ask_trail(model);
    effects.push(Effect::Draw);
    effects
}

/// One step back: from what lies on top to what lies below.
fn escape(model: &mut Model) -> Vec<Effect> {
    if model.dialog.take().is_some() {
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
    if model.trail.depth() > 0 {
        return back(model);
    }
    if model.sheet != Sheet::Peek {
        model.sheet = Sheet::Peek;
        return Vec::new();
    }
    set(model, ViewSettings { focus: None, ..model.settings })
}

// The panels.

fn stepped(at: Option<usize>, count: usize, step: Step) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (step, at) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => last,
        (Step::Next, Some(at)) => (at + 1).min(last),
        (Step::Previous, Some(at)) => at.saturating_sub(1),
    })
}

fn names_step(model: &mut Model, step: Step) -> Vec<Effect> {
    let keys: Vec<EntityKey> = views::names(model).rows.iter().map(|row| row.key).collect();
    let at = model.names.cursor.and_then(|cursor| keys.iter().position(|key| *key == cursor));
    let Some(at) = stepped(at, keys.len(), step) else { return Vec::new() };
    model.names.cursor = Some(keys[at]);
    model.stage.hover = Some(Subject::Entity(keys[at]));
    vec![Effect::Draw, Effect::ScrollTo(views::name_id(keys[at]))]
}

fn search(model: &mut Model, query: String) -> Vec<Effect> {
    model.search.open = !query.trim().is_empty();
    model.search.query = query;
    model.search.cursor = None;
    model.search.total = None;
    if !model.search.open {
        model.search.results.clear();
        return Vec::new();
    }
    if model.can_answer() {
        let query = model.search.query.clone();
        return vec![Effect::Ask(Request::Search { query, offset: 0, limit: RESULTS })];
    }
    model.search.results = views::matching(&model.shown, &model.search.query, RESULTS as usize);
    model.search.total = Some(model.search.results.len() as u32);
    Vec::new()
}

fn announce_view(model: &mut Model) {
    model.notice = views::view_notice(model);
}

fn announce_selection(model: &mut Model) {
    if let Some(notice) = views::selection_notice(model) {
        model.notice = notice;
    }
}
