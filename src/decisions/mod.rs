//! What people decided about the entities, and about what articles say of themselves, as a log from which the shown graph is derived.
//!
//! **Invariant:** the shown entities are a function of the articles and the log; undo is deriving with one change
//! fewer. Nothing deletes a mention, a count or a document.

mod amend;
mod cast;
mod decision;
mod file;
mod hex;
mod log;
mod missed;
pub mod moment;
mod replay;

pub use decision::{ArticleName, Decision, LONGEST_NAME, Part, Place, Who, name};
pub use file::{decode, encode, looks_like_file, resume, save};
pub use log::{Change, DISPUTES, Entries, Entry, EntryId, LATEST, Log, Standing};
pub use missed::{derive, mark, missed};
pub use replay::{Decided, State, apply};
