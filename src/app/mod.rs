//! What the page is: `Model`, `Message`, `update`, `Effect`. Pure and tested natively.
//!
//! ```text
//! DOM event → Message → update(&mut Model) → [Effect] → Request ⇢ worker ⇢ Response → Message → … → view
//! ```

pub mod effect;
pub mod reading;

pub use effect::Effect;

use crate::protocol::{Response, Ticket};

/// Everything that can make the page act.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// The page has come up: what the shell found around it.
    Begun {
        /// What stands after the `#` and `?` of the address.
        fragment: String,
        /// See `fragment`.
        query: String,
        /// Workers worth starting.
        workers: u32,
    },
    /// The precomputed demo (`demo.bin`) has come.
    Demo(Vec<u8>),
    /// What stands after the `#` has changed.
    FragmentChanged(String),
    /// Files were dropped, picked, pasted or fetched. The shell holds their handles by ticket.
    Dropped {
        /// Settled by [`Effect::Settle`] when all are in the graph.
        batch: u32,
        /// One for each file, in order of their names.
        tickets: Vec<Ticket>,
    },
    /// A worker answered.
    Answered {
        /// Which.
        worker: effect::WorkerIndex,
        /// What.
        response: Response,
    },
    /// A worker ended by itself.
    Stopped {
        /// Which.
        worker: effect::WorkerIndex,
        /// The browser's words.
        message: String,
    },
    /// Something could not be fetched.
    FetchFailed {
        /// Its address.
        url: String,
        /// A sentence.
        message: String,
    },
    /// [`Effect::Copy`] is done, or not.
    Copied(bool),
}

/// All that the page knows.
#[derive(Clone, Debug, Default)]
pub struct Model {}

/// The one place where the page's state changes.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let _ = (model, message);
    Vec::new()
}
