//! The browser shell: may touch JavaScript, decides nothing.

pub mod gpu;
