//! Rich text.

use super::{check, check_metadata};

#[track_caller]
fn check_body(body: &str, expected: &str) {
    check(format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0 {body}}}").as_bytes(), &format!("a: {expected}"));
}

#[test]
fn paragraphs_and_signs() {
    check_body(
        r"One.\par Two\line lines.\par\pard Three\tab tabs\emdash end\rquote s.",
        "One.|Two lines.|Three tabs—end’s.",
    );
    check_body("A wrap\r\nped line\\\nand \\{braces\\}.", "# A wrapped line|and {braces}.");
}

#[test]
fn code_pages() {
    check_body(r"Caf\'e9.", "Café.");
    check_body(
        r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\f0 \'e9, \f1\'cf\'f3\'f2\'e8\'ed, \f2\'93\'fa\'96\'7b.",
        "é, Путин, 日本.",
    );
    check(b"{\\rtf1\\ansi\\ansicpg1251 \xcf\xf3\xf2\xe8\xed.}", "a: Путин.");
    check_body(r"{\fonttbl{\f0\fnil A;}{\f3\fcharset2 Wingdings;}}{\f3\'a7}Point.", "Point.");
}

#[test]
fn unicode_passes_over_its_repetition() {
    check_body(r"\u1055?\u1091?tin, \uc2\u8364\'80\'80 5, \uc0\u8212 x.", "Пуtin, € 5, —x.");
    check_body(r"\u-10179?\u-8704?.", "😀.");
    check_body(r"{\upr{Kaf}{\*\ud{Ka\u776f\'66}}}.", "Ka\u{308}f.");
    // A brace ends what is passed over, and the state of a group ends with it.
    check_body(r"{\uc0 \u233}x \u233\'e9y.", "éx éy.");
}

#[test]
fn what_is_not_the_text_is_left_out() {
    check_body(
        r#"{\colortbl;\red0;}{\*\generator X;}Met {\field{\*\fldinst{HYPERLINK "http://x"}}{\fldrslt{Putin}}}.{\pict\pngblip 89504e47}{\v hidden}{\deleted gone}{\revised kept}."#,
        "Met Putin.kept.",
    );
    check_body(r"{\*\pnseclvl1\pnucrm{\pntxta .}}{\listtext\'b7\tab}Item.", "Item.");
    check_body(r"\bin3 {{{Text.", "Text.");
    check_body(r"{\header Times}{\footnote\pard Note.}Body.\par", "Body.|Note.|(Times)");
    check_body(
        r"Before.{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt \pard Box one.\par Box two.\par}}{\shprslt Box}} After.\par",
        "Before. After.|Box one.|Box two.",
    );
}

#[test]
fn tables() {
    check_body(
        r"\trowd\pard\intbl Trump\cell President.\cell\row\trowd\pard\intbl Putin\cell One.\par Two.\cell\row\pard After.\par",
        "Trump | President.|Putin|One.|Two.|After.",
    );
}

#[test]
fn tables_in_tables() {
    check_body(
        r"\pard\intbl\itap2 in\nestcell ner.\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}\pard\intbl\cell Right.\cell\row\pard After.\par",
        "in | ner. | Right.|After.",
    );
}

#[test]
fn titles_and_authors() {
    let text = br"{\rtf1{\stylesheet{\s0 Normal;}{\s15\sb1{\*\x y} Title;}}{\info{\title Document1}{\author Ann Lee}{\creatim\yr2016\mo11\dy5}}\pard\s15 They met\par\pard\s0 Text.\par}";
    check_metadata(text, "They met, Ann Lee?, 2016-11-05?");
    check_body(r"{\stylesheet{\s3 toc 1;}}\pard\s3 One 3\par\pard\s0 Text.\par", "(One 3)|Text.");
    check_metadata(br"{\rtf1{\info{\title Talks in Geneva}}Text.}", "Talks in Geneva, -, -");
}

#[test]
fn broken_files_are_read_as_far_as_they_go() {
    let expected = "a: Trump met\n! a: This file breaks off: what stands before that was read.";
    check(br"{\rtf1 {\b Trump met", expected);
    check(br"{\rtf1 {\info", "! a: This file breaks off before its text begins.");
    check(br"{\rtf1 }", "! a: There are no words in this file.");
}
