//! A model on the development sets, as `coterie eval names` counts.

use std::fmt::Write as _;
use std::path::Path;

use coterie::entities::Recogniser;
use coterie::evaluation::record::Record;
use coterie::evaluation::{self, Sentence, report};
use coterie::ids::Fingerprint;

/// Prints the figures of a model on every set in `directory`; writes its tags to the directory `write`.
pub(crate) fn evaluate(model: &Path, directory: &Path, write: Option<&str>) -> Result<(), String> {
    let bytes = std::fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let recogniser = Recogniser::load(&bytes).map_err(|error| error.to_string())?;
    let mut paths: Vec<_> = std::fs::read_dir(directory)
        .map_err(|error| format!("{}: {error}", directory.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    paths.sort();
    let mut sets = Vec::new();
    for path in paths {
        let named = |error: String| format!("{}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| named(error.to_string()))?;
        let sentences = evaluation::read(&text).map_err(named)?;
        let set = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(write) = write {
            let out = Path::new(write).join(format!("{set}.tsv"));
            std::fs::write(&out, tagged(&recogniser, &sentences))
                .map_err(|error| format!("{}: {error}", out.display()))?;
        }
        sets.push((set, evaluation::evaluate(&recogniser, &sentences)));
    }
    print!("{}", report::text(&Record { model: Fingerprint::of(&bytes), sets }));
    Ok(())
}

fn tagged(recogniser: &Recogniser, sentences: &[Sentence]) -> String {
    let mut out = String::new();
    for Sentence { tokens, .. } in sentences {
        let words: Vec<&str> = tokens.iter().map(String::as_str).collect();
        for (token, tag) in tokens.iter().zip(recogniser.tag(&words)) {
            let _ = writeln!(out, "{token}\t{tag}");
        }
        out.push('\n');
    }
    out
}
