//! Factiva: with codes (HD, BY, WC, PD, SN, LP, TD …) and as displayed.
//!
//! The codes and their order follow the table in factiva_parser (C. Hennesy, `factiva_parse.ipynb`) and
//! tm.plugin.factiva (`readFactivaHTML.R`, M. Bouchet-Valat). The displayed form (headline, byline, count of words, date,
//! publication, its code, language, copyright, text, "Document" with the article's number) follows roboT
//! (`read_factiva_functions.R`), matthewberryman/keywords (`input.py`) and a converter of RTF exports
//! (boomboom5454/Saudi-Project): all end an article at its "Document" line.

use super::{Article, extend};
use crate::record::language;
use crate::when::{Order, stated};

/// The articles of an export of Factiva.
pub(super) fn split(lines: &[&str]) -> Option<Vec<Article>> {
    coded(lines).or_else(|| displayed(lines))
}

/// Field codes, as Factiva lists them.
const CODES: [&str; 31] = [
    "AN", "ART", "BY", "CLM", "CO", "CR", "CT", "CX", "CY", "DLN", "ED", "ET", "HD", "HDS", "IN", "IPC",
    "IPD", "LA", "LP", "NS", "PD", "PG", "PUB", "RE", "RF", "RST", "SC", "SE", "SN", "TD", "VOL",
];

/// The code that a line begins with, and what follows. A code stands alone on its line or well apart from what follows,
/// which words in capitals do not.
fn code(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim_start_matches(['\u{c}', '\u{feff}']);
    let bare = line.trim();
    let end = bare.find(char::is_whitespace).unwrap_or(bare.len());
    let (word, rest) = bare.split_at(end);
    let is_apart = rest.is_empty() || rest.starts_with('\t') || rest.chars().take(2).all(char::is_whitespace);
    let known = CODES.iter().chain(&["WC"]).find(|code| **code == word).filter(|_| is_apart)?;
    Some((known, rest.trim()))
}

fn coded(lines: &[&str]) -> Option<Vec<Article>> {
    let count = |wanted: &[&str]| {
        lines.iter().filter(|line| code(line).is_some_and(|(code, _)| wanted.contains(&code))).count()
    };
    if count(&["HD"]) < 2 || count(&["PD"]) < 2 || count(&["SN"]) < 2 || count(&["LP", "TD"]) < 2 {
        return None;
    }
    let mut articles = Vec::new();
    let (mut article, mut has_head, mut field) = (Article::default(), false, "");
    for line in lines {
        let words = line.trim();
        if let Some((code, rest)) = code(line) {
            if matches!(code, "HD" | "SE" | "CLM") && has_head {
                articles.push(std::mem::take(&mut article));
                has_head = false;
            }
            has_head |= code == "HD";
            field = code;
            if matches!(code, "LP" | "TD") {
                article.body.push(String::new());
            }
            if is_about(code) {
                article.about.push(format!("{code} {rest}").trim_end().to_owned());
            } else {
                add(&mut article, code, rest);
            }
        } else if words.is_empty() {
            article.body.extend(matches!(field, "LP" | "TD").then(String::new));
        } else if is_edge(words) || words.eq_ignore_ascii_case("Search Summary") {
            // Pages end, and the search is summed up after the last article.
            field = "";
        } else if is_about(field) {
            if let Some(about) = article.about.last_mut() {
                extend(about, words);
            }
        } else {
            add(&mut article, field, words);
        }
    }
    articles.extend(has_head.then_some(article));
    Some(articles)
}

fn is_about(code: &str) -> bool {
    !matches!(code, "" | "HD" | "BY" | "PD" | "SN" | "LA" | "LP" | "TD")
}

fn add(article: &mut Article, code: &str, words: &str) {
    match code {
        "HD" => extend(&mut article.title, words),
        "BY" => extend(&mut article.byline, words),
        "PD" => extend(&mut article.date, words),
        "SN" => extend(&mut article.site, words),
        "LA" => extend(&mut article.language, words),
        "LP" | "TD" => article.body.push(words.to_owned()),
        _ => {}
    }
}

/// `Document GRDN000020150312eb3c0001x`.
fn is_end(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_word = matches!(words.next(), Some("Document" | "Dokument" | "Documento"));
    let number = words.next().unwrap_or_default();
    is_word
        && words.next().is_none()
        && number.len() >= 15
        && number.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && number.bytes().filter(u8::is_ascii_digit).count() >= 6
}

/// `1,012 words`.
fn is_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words.next().unwrap_or_default();
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    let unit = words.next().unwrap_or_default();
    is_number
        && words.next().is_none()
        && ["words", "mots", "Wörter", "palabras", "parole", "palavras"].contains(&unit)
}

fn displayed(lines: &[&str]) -> Option<Vec<Article>> {
    let ends: Vec<usize> = (0..lines.len()).filter(|&at| is_end(lines[at])).collect();
    let starts = [0].into_iter().chain(ends.iter().map(|end| end + 1));
    let parts: Vec<&[&str]> = starts.zip(&ends).filter_map(|(start, &end)| lines.get(start..=end)).collect();
    let counted = parts.iter().filter(|part| part.iter().any(|line| is_count(line))).count();
    (counted >= 2).then(|| parts.into_iter().map(display).collect())
}

fn display(lines: &[&str]) -> Article {
    let mut article = Article::default();
    let count = lines.iter().position(|line| is_count(line)).unwrap_or(0);
    let (head, rest) = lines.split_at(count);
    let head: Vec<&str> =
        head.iter().map(|line| line.trim()).filter(|line| !line.is_empty() && !is_edge(line)).collect();
    // Section, headline, byline: the headline is the longest, but a byline may say so itself.
    let (byline, head) = match head.split_last() {
        Some((last, above)) if !above.is_empty() && begins_byline(last) => (Some(*last), above),
        _ => (None, &head[..]),
    };
    let title = head
        .iter()
        .enumerate()
        .max_by_key(|(at, line)| (line.chars().count(), usize::MAX - at))
        .map_or(0, |(at, _)| at);
    for (at, line) in head.iter().enumerate() {
        match at.cmp(&title) {
            std::cmp::Ordering::Less => article.about.push((*line).to_owned()),
            std::cmp::Ordering::Equal => (*line).clone_into(&mut article.title),
            std::cmp::Ordering::Greater => extend(&mut article.byline, line),
        }
    }
    if let Some(byline) = byline {
        extend(&mut article.byline, byline);
    }
    // Count, date, time, publication, its code, pages, language, copyright: then the text.
    const MOST: usize = 14;
    let filled: Vec<usize> = (0..rest.len()).filter(|&at| !rest[at].trim().is_empty()).take(MOST).collect();
    let last = |is: &dyn Fn(&str) -> bool| filled.iter().copied().find(|&at| is(rest[at].trim()));
    let text = last(&is_rights)
        .or_else(|| last(&|line| is_language(line)))
        .or_else(|| last(&is_code))
        .map_or(1, |at| at + 1);
    for (at, line) in rest.iter().enumerate() {
        let words = line.trim();
        if at < text {
            let date = || stated(words, Order::Unknown).is_some();
            match words {
                "" => {}
                _ if article.date.is_empty() && !is_count(words) && date() => {
                    words.clone_into(&mut article.date);
                }
                _ if !article.date.is_empty() && article.site.is_empty() && !is_time(words) => {
                    words.clone_into(&mut article.site);
                }
                _ => {
                    if is_language(words) {
                        words.clone_into(&mut article.language);
                    }
                    article.about.push(words.to_owned());
                }
            }
        } else if is_end(line) || is_edge(words) {
            article.about.push(words.to_owned());
        } else {
            article.body.push((*line).to_owned());
        }
    }
    article
}

fn begins_byline(line: &str) -> bool {
    ["By ", "BY ", "by ", "Von ", "Par ", "Por "].iter().any(|by| line.starts_with(by))
        && line.chars().count() <= 120
}

/// Whether a line is the foot of a page.
fn is_edge(line: &str) -> bool {
    line.contains("Factiva, Inc. All rights reserved") || line.contains("Factiva, Inc.  All rights reserved")
}

fn is_time(line: &str) -> bool {
    line.len() <= 9 && line.contains(':') && line.starts_with(|c: char| c.is_ascii_digit())
}

/// The publication's code: `GRDN`.
fn is_code(line: &str) -> bool {
    (3..=8).contains(&line.len())
        && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_language(line: &str) -> bool {
    line.len() <= 24 && line.len() > 2 && !line.contains(' ') && language(line).is_some()
}

fn is_rights(line: &str) -> bool {
    line.starts_with('©')
        || line.starts_with("(c) ")
        || line.starts_with("(C) ")
        || line.to_lowercase().starts_with("copyright")
}
