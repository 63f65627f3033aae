//! Slides of PowerPoint: their words in order, as one document.

use coterie_read::{Role, Source};

use super::docx::{Styles, walk};
use super::{Parts, Written, properties};

/// Reads a presentation.
pub(super) fn read(source: Source<'_>, parts: &mut Parts<'_, '_, '_>) {
    let mut draft = Parts::draft();
    if let Some(text) = parts.text("docProps/core.xml") {
        properties::read(&text, &mut draft.metadata);
    }
    let mut written = Written::default();
    let mut whole = true;
    for name in parts.names("ppt/slides/slide") {
        if name.ends_with(".xml")
            && let Some(text) = parts.text(&name)
        {
            whole &= walk(&text, Role::Body, &Styles::default(), &mut written);
        }
    }
    if !whole {
        parts.damaged();
    }
    parts.finish(source, written, draft);
}
