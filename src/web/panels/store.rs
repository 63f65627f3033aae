//! The one place that holds the [`Model`]: panels read memos of it, everything that acts sends a [`Message`].

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use crate::app::{Effect, Message, Model, update};

/// A handle on the model; copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Inner, LocalStorage>,
    /// Counts the changes that panels may show.
    version: RwSignal<u32>,
}

type CarryOut = Rc<dyn Fn(Effect)>;

struct Inner {
    model: Model,
    queue: VecDeque<Message>,
    /// A message is being taken in; others wait in the queue.
    busy: bool,
    carry_out: CarryOut,
}

impl Store {
    /// A store of the model at rest; `carry_out` does what [`update()`] asks for.
    pub fn new(carry_out: impl Fn(Effect) + 'static) -> Store {
        let inner = Inner {
            model: Model::default(),
            queue: VecDeque::new(),
            busy: false,
            carry_out: Rc::new(carry_out),
        };
        Store { inner: StoredValue::new_local(inner), version: RwSignal::new(0) }
    }

    /// Takes a message in. One sent while another is being taken in (by an effect, say) waits its turn.
    pub fn dispatch(self, message: Message) {
        let first = self.inner.try_update_value(|inner| {
            inner.queue.push_back(message);
            !std::mem::replace(&mut inner.busy, true)
        });
        if first != Some(true) {
            return;
        }
        let mut shows = false;
        while let Some((effects, carry_out, panels)) = self.step() {
            shows |= panels;
            effects.into_iter().for_each(|effect| carry_out(effect));
        }
        if shows {
            self.version.update(|version| *version = version.wrapping_add(1));
        }
    }

    /// The next message's effects, what carries them out, and whether panels may show another thing.
    fn step(self) -> Option<(Vec<Effect>, CarryOut, bool)> {
        self.inner.try_update_value(|inner| {
            let Some(message) = inner.queue.pop_front() else {
                inner.busy = false;
                return None;
            };
            let panels = !message.is_quiet();
            Some((update(&mut inner.model, message), Rc::clone(&inner.carry_out), panels))
        })?
    }

    /// Reads the model without following it.
    pub fn peek<T>(self, read: impl FnOnce(&Model) -> T) -> T {
        self.inner.with_value(|inner| read(&inner.model))
    }

    /// A part of the model that tells its readers when it has changed.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(self, read: fn(&Model) -> T) -> Memo<T> {
        Memo::new(move |_| {
            self.version.track();
            self.peek(read)
        })
    }
}
