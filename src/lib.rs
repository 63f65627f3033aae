//! Coterie reads articles, finds the people, organisations and places they name, works out which names are one
//! entity, counts who appears with whom, and draws the graph with the sentences behind every tie.
//!
//! This crate doc is the map; `docs/ARCHITECTURE.md` has the invariants and the test that holds each.
//!
//! ```text
//! Source → Document → Sentence → Token → Mention → Entity → Cooccurrence → GraphView → positions → Scene → pixels
//!   read/    clean/    segment/   …     entities/ aliases/  cooccurrence/   graph/      layout/    scene/   web/gpu/
//! ```
//!
//! Everything but `web` (the browser's shell) and `cli` (the native one) is pure: no JavaScript, no clock, no I/O; the
//! same bytes in give the same bytes out, natively and as wasm.

pub use coterie_base::{diagnostic, ids, order, question};

pub use coterie_formats as formats;
pub use coterie_read as read;
pub mod clean;
pub mod segment;
pub use coterie_model as model;
pub mod entities;
pub mod evaluation;
pub mod aliases;
pub mod decisions;
pub mod coreference;
pub mod copies;
pub mod cooccurrence;
pub mod graph;
pub mod evidence;
pub use coterie_layout as layout;
pub mod scene;
pub mod share;
pub mod export;

pub mod pipeline;
pub mod interchange;
pub mod protocol;
pub mod session;
pub mod app;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod web;
