//! Where words of rich text go: nearly all that is not the text is in groups that say so.

use coterie_read::Role;

/// Where words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// The text.
    Body,
    /// A text box: paragraphs of the text.
    TextBox,
    /// A footnote or endnote.
    Note,
    /// A header, a footer or a remark.
    Furniture,
    /// What the document says of itself, but for the following.
    Info,
    /// The document's title.
    Title,
    /// Its author.
    Author,
    /// When it was begun.
    Created,
    /// The list of fonts.
    Fonts,
    /// A style's description.
    Style,
    /// Nowhere.
    Nowhere,
}

impl Destination {
    /// Whether the words are kept aside until the group ends.
    pub(super) fn is_aside(self) -> bool {
        matches!(self, Destination::Title | Destination::Author | Destination::Style)
    }
}

/// The destination that a word names; none where it names none. `outer` is where words went before they went nowhere.
pub(super) fn of(name: &str, is_optional: bool, now: Destination, outer: Destination) -> Option<Destination> {
    use Destination::{Author, Body, Created, Fonts, Furniture, Info, Note, Nowhere, Style, TextBox, Title};
    Some(match name {
        // What stands twice: the second time in Unicode.
        "upr" => Nowhere,
        "ud" => outer,
        "shptxt" if now == Nowhere && outer == Body => TextBox,
        // The picture's words are in the object's result too, or the other way round.
        "result" if now == Nowhere => outer,
        _ if now == Nowhere => return None,
        "fonttbl" => Fonts,
        "stylesheet" => Style,
        "info" => Info,
        "footnote" => Note,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf"
        | "annotation" => Furniture,
        "title" if now == Info => Title,
        "author" if now == Info => Author,
        "creatim" if now == Info => Created,
        "colortbl" | "pict" | "NeXTGraphic" | "object" | "fldinst" | "listtext" | "pntext" | "pntxta"
        | "pntxtb" | "xe" | "tc" | "rxe" | "txe" | "bkmkstart" | "bkmkend" | "atnid" | "atnauthor"
        | "atnref" | "filetbl" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl" | "nonshppict"
        | "nonesttables" | "shprslt" | "generator" | "themedata" | "datastore" | "ftnsep" | "ftnsepc"
        | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn" | "do" | "template" | "subject" | "manager"
        | "company" | "operator" | "category" | "keywords" | "comment" | "doccomm" | "hlinkbase"
        | "revtim" | "printim" | "buptim" | "falt" | "panose" | "fname" | "fontemb" => Nowhere,
        _ if is_optional && !is_known(name) => Nowhere,
        _ => return None,
    })
}

/// What is optional and yet the text's.
fn is_known(name: &str) -> bool {
    matches!(name, "cs" | "ts" | "ds" | "shppict" | "nesttableprops" | "fldrslt")
}

/// The role of paragraphs of a style with this name, where it is not the text's.
pub(super) fn style(name: &str) -> Option<Role> {
    let name = name.to_lowercase();
    if name == "title" {
        Some(Role::Title)
    } else {
        let is_contents = name.starts_with("toc ") || name.starts_with("contents ");
        is_contents.then_some(Role::Boilerplate)
    }
}

/// The character that a word stands for.
pub(super) fn character(name: &str) -> Option<&'static str> {
    Some(match name {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "zwbo" => "\u{200b}",
        _ => return None,
    })
}
