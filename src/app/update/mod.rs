//! The one place where the page's state changes.
//!
//! [`update`] names every message and hands it to the few lines that answer it: [`start`] the address and what was
//! remembered, [`answers`] the workers, [`corpus`] the articles, [`graph`] what is shown and selected, [`deciding`]
//! decisions by hand, [`panels`] lists and search.

mod answers;
mod corpus;
mod deciding;
mod graph;
mod panels;
mod start;

pub use start::{DEMO, memory, theme_word};

use self::answers::{answered, ask, ask_trail, fetch_failed, stopped, wake};
use self::corpus::{clear, dropped, file_answered, samples};
use self::deciding as decide;
use self::graph::{back, choose, draw_if_any, escape, fit_chosen, go, hold, place, set};
use self::panels::{names_step, search, stepped};
use self::start::{begin, demo, follow, remember};
use super::effect::Effect;
use super::link;
use super::model::{ARTICLES_SHOWN, Corpus, Model, NAMES_SHOWN, Notice, Search};
use super::trail::Place;
use super::{Dialog, Form, Message, Sheet, Tab, picturing, sharing, views, words};
use crate::evidence::Subject;
use crate::graph::ViewSettings;
use crate::protocol::Request;

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
            model.notice.stays = false;
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
        Message::CameraTaken(camera) => {
            model.stage.camera = camera;
            model.stage.eased = false;
            vec![Effect::Draw]
        }
        Message::Fitted => {
            model.stage.moved = false;
            model.stage.fit(&model.shown);
            vec![Effect::Draw]
        }
        Message::ChosenFitted => fit_chosen(model),
        Message::Centred(place) => {
            model.stage.center(place);
            vec![Effect::Draw]
        }
        Message::OverviewToggled => {
            model.stage.overview_off = !model.stage.overview_off;
            let value = if model.stage.overview_off { "off" } else { "on" }.to_owned();
            vec![Effect::Remember { key: memory::OVERVIEW, value }, Effect::Draw]
        }
        Message::LassoToggled => {
            model.stage.lasso = !model.stage.lasso;
            Vec::new()
        }
        Message::Gathered(keys) => decide::gather(model, keys),
        Message::Dragged { key, to, onto } => {
            if model.stage.dragged.is_none() {
                model.stage.lifted = model.shown.index(key).and_then(|index| model.shown.place(index));
            }
            model.stage.dragged = Some((key, to));
            model.stage.onto = onto;
            place(&mut model.shown, key, to);
            vec![Effect::Draw]
        }
        Message::Held(key) => match model.stage.onto.take() {
            Some(onto) => decide::dropped(model, key, onto),
            None => hold(model, key),
        },
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
        Message::CopiesCounted(copies) => set(model, ViewSettings { copies, ..model.settings }),
        Message::ReferencesCounted(references) => set(model, ViewSettings { references, ..model.settings }),
        Message::AllAsked => set(model, ViewSettings { limit: u32::MAX, ..model.settings }),
        Message::FiltersReset => {
            set(model, ViewSettings { mode: model.settings.mode, ..ViewSettings::default() })
        }
        Message::ModeChosen(mode) => {
            // Another picture is seen as a whole.
            model.stage.moved = false;
            model.stage.tint = None;
            set(model, ViewSettings { mode, ..model.settings })
        }
        Message::CommunitiesShown(tint) => {
            model.stage.tint = Some(tint);
            vec![Effect::Draw]
        }

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
        Message::Chosen(subject) => {
            model.notice.stays = false;
            choose(model, subject)
        }

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
            model.search = Search::default();
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
            model.say(words::CLEARED.text());
            effects
        }
        Message::SamplesAsked => samples(model),
        Message::CancelAsked => {
            model.say(words::CANCELLED.text());
            model.reading.cancel()
        }
        Message::TroubleDismissed => {
            model.trouble.clear();
            Vec::new()
        }
        Message::FileAnswered { ticket, question, options } => {
            file_answered(model, ticket, &question, options)
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
        Message::PictureAsked => picturing::open(model),
        Message::PictureTooLarge => {
            model.say(words::TOO_LARGE.text());
            Vec::new()
        }

        Message::MenuOpened { of, at } => decide::open_menu(model, of, at),
        Message::MenuClosed => {
            model.deciding.menu = None;
            Vec::new()
        }
        Message::VerbTaken(verbs, at) => {
            let said = views::verb_said(model, verbs, at);
            model.deciding.menu = None;
            said.map(|message| update(model, message)).unwrap_or_default()
        }
        Message::FormOpened(form) => decide::open_form(model, form),
        Message::FormTyped(typed) => decide::form_typed(model, typed),
        Message::FormFilled(filled) => decide::fill(model, filled),
        Message::Decided(act) => decide::decide(model, act, String::new()),
        Message::Toggled(key) => decide::toggle(model, key),
        Message::ToggledHere => decide::toggle_here(model),
        Message::ChoiceCleared => decide::clear_chosen(model),
        Message::MergeAsked => decide::merge_here(model),
        Message::HideAsked => decide::hide_here(model),
        Message::RenameAsked => decide::open_form_here(model, Form::Rename),
        // Asked whatever the page knows: an answer to what was just decided may be under way.
        Message::Undone => ask(model, Request::Undo),
        Message::Redone => ask(model, Request::Redo),
        Message::EntryDropped(entry) => ask(model, Request::Drop { entry }),
        Message::DecisionsAsked => ask(model, Request::ExportDecisions),
        Message::AuthorNamed(author) => {
            model.deciding.author.clone_from(&author);
            vec![Effect::Remember { key: memory::AUTHOR, value: author }]
        }
        Message::QuestionAnswered(answer) => decide::answer(model, answer),

        Message::DialogOpened(dialog) => {
            model.dialog = Some(dialog);
            if dialog == Dialog::Questions {
                // The queue writes the notice above its question: what came before is no answer there.
                model.notice = Notice::default();
            }
            if dialog == Dialog::Share { sharing::prepare(model) } else { Vec::new() }
        }
        Message::DialogClosed => {
            model.dialog = None;
            model.deciding.form = None;
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
