//! Exports of news databases: many articles in one file.
//!
//! Each database marks where its articles begin and end in a way of its own, which is what an export is told by: at
//! least two articles with the marks, else the file is one article. What the marks are rests on tools that others wrote
//! for real exports; each file names its own. Works on lines of text and on the paragraphs of an office document alike.

mod factiva;
mod nexis;
mod proquest;

use coterie_read::{Draft, Format, Role, Source};

use super::Desk;
use super::record::{language, line, without_by};
use super::when::{Order, stated};

/// An article of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Article {
    /// Headline.
    pub(crate) title: String,
    /// Who wrote it.
    pub(crate) byline: String,
    /// When it was published, as the export writes it.
    pub(crate) date: String,
    /// The publication.
    pub(crate) site: String,
    /// Its language.
    pub(crate) language: String,
    /// The article's lines, empty ones included.
    pub(crate) body: Vec<String>,
    /// Lines of the export about the article: shown, not counted.
    pub(crate) about: Vec<String>,
}

/// The articles of an export, from its lines or paragraphs; none where it is no export.
pub(crate) fn split(paragraphs: &[&str]) -> Option<Vec<Article>> {
    let articles = nexis::split(paragraphs)
        .or_else(|| factiva::split(paragraphs))
        .or_else(|| proquest::split(paragraphs))?;
    (articles.len() >= 2).then_some(articles)
}

/// The articles of a text that is an export.
pub(crate) fn looks_like(text: &str) -> Option<Vec<Article>> {
    if is_page(text) {
        // Factiva's and Nexis' web pages say whose they are.
        let is_theirs =
            ["Factiva", "LexisNexis", "Nexis Uni", "ProQuest"].iter().any(|name| text.contains(name));
        if !is_theirs {
            return None;
        }
        let paragraphs = coterie_read::markup(text);
        return split(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
    }
    split(&text.lines().collect::<Vec<_>>())
}

fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).flat_map(char::to_lowercase).collect();
    start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head")
}

/// Puts an export on the desk.
pub(crate) fn put(source: Source<'_>, articles: &[Article], desk: &mut Desk<'_>) {
    let name = source.name;
    let mut without = 0;
    for (rank, article) in articles.iter().enumerate() {
        if !article.put(&format!("{name}#{}", rank + 1), desk) {
            without += 1;
        }
    }
    if articles.len() > without {
        desk.bundle(name, articles.len() - without);
    }
    if without > 0 {
        let of = articles.len();
        let message =
            format!("{without} of the {of} articles in this export have no text and were left out.");
        desk.warn(name, message, "Export them again with their full text.");
    }
}

impl Article {
    /// Whether it had words besides its headline.
    fn put(&self, name: &str, desk: &mut Desk<'_>) -> bool {
        let mut draft = Draft::new(Format::Export);
        let body = self.body.join("\n");
        draft.add_text(&body);
        if draft.is_empty() {
            return false;
        }
        for about in &self.about {
            draft.add(Role::Boilerplate, about);
        }
        draft.metadata.title = line(&self.title);
        draft.metadata.byline = line(&self.byline).map(|byline| without_by(&byline));
        draft.metadata.date = stated(&self.date, Order::Unknown);
        draft.metadata.site = line(&self.site);
        draft.metadata.language = language(&self.language);
        // The same article in two exports has the same headline and words, whatever stands around them.
        let own = format!("{}\n\n{}", self.title.trim(), body.trim());
        desk.article(name, own.as_bytes(), draft)
    }
}

/// The label and what follows it, where a line begins with one of `labels` and a colon.
fn labelled<'l>(line: &'l str, labels: &[&'static str]) -> Option<(&'static str, &'l str)> {
    let line = line.trim_start();
    let (label, rest) = line.split_once(':')?;
    let known = labels.iter().find(|known| **known == label.trim_end())?;
    Some((known, rest.trim()))
}

/// Adds a further line to what a field holds.
fn extend(field: &mut String, more: &str) {
    if !field.is_empty() && !more.is_empty() {
        field.push(' ');
    }
    field.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::{opened, shown};
    use crate::{Options, Question, open};

    const NEXIS: &str = "Terms: (summit)\n\n                               1 of 2 DOCUMENTS\n\n\n                                  Guardian.com\n\n                            January 11, 2010 Monday\n                                   Edition 1\n\nTwo presidents meet\nin Helsinki\n\nBYLINE: Andrew Sparrow\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 355 words\n\nTrump met Putin.\n\nThey talked: NATO was named.\n\nLOAD-DATE: January 12, 2010\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n                       Copyright 2010 Guardian Unlimited\n                              All Rights Reserved\n\n                               2 of 2 DOCUMENTS\n\n                                  The Sun\n\n                            12. Januar 2010 Dienstag\n\nZweiter Titel\n\nLÄNGE: 20 Wörter\n\nMerkel met Macron.\n";

    #[test]
    fn nexis() {
        assert_eq!(
            shown("e.txt", NEXIS),
            "e.txt#1 | Two presidents meet in Helsinki | Andrew Sparrow | 2010-01-11 | Guardian.com\n# Two presidents meet in Helsinki\nTrump met Putin.\nThey talked: NATO was named.\nout: Edition 1\nout: SECTION: NEWS; Pg. 3\nout: LENGTH: 355 words\nout: LOAD-DATE: January 12, 2010\nout: LANGUAGE: ENGLISH\nout: PUBLICATION-TYPE: Newspaper\nout: Copyright 2010 Guardian Unlimited\nout: All Rights Reserved\ne.txt#2 | Zweiter Titel | | 2010-01-12 | The Sun\n# Zweiter Titel\nMerkel met Macron.\nout: LÄNGE: 20 Wörter"
        );
    }

    const LEXIS: &str = "Date and Time: Monday, March 5, 2018 10:00:00 AM\nJob Number: 1\nDocuments (2)\n1. Two meet\nClient/Matter: -None-\nTwo meet\nThe Times (London)\nJanuary 11, 2018 Thursday\nEdition 1\nCopyright 2018 Times Newspapers Limited All Rights Reserved\nSection: NEWS; Pg. 3\nLength: 10 words\nByline: Tom Coghlan\nBody\nTrump met Putin.\nClassification\nLanguage: ENGLISH\nSubject: TALKS (90%)\nLoad-Date: January 11, 2018\nEnd of Document\nThree meet\nBBC\nJanuary 12, 2018 Friday\nLength: 10 words\nBody\nMerkel met Macron and May.\nLoad-Date: January 12, 2018\nEnd of Document\n";

    #[test]
    fn lexis() {
        assert_eq!(
            shown("e", LEXIS),
            "e#1 | Two meet | Tom Coghlan | 2018-01-11 | The Times (London)\n# Two meet\nTrump met Putin.\nout: Edition 1\nout: Copyright 2018 Times Newspapers Limited All Rights Reserved\nout: Section: NEWS; Pg. 3\nout: Length: 10 words\nout: Language: ENGLISH\nout: Subject: TALKS (90%)\nout: Load-Date: January 11, 2018\ne#2 | Three meet | | 2018-01-12 | BBC\n# Three meet\nMerkel met Macron and May.\nout: Length: 10 words\nout: Load-Date: January 12, 2018"
        );
    }

    const CODED: &str = "SE   World\nHD   Two meet\nBY   By Ann Lee\nWC   12 words\nPD   12 March 2015\nSN   The Guardian\nSC   GRDN\nLA   English\nLP   Trump met Putin.\n\nTD   They talked.\nIN THE END they left.\n\nCO   nato : NATO\nAN   Document GRDN000020150312eb3c0001x\n\nHD   Three meet\nWC   3 words\nPD   13 March 2015\nSN   BBC\nLP   Merkel met Macron.\nAN   Document BBC0000020150312eb3c0001x\n";

    #[test]
    fn factiva_with_codes() {
        let expected = "e#1 | Two meet | Ann Lee | 2015-03-12 | The Guardian\n# Two meet\nTrump met Putin.\nThey talked.\nIN THE END they left.\nout: SE World\nout: WC 12 words\nout: SC GRDN\nout: CO nato : NATO\nout: AN Document GRDN000020150312eb3c0001x\ne#2 | Three meet | | 2015-03-13 | BBC\n# Three meet\nMerkel met Macron.\nout: WC 3 words\nout: AN Document BBC0000020150312eb3c0001x";
        assert_eq!(shown("e", CODED), expected);
        // As the web page has it, and as programs make text of rich text: the code alone on its line.
        assert_eq!(shown("e", CODED.replace("   ", "\n")), expected);
    }

    const DISPLAY: &str = "World\nTwo presidents meet in Helsinki\nAnn Lee\n1,012 words\n12 March 2015\n10:30\nThe Guardian\nGRDN\nEnglish\n© Copyright 2015. The Guardian. All rights reserved.\n\nTrump met Putin.\n\nDocument GRDN000020150312eb3c0001x\n\nThree presidents meet\n3 words\n13 March 2015\nBBC\nBBCX\nEnglish\nCopyright 2015 BBC\n\nMerkel met Macron.\n\nPage 2 of 2 © 2015 Factiva, Inc. All rights reserved.\nDocument BBC0000020150312eb3c0001x\n\nSearch Summary\nText  summit\n";

    #[test]
    fn factiva_as_displayed() {
        assert_eq!(
            shown("e", DISPLAY),
            "e#1 | Two presidents meet in Helsinki | Ann Lee | 2015-03-12 | The Guardian\n# Two presidents meet in Helsinki\nTrump met Putin.\nout: World\nout: 1,012 words\nout: 10:30\nout: GRDN\nout: English\nout: © Copyright 2015. The Guardian. All rights reserved.\nout: Document GRDN000020150312eb3c0001x\ne#2 | Three presidents meet | | 2015-03-13 | BBC\n# Three presidents meet\nMerkel met Macron.\nout: 3 words\nout: BBCX\nout: English\nout: Copyright 2015 BBC\nout: Page 2 of 2 © 2015 Factiva, Inc. All rights reserved.\nout: Document BBC0000020150312eb3c0001x"
        );
    }

    const PROQUEST: &str = "____________________________________________________________\n\nDocument 1 of 2\n\nTwo meet\n\nAuthor: Lee, Ann\n\nPublication info: New York Times ; New York, N.Y. [New York, N.Y]. 15 Nov 2016: A.1.\n\nAbstract: A summit.\n\nFull text: Trump met Putin.\n\nNote: they talked.\n\nSubject: Summits\n\nTitle: Two meet\n\nPublication title: New York Times, Late Edition (East Coast); New York, N.Y.\n\nPublication date: Nov 15, 2016\n\nProQuest document ID: 1\n\nCopyright: Copyright New York Times Company Nov 15, 2016\n\n____________________________________________________________\n\nThree meet\n\nFull text: Merkel met Macron.\n\nTitle: Three meet\n\nPublication title: BBC\n\nPublication date: Nov 16, 2016\n\n____________________________________________________________\n\nContact us at: http://about.example/contact\n";

    #[test]
    fn proquest() {
        assert_eq!(
            shown("e", PROQUEST),
            "e#1 | Two meet | Lee, Ann | 2016-11-15 | New York Times, Late Edition (East Coast)\n# Two meet\nTrump met Putin.\nNote: they talked.\nout: Publication info: New York Times ; New York, N.Y. [New York, N.Y]. 15 Nov 2016: A.1.\nout: Abstract: A summit.\nout: Subject: Summits\nout: ProQuest document ID: 1\nout: Copyright: Copyright New York Times Company Nov 15, 2016\ne#2 | Three meet | | 2016-11-16 | BBC\n# Three meet\nMerkel met Macron."
        );
    }

    #[test]
    fn documents_of_office_programs_are_split_too() {
        let options = Options::default();
        let mut desk = Desk::new(&options, crate::Limits::default());
        let mut draft = Draft::new(Format::Office);
        for paragraph in LEXIS.lines() {
            draft.add(Role::Body, paragraph);
        }
        assert!(desk.article("e", b"", draft));
        assert_eq!(opened(&desk.finish()), shown("e", LEXIS));
    }

    #[test]
    fn an_export_is_said_to_be_one_and_may_be_read_whole() {
        let source = Source { name: "e", bytes: NEXIS.as_bytes() };
        assert_eq!(open(source, &Options::default()).bundles, [("e".to_owned(), 2)]);
        let (reading, _) = open(source, &Options::default()).into_reading();
        assert_eq!(reading.diagnostics[0].question.as_deref(), Some(&Question::Count { articles: 2 }));
        let whole = open(source, &Options { whole: true, ..Options::default() });
        assert_eq!((whole.documents.len(), whole.bundles.len()), (1, 0), "{}", opened(&whole));
    }

    #[test]
    fn articles_are_no_exports() {
        let check = |text: &str| assert_eq!(split(&text.lines().collect::<Vec<_>>()), None, "{text}");
        check("1 of 2 DOCUMENTS\nOne\n2 of 2 DOCUMENTS\nTwo");
        check("End of Document\nThe end of the document\nEnd of Document");
        check("HD   is high definition\nHD   again");
        check("Title: Summit\nFull text: Trump met Putin.\nPublication date: Nov 15, 2016");
        check(&format!("One\n{0}\nTwo\n{0}\nThree", "_".repeat(60)));
        check("LENGTH: 10 words\nTrump met Putin.\nLOAD-DATE: January 1, 2018");
        check("Document GRDN000020150312eb3c0001x\nDocument GRDN000020150312eb3c0001y");
    }
}
