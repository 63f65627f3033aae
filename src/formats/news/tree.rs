//! XML as a tree that nothing has to recurse through.

use crate::xml::{self, Piece, Xml};

/// How deeply elements may be nested; what lies deeper is taken into the last one.
const DEEPEST: usize = 256;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    /// Its name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    parts: Vec<Part>,
    /// Whether it has words of its own beside those of the elements in it.
    has_words: bool,
}

/// What an element holds, in order.
#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Element(usize),
}

/// A file of XML.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    /// In the order of the file, so that what an element holds follows it.
    pub(super) elements: Vec<Element>,
    /// For each element one past the last that it holds.
    ends: Vec<usize>,
    /// Whether the file ends early or is no sound XML.
    pub(super) is_broken: bool,
}

impl Tree {
    /// Reads XML as far as it is sound.
    pub(super) fn read(text: &str) -> Self {
        let mut tree = Tree::default();
        let mut open: Vec<usize> = Vec::new();
        // Elements below the deepest: only their ends are counted.
        let mut below = 0usize;
        let mut xml = Xml::new(text);
        while let Some(piece) = xml.next_piece() {
            match piece {
                Piece::Open(start) if open.len() < DEEPEST => {
                    open.push(tree.begin(&start, open.last().copied()));
                }
                Piece::Open(_) => below += 1,
                Piece::Close if below > 0 => below -= 1,
                Piece::Close => {
                    if let Some(at) = open.pop() {
                        tree.end(at);
                    }
                }
                Piece::Words(words) => tree.text(open.last(), &words),
            }
        }
        tree.is_broken = xml.is_broken;
        while let Some(at) = open.pop() {
            tree.end(at);
        }
        tree
    }

    fn begin(&mut self, start: &xml::Element<'_>, parent: Option<usize>) -> usize {
        let element = Element {
            name: start.name().to_owned(),
            attributes: start.attributes(),
            parts: Vec::new(),
            has_words: false,
        };
        let at = self.elements.len();
        self.elements.push(element);
        self.ends.push(at + 1);
        if let Some(parent) = parent.and_then(|parent| self.elements.get_mut(parent)) {
            parent.parts.push(Part::Element(at));
        }
        at
    }

    fn end(&mut self, at: usize) {
        let end = self.elements.len();
        if let Some(known) = self.ends.get_mut(at) {
            *known = end;
        }
    }

    fn text(&mut self, parent: Option<&usize>, words: &str) {
        let Some(parent) = parent.and_then(|&parent| self.elements.get_mut(parent)) else { return };
        parent.has_words |= !words.trim().is_empty();
        match parent.parts.last_mut() {
            Some(Part::Text(text)) => text.push_str(words),
            _ => parent.parts.push(Part::Text(words.to_owned())),
        }
    }

    /// An element and all that it holds.
    pub(super) fn within(&self, at: usize) -> std::ops::Range<usize> {
        at..self.ends.get(at).copied().unwrap_or(at)
    }

    /// The first element of one of some names within another, the likeliest name first.
    pub(super) fn first(&self, at: usize, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.within(at).find(|&at| self.name(at) == *name))
    }

    /// An element's name.
    pub(super) fn name(&self, at: usize) -> &str {
        self.elements.get(at).map_or("", |element| element.name.as_str())
    }

    /// An element's attribute.
    pub(super) fn attribute(&self, at: usize, name: &str) -> Option<&str> {
        let attributes = &self.elements.get(at)?.attributes;
        attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn has_words(&self, at: usize) -> bool {
        self.elements.get(at).is_some_and(|element| element.has_words)
    }

    /// All words within an element, single-spaced, but for those in elements of some names.
    pub(super) fn words(&self, at: usize, without: &[&str]) -> String {
        let paragraphs = self.paragraphs(at, &|_| true, without);
        paragraphs.join(" ")
    }

    /// The text within an element as it stands: a page's markup, or plain text.
    pub(super) fn raw(&self, at: usize) -> String {
        let mut raw = String::new();
        for part in self.within(at).filter_map(|at| self.elements.get(at)).flat_map(|element| &element.parts)
        {
            if let Part::Text(text) = part {
                raw.push_str(text);
            }
        }
        raw
    }

    /// The paragraphs within an element: one that `is_inline` stands in its paragraph, others begin and end one.
    pub(super) fn paragraphs(
        &self,
        at: usize,
        is_inline: &dyn Fn(&str) -> bool,
        without: &[&str],
    ) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let mut pending = String::new();
        let flush = |pending: &mut String, paragraphs: &mut Vec<String>| {
            let words = std::mem::take(pending).split_whitespace().collect::<Vec<_>>().join(" ");
            paragraphs.extend((!words.is_empty()).then_some(words));
        };
        // Which part of which element comes next.
        let mut open: Vec<(usize, usize)> = vec![(at, 0)];
        while let Some((element, part)) = open.pop() {
            let parts = self.elements.get(element).map_or(&[][..], |element| &element.parts[..]);
            match parts.get(part) {
                Some(Part::Text(text)) => {
                    pending.push_str(text);
                    open.push((element, part + 1));
                }
                Some(&Part::Element(inner)) => {
                    open.push((element, part + 1));
                    let name = self.name(inner);
                    if without.contains(&name) {
                        continue;
                    }
                    if is_inline(name) {
                        // Words of elements side by side are no one word, where white space was left out of lists.
                        if !self.has_words(element) {
                            pending.push(' ');
                        }
                    } else {
                        flush(&mut pending, &mut paragraphs);
                    }
                    open.push((inner, 0));
                }
                None if !is_inline(self.name(element)) => flush(&mut pending, &mut paragraphs),
                None => {}
            }
        }
        flush(&mut pending, &mut paragraphs);
        paragraphs
    }

    /// The paragraphs of XML of an unknown kind: an element with words of its own is one, with all that is in it.
    pub(super) fn mixed(&self) -> Vec<String> {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        while at < self.elements.len() {
            if self.has_words(at) {
                paragraphs.push(self.words(at, &[]));
                at = self.within(at).end.max(at + 1);
            } else {
                at += 1;
            }
        }
        paragraphs
    }
}
