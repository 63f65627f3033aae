//! How deeply a parser would nest a page's elements, before one is asked.
//!
//! html5ever and Readability walk the tree by recursion, and a worker's stack is a megabyte. This follows the tree
//! construction of the HTML standard (§13.2.6) as far as it opens and closes elements, and errs upward: an end tag
//! that a parser might ignore closes nothing here.

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Depth<'h> {
    open: Vec<&'h str>,
    deepest: usize,
}

/// Once so many are open, nothing more is looked at: the page is too deep anyway, and each tag costs as much time as
/// elements are open.
const KEPT: usize = super::DEEPEST + 1;

impl<'h> Depth<'h> {
    /// How many elements were open at once, at most.
    pub(super) fn deepest(&self) -> usize {
        self.deepest
    }

    /// A start tag.
    pub(super) fn open(&mut self, name: &'h str, attributes: &str) {
        if self.deepest >= KEPT {
            return;
        }
        let foreign = self.open.iter().rposition(|open| is_in(&["svg", "math"], open));
        if let Some(rank) = foreign
            && is_in(&BREAKS_OUT, name)
        {
            // HTML ends a drawing or formula.
            self.open.truncate(rank);
        }
        let closes_itself = attributes.ends_with('/') && foreign.is_some() && !is_in(&BREAKS_OUT, name) && {
            let inner = &self.open[foreign.map_or(0, |rank| rank.min(self.open.len()))..];
            !inner.iter().any(|open| {
                is_in(
                    &["foreignobject", "desc", "title", "annotation-xml", "mi", "mo", "mn", "ms", "mtext"],
                    open,
                )
            })
        };
        if closes_itself || is_in(&ENDS_ITSELF, name) {
            return;
        }
        self.open.push(name);
        self.deepest = self.deepest.max(self.open.len());
    }

    /// An end tag: closes the nearest element of its name, with what is open inside, where nothing in between holds it.
    pub(super) fn close(&mut self, name: &str) {
        if self.deepest >= KEPT {
            return;
        }
        let is_inline = is_in(&INLINE, name);
        for rank in (0..self.open.len()).rev() {
            let open = self.open[rank];
            if open.eq_ignore_ascii_case(name) {
                self.open.truncate(rank);
                return;
            }
            if is_in(&HOLDS, open) || (is_inline && !is_in(&INLINE, open)) {
                return;
            }
        }
    }
}

fn is_in(list: &[&str], name: &str) -> bool {
    list.iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Elements that are empty, or that the next of their kind, or the end of their parent, closes.
const ENDS_ITSELF: [&str; 31] = [
    "p", "li", "br", "img", "td", "tr", "meta", "link", "hr", "input", "dd", "dt", "option", "th", "tbody",
    "thead", "tfoot", "source", "script", "style", "area", "base", "body", "col", "colgroup", "embed",
    "head", "html", "param", "track", "wbr",
];

/// Elements that an end tag inside them cannot close across.
const HOLDS: [&str; 9] =
    ["table", "caption", "object", "template", "marquee", "applet", "svg", "math", "foreignobject"];

/// Elements of text: their end tags do not close blocks.
const INLINE: [&str; 33] = [
    "a", "span", "b", "i", "em", "strong", "font", "u", "s", "small", "big", "tt", "code", "nobr", "strike",
    "sub", "sup", "abbr", "cite", "q", "label", "time", "mark", "kbd", "samp", "var", "ins", "del", "bdi",
    "bdo", "rt", "rp", "rb",
];

/// HTML elements that end an `<svg>` or `<math>` they stand in.
const BREAKS_OUT: [&str; 44] = [
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "i",
    "img",
    "li",
    "listing",
    "menu",
    "meta",
    "nobr",
    "ol",
    "p",
    "pre",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "strike",
    "sub",
    "sup",
    "table",
    "tt",
    "u",
    "ul",
    "var",
];

#[cfg(test)]
mod tests {
    use super::super::scanner::{Piece, Scanner};
    use super::*;

    #[track_caller]
    fn check(html: &str, deepest: usize) {
        let mut scanner = Scanner::new(html);
        let mut depth = Depth::default();
        while let Some((_, piece)) = scanner.next_piece() {
            match piece {
                Piece::Open { name, attributes } => depth.open(name, attributes),
                Piece::Close { name } => depth.close(name),
                Piece::Text(_) => {}
            }
        }
        assert_eq!(depth.deepest(), deepest);
    }

    #[test]
    fn depths() {
        check(&"<p>a".repeat(1000), 0);
        check(&"<div><p>a</div>".repeat(1000), 1);
        check(&"<b><i>a</b></i>".repeat(100), 2);
        check(&"<div></span>".repeat(100), 100);
        check(&"<div/>".repeat(100), 100);
        check(&"<span><div></span>".repeat(100), 200);
        check(&"<div><table></div>".repeat(100), 200);
        check(&format!("<svg>{}</svg>", "<path/>".repeat(100)), 1);
        check(&format!("<svg>{}", "<div/>".repeat(100)), 100);
        check(&"<div>".repeat(10_000), KEPT);
    }
}
