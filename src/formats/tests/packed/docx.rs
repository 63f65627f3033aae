//! Word documents, and slides.

use super::{check, check_metadata, zip};

const STYLES: &str = r#"<w:styles><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="V1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;

fn docx(body: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", STYLES),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:type='separator'><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
    ])
}

#[track_caller]
fn check_body(body: &str, expected: &str) {
    check(&docx(body), &format!("a: {expected}"));
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs() {
    check_body(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>Mr</w:t><w:tab/><w:t>Trump &amp; co</w:t><w:br/><w:t>met.</w:t></w:r></w:p>",
        "Mr Trump & co met.",
    );
    check_body("<w:p><w:r><w:t>One.</w:t><w:br w:type='page'/><w:t>Two.</w:t></w:r></w:p>", "One.|Two.");
    check_body(
        "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>They met</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='V1'/></w:pPr><w:r><w:t>Chapter 1</w:t></w:r></w:p><w:p><w:r><w:t>Text.</w:t></w:r></w:p>",
        "# They met|(Chapter 1)|Text.",
    );
}

#[test]
fn tracked_changes_and_hidden_words() {
    check_body(
        "<w:p><w:del><w:r><w:delText>Old</w:delText></w:r></w:del><w:ins><w:r><w:t>New.</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>Moved</w:t></w:r></w:moveFrom></w:p>",
        "New.",
    );
    check_body(
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>Shown.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> Too.</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Geheim'/></w:rPr><w:t>no</w:t></w:r></w:p>",
        "Shown. Too.",
    );
    let rows = format!(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("Gone."),
        p("Kept.")
    );
    check_body(&rows, "Kept.");
}

#[test]
fn fields() {
    check_body(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF</w:instrText><w:t>code</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>Result.</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:hyperlink><w:r><w:t> Link.</w:t></w:r></w:hyperlink></w:p>",
        "Result. Link.",
    );
    // One that does not end.
    check_body(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:t>x</w:t></w:r></w:p><w:p><w:r><w:t>On.</w:t></w:r></w:p>",
        "On.",
    );
}

#[test]
fn tables_and_boxes() {
    let table =
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("Trump"), p("President."));
    check_body(&table, "Trump | President.");
    let nested =
        format!("<w:tbl><w:tr><w:tc>{}{table}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("One."), p("Two."));
    check_body(&nested, "One.|Trump | President.|Two.");
    let boxed = format!(
        "<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after.</w:t></w:r></w:p>",
        p("In the box.")
    );
    check_body(&boxed, "Before after.|In the box.");
}

#[test]
fn parts_beside_the_text() {
    let file = zip(&[
        (
            "_rels/.rels",
            "<R><Relationship Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' Target='/word/document2.xml'/></R>",
        ),
        ("word/document2.xml", &format!("<d>{}</d>", p("Text."))),
        ("word/footnotes.xml", &format!("<d><w:footnote>{}</w:footnote></d>", p("A note."))),
        ("word/header1.xml", &format!("<d>{}</d>", p("The Times"))),
        (
            "docProps/core.xml",
            "<c><dc:title>Talks</dc:title><dc:creator>Ann Lee</dc:creator><dcterms:created>2016-11-15T10:00:00Z</dcterms:created></c>",
        ),
    ]);
    check(&file, "a: # Talks|Text.|A note.|(The Times)");
    check_metadata(&file, "Talks, Ann Lee?, 2016-11-15?");
}

#[test]
fn slides() {
    let slide = |words: &str| {
        format!(
            "<p:sld><a:p><a:r><a:t>{words}</a:t></a:r><a:fld type='slidenum'><a:t>1</a:t></a:fld></a:p></p:sld>"
        )
    };
    let file = zip(&[
        ("[Content_Types].xml", ""),
        ("ppt/slides/slide10.xml", &slide("Ten.")),
        ("ppt/slides/slide2.xml", &slide("Two.")),
    ]);
    check(&file, "a: Two.|Ten.");
}

#[test]
fn broken_documents() {
    check(&docx(""), "! a: There are no words in this file.");
    let cut = zip(&[("[Content_Types].xml", ""), ("word/document.xml", "<d><w:p><w:r><w:t>Trump met")]);
    check(&cut, "a: Trump met\n! a: This file is damaged: only what stands before the damage was read.");
    check(
        &zip(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "")]),
        "! a: There is nothing in the sheets of this file.",
    );
    check(&zip(&[("Index/Document.iwa", "x")]), "! a: This is an Apple Pages, Numbers or Keynote file.");
}
