//! Trains the models of `static/models`.
fn main() {}
