//! XML as a row of opened and closed elements and words, read without a tree.
//!
//! Elements are told by their names without prefix: what stands before the colon is each program's own choice, and the
//! namespaces of one format differ from one of its editions to the next.

use std::borrow::Cow;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// A piece of XML.
pub(crate) enum Piece<'a> {
    /// An element begins; one that is empty ends at once.
    Open(Element<'a>),
    /// An element ends.
    Close,
    /// Words.
    Words(Cow<'a, str>),
}

/// An element that begins.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name without prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Whether its prefix is this one: for the few names that one format uses twice.
    pub(crate) fn is_prefixed(&self, prefix: &str) -> bool {
        self.0.name().prefix().is_some_and(|own| own.into_inner() == prefix)
    }

    /// An attribute by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        attributes.find(|attribute| local(attribute) == name).map(|found| value(&found))
    }

    /// All attributes, by their names without prefix.
    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        attributes.map(|attribute| (local(&attribute).to_owned(), value(&attribute))).collect()
    }

    /// Whether an attribute has this value.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.attribute(name).as_deref() == Some(value)
    }
}

fn local<'a>(attribute: &Attribute<'a>) -> &'a str {
    attribute.key.local_name().into_inner()
}

/// What an attribute says; with references that nobody knows, it says them as they stand.
fn value(attribute: &Attribute<'_>) -> String {
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .map_or_else(|_| attribute.value.to_string(), Cow::into_owned)
}

/// Reads XML piece by piece.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// Whether it broke off or is no XML from some place on; what stands before it was read.
    pub(crate) is_broken: bool,
    /// How many elements are open.
    open: usize,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Xml { reader, is_broken: false, open: 0 }
    }

    /// The next piece; none at the end.
    pub(crate) fn next_piece(&mut self) -> Option<Piece<'a>> {
        loop {
            return Some(match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    self.open += 1;
                    Piece::Open(Element(start))
                }
                Ok(Event::End(_)) => {
                    self.open = self.open.saturating_sub(1);
                    Piece::Close
                }
                Ok(Event::Text(text)) => Piece::Words(text.into_inner()),
                Ok(Event::CData(text)) => Piece::Words(text.into_inner()),
                Ok(Event::GeneralRef(reference)) => Piece::Words(Cow::Owned(resolved(&reference))),
                Ok(Event::Eof) => {
                    self.is_broken |= self.open > 0;
                    return None;
                }
                Ok(_) => continue,
                Err(_) => {
                    self.is_broken = true;
                    return None;
                }
            });
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) {
        let mut depth = 1usize;
        while depth > 0 {
            match self.next_piece() {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close) => depth -= 1,
                Some(Piece::Words(_)) => {}
                None => return,
            }
        }
    }

    /// The words of the element that was opened last, those of elements in it included.
    pub(crate) fn words(&mut self) -> String {
        self.raw_words().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The same with its blanks and lines.
    pub(crate) fn raw_words(&mut self) -> String {
        let (mut depth, mut words) = (1usize, String::new());
        while depth > 0 {
            match self.next_piece() {
                Some(Piece::Open(_)) => depth += 1,
                Some(Piece::Close) => depth -= 1,
                Some(Piece::Words(more)) => words.push_str(&more),
                None => break,
            }
        }
        words
    }
}

/// The character that `&name;` or `&#12;` stands for, those of web pages included; unknown ones stay as they are.
fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    match &**reference {
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "amp" => "&".to_owned(),
        "apos" => "'".to_owned(),
        "quot" => "\"".to_owned(),
        "nbsp" => " ".to_owned(),
        other => coterie_read::markup(&format!("<p>&{other};</p>")).concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, broken: bool) {
        let mut xml = Xml::new(text);
        let mut shown = String::new();
        while let Some(piece) = xml.next_piece() {
            match piece {
                Piece::Open(element) => {
                    shown += &format!("<{} {}>", element.name(), element.attribute("v").unwrap_or_default());
                }
                Piece::Close => shown += "</>",
                Piece::Words(words) => shown += &words,
            }
        }
        assert_eq!((shown.as_str(), xml.is_broken), (expected, broken));
    }

    #[test]
    fn pieces() {
        check(
            "<?xml version='1.0'?><a:b x:v='1&amp;2'>T&lt;&#x416;<![CDATA[<]]></a:b>",
            "<b 1&2>T<Ж<</>",
            false,
        );
        check("<a/><!-- no -->", "<a ></>", false);
        check("<a v='&eacute;'>Andr&eacute; & &unknown;</a>", "<a &eacute;>André & &unknown;</>", false);
        check("<a>Trump met", "<a >Trump met", true);
    }
}
