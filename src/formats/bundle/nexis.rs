//! Nexis: the older text ("1 of 10 DOCUMENTS") and what Lexis+, Lexis Advance and Nexis Uni give ("End of Document").
//!
//! The older marks, their German and French forms, and the order of what stands above the text (publication, date with
//! edition, headline, labels up to the length) follow LexisNexisTools (`R/lnt_read.R` and its `sample.TXT`, J. B. Gruber)
//! and the splitter of AmCAT (`FOCUS - 3 of 9 DOCUMENTS`). The newer form (headline, publication, date, copyright,
//! labels, "Body", "Classification", "End of Document") follows tm.plugin.lexisnexis (`readLexisNexisAdvance.R`).

use super::{Article, extend, labelled};
use crate::when::{Order, stated};

/// The articles of an export of Nexis.
pub(super) fn split(lines: &[&str]) -> Option<Vec<Article>> {
    let starts: Vec<usize> = (0..lines.len()).filter(|&at| is_start(lines[at])).collect();
    if starts.len() >= 2 {
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        let parts: Vec<&[&str]> =
            starts.iter().zip(ends).map(|(&start, end)| &lines[start + 1..end]).collect();
        let speaks = |part: &&&[&str]| part.iter().any(|line| labelled(line, &OLD).is_some());
        return (parts.iter().filter(speaks).count() >= 2).then(|| parts.into_iter().map(old).collect());
    }
    let parts: Vec<&[&str]> = lines.split(|line| is_end(line)).collect();
    // What follows the last mark is no article.
    let (_, parts) = parts.split_last()?;
    let speaks = |part: &&&[&str]| part.iter().any(|line| labelled(line, &NEW).is_some());
    (parts.iter().filter(speaks).count() >= 2).then(|| parts.iter().map(|part| new(part)).collect())
}

/// `3 of 10 DOCUMENTS`, `Dokument 3 von 10`, `Document 3 de 10`.
fn is_start(line: &str) -> bool {
    let line = line.trim();
    let line = line.strip_prefix("FOCUS - ").unwrap_or(line);
    if line.len() > 40 {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    match words[..] {
        [one, "of", all, "DOCUMENTS" | "DOCUMENT"] => is_number(one) && is_number(all),
        ["Dokument", one, "von", all] | ["Document", one, "de", all] => is_number(one) && is_number(all),
        _ => false,
    }
}

fn is_end(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("End of Document")
}

/// Labels of the older form: those that stand around the article. Others may be an article's own ("KING: Good evening").
const OLD: [&str; 47] = [
    "BYLINE",
    "AUTOR",
    "AUTEUR",
    "SECTION",
    "RUBRIK",
    "RUBRIQUE",
    "LENGTH",
    "LÄNGE",
    "LONGUEUR",
    "DATELINE",
    "HEADLINE",
    "HIGHLIGHT",
    "GRAPHIC",
    "GRAFIK",
    "LOAD-DATE",
    "UPDATE",
    "LANGUAGE",
    "SPRACHE",
    "LANGUE",
    "PUBLICATION-TYPE",
    "PUB-TYPE",
    "DOCUMENT-TYPE",
    "JOURNAL-CODE",
    "TYPE",
    "SUBJECT",
    "COMPANY",
    "ORGANIZATION",
    "TICKER",
    "INDUSTRY",
    "GEOGRAPHIC",
    "PERSON",
    "COUNTRY",
    "STATE",
    "CITY",
    "COUNTY",
    "CORRECTION",
    "CORRECTION-DATE",
    "NOTES",
    "ACC-NO",
    "DISTRIBUTION",
    "ISSN",
    "ISBN",
    "SERIES",
    "SOURCE",
    "COLUMN",
    "PUBLISHER",
    "JOURNAL",
];

fn old(lines: &[&str]) -> Article {
    let mut article = Article::default();
    let has_length = lines.iter().any(|line| is_length(line));
    let (mut in_head, mut field, mut dated) = (true, "", false);
    let mut gap = true;
    for line in lines {
        let words = line.trim();
        if words.is_empty() {
            gap = true;
            // A field ends with its paragraph, but for captions, of which each may be one.
            if field != "GRAPHIC" && field != "GRAFIK" {
                field = "";
            }
            if !in_head {
                article.body.push(String::new());
            }
            continue;
        }
        let after_gap = std::mem::take(&mut gap);
        if let Some((label, rest)) = labelled(line, &OLD) {
            field = label;
            match label {
                "BYLINE" | "AUTOR" | "AUTEUR" => extend(&mut article.byline, rest),
                "HEADLINE" => rest.clone_into(&mut article.title),
                "HIGHLIGHT" | "GRAPHIC" | "GRAFIK" => article.body.extend([String::new(), rest.to_owned()]),
                _ => {
                    if matches!(label, "LANGUAGE" | "SPRACHE" | "LANGUE") {
                        rest.clone_into(&mut article.language);
                    }
                    article.about.push(words.to_owned());
                }
            }
            // Where no length is stated, the last label before the text ends the head.
            in_head = in_head && if has_length { !is_length(line) } else { false };
            continue;
        }
        match field {
            "BYLINE" | "AUTOR" | "AUTEUR" => extend(&mut article.byline, words),
            "HEADLINE" => extend(&mut article.title, words),
            "HIGHLIGHT" | "GRAPHIC" | "GRAFIK" if !is_rights(words) => article.body.push(words.to_owned()),
            "" if is_rights(words) => article.about.push(words.to_owned()),
            "" if !in_head => article.body.push((*line).to_owned()),
            "" if article.site.is_empty() && !dated && date_of(words).is_none() => {
                words.clone_into(&mut article.site);
            }
            "" if !dated && date_of(words).is_some() => {
                words.clone_into(&mut article.date);
                dated = true;
            }
            // What is centred below the date in its paragraph is the edition; below the publication, its further name.
            "" if !after_gap && article.title.is_empty() => article.about.push(words.to_owned()),
            "" => extend(&mut article.title, words),
            _ => article.about.push(words.to_owned()),
        }
    }
    article
}

fn is_length(line: &str) -> bool {
    labelled(line, &["LENGTH", "LÄNGE", "LONGUEUR"]).is_some()
}

/// Labels of the newer form.
const NEW: [&str; 31] = [
    "Section",
    "Length",
    "Byline",
    "Dateline",
    "Highlight",
    "Load-Date",
    "Language",
    "Publication-Type",
    "Document-Type",
    "Journal Code",
    "Subject",
    "Company",
    "Organization",
    "Ticker",
    "Industry",
    "Geographic",
    "Person",
    "Graphic",
    "Notes",
    "Correction-Date",
    "ISSN",
    "ISBN",
    "Series",
    "Column",
    "Acc-no",
    "Distribution",
    "Rubrik",
    "Länge",
    "Autor",
    "Sprache",
    "Correction",
];

fn new(lines: &[&str]) -> Article {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    let filled: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    let find = |word: &str| filled.iter().position(|line| *line == word);
    let is_label = |line: &&str| labelled(line, &NEW).is_some();
    let body = find("Body")
        .map(|at| at + 1)
        .or_else(|| {
            filled
                .iter()
                .position(is_label)
                .map(|first| first + filled[first..].iter().take_while(|line| is_label(line)).count())
        })
        .unwrap_or(0);
    let head = filled.get(..body).unwrap_or_default();
    let mut article = Article::default();
    // Before the first article stands a cover page, so the head is read from its date upwards.
    let is_date = |line: &&str| {
        line.chars().count() <= 80
            && !is_label(line)
            && !is_rights(line)
            && !is_cover(line)
            && date_of(line).is_some()
    };
    let dated = head.iter().rposition(is_date);
    let mut rest = 0;
    if let Some(at) = dated {
        head[at].clone_into(&mut article.date);
        let above = &head[..at];
        article.site = above.last().copied().unwrap_or_default().to_owned();
        let above = above.split_last().map_or(above, |(_, above)| above);
        let cover = above.iter().rposition(|line| is_cover(line)).map_or(0, |cover| cover + 1);
        let titles = &above[cover..];
        article.title = if titles.len() <= 3 {
            titles.join(" ")
        } else {
            titles.last().copied().unwrap_or_default().to_owned()
        };
        rest = at + 1;
    } else if let Some((first, _)) = head.split_first() {
        (*first).clone_into(&mut article.title);
        rest = 1;
    }
    let mut in_about = false;
    for (at, line) in filled.iter().enumerate().skip(rest) {
        let line = *line;
        if at < body {
            match labelled(line, &NEW) {
                Some(("Byline" | "Autor", byline)) => byline.clone_into(&mut article.byline),
                Some(("Highlight", highlight)) => article.body.extend([highlight.to_owned(), String::new()]),
                _ if line == "Body" => {}
                _ => article.about.push(line.to_owned()),
            }
            continue;
        }
        in_about = in_about || line == "Classification";
        match labelled(line, &NEW) {
            _ if line == "Classification" || line == "Graphic" => {}
            Some(("Language" | "Sprache", language)) => {
                language.clone_into(&mut article.language);
                article.about.push(line.to_owned());
            }
            Some(("Load-Date" | "Publication-Type", _)) => article.about.push(line.to_owned()),
            _ if in_about || is_rights(line) => article.about.push(line.to_owned()),
            _ => article.body.extend([line.to_owned(), String::new()]),
        }
    }
    article
}

/// Whether a line is of the cover page or of a page's edge.
fn is_cover(line: &str) -> bool {
    const COVER: [&str; 11] = [
        "Date and Time:",
        "Job Number:",
        "Documents (",
        "Document (",
        "Client/Matter:",
        "Search Terms:",
        "Search Type:",
        "Narrowed by:",
        "Content Type",
        "| About LexisNexis",
        "Page ",
    ];
    COVER.iter().any(|start| line.starts_with(start))
        || line.contains("About LexisNexis")
        || line
            .split_once(". ")
            .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a line says whose the words are.
fn is_rights(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    lower.chars().count() <= 200
        && (lower.starts_with("copyright ")
            || lower.starts_with("©")
            || RIGHTS.iter().any(|rights| lower.starts_with(rights)))
}

const RIGHTS: [&str; 4] =
    ["all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos"];

fn date_of(line: &str) -> Option<String> {
    stated(line, Order::Unknown)
}
