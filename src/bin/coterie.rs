//! The command line: see `coterie::cli`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    // The weight file is not yet part of the repository; it is looked for where it will be.
    let model = std::fs::read("static/models/names.bin").unwrap_or_default();
    coterie::cli::run(&model)
}

#[cfg(target_arch = "wasm32")]
fn main() {}
