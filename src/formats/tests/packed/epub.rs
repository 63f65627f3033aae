//! Books.

use super::{check, check_metadata, opened, zip};

const CONTAINER: &str = "<c><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></c>";

const OPF: &str = "<package><metadata><dc:title>Les Mis</dc:title><dc:creator>Victor Hugo</dc:creator><dc:date>1862-04-03</dc:date><dc:language>en-GB</dc:language></metadata>
<manifest><item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/><item id='c' href='cover.xhtml' media-type='application/xhtml+xml'/>
<item id='b' href='b%20.xhtml' media-type='application/xhtml+xml'/><item id='a' href='text/a.xhtml' media-type='application/xhtml+xml'/></manifest>
<spine><itemref idref='c'/><itemref idref='n'/><itemref idref='b'/><itemref idref='a'/></spine><guide><reference type='cover' href='cover.xhtml'/></guide></package>";

fn page(words: &str) -> String {
    format!(
        "<?xml version='1.0'?><html><head><title>Les Mis</title></head><body><p>{words}</p></body></html>"
    )
}

fn book(more: &[(&str, &str)]) -> Vec<u8> {
    let (a, b) = (page("Cosette met Marius in the garden."), page("Valjean fled from Javert again."));
    let nav = "<html><body><nav><ol><li><a href='b%20.xhtml#x'>The flight</a></li><li><a href='b%20.xhtml#y'>Later</a></li></ol></nav></body></html>";
    let mut files = vec![
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", OPF),
        ("OPS/nav.xhtml", nav),
        ("OPS/cover.xhtml", "<html><body><p>Cover words</p></body></html>"),
        ("OPS/text/a.xhtml", a.as_str()),
        ("OPS/b .xhtml", b.as_str()),
    ];
    files.extend(more);
    zip(&files)
}

#[test]
fn chapters_in_the_order_of_the_spine() {
    check(&book(&[]), "a#1: Valjean fled from Javert again.\na#2: Cosette met Marius in the garden.");
    check_metadata(&book(&[]), "The flight, Victor Hugo, 1862-04-03");
    assert_eq!(opened(&book(&[])).documents[0].metadata.site.as_deref(), Some("Les Mis"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let sealed = "<e><CipherReference URI='OPS/text/a.xhtml'/></e>";
    let expected = "a#1: Valjean fled from Javert again.\n! a: 1 chapters of this book are locked against copying and cannot be read.";
    check(&book(&[("META-INF/encryption.xml", sealed)]), expected);
    let empty = zip(&[("META-INF/container.xml", CONTAINER)]);
    check(&empty, "! a: This book is damaged: its list of chapters is missing.");
}
