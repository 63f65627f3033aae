//! The text that is measured on: sentences that are cut into tokens already.

use coterie::entities::Recogniser;

/// Sentences of tokens.
pub(crate) struct Text(Vec<Vec<String>>);

impl Text {
    /// Reads a sentence a line, its tokens parted by TABs.
    pub(crate) fn read(lines: &str) -> Text {
        Text(lines.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    /// Finds the names, with their scores, and gives how many there are.
    pub(crate) fn names(&self, recogniser: &Recogniser) -> u32 {
        let mut found = 0;
        let mut words: Vec<&str> = Vec::new();
        for sentence in &self.0 {
            words.clear();
            words.extend(sentence.iter().map(String::as_str));
            found += recogniser.names(&words).len() as u32;
        }
        found
    }
}
