//! The text that is measured on: sentences that are cut into tokens already.

use coterie::entities::Recogniser;

/// So many sentences make an article.
const ARTICLE: usize = 32;

/// Sentences of tokens.
pub(crate) struct Text(Vec<Vec<String>>);

impl Text {
    /// Reads a sentence a line, its tokens parted by TABs.
    pub(crate) fn read(lines: &str) -> Text {
        Text(lines.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect())
    }

    /// Finds the names, with their scores, and gives how many there are. Sentences are handed over by the article, as the
    /// engine does.
    pub(crate) fn names(&self, recogniser: &Recogniser) -> u32 {
        let mut found = 0;
        for article in self.0.chunks(ARTICLE) {
            let article: Vec<Vec<&str>> =
                article.iter().map(|sentence| sentence.iter().map(String::as_str).collect()).collect();
            found += recogniser.names_all(&article).iter().map(Vec::len).sum::<usize>();
        }
        found as u32
    }
}
