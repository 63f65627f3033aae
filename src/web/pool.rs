//! The page's side of the workers: starts them, hands each the model, posts and hears.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::listener::Listener;
use super::source::fetch;
use crate::app::effect::WorkerIndex;
use crate::protocol::{self, Request, Response};

/// What a worker says, or that it has ended.
pub type Heard = Rc<dyn Fn(WorkerIndex, Result<Response, String>)>;

/// The workers.
pub struct Pool {
    shared: Rc<Shared>,
    workers: RefCell<Vec<Member>>,
}

struct Shared {
    /// Where the engine and its model are, with a slash at the end.
    assets: String,
    heard: Heard,
    model: RefCell<Option<ArrayBuffer>>,
}

struct Member {
    worker: Worker,
    _listeners: [Listener; 2],
}

impl Drop for Member {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Pool {
    /// No workers yet.
    pub fn new(assets: String, heard: Heard) -> Self {
        let shared = Shared { assets, heard, model: RefCell::new(None) };
        Pool { shared: Rc::new(shared), workers: RefCell::new(Vec::new()) }
    }

    /// Starts so many workers, in place of any there are.
    pub fn start(&self, count: u32) {
        let members = (0..count).filter_map(|index| self.spawn(index)).collect();
        self.workers.replace(members);
    }

    /// Ends a worker and starts another in its place.
    pub fn restart(&self, index: WorkerIndex) {
        if let Some(member) = self.spawn(index)
            && let Some(place) = self.workers.borrow_mut().get_mut(index as usize)
        {
            *place = member;
        }
    }

    /// Posts a request with what rides beside it.
    pub fn post(&self, index: WorkerIndex, request: &Request, beside: &[JsValue]) {
        if let Some(member) = self.workers.borrow().get(index as usize) {
            post(&member.worker, request, beside);
        }
    }

    fn spawn(&self, index: WorkerIndex) -> Option<Member> {
        let worker = match Worker::new(&format!("{}engine_loader.js", self.shared.assets)) {
            Ok(worker) => worker,
            Err(_) => {
                (self.shared.heard)(index, Err("This browser does not start workers.".to_owned()));
                return None;
            }
        };
        let (shared, of) = (Rc::clone(&self.shared), worker.clone());
        let message = Listener::new(&worker, "message", move |event: MessageEvent| {
            let bytes = event.data().unchecked_into::<Uint8Array>().to_vec();
            match protocol::decode::<Response>(&bytes) {
                Some(Response::Up) => begin(Rc::clone(&shared), of.clone(), index),
                Some(response) => (shared.heard)(index, Ok(response)),
                None => {
                    (shared.heard)(index, Err("It answered in a way this page does not know.".to_owned()))
                }
            }
        });
        let shared = Rc::clone(&self.shared);
        let error = Listener::new(&worker, "error", move |event: ErrorEvent| {
            event.prevent_default();
            let (shared, message) = (Rc::clone(&shared), event.message());
            // Later: what is done about it drops this very listener.
            spawn_local(async move { (shared.heard)(index, Err(message)) });
        });
        Some(Member { worker, _listeners: [message, error] })
    }
}

/// Hands a worker the model, which is fetched once for all.
fn begin(shared: Rc<Shared>, worker: Worker, index: WorkerIndex) {
    spawn_local(async move {
        let known = shared.model.borrow().clone();
        let model = match known {
            Some(model) => model,
            None => match fetch(&format!("{}models/names.bin", shared.assets)).await {
                Ok(model) => {
                    shared.model.replace(Some(model.clone()));
                    model
                }
                Err(message) => return (shared.heard)(index, Ok(Response::Unusable { message })),
            },
        };
        post(&worker, &Request::Start, &[model.into()]);
    });
}

fn post(worker: &Worker, request: &Request, beside: &[JsValue]) {
    let bytes = Uint8Array::from(&protocol::encode(request)[..]);
    let parts = Array::of1(&bytes);
    beside.iter().for_each(|part| {
        parts.push(part);
    });
    // Posting fails only for what cannot be cloned; files and buffers can.
    let _ = worker.post_message_with_transfer(&parts, &Array::of1(&bytes.buffer()));
}
