//! The command line: see `coterie::cli`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    coterie::cli::run(include_bytes!("../../static/models/names.bin"))
}

#[cfg(target_arch = "wasm32")]
fn main() {}
