//! An opening written out for people, as tests check it.

use coterie_base::diagnostic::{Diagnostic, Severity};
use coterie_read::{Role, Source};

use crate::{Opening, Options, open};

/// What opening a file gave, written out: each article's name, title, byline, date and site, then its paragraphs, then
/// what is wrong. What is merely asked is left out.
pub(crate) fn shown(name: &str, file: impl AsRef<[u8]>) -> String {
    opened(&open(Source { name, bytes: file.as_ref() }, &Options::default()))
}

/// The same of an opening.
pub(crate) fn opened(opening: &Opening) -> String {
    let mut lines = Vec::new();
    for document in &opening.documents {
        let metadata = &document.metadata;
        let fields = [&metadata.title, &metadata.byline, &metadata.date, &metadata.site];
        let fields = fields.map(|field| field.as_deref().unwrap_or_default()).join(" | ");
        let line = format!("{} | {fields}", document.name).replace("  ", " ");
        lines.push(line.trim_end().to_owned());
        for block in &document.blocks {
            let sign = match block.role {
                Role::Title => "# ",
                Role::Body => "",
                Role::Byline => "by: ",
                Role::Boilerplate => "out: ",
            };
            lines.push(format!("{sign}{}", document.slice(block.span)));
        }
    }
    let merely_asked = |said: &&Diagnostic| said.severity == Severity::Note && said.question.is_some();
    for diagnostic in opening.diagnostics.iter().filter(|said| !merely_asked(said)) {
        let severity = if diagnostic.severity == Severity::Error { "error" } else { "warning" };
        lines.push(format!("{severity}: {}", diagnostic.message));
    }
    lines.join("\n")
}
