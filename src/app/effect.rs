//! What the page wants done outside itself. Effects are data; `web` carries them out.

use crate::export::PictureRequest;
use crate::protocol::Request;

/// Which worker.
pub type WorkerIndex = u32;

/// What to do; the shell keeps the handles of files by ticket.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Start so many workers (the first is the lead); the shell hands each the model.
    StartWorkers(u32),
    /// End a worker and start another in its place.
    RestartWorker(WorkerIndex),
    /// Send a request to the lead.
    Ask(Request),
    /// Have a worker read files: the tickets of a [`Request::Read`], whose handles the shell attaches.
    Read {
        /// Which worker.
        worker: WorkerIndex,
        /// The files.
        tickets: Vec<crate::protocol::Ticket>,
    },
    /// The handles of these tickets are no longer needed.
    Release(Vec<u32>),
    /// The promises of [`crate::app::Message::Dropped`] batches that are done: settle them.
    Settle {
        /// As given with the batch.
        batch: u32,
    },
    /// Tell listeners of `coterie.on("change")`.
    Changed,
    /// Fetch the five sample articles and drop them ([`crate::app::Origin::Samples`]).
    FetchSamples,
    /// Fetch what a `src=` names (same site) and drop or open it ([`crate::app::Origin::Source`]).
    FetchSource(String),
    /// Let the person choose files.
    PickFiles,
    /// Let the person choose a folder.
    PickFolder,
    /// Drop a text file of this name and content, as if the person had.
    DropText {
        /// The file's name.
        name: String,
        /// Its content.
        text: String,
    },
    /// Put text on the clipboard; answered by `Message::Copied`.
    Copy(String),
    /// Save a file to the person's disk.
    Download {
        /// Suggested name.
        name: String,
        /// MIME type.
        mime: &'static str,
        /// Content.
        bytes: Vec<u8>,
    },
    /// Complete a request with what the canvas shows, and send it to the lead.
    Depict(Box<PictureRequest>),
    /// Draw an SVG, and save it to the person's disk as a PNG; where it cannot be, `Message::PictureTooLarge`.
    Rasterise {
        /// Suggested name.
        name: String,
        /// The drawing.
        svg: Vec<u8>,
        /// Pixels across and down.
        size: [u32; 2],
    },
    /// Keep a preference in local storage.
    Remember {
        /// Which.
        key: &'static str,
        /// What.
        value: String,
    },
    /// Put this after the `#` of the address, without a new history entry.
    SetFragment(String),
    /// Draw the graph at the next frame.
    Draw,
    /// Move the keyboard focus to the element of this id.
    Focus(String),
    /// Scroll the element of this id into the middle of what scrolls it.
    ScrollTo(String),
}
