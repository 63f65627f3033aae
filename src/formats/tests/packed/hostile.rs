//! Any bytes give sound articles, diagnostics or both, and nothing panics.

use proptest::prelude::*;

use super::{opened, sound, zip};
use coterie_formats::{Options, open};
use coterie_read::Source;

/// Signs that mean something to some reader, so that random files come far.
pub(super) fn soup(signs: &'static [&'static str]) -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        4 => proptest::sample::select(signs).prop_map(str::to_owned),
        1 => "[a-z0-9 '<>{}\\\\é-]{0,6}",
    ];
    proptest::collection::vec(sign, 0..60).prop_map(|signs| signs.concat())
}

const XML: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:del>",
    "</w:del>",
    "<w:br/>",
    "<w:fldChar w:fldCharType='begin'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "<text:p>",
    "</text:p>",
    "<office:body>",
    "<text:note>",
    "</text:note>",
    "<table:table-row>",
    "</table:table-row>",
    "<table:table-cell>",
    "Trump ",
    "&amp;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "<!--",
];

const RTF: &[&str] = &[
    "{",
    "}",
    "\\par ",
    "\\cell ",
    "\\row ",
    "\\intbl",
    "\\u8364",
    "\\u-10179",
    "\\u-8704",
    "\\'e9",
    "\\'93",
    "\\uc2",
    "\\bin3 ",
    "\\footnote ",
    "{\\upr",
    "{\\*\\ud",
    "{\\shp{\\*\\shpinst{\\shptxt ",
    "\\v ",
    "\\header ",
    "\\fonttbl",
    "\\f1\\fcharset128 ",
    "\\info",
    "\\title ",
    "\\stylesheet",
    "\\s1 ",
    "\\*",
    "Putin ",
];

pub(super) fn something(bytes: &[u8]) -> Result<(), TestCaseError> {
    sound::check(&opened(bytes), &[bytes]).map_err(TestCaseError::fail)
}

proptest! {
    #[test]
    fn any_bytes_after_a_sign(sign in 0usize..6, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let signs: [&[u8]; 6] = [
            b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"",
        ];
        something(&[signs[sign], &bytes].concat())?;
    }

    #[test]
    fn any_rich_text(text in soup(RTF)) {
        something(format!("{{\\rtf1 {text}").as_bytes())?;
    }

    #[test]
    fn any_document(text in soup(XML)) {
        something(&zip(&[("[Content_Types].xml", &text), ("word/document.xml", &text), ("word/styles.xml", &text)]))?;
        something(&zip(&[("content.xml", &text), ("mimetype", &text), ("styles.xml", &text)]))?;
        something(&zip(&[("META-INF/container.xml", &text)]))?;
    }

    #[test]
    fn any_damage_to_an_archive(at in 0usize..400, byte in any::<u8>(), cut in 0usize..400, password in any::<bool>()) {
        let mut bytes = zip(&[("a.txt", "Trump met Putin."), ("b/c.txt", "Later they parted."), ("d.docx", "x")]);
        let (at, cut) = (at % bytes.len(), cut % bytes.len());
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut);
        let options = Options { password: password.then(|| "x".to_owned()), ..Options::default() };
        let opening = open(Source { name: "a", bytes: &bytes }, &options);
        sound::check(&opening, &[]).map_err(TestCaseError::fail)?;
    }
}

#[test]
fn depth_takes_no_stack() {
    let deep = |begin: &str, end: &str| begin.repeat(200_000) + "Trump" + &end.repeat(200_000);
    for text in [deep("<w:p>", "</w:p>"), deep("<w:tr><w:tc>", "</w:tc></w:tr>"), deep("<x>", "</x>")] {
        let opening = opened(&zip(&[("[Content_Types].xml", ""), ("word/document.xml", &text)]));
        assert!(!opening.diagnostics.is_empty() || !opening.documents.is_empty());
    }
    assert_eq!(opened(format!("{{\\rtf1{}}}", deep("{", "}")).as_bytes()).documents[0].text, "Trump");
}
