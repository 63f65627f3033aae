//! An article in fields, and the document that they make.

use coterie_read::{Draft, Field, Format, Role};

use super::Desk;
pub(crate) use super::names::{Part, bare, part};
use super::when::{Order, stated};

/// An article in fields; empty where it has none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    /// The article, plain or marked up.
    pub(crate) text: String,
    /// What stands before it.
    pub(crate) lead: String,
    /// What it says in short.
    pub(crate) summary: String,
    /// Headline.
    pub(crate) title: String,
    /// Who wrote it.
    pub(crate) byline: String,
    /// When it was published.
    pub(crate) date: String,
    /// Which number of a date is the day.
    pub(crate) order: Order,
    /// The publication.
    pub(crate) site: String,
    /// Where it stands on the web.
    pub(crate) url: String,
    /// Its language.
    pub(crate) language: String,
}

impl Record {
    /// The field that holds a part.
    pub(crate) fn field(&mut self, part: Part) -> &mut String {
        match part {
            Part::Text => &mut self.text,
            Part::Lead => &mut self.lead,
            Part::Summary => &mut self.summary,
            Part::Title => &mut self.title,
            Part::Byline => &mut self.byline,
            Part::Date => &mut self.date,
            Part::Site => &mut self.site,
            Part::Url => &mut self.url,
            Part::Language => &mut self.language,
        }
    }

    /// Puts the article on the desk. Whether it had words besides its headline.
    pub(crate) fn put(&self, name: &str, format: Format, desk: &mut Desk<'_>) -> bool {
        let mut draft = Draft::new(format);
        let body = paragraphs(&self.text);
        let opening = bare(&body.join(" ").chars().take(1000).collect::<String>());
        // Interfaces give the article's first words once more as its summary.
        let is_new = |field: &str| {
            let start: String = bare(field).chars().take(60).collect();
            !start.is_empty() && !opening.contains(&start)
        };
        let lead = paragraphs(&self.lead).join(" ");
        if is_new(&lead) {
            draft.add(Role::Body, &lead);
        }
        for paragraph in &body {
            draft.add(Role::Body, paragraph);
        }
        let summary = paragraphs(&self.summary).join(" ");
        if is_new(&summary) {
            // Beside the article it would count the same twice.
            draft.add(if draft.is_empty() { Role::Body } else { Role::Boilerplate }, &summary);
        }
        if draft.is_empty() {
            return false;
        }
        draft.metadata.title = line(&self.title);
        draft.metadata.byline = line(&self.byline).map(|byline| without_by(&byline));
        draft.metadata.date = stated(&self.date, self.order);
        draft.metadata.site = line(&self.site).map(|site| host(&site).unwrap_or(site));
        draft.metadata.language = language(&self.language);
        if draft.metadata.site.is_none()
            && let Some(host) = host(&self.url)
        {
            draft.metadata.site = Some(host);
            draft.metadata.guessed.mark(Field::Site);
        }
        let own = [&self.title, &self.lead, &self.text, &self.summary].map(String::as_str).join("\n\n");
        desk.article(name, own.as_bytes(), draft)
    }
}

/// The paragraphs of a field, marked up or plain.
pub(crate) fn paragraphs(field: &str) -> Vec<String> {
    if is_marked_up(field) {
        return coterie_read::markup(field);
    }
    coterie_read::plain(field)
}

/// Whether a field holds markup: it closes an element, or breaks a line.
fn is_marked_up(field: &str) -> bool {
    let closes = field
        .match_indices("</")
        .any(|(at, _)| field[at + 2..].starts_with(|c: char| c.is_ascii_alphabetic()));
    closes
        || ["<p>", "<br>", "<br/>", "<br />", "&nbsp;", "&amp;", "&quot;", "&#"]
            .iter()
            .any(|sign| field.contains(sign))
}

/// A field of one line; none where it has no words.
pub(crate) fn line(field: &str) -> Option<String> {
    let words = if is_marked_up(field) { coterie_read::markup(field).join(" ") } else { field.to_owned() };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let says_nothing =
        ["", "nan", "null", "none", "n/a", "-", "[]"].contains(&words.to_ascii_lowercase().as_str());
    (!says_nothing).then_some(words)
}

/// A byline without its "By".
pub(crate) fn without_by(byline: &str) -> String {
    let bare = byline.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(byline, |_| &byline[3..]);
    bare.trim().to_owned()
}

/// The host of an address on the web, without "www.".
pub(crate) fn host(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host).to_lowercase();
    (host.contains('.') && !host.contains(char::is_whitespace)).then_some(host)
}

/// ISO 639-1 code of a language given by code or by its English name.
pub(crate) fn language(field: &str) -> Option<String> {
    const NAMES: [(&str, &str); 16] = [
        ("english", "en"),
        ("german", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
        ("russian", "ru"),
        ("polish", "pl"),
        ("swedish", "sv"),
        ("danish", "da"),
        ("norwegian", "no"),
        ("turkish", "tr"),
        ("arabic", "ar"),
        ("chinese", "zh"),
        ("japanese", "ja"),
    ];
    let field = field.trim().to_lowercase();
    let first = field.split(|c: char| !c.is_alphanumeric()).next()?;
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == first) {
        return Some((*code).to_owned());
    }
    (first.len() == 2 && first.bytes().all(|byte| byte.is_ascii_lowercase())).then(|| first.to_owned())
}

/// How many characters of prose a field holds: none where it is an address, a number or one long word.
pub(crate) fn prose(field: &str) -> usize {
    let field = field.trim();
    let letters = field.chars().filter(|c| c.is_alphabetic()).count();
    let all = field.chars().count();
    let blanks = field.chars().filter(|c| c.is_whitespace()).count();
    // Chinese and Japanese have no blanks between words.
    let is_wide = field.chars().any(|c| ('\u{2e80}'..'\u{d7ff}').contains(&c));
    let is_words = letters * 2 >= all && (is_wide || blanks * 16 >= all);
    if is_words { all } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_words() {
        assert_eq!(prose("https://example.org/a/long/address/of/a/page"), 0);
        assert_eq!(prose("12 34 56 78 90"), 0);
        assert_eq!(prose("Trump met Putin."), 16);
        assert_eq!(prose("特朗普会见了普京"), 8);
    }

    #[test]
    fn hosts_and_languages() {
        assert_eq!(host("https://www.theguardian.com/world?x"), Some("theguardian.com".to_owned()));
        assert_eq!(host("The Guardian"), None);
        assert_eq!(language("English; Spanish"), Some("en".to_owned()));
        assert_eq!(language("de-AT"), Some("de".to_owned()));
        assert_eq!(language("Klingon"), None);
    }
}
