//! What a model gives: its tags for the parity test, and what its margins are worth.

use std::fmt::Write as _;
use std::path::Path;

use coterie::entities::{KindSet, Recogniser};
use coterie::evaluation::{self, Name};

/// Margins are counted in ranges of this many units.
const RANGE: i32 = 8;
const RANGES: usize = 40;

/// The recogniser of a model's file.
pub(crate) fn load(model: &Path) -> Result<Recogniser, String> {
    let bytes = std::fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    Recogniser::load(&bytes).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Tags the sentences of `file` anew, its comments kept.
pub(crate) fn parity(model: &Path, file: &Path) -> Result<(), String> {
    let recogniser = load(model)?;
    let text = read(file)?;
    let mut out: String = text.lines().filter(|l| l.starts_with("# ")).map(|l| format!("{l}\n")).collect();
    let rest: Vec<&str> = text.lines().filter(|line| !line.starts_with("# ")).collect();
    for sentence in evaluation::read(&rest.join("\n"))? {
        let tokens: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
        for (token, tag) in tokens.iter().zip(recogniser.tag(&tokens)) {
            let _ = writeln!(out, "{token}\t{tag}");
        }
        out.push('\n');
    }
    std::fs::write(file, out.trim_end().to_owned() + "\n")
        .map_err(|error| format!("{}: {error}", file.display()))
}

/// Prints how many of the people, organisations and places of each range of margins are right, over all sets of
/// `directory`.
pub(crate) fn margins(model: &Path, directory: &Path) -> Result<(), String> {
    let recogniser = load(model)?;
    let mut counts = [(0_u32, 0_u32); RANGES];
    let entries =
        std::fs::read_dir(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "tsv")) {
        for sentence in evaluation::read(&read(path)?)? {
            let tokens: Vec<&str> = sentence.tokens.iter().map(String::as_str).collect();
            let gold = evaluation::normals(&sentence.tokens, evaluation::names(&sentence.tags));
            for (start, end, kind, margin) in recogniser.margins(&tokens) {
                if KindSet::MAIN.contains(kind) {
                    let name = evaluation::normal(&sentence.tokens, Name { start, end, kind });
                    let (said, right) = &mut counts[((margin / RANGE) as usize).min(RANGES - 1)];
                    *said += 1;
                    *right += u32::from(gold.contains(&name));
                }
            }
        }
    }
    for (range, (said, right)) in (0..).zip(counts) {
        let share = f64::from(right) / f64::from(said.max(1));
        println!("{:4} {share:.3} of {said}", range * RANGE);
    }
    Ok(())
}
