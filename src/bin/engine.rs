//! The worker: see `coterie::web::engine`.

fn main() {
    #[cfg(target_arch = "wasm32")]
    coterie::web::engine::start();
}
