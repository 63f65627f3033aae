//! Bibliographies: RIS, PubMed's form of it, and BibTeX. An entry with an abstract is an article.

mod bibtex;
mod latex;

use coterie_read::{Draft, Field, Format, Source, dates};

use super::Desk;
use super::record::{language, line};
use super::when::{Order, stated};

/// An entry of a bibliography; empty where it says nothing.
#[derive(Clone, Debug, Default)]
struct Entry {
    title: String,
    authors: Vec<String>,
    date: String,
    journal: String,
    language: String,
    text: String,
}

/// Whether a text is a bibliography.
pub(crate) fn looks_like(text: &str) -> bool {
    is_tagged(text) || bibtex::looks_like(text)
}

/// Puts the entries of a bibliography on the desk.
pub(crate) fn read(source: Source<'_>, text: &str, desk: &mut Desk<'_>) {
    let name = source.name;
    let entries = if is_tagged(text) { tagged(text) } else { bibtex::entries(text) };
    let mut without = 0;
    for (rank, entry) in entries.iter().enumerate() {
        if !entry.put(&format!("{name}#{}", rank + 1), desk) {
            without += 1;
        }
    }
    let (all, hint) =
        (entries.len(), "Export the references with their abstracts, or add the articles themselves.");
    if without == all {
        desk.error(name, "None of the references in this file has an abstract.", hint);
    } else if without > 0 {
        desk.warn(
            name,
            format!("{without} of its {all} references have no abstract and were left out."),
            hint,
        );
    }
}

impl Entry {
    fn put(&self, name: &str, desk: &mut Desk<'_>) -> bool {
        let mut draft = Draft::new(Format::Reference);
        for paragraph in super::record::paragraphs(&self.text) {
            draft.add(coterie_read::Role::Body, &paragraph);
        }
        if draft.is_empty() {
            return false;
        }
        let authors: Vec<String> = self.authors.iter().map(|author| in_order(author)).collect();
        draft.metadata.title = line(&self.title);
        draft.metadata.byline = line(&authors.join(", "));
        draft.metadata.site = line(&self.journal);
        draft.metadata.language = language(&self.language);
        draft.metadata.date = stated(&self.date, Order::Unknown);
        if draft.metadata.date.is_none()
            && let Some(date) = roughly(&self.date)
        {
            draft.metadata.date = Some(date);
            draft.metadata.guessed.mark(Field::Date);
        }
        desk.article(name, format!("{}\n\n{}", self.title, self.text).as_bytes(), draft)
    }
}

/// The first day of a year or month: `2016`, `2016/11`, `2016-11`, `2016 Nov`, `nov 2016`.
fn roughly(date: &str) -> Option<String> {
    let words: Vec<&str> =
        date.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = words.iter().find_map(|word| word.parse::<i64>().ok().filter(|_| word.len() == 4))?;
    let named = words.iter().find_map(|word| {
        let mut letters = word.chars();
        let first = letters.next()?.to_ascii_uppercase();
        dates::month(&format!("{first}{}", letters.as_str()))
    });
    let numbered = || words.get(1).filter(|word| word.len() <= 2).and_then(|word| word.parse().ok());
    let iso = |month| dates::iso(u32::try_from(year).ok()?, month, 1);
    iso(named.or_else(numbered).unwrap_or(1)).or_else(|| iso(1))
}

/// `Ann Lee` from `Lee, Ann`.
fn in_order(author: &str) -> String {
    match author.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [family, given] if !given.is_empty() => format!("{given} {family}"),
        [family, suffix, given] => format!("{given} {family} {suffix}"),
        _ => author.trim().to_owned(),
    }
}

/// A line's tag and what follows: `TI  - Summit`, `PMID- 1`.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_once('-')?;
    let name = tag.trim_end();
    let is_tag = (2..=4).contains(&name.len())
        && (4..=6).contains(&tag.len())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && name.starts_with(|c: char| c.is_ascii_uppercase());
    (is_tag && (rest.is_empty() || rest.starts_with(' '))).then(|| (name, rest.trim()))
}

fn is_tagged(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().and_then(tag).is_some_and(|(name, value)| {
        (name == "TY" && !value.is_empty() && !value.contains(' ')) || name == "PMID"
    });
    first && lines.next().and_then(tag).is_some()
}

fn tagged(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut field = String::new();
    let has_full = text.contains("\nFAU ");
    for line in text.trim_start_matches('\u{feff}').lines() {
        let (name, value) = match tag(line) {
            Some((name, value)) => {
                if matches!(name, "TY" | "PMID") {
                    entries.push(Entry::default());
                }
                name.clone_into(&mut field);
                (name, value)
            }
            None => (field.as_str(), line.trim()),
        };
        let Some(entry) = entries.last_mut() else { continue };
        let is_first = tag(line).is_some();
        match name {
            "TI" | "T1" => join(&mut entry.title, value),
            "AB" | "N2" => join(&mut entry.text, value),
            "FAU" | "AU" | "A1" => {
                // PubMed gives each author in full and in short.
                let is_short = name == "AU" && has_full;
                match entry.authors.last_mut() {
                    _ if is_short => {}
                    Some(author) if !is_first => join(author, value),
                    _ => entry.authors.push(value.to_owned()),
                }
            }
            "DA" | "DP" if is_first && !value.is_empty() => value.clone_into(&mut entry.date),
            "PY" | "Y1" if is_first && entry.date.is_empty() => value.clone_into(&mut entry.date),
            "JO" | "JF" | "T2" | "JT" | "BT" if entry.journal.is_empty() || !is_first => {
                join(&mut entry.journal, value);
            }
            "LA" if is_first => value.clone_into(&mut entry.language),
            _ => {}
        }
    }
    entries
}

fn join(field: &mut String, more: &str) {
    if !field.is_empty() && !more.is_empty() {
        field.push(' ');
    }
    field.push_str(more);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shown::shown;

    #[track_caller]
    fn check(references: &str, expected: &str) {
        assert_eq!(shown("r", references), expected);
    }

    #[test]
    fn ris() {
        check(
            "TY  - JOUR\nTI  - A summit\nAU  - Lee, Ann\nAU  - Ek, Bo\nPY  - 2016\nDA  - 2016/11/15/\nJO  - Journal of Summits\nAB  - Trump met Putin\nin Helsinki.\nER  - \n\nTY  - BOOK\nTI  - No abstract\nER  - \n\nTY  - JOUR\nT1  - Another\nPY  - 2017\nAB  - Merkel met Macron.\nER  - \n",
            "r#1 | A summit | Ann Lee, Bo Ek | 2016-11-15 | Journal of Summits\n# A summit\nTrump met Putin in Helsinki.\nr#3 | Another | | 2017-01-01 |\n# Another\nMerkel met Macron.\nwarning: 1 of its 3 references have no abstract and were left out.",
        );
    }

    #[test]
    fn pubmed() {
        check(
            "PMID- 1\nTI  - A summit of\n      two\nFAU - Lee, Ann\nAU  - Lee A\nDP  - 2016 Nov\nJT  - Journal\nAB  - Trump met Putin.\n",
            "r#1 | A summit of two | Ann Lee | 2016-11-01 | Journal\n# A summit of two\nTrump met Putin.",
        );
    }

    #[test]
    fn bibtex() {
        check(
            "% Encoding: UTF-8\n@string{jos = \"Journal of Summits\"}\n@article{lee16,\n  title = {{Summit} in {K{\\\"o}ln}},\n  author = \"Lee, Ann and Bo {\\'E}k\",\n  year = 2016, month = nov,\n  journal = jos # { A},\n  abstract = {Trump \\emph{met} Putin --- 50\\% of \\\"Ubung.}\n}\n@book{x, title={No abstract}}\n",
            "r#1 | Summit in Köln | Ann Lee, Bo Ék | 2016-11-01 | Journal of Summits A\n# Summit in Köln\nTrump met Putin — 50% of Übung.\nwarning: 1 of its 2 references have no abstract and were left out.",
        );
    }

    #[test]
    fn without_abstracts_it_is_said() {
        check("@book{x, title={One}}", "error: None of the references in this file has an abstract.");
    }

    #[test]
    fn a_rough_date_is_guessed() {
        let opening = crate::open(
            Source { name: "r", bytes: b"TY  - JOUR\nPY  - 2016\nAB  - Trump met Putin.\n" },
            &crate::Options::default(),
        );
        assert!(opening.documents[0].metadata.guessed.is(Field::Date));
    }

    #[test]
    fn articles_are_no_bibliographies() {
        let check = |text: &str| assert!(!looks_like(text), "{text}");
        check("@realDonaldTrump{he} met Putin.");
        check("TY - the town of that name\nTI - another");
        check("TY  - a town\nTI  - another");
        check("NATO - the alliance\nEU - the union");
        check("");
    }
}
