//! What holds of whatever any reader gives, whatever it was given. The property tests beside it and the targets of
//! `fuzz/` check the same.

use coterie_base::ids::{Fingerprint, Span};
use coterie_formats::Opening;
use coterie_read::{Document, Format, decode};

/// Checks what opening a file gave. `sources` are the files that it was made of, where they are known: what is said of
/// places in them is checked to the letter.
///
/// # Errors
/// What does not hold, as a sentence.
pub(crate) fn check(opening: &Opening, sources: &[&[u8]]) -> Result<(), String> {
    if opening.documents.is_empty() && opening.diagnostics.is_empty() && opening.pdfs.is_empty() {
        return Err("nothing came of it".to_owned());
    }
    for said in &opening.diagnostics {
        if said.file.is_empty() || !said.message.ends_with(['.', '?', '!']) {
            return Err(format!("no sentence: {said:?}"));
        }
    }
    for document in &opening.documents {
        let why = blocks(document).and_then(|()| metadata(document)).and_then(|()| places(document, sources));
        why.map_err(|why| format!("{} ({:?}): {why}", document.name, document.format))?;
    }
    Ok(())
}

/// Blocks lie in the text, begin and end with a word, and follow each other.
fn blocks(document: &Document) -> Result<(), String> {
    let mut last = 0;
    for block in &document.blocks {
        let range = block.span.range();
        let words = document.text.get(range.clone()).ok_or_else(|| format!("no characters at {range:?}"))?;
        if range.start < last {
            return Err(format!("{range:?} begins before {last}"));
        }
        if words.is_empty() || words != words.trim() {
            return Err(format!("no paragraph: {words:?}"));
        }
        last = range.end;
    }
    if document.blocks.is_empty() { Err("no paragraphs".to_owned()) } else { Ok(()) }
}

fn metadata(document: &Document) -> Result<(), String> {
    let metadata = &document.metadata;
    let fields = [&metadata.title, &metadata.byline, &metadata.date, &metadata.language, &metadata.site];
    if let Some(blank) = fields.into_iter().flatten().find(|field| field.trim().is_empty()) {
        return Err(format!("a field that says nothing: {blank:?}"));
    }
    let is_date = |date: &String| {
        date.len() == 10
            && date.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    if let Some(date) = metadata.date.as_ref().filter(|date| !is_date(date)) {
        return Err(format!("no date: {date:?}"));
    }
    let is_language = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
    match metadata.language.as_ref().filter(|code| !is_language(code)) {
        Some(code) => Err(format!("no language: {code:?}")),
        None => Ok(()),
    }
}

/// The way back leads into the file, to no place twice, and to the letters that stand in the text.
fn places(document: &Document, sources: &[&[u8]]) -> Result<(), String> {
    let source = sources.iter().find(|bytes| Fingerprint::of(bytes) == document.fingerprint);
    // Where an article was put together, its own text is what the map leads to.
    let (file, in_order) = match document.format {
        Format::Text | Format::Markdown => (source.map(|bytes| decode::decode(bytes).text), true),
        Format::Html | Format::Book | Format::Archived => {
            (source.map(|bytes| decode::decode(bytes).text), false)
        }
        _ => (Some(document.text.clone()), true),
    };
    // A book's title is blanked out of its chapters.
    let is_blanked = document.format == Format::Book;
    let letters: Option<Vec<char>> = file.map(|file| file.chars().collect());
    let mut places: Vec<(u32, u32)> = Vec::new();
    for block in &document.blocks {
        for (at, letter) in document.slice(block.span).char_indices() {
            let at = block.span.start as usize + at;
            let (from, to) = document.origin.code_points(Span::new(at, at + letter.len_utf8()));
            if from == to {
                continue; // The file does not have it.
            }
            if let Some(letters) = &letters {
                let there = letters.get(from as usize..to as usize);
                let there = there.ok_or_else(|| format!("{from}..{to} is beyond {}", letters.len()))?;
                if let [there] = there
                    && !(*there == letter || (letter.is_whitespace() && (is_blank(*there) || is_blanked)))
                {
                    return Err(format!("at {from} stands {there:?} and not {letter:?}"));
                }
            }
            places.push((from, to));
        }
    }
    if !in_order {
        places.sort_unstable();
    }
    match places.windows(2).find(|pair| pair[0].1 > pair[1].0) {
        Some(pair) => Err(format!("{:?} and {:?} are one place", pair[0], pair[1])),
        None => Ok(()),
    }
}

/// Control characters part words as blanks do.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}
