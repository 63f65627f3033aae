//! What went wrong, said to a person: which file, what happened, what to do.

use serde::{Deserialize, Serialize};

use crate::question::Question;

/// How much was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing was lost; worth knowing.
    Note,
    /// Part of the file was lost or guessed; the rest is in the graph.
    Warning,
    /// The file is not in the graph.
    Error,
}

/// One thing that a person should know about one file. Broken input is normal input: stages return these beside
/// their best effort and never panic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much was lost.
    pub severity: Severity,
    /// The file's name as the person knows it.
    pub file: String,
    /// What happened, a full sentence in plain words.
    pub message: String,
    /// What to do about it, a full sentence; empty where nothing need be done.
    pub hint: String,
    /// What can be answered, and the file is read again.
    pub question: Option<Box<Question>>,
    /// The ticket of the dropped file, once that is known: what is said of a file goes when it is read again.
    pub ticket: Option<u32>,
}

impl Diagnostic {
    /// The file could not be read.
    pub fn error(file: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Severity::Error, file, message.into(), hint.into())
    }

    /// The file was read, with a loss.
    pub fn warning(file: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Severity::Warning, file, message.into(), hint.into())
    }

    /// The same, as a question.
    #[must_use]
    pub fn asking(self, question: Question) -> Self {
        Diagnostic { question: Some(Box::new(question)), ..self }
    }

    /// Nothing was lost.
    pub fn note(file: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Severity::Note, file, message.into(), hint.into())
    }

    fn new(severity: Severity, file: &str, message: String, hint: String) -> Self {
        Diagnostic { severity, file: file.to_owned(), message, hint, question: None, ticket: None }
    }
}
