//! ProQuest: "TXT - Text only".
//!
//! Rules of underscores between articles and the names of fields follow pq_parser (C. Hennesy and D. Naughton,
//! `pq_parser.ipynb`, fields as of July 2019), A. Hanna's parser of ProQuest files, and KatieMurenbeeld/VIP_NLP
//! ("Document 1 of …", files of 2024).

use super::{Article, extend, labelled};

/// Names of fields. A line of the article that begins with one of them would end it, so only names that ProQuest
/// writes are here.
const FIELDS: [&str; 56] = [
    "Title",
    "Author",
    "Publication title",
    "Publication year",
    "Publication date",
    "Publication info",
    "Publication subject",
    "Publication note",
    "Publication history",
    "Document URL",
    "Document feature",
    "Document type",
    "Full text",
    "Links",
    "Section",
    "ISSN",
    "e-ISSN",
    "ISBN",
    "Copyright",
    "Abstract",
    "Last updated",
    "Place of publication",
    "Country of publication",
    "Location",
    "Publisher",
    "Identifier / keyword",
    "Identifiers / keywords",
    "Source type",
    "ProQuest document ID",
    "Language of publication",
    "Language",
    "Subject",
    "Database",
    "Company / organization",
    "Company",
    "People",
    "Classification",
    "First page",
    "Pages",
    "Page",
    "Number of pages",
    "Volume",
    "Issue",
    "Issue date",
    "Column",
    "Edition",
    "Dateline",
    "Credit",
    "Caption",
    "Accession number",
    "Document status",
    "DOI",
    "NAICS",
    "Correction",
    "University/institution",
    "Year",
];

/// The articles of an export of ProQuest.
pub(super) fn split(lines: &[&str]) -> Option<Vec<Article>> {
    let is_rule = |line: &&str| {
        let line = line.trim();
        line.len() >= 40 && line.bytes().all(|byte| byte == b'_')
    };
    let has = |part: &[&str], wanted: &[&str]| {
        part.iter().any(|line| labelled(line, &FIELDS).is_some_and(|(field, _)| wanted.contains(&field)))
    };
    let is_article = |part: &&[&str]| {
        has(part, &["Full text", "Abstract"])
            && has(
                part,
                &["Publication title", "Publication date", "Publication info", "ProQuest document ID"],
            )
    };
    let parts: Vec<&[&str]> = lines.split(is_rule).filter(is_article).collect();
    (parts.len() >= 2).then(|| parts.into_iter().map(article).collect())
}

fn article(lines: &[&str]) -> Article {
    let mut article = Article::default();
    let (mut field, mut bare_title, mut abstract_) = ("", String::new(), Vec::new());
    for line in lines {
        let words = line.trim();
        let (words, is_first) = match labelled(line, &FIELDS) {
            Some((name, rest)) => {
                field = name;
                (rest, true)
            }
            None => (words, false),
        };
        match field {
            "Full text" => article.body.push(if is_first { words } else { line }.to_owned()),
            "Abstract" => abstract_.push(words.to_owned()),
            _ if words.is_empty() => {}
            // Above the first field stands the headline alone.
            "" if !is_place(words) => extend(&mut bare_title, words),
            "" => {}
            "Title" => extend(&mut article.title, words),
            "Author" => extend(&mut article.byline, words),
            "Publication date" => extend(&mut article.date, words),
            "Publication title" if is_first => {
                words.split(';').next().unwrap_or_default().clone_into(&mut article.site);
            }
            _ => {
                if matches!(field, "Language of publication" | "Language") {
                    words.clone_into(&mut article.language);
                }
                match article.about.last_mut() {
                    Some(about) if !is_first => extend(about, words),
                    _ => article.about.push(format!("{field}: {words}")),
                }
            }
        }
    }
    if article.title.is_empty() {
        article.title = bare_title;
    }
    let says_none = |lines: &[String]| {
        let words = lines.concat();
        ["", "None available.", "Not available."].contains(&words.trim())
    };
    let summary = abstract_.join("\n");
    if says_none(&article.body) {
        article.body = if says_none(&abstract_) { Vec::new() } else { abstract_ };
    } else if !says_none(&abstract_) {
        let at = article
            .about
            .iter()
            .position(|about| !about.starts_with("Publication info"))
            .unwrap_or(article.about.len());
        article.about.insert(at, format!("Abstract: {}", summary.trim()));
    }
    article
}

/// `Document 1 of 50`.
fn is_place(line: &str) -> bool {
    matches!(line.split_whitespace().collect::<Vec<_>>()[..], ["Document", _, "of", _])
}
