//! Hands the annotated sets to the Python side: what the network sees of each token, and what each may be.
//!
//! A file holds sentences one after another: the number of tokens, then [`FIELDS`] numbers a token, all little-endian
//! `u16`. Each set comes in its own letters and recased, sentence by sentence the same.

use std::path::Path;

use coterie::entities::features::{Extractor, Sentence, lower_hash};
use coterie::model::clusters::Clusters;
use coterie::model::network;
use coterie::model::vocabulary::Vocabulary;

use crate::augment;
use crate::data::{self, Example};

/// Numbers a token: the network's slots, then the labels it may have.
const FIELDS: usize = network::SLOTS + 1;

/// Words with their rows, one `word TAB row` a line.
pub(crate) fn vocabulary(path: &Path) -> Result<Vocabulary, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let words = text.lines().map(|line| {
        let (word, row) = line.split_once('\t')?;
        Some((lower_hash(word), row.parse().ok()?))
    });
    let words: Option<Vec<(u32, u16)>> = words.collect();
    Ok(Vocabulary::new(words.ok_or_else(|| format!("{}: not words with rows", path.display()))?))
}

/// Writes `NAME.LETTERS.bin` for each training set and each way of its letters, and `NAME.dev.bin` for each set to
/// measure on.
pub(crate) fn export(
    data: &Path,
    extractor: &Extractor,
    vocabulary: &Vocabulary,
    out: &Path,
) -> Result<(), String> {
    let write = |name: String, examples: &mut dyn Iterator<Item = Example>| {
        let mut bytes = Vec::new();
        let mut sentence = Sentence::default();
        for example in examples {
            let tokens: Vec<&str> = example.tokens.iter().map(String::as_str).collect();
            extractor.read(&tokens, &Clusters::default(), &mut sentence);
            bytes.extend((tokens.len() as u16).to_le_bytes());
            for (i, allowed) in example.allowed.iter().enumerate() {
                let slots = network::slots(&sentence.input(i), vocabulary);
                let fields: [u16; FIELDS] =
                    std::array::from_fn(|f| slots.get(f).copied().unwrap_or(*allowed));
                bytes.extend(fields.iter().flat_map(|field| field.to_le_bytes()));
            }
        }
        let path = out.join(name);
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
    };
    for name in data::set_names() {
        let examples = data::training_sets(&data.join("train"), Some(name))?;
        for (letters, recase) in augment::LETTERS {
            write(format!("{name}.{letters}.bin"), &mut examples.iter().map(recase))?;
        }
    }
    Ok(())
}
