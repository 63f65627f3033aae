//! OpenDocument texts.

use super::{check, check_metadata, opened, zip};

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name='P1' style:parent-style-name='Title'/>\
         <style:style style:name='T1'><style:text-properties text:display='none'/></style:style></office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        (
            "styles.xml",
            "<s><office:master-styles><style:header><text:p>The Times</text:p></style:header></office:master-styles></s>",
        ),
        (
            "meta.xml",
            "<m><meta:initial-creator>Ann Lee</meta:initial-creator><dc:creator>Bob</dc:creator><meta:creation-date>2016-11-15T10:00:00</meta:creation-date></m>",
        ),
    ])
}

#[track_caller]
fn check_body(body: &str, expected: &str) {
    check(&odt(body), &format!("a: {expected}|(The Times)"));
}

#[test]
fn paragraphs() {
    check_body(
        "<text:p>Mr<text:s text:c='2'/>Trump\n  <text:span>met</text:span><text:tab/>Putin<text:line-break/>today.</text:p><text:h>Heading</text:h>",
        "Mr Trump met Putin today.|Heading",
    );
    check_body("<text:p text:style-name='P1'>They met</text:p><text:p>Text.</text:p>", "# They met|Text.");
    check_body("<text:list><text:list-item><text:p>One.</text:p></text:list-item></text:list>", "One.");
}

#[test]
fn what_is_not_the_text_is_left_out() {
    check_body(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion></text:changed-region></text:tracked-changes>\
         <text:p>Shown.<text:span text:style-name='T1'>no</text:span><office:annotation><text:p>Remark</text:p></office:annotation></text:p>\
         <text:section text:display='none'><text:p>no</text:p></text:section>\
         <text:p>See <draw:frame><svg:title>Picture</svg:title></draw:frame><text:title>Talks</text:title>.</text:p>",
        "Shown.|See Talks.",
    );
}

#[test]
fn notes_tables_and_boxes() {
    check_body(
        "<text:p>Text<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> on.</text:p><text:p>Next.</text:p>",
        "Text on.|Next.|A note.",
    );
    check_body(
        "<table:table><table:table-row><table:table-cell><text:p>Trump</text:p></table:table-cell><table:table-cell><text:p>President.</text:p></table:table-cell></table:table-row></table:table>",
        "Trump | President.",
    );
    check_body(
        "<text:p>Before<draw:text-box><text:p>Boxed.</text:p></draw:text-box> after.</text:p>",
        "Before after.|Boxed.",
    );
    check_body(
        "<text:table-of-content><text:index-body><text:p>One 3</text:p></text:index-body></text:table-of-content><text:p>Text.</text:p>",
        "(One 3)|Text.",
    );
}

#[test]
fn metadata() {
    check_metadata(&odt("<text:p>Text.</text:p>"), "-, Ann Lee?, 2016-11-15?");
}

#[test]
fn what_is_locked_or_no_text_is_said() {
    let locked =
        zip(&[("content.xml", "x"), ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")]);
    check(&locked, "! a: This file is locked with a password.");
    let sheet = zip(&[("content.xml", "x"), ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    check(&sheet, "! a: There is nothing in the sheets of this file.");
    let whole = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("meta.xml", "x"),
        ("content.xml", "x"),
    ]);
    let cut = whole.windows(11).position(|name| name == b"content.xml").expect("its header");
    let opening = opened(&whole[..cut]);
    let last = opening.diagnostics.last().expect("a sentence");
    assert_eq!(last.message, "This office file or book breaks off before its text begins.");
    assert!(opening.documents.is_empty());
}
