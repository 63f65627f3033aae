//! What one file asks, each question once.

use crate::diagnostic::{Diagnostic, Severity};
use crate::question::Question;

/// What is said of one dropped file, with each question once: an answer holds for the whole file. What came only to ask
/// what was asked before does not come.
pub(super) fn asked_once(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut once: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut asked: Vec<Question> = Vec::new();
    for mut said in diagnostics {
        if let Some(question) = &said.question {
            if !asked.iter().any(|before| before.is_like(question)) {
                asked.push(Question::clone(question));
            } else if said.severity == Severity::Note {
                continue;
            } else {
                said.question = None;
            }
        }
        once.push(said);
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Columns;

    #[test]
    fn each_question_is_asked_once() {
        let password = || Question::Password { wrong: false };
        let table =
            |table| Question::Columns { names: Vec::new(), chosen: Columns { table, ..Columns::default() } };
        let error = |question| Diagnostic::error("a.zip/1", "Locked.", "").asking(question);
        let note = |question| Diagnostic::note("a.zip/2", "A table.", "").asking(question);
        let said = vec![
            error(password()),
            error(Question::Password { wrong: true }),
            note(table(1)),
            note(table(2)),
            note(table(1)),
            error(table(2)),
        ];
        let plain = Diagnostic::error("a.zip/1", "Locked.", "");
        let expected = [error(password()), plain.clone(), note(table(1)), note(table(2)), plain];
        assert_eq!(asked_once(said), expected);
    }
}
