//! News in the markup of agencies: NITF, NewsML 1 and NewsML-G2 (IPTC), and feeds (RSS, Atom). Other XML gives its words.
//!
//! Where what stands follows the standards' own examples: NITF 3.6 (`hedline/hl1`, `byline`, `dateline`,
//! `body.content`, `pubdata`, `date.issue`), NewsML 1.2 (`NewsLines`, `NewsManagement`, `DataContent`), NewsML-G2
//! (`contentMeta`, `itemMeta`, `contentSet/inlineXML`).

mod tree;

use coterie_read::{Draft, Format, Role, Source};

use self::tree::Tree;
use super::Desk;
use super::record::{language, line, paragraphs, without_by};
use super::when::{Order, stated};

/// Elements that are one news item each, the outermost counting.
const ITEMS: [&str; 5] = ["nitf", "newsItem", "NewsItem", "item", "entry"];

/// Roots of files that hold such.
const ROOTS: [&str; 8] = ["nitf", "newsItem", "newsMessage", "itemSet", "NewsML", "NewsItem", "rss", "feed"];

/// Elements that stand within a sentence.
const INLINE: [&str; 38] = [
    "a",
    "abbr",
    "acronym",
    "alt-code",
    "b",
    "bdi",
    "big",
    "chron",
    "cite",
    "city",
    "classifier",
    "code",
    "copyrite",
    "country",
    "em",
    "event",
    "font",
    "function",
    "i",
    "lang",
    "location",
    "money",
    "num",
    "object.title",
    "org",
    "person",
    "pronounce",
    "q",
    "region",
    "small",
    "span",
    "state",
    "strong",
    "sub",
    "sublocation",
    "sup",
    "u",
    "virtloc",
];

/// Whether a text is XML that is no page.
pub(crate) fn looks_like(text: &str) -> bool {
    root(text).is_some_and(|(root, is_declared)| ROOTS.contains(&root) || (is_declared && root != "html"))
}

/// The name of the first element, without prefix, and whether the text says that it is XML.
fn root(text: &str) -> Option<(&str, bool)> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    let is_declared = rest.starts_with("<?xml");
    // Declarations and remarks stand before it.
    for _ in 0..32 {
        rest = rest.trim_start();
        let end = match rest {
            _ if rest.starts_with("<!--") => rest.find("-->")? + 3,
            _ if rest.starts_with("<?") => rest.find("?>")? + 2,
            // A document type may have declarations of its own.
            _ if rest.starts_with("<!") => match (rest.find('['), rest.find('>')?) {
                (Some(open), close) if open < close => rest.find("]>").map_or(close + 1, |end| end + 2),
                (_, close) => close + 1,
            },
            _ => break,
        };
        rest = rest.get(end..)?;
    }
    let name = rest.strip_prefix('<')?;
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
    let name = name.get(..end)?;
    let local = name.rsplit(':').next()?;
    (!local.is_empty() && local.starts_with(char::is_alphabetic)).then_some((local, is_declared))
}

/// Puts news that [`looks_like`] such on the desk.
pub(crate) fn read(source: Source<'_>, text: &str, desk: &mut Desk<'_>) {
    let name = source.name;
    let tree = Tree::read(text);
    if tree.is_broken {
        let message = "This XML is broken or cut off; what comes after the break was not read.";
        desk.warn(name, message, "Fetch the file again if something is missing.");
    }
    let is_news = root(text).is_some_and(|(root, _)| ROOTS.contains(&root));
    if !is_news {
        return unknown(source, &tree, desk);
    }
    let mut items = Vec::new();
    let mut at = 0;
    while at < tree.elements.len() {
        if ITEMS.contains(&tree.name(at)) {
            items.push(at);
            at = tree.within(at).end.max(at + 1);
        } else {
            at += 1;
        }
    }
    // A feed says once which it is.
    let channel = tree.first(0, &["channel", "feed"]).and_then(|at| {
        let end = items.first().copied().unwrap_or(tree.elements.len());
        tree.within(at).take_while(|&at| at < end).find(|&at| tree.name(at) == "title")
    });
    let publication = channel.map(|at| tree.words(at, &[])).unwrap_or_default();
    let mut without = 0;
    for (rank, &item) in items.iter().enumerate() {
        let own = if items.len() == 1 { name.to_owned() } else { format!("{name}#{}", rank + 1) };
        if !put(&tree, item, &publication, &own, desk) {
            without += 1;
        }
    }
    let all = items.len();
    if all == without {
        desk.error(
            name,
            "There is no article in this news file.",
            "Choose a file with the text of news in it.",
        );
    } else if without > 0 {
        let message =
            format!("{without} of its {all} items have no text (pictures, packages) and were left out.");
        desk.warn(name, message, "");
    }
}

/// Puts one item on the desk. Whether it had words besides its headline.
fn put(tree: &Tree, item: usize, publication: &str, name: &str, desk: &mut Desk<'_>) -> bool {
    let words = |names: &[&str]| tree.first(item, names).map(|at| tree.words(at, &[])).unwrap_or_default();
    let stated_in = |names: &[(&str, &str)]| {
        names.iter().find_map(|&(element, attribute)| {
            tree.within(item)
                .filter(|&at| tree.name(at) == element)
                .find_map(|at| tree.attribute(at, attribute))
        })
    };
    let mut draft = Draft::new(Format::News);
    let dateline = tree.first(item, &["dateline", "DateLine"]).map(|at| tree.words(at, &["story.date"]));
    draft.add(Role::Byline, &dateline.unwrap_or_default());
    let body = body(tree, item);
    if body.is_empty() {
        return false;
    }
    for paragraph in &body {
        draft.add(Role::Body, paragraph);
    }
    let title = words(&["hl1", "headline", "HeadLine", "title", "Headline"]);
    draft.metadata.title = line(&title);
    let byline = tree.first(item, &["byline", "by", "ByLine", "creator", "author"]).map(|at| {
        match tree.first(at, &["person", "name"]) {
            Some(person) => tree.words(person, &[]),
            None => tree.words(at, &["byttl", "email", "uri"]),
        }
    });
    draft.metadata.byline =
        byline.as_deref().and_then(line).map(|byline| without_by(without_address(&byline)));
    let date = stated_in(&[("date.issue", "norm"), ("story.date", "norm"), ("pubdata", "date.publication")]);
    let date = date.map(str::to_owned).unwrap_or_else(|| {
        words(&[
            "contentCreated",
            "firstCreated",
            "FirstCreated",
            "versionCreated",
            "ThisRevisionCreated",
            "DateId",
            "pubDate",
            "published",
            "date",
            "updated",
        ])
    });
    draft.metadata.date = stated(&date, Order::Unknown);
    let site = stated_in(&[("pubdata", "name"), ("provider", "literal")]).map(str::to_owned).or_else(|| {
        let provider =
            tree.first(item, &["provider", "Provider", "distributor", "CreditLine", "creditline"])?;
        let named = tree.within(provider).find_map(|at| tree.attribute(at, "FormalName")).map(str::to_owned);
        Some(tree.words(provider, &[])).filter(|words| !words.is_empty()).or(named)
    });
    let site = site.or_else(|| {
        stated_in(&[("doc.copyright", "holder"), ("copyrightHolder", "literal")]).map(str::to_owned)
    });
    draft.metadata.site = site.as_deref().and_then(line).or_else(|| line(publication));
    let tongue = stated_in(&[
        ("language", "tag"),
        ("Language", "FormalName"),
        ("inlineXML", "lang"),
        ("body.content", "lang"),
    ]);
    draft.metadata.language = language(tongue.or(tree.attribute(item, "lang")).unwrap_or_default());
    // The article's own bytes are its words: an item has no bytes apart from the file's.
    let own = format!("{title}\n\n{}", body.join("\n\n"));
    desk.article(name, own.as_bytes(), draft)
}

/// The name of `ann@example.org (Ann Lee)`, as RSS has authors.
fn without_address(byline: &str) -> &str {
    let named = byline.strip_suffix(')').and_then(|byline| byline.split_once(" ("));
    named
        .filter(|(address, _)| address.contains('@') && !address.contains(' '))
        .map_or(byline, |(_, name)| name)
}

/// An item's paragraphs.
fn body(tree: &Tree, item: usize) -> Vec<String> {
    const BODIES: [&str; 9] = [
        "body.content",
        "inlineXML",
        "DataContent",
        "inlineData",
        "encoded",
        "content",
        "description",
        "summary",
        "abstract",
    ];
    const WITHOUT: [&str; 9] = [
        "script",
        "style",
        "head",
        "media-producer",
        "media-reference",
        "hedline",
        "headline",
        "byline",
        "dateline",
    ];
    let mut empty = Vec::new();
    for name in BODIES {
        let found = tree.within(item).filter(|&at| tree.name(at) == name);
        for at in found {
            let paragraphs = tree.paragraphs(at, &|name| INLINE.contains(&name), &WITHOUT);
            let is_text = |words: &[String]| words.iter().any(|words| words.contains(' '));
            // One paragraph may be a page in disguise, or plain text of several.
            if paragraphs.len() == 1 {
                let inside = self::paragraphs(&tree.raw(at));
                if is_text(&inside) {
                    return inside;
                }
            }
            if is_text(&paragraphs) {
                return paragraphs;
            }
            empty.extend(paragraphs);
        }
    }
    empty
}

/// Puts the words of XML of an unknown kind on the desk.
fn unknown(source: Source<'_>, tree: &Tree, desk: &mut Desk<'_>) {
    let mut draft = Draft::new(Format::News);
    let title = tree.first(0, &["title", "headline", "Title", "Headline"]);
    draft.metadata.title = title.and_then(|at| line(&tree.words(at, &[])));
    // Numbers and codes are no words.
    for paragraph in
        tree.mixed().iter().filter(|words| words.contains(' ') && words.chars().any(char::is_alphabetic))
    {
        draft.add(Role::Body, paragraph);
    }
    if desk.article(source.name, source.bytes, draft) {
        let message = "This is XML of a kind that Coterie does not know, so all its words were read.";
        desk.warn(source.name, message, "Save the article alone as text if other words of the file disturb.");
    } else {
        desk.error(
            source.name,
            "There are no words in this XML file.",
            "Choose a file with an article in it.",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::shown;

    #[track_caller]
    fn check(news: &str, expected: &str) {
        assert_eq!(shown("n", news), expected);
    }

    #[test]
    fn nitf() {
        check(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\">\n<nitf><head><title>x</title><docdata><date.issue norm=\"20161115T100000Z\"/><doc.copyright holder=\"AP\"/></docdata><pubdata name=\"The Times\"/></head><body><body.head><hedline><hl1>Two <em>meet</em></hl1></hedline><byline>By <person>Ann Lee</person><byttl>AP Writer</byttl></byline><dateline><location>HELSINKI</location></dateline></body.head><body.content><p><person>Trump</person> met&#160;<person>Putin</person> &amp; left.</p><hl2>Talks</hl2><p>Caf&eacute;.</p><media><media-caption>Putin waves.</media-caption><media-producer>Photo by Bo</media-producer></media></body.content></body></nitf>",
            "n | Two meet | Ann Lee | 2016-11-15 | The Times\n# Two meet\nby: HELSINKI\nTrump met Putin & left.\nTalks\nCafé.\nPutin waves.",
        );
    }

    #[test]
    fn newsml_g2() {
        let item = |title: &str, content: &str| {
            format!(
                "<newsItem guid=\"x\" xml:lang=\"en-US\"><itemMeta><versionCreated>2016-11-16T10:00:00Z</versionCreated><provider literal=\"reuters.com\"><name>Reuters</name></provider></itemMeta><contentMeta><contentCreated>2016-11-15</contentCreated><creator><name>Ann Lee</name></creator><headline>{title}</headline><language tag=\"en\"/></contentMeta><contentSet>{content}</contentSet></newsItem>"
            )
        };
        check(
            &format!(
                "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2016</sent></header><itemSet>{}{}{}</itemSet></newsMessage>",
                item(
                    "One",
                    "<inlineXML><html xmlns=\"x\"><head><title>One</title></head><body><p>Trump met <b>Putin</b>.</p><p>They talked.</p></body></html></inlineXML>"
                ),
                item("Two", "<remoteContent href=\"a.jpg\"/>"),
                item("Three", "<inlineData>Merkel met Macron.</inlineData>"),
            ),
            "n#1 | One | Ann Lee | 2016-11-15 | reuters.com\n# One\nTrump met Putin.\nThey talked.\nn#3 | Three | Ann Lee | 2016-11-15 | reuters.com\n# Three\nMerkel met Macron.\nwarning: 1 of its 3 items have no text (pictures, packages) and were left out.",
        );
    }

    #[test]
    fn newsml_1() {
        check(
            "<?xml version=\"1.0\"?><NewsML><NewsEnvelope><DateAndTime>20161116T1</DateAndTime></NewsEnvelope><NewsItem><Identification><NewsIdentifier><DateId>20161115</DateId></NewsIdentifier></Identification><NewsManagement><FirstCreated>20161115T100000Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Two meet</HeadLine><ByLine>By Ann Lee</ByLine><DateLine>HELSINKI</DateLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName=\"AFP\"/></Provider></AdministrativeMetadata><ContentItem><DataContent><p>Trump met Putin.</p><p>They talked.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>",
            "n | Two meet | Ann Lee | 2016-11-15 | AFP\n# Two meet\nby: HELSINKI\nTrump met Putin.\nThey talked.",
        );
    }

    #[test]
    fn feeds() {
        check(
            "<rss version=\"2.0\"><channel><title>BBC News</title><item><title>One</title><pubDate>Tue, 15 Nov 2016 10:00:00 GMT</pubDate><description>Short it is.</description><content:encoded><![CDATA[<p>Trump met Putin.</p><p>They talked.</p>]]></content:encoded></item><item><title>Two</title><description>Merkel &lt;b&gt;met&lt;/b&gt; Macron.</description></item></channel></rss>",
            "n#1 | One | | 2016-11-15 | BBC News\n# One\nTrump met Putin.\nThey talked.\nn#2 | Two | | | BBC News\n# Two\nMerkel met Macron.",
        );
    }

    #[test]
    fn other_xml_gives_its_words() {
        check(
            "<?xml version=\"1.0\"?><doc><id>12</id><title>Two meet</title><para>Trump met <who>Putin</who>.</para><para>They talked.</para></doc>",
            "n | Two meet | | |\n# Two meet\nTrump met Putin.\nThey talked.\nwarning: This is XML of a kind that Coterie does not know, so all its words were read.",
        );
        check("<?xml version=\"1.0\"?><doc><id>12</id></doc>", "error: There are no words in this XML file.");
    }

    #[test]
    fn what_is_broken_gives_what_came_before() {
        check(
            "<nitf><body><body.content><p>Trump met Putin.</p><p>They",
            "n | | | |\nTrump met Putin.\nThey\nwarning: This XML is broken or cut off; what comes after the break was not read.",
        );
    }

    #[test]
    fn depth_is_no_danger() {
        let deep = format!("<nitf><body.content><p>Trump met Putin.{}", "<p>".repeat(100_000));
        assert!(shown("n", deep).starts_with("n | | | |\nTrump met Putin."));
    }

    #[test]
    fn pages_are_no_news() {
        assert!(!looks_like(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\" \"y\">\n<html xmlns=\"x\">"
        ));
        assert!(!looks_like("<html><body>"));
        assert!(!looks_like("<p>Trump met Putin.</p>"));
        assert!(!looks_like("Trump <3 Putin"));
    }
}
