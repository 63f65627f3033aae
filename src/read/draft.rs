//! An article put together from the parts that some format gave.

use coterie_base::ids::{Fingerprint, Span};

use super::{Block, Document, Field, Format, Metadata, OffsetMap, Role, language, text};

/// An article being put together: paragraphs in order, and what is known of it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What the file turned out to be.
    pub format: Format,
    /// What the article says about itself.
    pub metadata: Metadata,
    /// The charset it was decoded from.
    pub charset: String,
    /// Whether the title is known from beside the text, and is no part of it.
    pub titled_apart: bool,
    text: String,
    blocks: Vec<Block>,
}

impl Draft {
    /// Of nothing yet.
    pub fn new(format: Format) -> Self {
        let charset = "UTF-8".to_owned();
        Draft {
            format,
            metadata: Metadata::default(),
            charset,
            titled_apart: false,
            text: String::new(),
            blocks: Vec::new(),
        }
    }

    /// Adds a paragraph, single-spaced; one without words adds nothing.
    pub fn add(&mut self, role: Role, words: &str) {
        let start = self.text.len() + if self.text.is_empty() { 0 } else { 2 };
        let mut words = words.split_whitespace();
        let Some(first) = words.next() else { return };
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(first);
        for word in words {
            self.text.push(' ');
            self.text.push_str(word);
        }
        self.blocks.push(Block { span: Span::new(start, self.text.len()), role });
    }

    /// Adds each paragraph of a plain text, hard-wrapped or one to a line.
    pub fn add_text(&mut self, plain: &str) {
        let parts = text::read(plain);
        for block in &parts.blocks {
            self.add(Role::Body, &parts.text[block.span.range()]);
        }
    }

    /// Its paragraphs so far.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| &self.text[block.span.range()])
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The article under a name, `bytes` being what it was read from; `None` without words. A known title begins the
    /// text; where none is known, a headline among the first paragraphs is taken for it.
    pub fn finish(self, name: &str, bytes: &[u8]) -> Option<Document> {
        let Draft { format, mut metadata, charset, titled_apart, mut text, mut blocks } = self;
        let is_titled = blocks.iter().any(|block| block.role == Role::Title);
        metadata.title = metadata.title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        match &metadata.title {
            Some(words) if !is_titled && !titled_apart => {
                // The headline repeated at the start of the text counts once.
                let repeats = blocks.first().is_some_and(|block| text[block.span.range()] == **words);
                if repeats {
                    blocks[0].role = Role::Title;
                } else if !words.is_empty() {
                    let shift = words.len() + 2;
                    text.insert_str(0, &format!("{words}\n\n"));
                    for block in &mut blocks {
                        let span = block.span.range();
                        block.span = Span::new(span.start + shift, span.end + shift);
                    }
                    blocks.insert(0, Block { span: Span::new(0, words.len()), role: Role::Title });
                }
            }
            Some(_) => {}
            None if is_titled => {
                let title = blocks.iter().find(|block| block.role == Role::Title);
                metadata.title = title.map(|block| text[block.span.range()].to_owned());
            }
            None => metadata.guess(Field::Title, || super::text::headline(&text, &mut blocks)),
        }
        if blocks.is_empty() {
            return None;
        }
        metadata.guess(Field::Language, || language::language(&text));
        Some(Document {
            name: name.to_owned(),
            fingerprint: Fingerprint::of(bytes),
            format,
            charset,
            metadata,
            origin: OffsetMap::identity(&text),
            text,
            blocks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(draft: Draft, text: &str, title: &str) {
        let document = draft.finish("a", b"").expect("an article");
        assert_eq!((document.text.as_str(), document.metadata.title.as_deref()), (text, Some(title)));
        assert_eq!(document.slice(document.blocks[0].span), title);
        assert_eq!(document.blocks.iter().filter(|block| block.role == Role::Title).count(), 1);
    }

    #[test]
    fn the_title_begins_the_text_once() {
        let mut draft = Draft::new(Format::Text);
        draft.add(Role::Body, " Trump \n met Putin. ");
        draft.add(Role::Body, " ");
        draft.metadata.title = Some("Two  presidents".to_owned());
        check(draft.clone(), "Two presidents\n\nTrump met Putin.", "Two presidents");
        draft.metadata.title = Some("Trump met Putin.".to_owned());
        check(draft, "Trump met Putin.", "Trump met Putin.");
    }

    #[test]
    fn without_words_there_is_no_article() {
        assert_eq!(Draft::new(Format::Text).finish("a", b""), None);
    }
}
