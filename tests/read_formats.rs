//! What reading makes of files: words, metadata, diagnostics, and the way back to the source.

use coterie::clean::clean;
use coterie::diagnostic::Severity;
use coterie::ids::Span;
use coterie::read::{Document, Format, Reading, Role, Source, read};
use coterie::segment::segment;
use proptest::prelude::*;

fn reading(bytes: &[u8]) -> Reading {
    read(Source { name: "a folder/file.xyz", bytes })
}

#[track_caller]
fn document(bytes: &[u8]) -> Document {
    reading(bytes).documents.pop().expect("a document")
}

fn blocks(document: &Document) -> String {
    let sign = |role| match role {
        Role::Title => "# ",
        Role::Body => "",
        Role::Byline => "by: ",
        Role::Boilerplate => "out: ",
    };
    let lines: Vec<String> = document
        .blocks
        .iter()
        .map(|block| format!("{}{}", sign(block.role), document.slice(block.span)))
        .collect();
    lines.join("\n")
}

/// Every token of the document stands in the decoded file where the map says, as it is or as an entity.
#[track_caller]
fn check_origin(document: &Document, decoded: &str) -> usize {
    let points: Vec<char> = decoded.chars().collect();
    let mut checked = 0;
    let mut last = 0;
    for token in segment(document).tokens {
        let (start, end) = document.origin.code_points(token);
        assert!(start <= end && end as usize <= points.len(), "{start}..{end} of {}", points.len());
        let words = document.slice(token);
        let first = words.chars().next().unwrap_or_default();
        let (from, to) = document
            .origin
            .code_points(Span::new(token.start as usize, token.start as usize + first.len_utf8()));
        if from == to {
            continue; // made up by the extraction
        }
        let source: String = points[start as usize..end as usize].iter().collect();
        assert!(
            source.starts_with(first) || source.starts_with('&') || source.starts_with('\\'),
            "{words:?} maps to {source:?}"
        );
        if source.chars().count() == words.chars().count() && !source.contains('&') {
            assert_eq!(source, words);
        }
        checked += usize::from(start >= last);
        last = start;
    }
    checked
}

const PAGE: &str = r#"<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Trump &amp; Putin talk - The Paper</title>
<meta property="article:published_time" content="2016-11-15T08:00:00Z"><meta name="author" content="Ann Lee">
<meta property="og:site_name" content="The Paper"><script>var x = "<p>Not Words</p>";</script></head>
<body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Trump &amp; Putin talk</h1>
<p>Russian leader <b>Vladimir Putin</b> has called President-elect <a href="/t">Donald&nbsp;Trump</a> to discuss an alliance, the Kremlin&rsquo;s
spokesman said on Monday, with both men keen to improve relations between their countries.</p>
<p>The two men spoke for the first time on Monday, &#8220;with AT&amp;T listening&#8221;, and agreed to go on, as the paper reported, to speak of many things.</p>
<blockquote><p>In this spirit, the question of regulating the conflict in Syria was also discussed, and of Aleppo, said Dmitry Peskov.</p></blockquote>
<ul><li>First, the men spoke of Syria for a while, and nobody else was there to hear it.</li><li>Then they spoke of trade, at length.</li></ul>
<p>They reportedly agreed to stay in touch by telephone and plan to meet in person over the coming months, in <i>Mos</i>cow or elsewhere.</p>
</article><footer>Copyright The Paper</footer></body></html>"#;

#[test]
fn a_page_is_reduced_to_its_article() {
    let document = document(PAGE.as_bytes());
    assert_eq!(document.format, Format::Html);
    assert_eq!(document.name, "a folder/file.xyz");
    let metadata = &document.metadata;
    assert_eq!(metadata.title.as_deref(), Some("Trump & Putin talk"));
    assert_eq!(metadata.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(metadata.date.as_deref(), Some("2016-11-15"));
    assert_eq!(metadata.language.as_deref(), Some("en"));
    assert_eq!(metadata.site.as_deref(), Some("The Paper"));
    let shown = blocks(&document);
    assert!(shown.starts_with("# Trump & Putin talk\nRussian leader Vladimir Putin has called"), "{shown}");
    let left_out: Vec<&str> = document
        .blocks
        .iter()
        .filter(|block| block.role == Role::Boilerplate)
        .map(|block| document.slice(block.span))
        .collect();
    assert_eq!((document.blocks.len(), left_out), (8, vec!["Copyright The Paper"]), "{shown}");
    assert!(
        shown.contains("“with AT&T listening”")
            && shown.contains("Kremlin’s spokesman")
            && shown.contains("Moscow")
    );
    assert!(!shown.contains("Not Words") && !shown.contains("World\n") && !shown.contains('<'));
}

#[test]
fn words_of_a_page_map_to_its_source() {
    let document = document(PAGE.as_bytes());
    assert!(check_origin(&document, PAGE) > 120);
    let at = document.text.find("Vladimir Putin").expect("the name");
    let (start, end) = document.origin.code_points(Span::new(at, at + "Vladimir Putin".len()));
    let source: Vec<char> = PAGE.chars().collect();
    assert_eq!(source[start as usize..end as usize].iter().collect::<String>(), "Vladimir Putin");
    let at = document.text.find("AT&T").expect("the name");
    let (start, end) = document.origin.code_points(Span::new(at, at + 4));
    assert_eq!(source[start as usize..end as usize].iter().collect::<String>(), "AT&amp;T");
}

#[test]
fn a_page_without_an_article_gives_all_its_words() {
    let reading = reading(b"<html><body><div>Putin</div><script>no</script></body></html>");
    assert!(reading.documents.is_empty() || blocks(&reading.documents[0]).contains("Putin"));
    assert!(reading.documents.len() + reading.diagnostics.len() > 0);
}

#[test]
fn markup_nested_too_deeply_is_read_without_a_parser() {
    let page = format!("<html><body>{}<p>Vladimir Putin met Donald Trump.</p>", "<div>".repeat(100_000));
    let reading = reading(page.as_bytes());
    assert_eq!(reading.diagnostics[0].severity, Severity::Warning);
    assert_eq!(blocks(&reading.documents[0]), "Vladimir Putin met Donald Trump.");
}

#[test]
fn nesting_below_the_limit_fits_a_small_stack() {
    let page = format!(
        "<html><body>{}<p>{}</p>",
        "<div>".repeat(505),
        "Vladimir Putin met Donald Trump. ".repeat(40)
    );
    let read = std::thread::Builder::new()
        .stack_size(512 * 1024)
        .spawn(move || reading(page.as_bytes()).documents.len());
    assert_eq!(read.expect("a thread").join().expect("no overflow"), 1);
}

#[test]
fn markdown_is_reduced_to_its_words() {
    let source = "# Trump and *Putin* talk\n\nBy Ann Lee\n\n[Vladimir Putin](http://example.com/a_b) called **Donald Trump** in the\nwhite house &amp; more.\n";
    let document = document(source.as_bytes());
    assert_eq!(document.format, Format::Markdown);
    assert_eq!(
        blocks(&document),
        "# Trump and Putin talk\nBy Ann Lee\nVladimir Putin called Donald Trump in the white house & more."
    );
    assert!(check_origin(&document, source) > 15);
    assert_eq!(blocks(&clean(document)).lines().nth(1), Some("by: By Ann Lee"));
}

#[test]
fn what_cannot_be_read_is_said() {
    let said = |bytes: &[u8]| {
        let reading = reading(bytes);
        assert!(reading.documents.is_empty());
        reading.diagnostics[0].message.clone()
    };
    assert_eq!(said(b"%PDF-1.4 ..."), "This is a PDF.");
    assert_eq!(said(b""), "This file is empty.");
    assert_eq!(said(b" \n\n"), "There are no words in this file.");
    assert_eq!(said(b"{\"articles\": [1, 2]}"), "This is JSON data without an article in it.");
}

/// Each of these once took time with the square of its length.
#[test]
fn marks_without_end_are_read_in_linear_time() {
    for marks in ["<h1>", "<div>", "</x>", "<h1>a", "<svg><p>"] {
        check_sound(format!("<html><body>{}{}", "<div>".repeat(600), marks.repeat(100_000)).as_bytes());
    }
    for marks in ["`", "[", "[a](", "*_", "<a ", "\n> - "] {
        check_sound(format!("# Title\n\nWords {}", marks.repeat(100_000)).as_bytes());
    }
}

#[test]
fn lost_bytes_are_said() {
    let mut bytes =
        "Müller, Guzmán, Šešelj, Günther, Çelik, Ørsted, Łukasz, Žižek, Ångström".as_bytes().to_vec();
    bytes.extend(b" and \xff.");
    let reading = reading(&bytes);
    assert_eq!(reading.diagnostics[0].severity, Severity::Warning);
    assert!(reading.documents[0].text.ends_with("and \u{fffd}."));
}

#[test]
fn languages_are_told_from_enough_text() {
    let german =
        "Der russische Präsident hat am Montag mit dem künftigen amerikanischen Präsidenten telefoniert. "
            .repeat(6);
    assert_eq!(document(german.as_bytes()).metadata.language.as_deref(), Some("de"));
    assert_eq!(document(b"Der Hund.").metadata.language, None);
}

#[track_caller]
fn check_sound(bytes: &[u8]) {
    for document in reading(bytes).documents {
        for document in [document.clone(), clean(document)] {
            let mut last = 0;
            for block in &document.blocks {
                assert!(last <= block.span.start && !block.span.is_empty());
                assert!(document.text.get(block.span.range()).is_some());
                let (start, end) = document.origin.code_points(block.span);
                assert!(start <= end || document.format == Format::Html);
                last = block.span.end;
            }
            let segmentation = segment(&document);
            for token in segmentation.tokens {
                assert!(document.text.get(token.range()).is_some());
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check_sound(&bytes);
    }

    #[test]
    fn any_markup_is_read(pieces in proptest::collection::vec(prop_oneof![
        "</?(p|div|h1|a|ul|li|table|tr|td|b|script|style|svg|br|blockquote|article|pre|template|select)( class=[a-z\"']*)?/?>",
        "[ \\n]?[A-Z][a-z]+( [a-z]+){0,12}[.,]? ", "&[a-z#0-9]{0,5};?", "<!--|-->|<|>|\"|é|😀", "\\PC{0,3}",
    ], 0..60)) {
        let page = format!("<html><body>{}", pieces.concat());
        check_sound(page.as_bytes());
        for document in reading(page.as_bytes()).documents {
            check_origin(&document, &page);
        }
    }

    #[test]
    fn any_markdown_is_read(pieces in proptest::collection::vec(prop_oneof![
        "[#>*_`~\\[\\]()!|\\\\-]{1,3}", "\n", "\n\n", "---\n", "```", " ?[A-Z][a-z]+ [a-z]+[.,]? ", "&amp;", "é”", "<b>",
    ], 0..60)) {
        let text = format!("# Title\n\n{}", pieces.concat());
        check_sound(text.as_bytes());
    }

    #[test]
    fn plain_text_maps_to_itself(text in "[A-Za-z“”é😀.,\\r\\n ]{0,300}") {
        for document in reading(text.as_bytes()).documents {
            if document.format == Format::Text {
                check_origin(&document, &text);
            }
        }
    }
}
