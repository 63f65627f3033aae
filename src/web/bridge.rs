//! Carries out effects, and turns what the browser does into messages.
//!
//! Handles of files stay here, by ticket; the core knows their names only.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlMetaElement, Url, Window};

use super::files::{self, Handle, Intake};
use super::listener::Listener;
use super::pool::Pool;
use super::raster;
use super::source::{self, Failure};
use crate::app::effect::{Effect, WorkerIndex};
use crate::app::reading::LEAD;
use crate::app::{Message, Origin};
use crate::interchange::Interchange;
use crate::protocol::{Request, Response, Ticket};

/// Where messages go.
pub type Send = Rc<dyn Fn(Message)>;

/// What kept preferences begin with in local storage, which other pages of the site share.
const PREFIX: &str = "coterie.";

/// The page's hands.
#[derive(Clone)]
pub struct Bridge {
    inner: Rc<Inner>,
}

struct Inner {
    window: Window,
    /// The folder of the page's own files, with a slash at the end.
    assets: String,
    send: Send,
    pool: Pool,
    intake: RefCell<Option<Intake>>,
    hash: RefCell<Option<Listener>>,
    handles: RefCell<BTreeMap<u32, Handle>>,
    next_ticket: Cell<u32>,
    next_batch: Cell<u32>,
    promises: RefCell<Promises>,
}

/// What `window.coterie` has promised.
#[derive(Default)]
struct Promises {
    /// By batch.
    batches: BTreeMap<u32, Function>,
    graphs: Vec<Asked>,
    cleared: Vec<Function>,
    ready: Vec<(Function, Function)>,
    /// Whether the engine is up with what the address asked for, or will never be.
    begun: Option<Result<(), String>>,
    listeners: Vec<Function>,
}

type Asked = Box<dyn FnOnce(&Interchange)>;

impl Bridge {
    /// Begins to listen to the window. Messages go to `send` from now on.
    pub fn new(window: Window, send: Send) -> Bridge {
        let assets = assets(&window);
        let inner = Rc::new_cyclic(|weak: &std::rc::Weak<Inner>| {
            let weak = weak.clone();
            let heard = move |worker, said: Result<Response, String>| {
                if let Some(inner) = weak.upgrade() {
                    inner.hear(worker, said);
                }
            };
            Inner {
                window,
                pool: Pool::new(assets.clone(), Rc::new(heard)),
                assets,
                send,
                intake: RefCell::new(None),
                hash: RefCell::new(None),
                handles: RefCell::default(),
                next_ticket: Cell::new(1),
                next_batch: Cell::new(1),
                promises: RefCell::default(),
            }
        });
        let weak = Rc::downgrade(&inner);
        let intake = Intake::new(
            &inner.window,
            Rc::new(move |heard| {
                let Some(inner) = weak.upgrade() else { return };
                match heard {
                    files::Heard::Hovering(count) => (inner.send)(Message::Hovering(count)),
                    files::Heard::Files(files) => {
                        inner.drop_files(files, Origin::Person);
                    }
                    files::Heard::Text(text) => (inner.send)(Message::TextPasted(text)),
                }
            }),
        );
        inner.intake.replace(intake);
        let weak = Rc::downgrade(&inner);
        let listener = Listener::new(&inner.window, "hashchange", move |_: web_sys::Event| {
            if let Some(inner) = weak.upgrade() {
                (inner.send)(Message::FragmentChanged(inner.fragment()));
            }
        });
        inner.hash.replace(Some(listener));
        Bridge { inner }
    }

    /// What the page should know at first: the address, what was remembered, how many workers are worth starting.
    pub fn begun(&self) -> Message {
        let inner = &self.inner;
        let location = inner.window.location();
        let address = location.href().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        let cores = inner.window.navigator().hardware_concurrency() as u32;
        Message::Begun {
            fragment: inner.fragment(),
            query: query.trim_start_matches('?').to_owned(),
            address: address.split('#').next().unwrap_or_default().to_owned(),
            workers: cores.clamp(1, 4),
            remembered: inner.remembered(),
        }
    }

    /// Fetches the demo, which becomes a [`Message::Demo`].
    pub fn fetch_demo(&self) {
        let inner = Rc::clone(&self.inner);
        spawn_local(async move {
            let url = format!("{}demo.bin", inner.assets);
            match source::fetch(&url).await {
                Ok(bytes) => (inner.send)(Message::Demo(Uint8Array::new(&bytes).to_vec())),
                Err(message) => (inner.send)(Message::FetchFailed { url, message }),
            }
        });
    }

    /// Carries out an effect; gives back those that concern the document, which the page carries out itself:
    /// [`Effect::Draw`], [`Effect::Depict`], [`Effect::Focus`] and [`Effect::ScrollTo`].
    pub fn run(&self, effect: Effect) -> Option<Effect> {
        let inner = &self.inner;
        match effect {
            Effect::Draw | Effect::Depict(_) | Effect::Focus(_) | Effect::ScrollTo(_) => {
                return Some(effect);
            }
            Effect::StartWorkers(count) => inner.pool.start(count),
            Effect::RestartWorker(index) => inner.pool.restart(index),
            Effect::Ask(mut request) => {
                if let Request::Decide { stamp, .. } | Request::Answer { stamp, .. } = &mut request {
                    stamp.at = js_sys::Date::now() as u64;
                }
                if let Request::Picture(request) = &mut request {
                    request.at = js_sys::Date::now() as u64;
                }
                inner.ask(&request);
            }
            Effect::Read { worker, tickets } => inner.read(worker, tickets),
            Effect::Release(tickets) => {
                let mut handles = inner.handles.borrow_mut();
                for ticket in tickets {
                    handles.remove(&ticket);
                }
            }
            Effect::Settle { batch } => inner.settle(batch),
            Effect::Changed => inner.tell_listeners(),
            Effect::FetchSamples => {
                let inner = Rc::clone(inner);
                spawn_local(async move {
                    let fetched = source::samples(&inner.assets).await;
                    inner.drop_fetched(fetched, Origin::Samples);
                });
            }
            Effect::FetchSource(src) => {
                let inner = Rc::clone(inner);
                spawn_local(async move {
                    let page = inner.window.location().href().unwrap_or_default();
                    let fetched = source::source(&src, &page).await;
                    inner.drop_fetched(fetched, Origin::Source);
                });
            }
            Effect::PickFiles => {
                if let Some(intake) = &*inner.intake.borrow() {
                    intake.pick_files();
                }
            }
            Effect::PickFolder => {
                if let Some(intake) = &*inner.intake.borrow() {
                    intake.pick_folder();
                }
            }
            Effect::DropText { name, text } => {
                let bytes = Uint8Array::from(text.as_bytes()).buffer();
                let inner = Rc::clone(inner);
                // Later: an effect does not send while its message is still being worked on.
                spawn_local(async move {
                    inner.drop_files(vec![(name, Handle::Bytes(bytes))], Origin::Person);
                });
            }
            Effect::Copy(text) => {
                let copied = inner.window.navigator().clipboard().write_text(&text);
                let send = Rc::clone(&inner.send);
                spawn_local(async move { send(Message::Copied(JsFuture::from(copied).await.is_ok())) });
            }
            Effect::Download { name, mime, bytes } => {
                let _ = inner.download(&name, mime, &bytes);
            }
            Effect::Rasterise { name, svg, size } => {
                let inner = Rc::clone(inner);
                spawn_local(async move {
                    match raster::png(&svg, size).await {
                        Ok(png) => drop(inner.save(&name, &png)),
                        Err(_) => (inner.send)(Message::PictureTooLarge),
                    }
                });
            }
            Effect::Remember { key, value } => {
                // A person may have forbidden storage: then nothing is remembered.
                if let Ok(Some(storage)) = inner.window.local_storage() {
                    let _ = storage.set_item(&format!("{PREFIX}{key}"), &value);
                }
            }
            Effect::SetFragment(fragment) => {
                if let Ok(history) = inner.window.history() {
                    let url = format!("#{fragment}");
                    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
                }
            }
        }
        None
    }

    /// A promise that settles once the engine is up with what the address asked for.
    pub fn ready(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        Promise::new(&mut move |resolve, reject| {
            let mut promises = inner.promises.borrow_mut();
            match &promises.begun {
                None => promises.ready.push((resolve, reject)),
                Some(Ok(())) => call(&resolve, &JsValue::UNDEFINED),
                Some(Err(message)) => call(&reject, &js_sys::Error::new(message)),
            }
        })
    }

    /// Drops files as if the person had; the promise settles when they are in the graph.
    pub fn open(&self, files: Vec<(String, Handle)>) -> Promise {
        let inner = Rc::clone(&self.inner);
        let mut files = Some(files);
        Promise::new(&mut move |resolve, _| {
            let batch = inner.next_batch.get();
            inner.promises.borrow_mut().batches.insert(batch, resolve);
            inner.drop_files(files.take().unwrap_or_default(), Origin::Person);
        })
    }

    /// Forgets all articles; the promise settles when the graph is empty.
    pub fn clear(&self) -> Promise {
        let inner = Rc::clone(&self.inner);
        Promise::new(&mut move |resolve, _| {
            inner.promises.borrow_mut().cleared.push(resolve);
            (inner.send)(Message::ClearAsked);
            // Answers come in order: this one after the graph was emptied.
            inner.ask(&Request::Articles);
        })
    }

    /// Asks the lead for the interchange.
    pub fn graph(&self, then: impl FnOnce(&Interchange) + 'static) {
        self.inner.promises.borrow_mut().graphs.push(Box::new(then));
        self.inner.ask(&Request::Interchange);
    }

    /// Calls `listener` after each change of the graph.
    pub fn on_change(&self, listener: Function) {
        self.inner.promises.borrow_mut().listeners.push(listener);
    }
}

impl Inner {
    fn hear(&self, worker: WorkerIndex, said: Result<Response, String>) {
        match said {
            Ok(Response::Interchange(interchange)) => {
                let mut asked = std::mem::take(&mut self.promises.borrow_mut().graphs);
                if !asked.is_empty() {
                    let first = asked.remove(0);
                    asked.append(&mut self.promises.borrow_mut().graphs);
                    self.promises.borrow_mut().graphs = asked;
                    first(&interchange);
                }
            }
            Ok(response) => {
                let begun = match &response {
                    Response::Flushed | Response::Opened(_) => Some(Ok(())),
                    Response::Unusable { message } => Some(Err(message.clone())),
                    _ => None,
                };
                let is_articles = matches!(response, Response::Articles { .. });
                (self.send)(Message::Answered { worker, response });
                if is_articles {
                    let cleared = std::mem::take(&mut self.promises.borrow_mut().cleared);
                    cleared.iter().for_each(|resolve| call(resolve, &JsValue::UNDEFINED));
                }
                if let Some(begun) = begun {
                    self.begin(begun);
                }
            }
            Err(message) => (self.send)(Message::Stopped { worker, message }),
        }
    }

    /// Settles the promise of [`Bridge::ready`], once.
    fn begin(&self, begun: Result<(), String>) {
        let mut promises = self.promises.borrow_mut();
        if promises.begun.is_some() {
            return;
        }
        for (resolve, reject) in std::mem::take(&mut promises.ready) {
            match &begun {
                Ok(()) => call(&resolve, &JsValue::UNDEFINED),
                Err(message) => call(&reject, &js_sys::Error::new(message)),
            }
        }
        promises.begun = Some(begun);
    }

    fn ask(&self, request: &Request) {
        self.pool.post(LEAD, request, &[]);
    }

    fn read(&self, worker: WorkerIndex, tickets: Vec<Ticket>) {
        let handles = self.handles.borrow();
        let beside: Vec<JsValue> = tickets
            .iter()
            .map(|ticket| handles.get(&ticket.id).map_or(JsValue::UNDEFINED, Handle::as_js))
            .collect();
        self.pool.post(worker, &Request::Read { tickets }, &beside);
    }

    fn drop_files(&self, files: Vec<(String, Handle)>, origin: Origin) {
        let batch = self.next_batch.replace(self.next_batch.get() + 1);
        let mut tickets = Vec::with_capacity(files.len());
        for (name, handle) in files {
            let id = self.next_ticket.replace(self.next_ticket.get() + 1);
            self.handles.borrow_mut().insert(id, handle);
            tickets.push(Ticket { id, name, ..Ticket::default() });
        }
        (self.send)(Message::Dropped { batch, tickets, origin });
    }

    fn drop_fetched(&self, (files, failures): (Vec<(String, Handle)>, Vec<Failure>), origin: Origin) {
        // Files first, though there be none: a failure is the end only where nothing is under way.
        self.drop_files(files, origin);
        for Failure { url, message } in failures {
            (self.send)(Message::FetchFailed { url, message });
        }
    }

    fn settle(&self, batch: u32) {
        if let Some(resolve) = self.promises.borrow_mut().batches.remove(&batch) {
            call(&resolve, &JsValue::UNDEFINED);
        }
    }

    fn tell_listeners(&self) {
        let listeners = self.promises.borrow().listeners.clone();
        spawn_local(async move {
            listeners.iter().for_each(|listener| call(listener, &JsValue::UNDEFINED));
        });
    }

    fn fragment(&self) -> String {
        self.window.location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
    }

    fn remembered(&self) -> Vec<(String, String)> {
        let Ok(Some(storage)) = self.window.local_storage() else { return Vec::new() };
        (0..storage.length().unwrap_or(0))
            .filter_map(|i| storage.key(i).ok().flatten())
            .filter_map(|key| {
                let value = storage.get_item(&key).ok().flatten()?;
                Some((key.strip_prefix(PREFIX)?.to_owned(), value))
            })
            .collect()
    }

    fn download(&self, name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
        let options = BlobPropertyBag::new();
        options.set_type(mime);
        let parts = Array::of1(&Uint8Array::from(bytes));
        self.save(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &options)?)
    }

    fn save(&self, name: &str, blob: &Blob) -> Result<(), JsValue> {
        let url = Url::create_object_url_with_blob(blob)?;
        let document = self.window.document().ok_or(JsValue::NULL)?;
        let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
        Url::revoke_object_url(&url)
    }
}

/// The folder of the page's own files, as `index.html` says.
pub(super) fn assets(window: &Window) -> String {
    window
        .document()
        .and_then(|document| document.query_selector("meta[name=coterie-assets]").ok().flatten())
        .and_then(|meta| meta.dyn_into::<HtmlMetaElement>().ok())
        .map_or_else(|| "./".to_owned(), |meta| meta.content())
}

/// Calls a function of the embedding page; what it throws is its own affair.
fn call(function: &Function, argument: &JsValue) {
    let _ = function.call1(&JsValue::UNDEFINED, argument);
}
