//! The worker as a state machine: [`handle`](Session::handle) a request, [`step`](Session::step) while there is
//! work, and pass on what comes out. No clock and no browser: the command line makes the demo with the same session
//! that serves the page.

mod arrange;
mod asking;
mod articles;
mod corpus;
mod deciding;
mod demo;
mod showing;
mod suggesting;
mod timing;
mod told;

use arrange::{Arrangement, Base, Places, shape};
pub use articles::foreign_note;
use asking::asked_once;
use corpus::Corpus;
pub use demo::{Settled, demo, settled};
pub use told::lines as log_lines;

use crate::app::words;
use crate::cooccurrence::Window;
use crate::decisions::{self, Log};
use crate::diagnostic::Diagnostic;
use crate::entities::Recogniser;
use crate::evidence;
use crate::export::{self, PictureRequest};
use crate::formats;
use crate::graph::{GraphView, ViewSettings};
use crate::ids::{DocumentId, EntityKey};
use crate::pipeline::{self, Analysis, Article};
use crate::protocol::{self, Outcome, Request, Response, Ticket};
use crate::read::{Reading, Source};
use crate::share::{self, Finding};

use serde::{Deserialize, Serialize};

/// What a reader found in one file, on its way to the lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The file's.
    ticket: u32,
    /// What is in it.
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Content {
    Articles(Analysis),
    /// A file of Coterie's own.
    Finding(Box<Finding>),
    /// A file of decisions.
    Decisions(Vec<u8>),
}

/// A reader's answer for these files.
pub fn analysed(found: Vec<Found>) -> Response {
    let tickets = found.iter().map(|found| found.ticket).collect();
    let readable = found.iter().any(|found| match &found.content {
        Content::Articles(analysis) => !analysis.articles.is_empty(),
        Content::Finding(_) => true,
        // They are no articles, and replace none.
        Content::Decisions(..) => false,
    });
    Response::Analysed { tickets, readable, analysed: protocol::encode(&found) }
}

/// What the graph is derived from.
#[derive(Debug)]
enum Shown {
    Articles(Box<Corpus>),
    Finding(Box<Finding>),
}

/// A worker's state. Readers use only [`Session::start`] and [`Session::read`]; the lead uses all.
#[derive(Debug)]
pub struct Session {
    recogniser: Option<Recogniser>,
    shown: Shown,
    settings: ViewSettings,
    /// What [`Session::arrangement`] arranges.
    view: GraphView,
    revision: u32,
    /// Held by the person.
    pins: Places,
    /// For each mode that was asked for, the layout under default settings and without decisions (or the one that a
    /// finding carries), once it has settled.
    bases: Vec<Base>,
    /// The same of the articles that were shown before the last ones came.
    former: Vec<Base>,
    /// The layout without decisions under other settings, where decisions are made under those.
    home: Option<Base>,
    /// That layout while it is under way.
    beneath: Option<Arrangement>,
    arrangement: Option<Arrangement>,
    /// Files are still coming: the picture is for the time being.
    provisional: bool,
    /// The last positions that were sent are the final ones.
    told_settled: bool,
    /// What was decided by hand. It outlives the articles: it holds names alone.
    log: Log,
    /// The log has changed since the graph was derived.
    stale: bool,
}

impl Default for Session {
    fn default() -> Self {
        Session {
            recogniser: None,
            shown: Shown::Articles(Box::default()),
            settings: ViewSettings::default(),
            view: GraphView::default(),
            revision: 0,
            pins: Places::new(),
            bases: Vec::new(),
            former: Vec::new(),
            home: None,
            beneath: None,
            arrangement: None,
            provisional: false,
            told_settled: true,
            log: Log::default(),
            stale: false,
        }
    }
}

impl Session {
    /// Answers a request. `files` is what rode beside it; a file that could not be loaded is a sentence instead.
    pub fn handle(&mut self, request: Request, files: Vec<Result<Vec<u8>, String>>) -> Vec<Response> {
        match request {
            Request::Start => vec![self.start(files.first())],
            Request::Read { tickets } => {
                vec![analysed(
                    tickets.iter().zip(files).map(|(ticket, file)| self.read_here(ticket, file)).collect(),
                )]
            }
            Request::Absorb { analysed } => self.absorb(&analysed),
            Request::Forget { ticket } => {
                if let Shown::Articles(corpus) = &mut self.shown {
                    corpus.forget(ticket);
                }
                Vec::new()
            }
            Request::Flush => {
                let mut responses = Vec::new();
                let waiting = matches!(&self.shown, Shown::Articles(corpus) if corpus.is_waiting());
                if self.provisional {
                    self.leave_bases();
                }
                if waiting || self.provisional || self.stale {
                    self.derive();
                    // Some entries may have waited for these articles.
                    if !self.log.entries().is_empty() {
                        responses.push(Response::Decisions(self.log_view()));
                    }
                }
                self.provisional = false;
                responses.extend(self.show());
                responses.push(Response::Flushed);
                responses
            }
            Request::Clear => {
                self.open(Shown::Articles(Box::default()));
                self.derive();
                self.show()
            }
            Request::OpenFinding { bytes } => match share::decode_any(&bytes) {
                Ok(finding) => {
                    self.open_finding(finding);
                    let mut responses = vec![Response::Opened(Ok(()))];
                    responses.extend(self.show());
                    responses
                }
                Err(diagnostic) => vec![Response::Opened(Err(diagnostic))],
            },
            Request::View(settings) => {
                self.settings = settings;
                self.show()
            }
            Request::Pin { key, at } => self.pin(key, at),
            Request::Evidence { subject, limit } => {
                vec![Response::Evidence { subject, evidence: self.evidence(subject, limit as usize) }]
            }
            Request::Article { document } => vec![Response::Article(match &self.shown {
                Shown::Articles(corpus) => corpus.article(&self.settings, DocumentId(document)),
                Shown::Finding(_) => None,
            })],
            Request::Search { query, offset, limit } => vec![self.search(query, offset, limit)],
            Request::Articles => vec![self.articles()],
            Request::Interchange => {
                let settings = self.settings;
                let graph = match &mut self.shown {
                    Shown::Articles(corpus) => corpus.interchange(&settings),
                    Shown::Finding(finding) => finding.interchange(&settings),
                };
                vec![Response::Interchange(graph)]
            }
            Request::Share { passages } => vec![self.share(passages)],
            Request::Picture(request) => vec![self.picture(&request)],
            Request::Decide { act, stamp } => self.decide(act, &stamp),
            Request::Undo => self.undo(),
            Request::Redo => self.redo(),
            Request::Drop { entry } => self.drop_entry(entry),
            Request::Decisions => vec![Response::Decisions(self.log_view())],
            Request::ExportDecisions => {
                vec![Response::DecisionsFile(decisions::encode(&self.log.entries()))]
            }
            Request::ImportDecisions { file, bytes } => self.import(&file, &bytes),
            Request::ResumeDecisions { saved } => self.resume(&saved),
            Request::Suggestions { later, limit } => vec![self.suggestions(&later, limit)],
            Request::Answer { suggestion, same, stamp } => self.answer(suggestion, same, &stamp),
        }
    }

    /// Whether [`Session::step`] has something to do.
    pub fn is_busy(&self) -> bool {
        !self.told_settled
    }

    /// A portion of the layout's work, about ten milliseconds.
    pub fn step(&mut self) -> Vec<Response> {
        match (&mut self.beneath, &mut self.arrangement) {
            (Some(beneath), _) => {
                beneath.step();
                self.follow_beneath();
            }
            (None, Some(arrangement)) => {
                arrangement.step();
                if arrangement.is_settled() {
                    self.settle();
                }
            }
            (None, None) => {
                self.told_settled = true;
                return Vec::new();
            }
        }
        vec![self.positions()]
    }

    fn start(&mut self, model: Option<&Result<Vec<u8>, String>>) -> Response {
        let loaded = match model {
            Some(Ok(bytes)) => Recogniser::load(bytes).map_err(|error| error.to_string()),
            Some(Err(message)) => Err(message.clone()),
            None => Err("the name model did not come along".to_owned()),
        };
        match loaded {
            Ok(recogniser) => {
                self.recogniser = Some(recogniser);
                Response::Ready
            }
            Err(message) => Response::Unusable { message },
        }
    }

    /// Reads one file, in whatever worker. A file that could not be loaded is a sentence instead of bytes.
    ///
    /// # Errors
    /// It is no text: its content, to be opened and then given to [`Session::find_names`].
    pub fn read(&self, ticket: &Ticket, file: Result<Vec<u8>, String>) -> Result<Found, Vec<u8>> {
        let failed = |message: &str, hint: &str| {
            let diagnostics = vec![Diagnostic::error(&ticket.name, message, hint)];
            Content::Articles(Analysis { articles: Vec::new(), diagnostics })
        };
        let content = match (file, &self.recogniser) {
            (Err(message), _) => failed(&message, "Check that the file is still there and drop it again."),
            (Ok(bytes), _) if share::looks_like_file(&bytes) => match share::decode_file(&bytes) {
                Ok(finding) => Content::Finding(Box::new(finding)),
                Err(error) => failed(&error.message, &error.hint),
            },
            (Ok(bytes), _) if decisions::looks_like_file(&bytes) => {
                match decisions::decode(&ticket.name, &bytes) {
                    // Told apart and checked here; it travels as it is.
                    Ok(_) => Content::Decisions(bytes),
                    Err(error) => failed(&error.message, &error.hint),
                }
            }
            (Ok(_), None) => failed("The reader has no name model.", "Reload the page."),
            (Ok(bytes), Some(recogniser)) => {
                let source = Source { name: &ticket.name, bytes: &bytes };
                match formats::plain(source) {
                    Some(reading) => Content::Articles(pipeline::find_names(reading, recogniser, || ())),
                    None => return Err(bytes),
                }
            }
        };
        Ok(Found { ticket: ticket.id, content })
    }

    /// Finds the names in what was opened of a file; `begun` is called before each article.
    pub fn find_names(&self, ticket: &Ticket, reading: Reading, begun: impl FnMut()) -> Found {
        let analysis = match &self.recogniser {
            Some(recogniser) => pipeline::find_names(reading, recogniser, begun),
            None => Analysis::default(),
        };
        Found { ticket: ticket.id, content: Content::Articles(analysis) }
    }

    /// Reads a file of any kind. In the browser another program opens those that are no text.
    fn read_here(&self, ticket: &Ticket, file: Result<Vec<u8>, String>) -> Found {
        self.read(ticket, file).unwrap_or_else(|_bytes| {
            #[cfg(target_arch = "wasm32")]
            let reading = Reading::default();
            #[cfg(not(target_arch = "wasm32"))]
            let reading = {
                let source = Source { name: &ticket.name, bytes: &_bytes };
                formats::open(source, &ticket.options).alone()
            };
            self.find_names(ticket, reading, || ())
        })
    }

    fn absorb(&mut self, analysed: &[u8]) -> Vec<Response> {
        protocol::decode(analysed).map(|found| self.absorb_found(found)).unwrap_or_default()
    }

    fn absorb_found(&mut self, files: Vec<Found>) -> Vec<Response> {
        let mut outcomes = Vec::new();
        let mut diagnostics = Vec::new();
        for Found { ticket, content } in files {
            let outcome = match content {
                Content::Finding(finding) => {
                    self.open_finding(*finding);
                    Outcome::Finding
                }
                Content::Decisions(file) => {
                    let added = self.combine(&decisions::decode("", &file).unwrap_or_default());
                    Outcome::Decisions { added }
                }
                Content::Articles(analysis) => {
                    let first = diagnostics.len();
                    diagnostics.extend(asked_once(analysis.diagnostics));
                    let outcome = self.absorb_articles(ticket, analysis.articles, &mut diagnostics);
                    diagnostics.iter_mut().skip(first).for_each(|said| said.ticket = Some(ticket));
                    outcome
                }
            };
            outcomes.push((ticket, outcome));
        }
        let mut responses = vec![Response::Absorbed { outcomes, diagnostics }];
        if matches!(&self.shown, Shown::Articles(corpus) if corpus.has_grown()) {
            self.derive();
            self.provisional = true;
            responses.extend(self.show());
        }
        responses
    }

    fn absorb_articles(
        &mut self,
        ticket: u32,
        articles: Vec<Article>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Outcome {
        if articles.is_empty() {
            return Outcome::Failed;
        }
        if matches!(self.shown, Shown::Finding(_)) {
            self.open(Shown::Articles(Box::default()));
        }
        let Shown::Articles(corpus) = &mut self.shown else { return Outcome::Failed };
        let (mut count, mut names, mut same) = (0, 0, Vec::new());
        for article in articles {
            let (found, name) = (article.mentions.len() as u32, article.document.name.clone());
            match corpus.absorb(ticket, article) {
                Ok(()) => (count, names) = (count + 1, names + found),
                Err(of) => same.push((name, of)),
            }
        }
        if count == 0
            && let Some((_, of)) = same.pop()
        {
            return Outcome::Duplicate { of };
        }
        for (name, of) in same {
            let message = format!("It is the same as {of} and was counted once.");
            diagnostics.push(Diagnostic::warning(&name, message, ""));
        }
        Outcome::Added { articles: count, names }
    }

    fn open(&mut self, shown: Shown) {
        let recogniser = self.recogniser.take();
        let log = std::mem::take(&mut self.log);
        *self = Session {
            recogniser,
            shown,
            settings: self.settings,
            revision: self.revision,
            log,
            stale: true,
            ..Session::default()
        };
        self.settings.focus = None;
    }

    /// A finding carries its layout, which is the base of every other view of it.
    fn open_finding(&mut self, finding: Finding) {
        self.settings = finding.settings;
        let pins = finding.pins();
        let (settings, places) = (finding.settings, finding.places());
        let shape = shape(&GraphView::default());
        let base = Base { settings, pins: pins.clone(), places, shape, dates: None };
        self.open(Shown::Finding(Box::new(finding)));
        (self.bases, self.pins) = (vec![base], pins);
    }

    fn evidence(&mut self, subject: evidence::Subject, limit: usize) -> Option<evidence::Evidence> {
        let settings = self.settings;
        match &mut self.shown {
            Shown::Articles(corpus) => {
                corpus.count(&settings);
                let ties = corpus.ties(&settings)?;
                evidence::evidence(corpus.answers(&settings), &ties.pairs, subject, &settings, limit)
            }
            Shown::Finding(finding) => finding.evidence(subject, &settings, limit),
        }
    }

    fn search(&self, query: String, offset: u32, limit: u32) -> Response {
        let (total, entities) = match &self.shown {
            Shown::Articles(corpus) => {
                let found = evidence::search(corpus.entities(), &query);
                let page = found.iter().skip(offset as usize).take(limit as usize);
                let entities = page.filter_map(|id| corpus.entities().get(id.index()));
                (
                    found.len(),
                    entities.map(|entity| evidence::entity_view(entity, Some(corpus.decided()))).collect(),
                )
            }
            Shown::Finding(finding) => finding.search(&query, offset as usize, limit as usize),
        };
        Response::Found { query, offset, total: total as u32, entities }
    }

    /// The picture of what is shown, if the page still shows it.
    fn picture(&self, request: &PictureRequest) -> Response {
        if request.revision != self.revision {
            let (changed, hint) = (words::pictures::CHANGED.text(), words::pictures::CHANGED_HINT.text());
            return Response::Refused(Diagnostic::error("", changed, hint));
        }
        let pinned = self.pins.keys().copied().collect();
        export::picture(&self.view, &self.settings, &pinned, request)
            .map_or_else(Response::Refused, Response::Picture)
    }

    fn share(&mut self, passages: bool) -> Response {
        let finding = match &mut self.shown {
            Shown::Finding(finding) => (**finding).clone(),
            Shown::Articles(corpus) => {
                // References do not travel.
                let plain = ViewSettings { references: false, ..self.settings };
                let under = Window::ALL.map(|window| ViewSettings { window, ..plain });
                under.iter().for_each(|settings| corpus.count(settings));
                let ties =
                    under.map(|settings| corpus.ties(&settings).map_or(&[][..], |ties| &ties.pairs[..]));
                let places = self.arrangement.as_ref().map(Arrangement::places).unwrap_or_default();
                let pinned: Vec<EntityKey> = self.pins.keys().copied().collect();
                let picture = share::Picture { view: &self.view, settings: self.settings, places, pinned };
                Finding::new(corpus.answers(&plain), ties, picture, passages)
            }
        };
        Response::Shared { passages, link: share::encode_link(&finding), file: share::encode_file(&finding) }
    }
}
