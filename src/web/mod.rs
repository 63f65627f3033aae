//! The browser shell: may touch JavaScript, decides nothing.
//!
//! [`engine`] is all of a worker; the rest is the page. Listeners are owned by what they serve and go with it.

pub mod api;
pub mod bridge;
pub mod engine;
pub mod files;
pub mod gpu;
pub mod listener;
pub mod opener;
pub mod page;
pub mod panels;
pub mod pool;
mod raster;
pub mod source;
