//! Where a format puts what it found.

use coterie_base::diagnostic::Diagnostic;
use coterie_read::{Draft, Format, Reading, Source};

use super::{Budget, Inner, Limits, Opening, Options, Spent, bundle, open_inner};

/// Where the readers of formats put what they found, and where they learn how far they may go.
pub(crate) struct Desk<'o> {
    /// What the person said.
    pub(crate) options: &'o Options,
    /// What is left of the limits.
    pub(crate) budget: Budget,
    opening: Opening,
    depth: u32,
}

impl<'o> Desk<'o> {
    pub(crate) fn new(options: &'o Options, limits: Limits) -> Self {
        Desk { options, budget: Budget::new(limits), opening: Opening::default(), depth: 0 }
    }

    pub(crate) fn finish(self) -> Opening {
        self.opening
    }

    /// An article of the file `name`, read from `bytes` of it; one without words is passed over. Whether it had words.
    /// A document of an office program may hold an export of many articles: then it is split.
    pub(crate) fn article(&mut self, name: &str, bytes: &[u8], draft: Draft) -> bool {
        if draft.format == Format::Office && !self.options.whole {
            let paragraphs: Vec<&str> = draft.paragraphs().collect();
            if let Some(articles) = bundle::split(&paragraphs) {
                bundle::put(Source { name, bytes }, &articles, self);
                return true;
            }
        }
        let document = draft.finish(name, bytes);
        let had_words = document.is_some();
        self.opening.documents.extend(document);
        had_words
    }

    /// What another reader found.
    pub(crate) fn take(&mut self, reading: Reading) {
        self.opening.documents.extend(reading.documents);
        self.opening.diagnostics.extend(reading.diagnostics);
    }

    /// A PDF, to be read elsewhere.
    pub(crate) fn pdf(&mut self, Source { name, bytes }: Source<'_>) {
        self.opening.pdfs.push(Inner { name: name.to_owned(), bytes: bytes.to_vec() });
    }

    /// The file could not be read.
    pub(crate) fn error(&mut self, file: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.opening.diagnostics.push(Diagnostic::error(file, message, hint));
    }

    /// The file was read, with a loss.
    pub(crate) fn warn(&mut self, file: &str, message: impl Into<String>, hint: impl Into<String>) {
        self.opening.diagnostics.push(Diagnostic::warning(file, message, hint));
    }

    /// Nothing was lost, but a person should know.
    pub(crate) fn note(&mut self, file: &str, message: impl Into<String>) {
        self.say(Diagnostic::note(file, message, ""));
    }

    /// Anything else to say or to ask.
    pub(crate) fn say(&mut self, diagnostic: Diagnostic) {
        self.opening.diagnostics.push(diagnostic);
    }

    /// `name` looks like an export of `count` articles, and is split so.
    pub(crate) fn bundle(&mut self, name: &str, count: usize) {
        self.opening.bundles.push((name.to_owned(), count));
    }

    /// How many articles, files to read elsewhere and diagnostics there are so far: where nothing came of a file, a
    /// reader says so.
    pub(crate) fn count(&self) -> usize {
        let Opening { documents, diagnostics, pdfs, .. } = &self.opening;
        documents.len() + diagnostics.len() + pdfs.len()
    }

    /// How many articles there are so far.
    pub(crate) fn articles(&self) -> usize {
        self.opening.documents.len()
    }

    /// Opens a file that was found inside another; its content must have been taken from the budget.
    pub(crate) fn inner(&mut self, source: Source<'_>) {
        if self.depth >= self.budget.limits().depth {
            let message =
                format!("It lies more than {} archives deep and was left out.", self.budget.limits().depth);
            return self.warn(source.name, message, "Unpack the outer archives and add what is inside.");
        }
        self.depth += 1;
        open_inner(source, self);
        self.depth -= 1;
    }

    /// Says that no more of `name` is unpacked.
    pub(crate) fn spent(&mut self, name: &str, spent: Spent) {
        let message = spent.message(self.budget.limits());
        self.warn(name, message, "Unpack it and add its articles in smaller portions.");
    }
}
