//! The page's side of the workers: starts them, hands each the engine and the model, posts and hears.
//!
//! How it works: script, WebAssembly and model are fetched once by the page. The script starts each worker from a
//! blob, the compiled module is its first message, the model rides beside its second. So workers compile nothing, no
//! worker can meet an engine of another release, and, above all, a worker from a blob inherits the page's
//! Content-Security-Policy, which one from a file would not: it cannot reach another site either.
//!
//! A reader that says nothing for [`PATIENCE`] looks has hung: it is ended, and told of as one that stopped by itself.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::WebAssembly::Module;
use js_sys::{Array, ArrayBuffer, Uint8Array, WebAssembly};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, ErrorEvent, MessageEvent, Url, Worker};

use super::listener::Listener;
use super::source::fetch;
use crate::app::effect::WorkerIndex;
use crate::protocol::{self, Request, Response};

/// What a worker says, or that it has ended.
pub type Heard = Rc<dyn Fn(WorkerIndex, Result<Response, String>)>;

/// Milliseconds between two looks at the readers. A page in the background is called less often, and then waits longer.
const LOOK: i32 = 10_000;

/// After so many looks without a word a reader is taken for hung: readers tell of each article they begin.
const PATIENCE: u32 = 12;

/// Ends the engine's script: its first message is the compiled module; what opens files that are no text it loads itself
/// from the page's folder, which comes before this.
const BEGIN: &str = ";
self.coterieOpen = async (...file) => (await import(folder + 'open.js')).open(...file);
onmessage = (first) => { onmessage = null; wasm_bindgen({ module_or_path: first.data }); };
";

/// The workers.
#[derive(Clone)]
pub struct Pool {
    shared: Rc<Shared>,
}

struct Shared {
    /// Where the engine and its model are, with a slash at the end.
    assets: String,
    heard: Heard,
    engine: RefCell<Option<Engine>>,
    members: RefCell<Vec<Member>>,
    /// Looks at the readers from time to time; lives as long as the page.
    watch: RefCell<Option<Closure<dyn FnMut()>>>,
}

/// What a worker is made of.
#[derive(Clone)]
struct Engine {
    /// A blob's address.
    script: String,
    module: Module,
    model: ArrayBuffer,
}

/// A worker, or the place for one.
#[derive(Default)]
struct Member {
    worker: Option<Worker>,
    listeners: Vec<Listener>,
    /// Whether it listens.
    is_up: bool,
    /// Messages until it does.
    waiting: Vec<Array>,
    /// Looks since its last word; `None` while it has nothing to read.
    silent: Option<u32>,
}

impl Drop for Member {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}

impl Pool {
    /// No workers yet.
    pub fn new(assets: String, heard: Heard) -> Self {
        let (engine, members, watch) = Default::default();
        Pool { shared: Rc::new(Shared { assets, heard, engine, members, watch }) }
    }

    /// Starts so many workers, in place of any there are. Messages to them wait until they listen.
    pub fn start(&self, count: u32) {
        self.shared.members.replace((0..count).map(|_| Member::default()).collect());
        self.watch();
        let pool = self.clone();
        spawn_local(async move {
            match Engine::load(&pool.shared.assets).await {
                Ok(engine) => {
                    pool.shared.engine.replace(Some(engine));
                    (0..count).for_each(|index| pool.spawn(index));
                }
                Err(message) => {
                    for index in 0..count {
                        let message = message.clone();
                        (pool.shared.heard)(index, Ok(Response::Unusable { message }));
                    }
                }
            }
        });
    }

    /// Ends a worker and starts another in its place.
    pub fn restart(&self, index: WorkerIndex) {
        if let Some(member) = self.shared.members.borrow_mut().get_mut(index as usize) {
            *member = Member::default();
        }
        self.spawn(index);
    }

    /// Posts a request with what rides beside it.
    pub fn post(&self, index: WorkerIndex, request: &Request, beside: &[JsValue]) {
        let parts = Array::of1(&Uint8Array::from(&protocol::encode(request)[..]));
        for part in beside {
            parts.push(part);
        }
        if let Some(member) = self.shared.members.borrow_mut().get_mut(index as usize) {
            if matches!(request, Request::Read { .. }) {
                member.silent = Some(0);
            }
            match &member.worker {
                Some(worker) if member.is_up => post(worker, &parts),
                _ => member.waiting.push(parts),
            }
        }
    }

    fn spawn(&self, index: WorkerIndex) {
        let Some(engine) = self.shared.engine.borrow().clone() else { return };
        let Ok(worker) = Worker::new(&engine.script) else {
            return (self.shared.heard)(index, Err("This browser does not start workers.".to_owned()));
        };
        let pool = self.clone();
        let message = Listener::new(&worker, "message", move |event: MessageEvent| {
            let bytes = event.data().unchecked_into::<Uint8Array>().to_vec();
            let response = protocol::decode::<Response>(&bytes);
            pool.spoke(index, matches!(response, Some(Response::Analysed { .. })));
            match response {
                Some(Response::Up) => pool.welcome(index),
                Some(response) => (pool.shared.heard)(index, Ok(response)),
                None => {
                    (pool.shared.heard)(
                        index,
                        Err("It answered in a way this page does not know.".to_owned()),
                    );
                }
            }
        });
        let heard = Rc::clone(&self.shared.heard);
        let error = Listener::new(&worker, "error", move |event: ErrorEvent| {
            event.prevent_default();
            let (heard, message) = (Rc::clone(&heard), event.message());
            // Later: what is done about it drops this very listener.
            spawn_local(async move { heard(index, Err(message)) });
        });
        // Posting fails only for what cannot be cloned; a module can.
        let _ = worker.post_message(&engine.module);
        if let Some(member) = self.shared.members.borrow_mut().get_mut(index as usize) {
            member.worker = Some(worker);
            member.listeners = vec![message, error];
        }
    }

    /// A worker said something; `done` when that is all of what it was to read.
    fn spoke(&self, index: WorkerIndex, done: bool) {
        if let Some(member) = self.shared.members.borrow_mut().get_mut(index as usize) {
            member.silent = member.silent.filter(|_| !done).map(|_| 0);
        }
    }

    /// Begins to look at the readers.
    fn watch(&self) {
        if self.shared.watch.borrow().is_some() {
            return;
        }
        let pool = self.clone();
        let watch = Closure::<dyn FnMut()>::new(move || {
            for (index, member) in (0..).zip(&mut *pool.shared.members.borrow_mut()) {
                // One that is coming up has not been given its files yet.
                let Some(silent) = member.silent.as_mut().filter(|_| member.is_up) else { continue };
                *silent += 1;
                if *silent > PATIENCE {
                    member.silent = None;
                    let heard = Rc::clone(&pool.shared.heard);
                    // Later: what is done about it changes the members.
                    spawn_local(
                        async move { heard(index, Err("It said nothing for two minutes.".to_owned())) },
                    );
                }
            }
        });
        if let Some(window) = web_sys::window() {
            let look = watch.as_ref().unchecked_ref();
            let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(look, LOOK);
        }
        self.shared.watch.replace(Some(watch));
    }

    /// A worker listens: it gets the model, then what has waited for it.
    fn welcome(&self, index: WorkerIndex) {
        let model: Option<JsValue> =
            self.shared.engine.borrow().as_ref().map(|engine| engine.model.clone().into());
        let mut members = self.shared.members.borrow_mut();
        let Some(member) = members.get_mut(index as usize) else { return };
        let Some(worker) = &member.worker else { return };
        member.is_up = true;
        let mut start = Array::of1(&Uint8Array::from(&protocol::encode(&Request::Start)[..]));
        start.extend(model);
        post(worker, &start);
        for parts in member.waiting.drain(..) {
            post(worker, &parts);
        }
    }
}

impl Engine {
    async fn load(assets: &str) -> Result<Engine, String> {
        let refused = |_| "This browser does not run the reader (WebAssembly was refused).".to_owned();
        let script = fetch(&format!("{assets}engine.js")).await?;
        let wasm = fetch(&format!("{assets}engine_bg.wasm")).await?;
        let model = fetch(&format!("{assets}models/names.bin")).await?;
        let module = JsFuture::from(WebAssembly::compile(&wasm)).await.map_err(refused)?;
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let folder = web_sys::window().and_then(|window| window.document()?.base_uri().ok()?);
        let folder = Url::new_with_base(assets, &folder.unwrap_or_default()).map_err(refused)?.href();
        let begin = format!("\nconst folder = {folder:?}{BEGIN}");
        let parts = Array::of2(&script, &begin.into());
        let blob = Blob::new_with_buffer_source_sequence_and_options(&parts, &kind).map_err(refused)?;
        let script = Url::create_object_url_with_blob(&blob).map_err(refused)?;
        Ok(Engine { script, module: module.unchecked_into(), model })
    }
}

/// Posts the parts of a message; the first, its bytes, is handed over and not copied.
fn post(worker: &Worker, parts: &Array) {
    let bytes: Uint8Array = parts.get(0).unchecked_into();
    // Posting fails only for what cannot be cloned; files and buffers can.
    let _ = worker.post_message_with_transfer(parts, &Array::of1(&bytes.buffer()));
}
