//! What a page says about its article: by JSON-LD, by its tags, by Readability where these are silent, and by its words.
//!
//! What a page states for machines is sure; what is read out of its words or its address is marked as guessed.

use dom_smoothie::Article;

use super::align::Cursor;
use super::facts::{Facts, Mark, Tells, single_spaced};
use super::linked::{self, Linked};
use crate::dates::{date_in, date_of_address};
use crate::{Field, Metadata};

/// How many bytes of words may stand between the headline and a date over it, and under it, that is the article's.
const HEADER: (usize, usize) = (200, 700);

impl Facts {
    /// What is known about the article.
    pub(super) fn metadata(&self, source: &str, article: Option<&Article>) -> Metadata {
        let mut metadata = Metadata::default();
        let decoded =
            single_spaced(&html_escape::decode_html_entities(self.title.as_deref().unwrap_or_default()));
        let found = article.map(|article| single_spaced(&article.title)).unwrap_or_default();
        let (linked, is_its_own) = self.linked(&decoded, &found);
        let linked = |rank: usize| linked.iter().find_map(|linked| linked[rank].as_deref());

        let found = if found.is_empty() { &decoded } else { &found };
        let headline = linked(linked::TITLE)
            .filter(|headline| is_its_own && (found.is_empty() || found.starts_with(headline)));
        let title = self.without_site(source, headline.unwrap_or(found));

        let stated = linked(linked::BYLINE).or_else(|| self.best(Tells::Author));
        let line = stated.or_else(|| article?.byline.as_deref()).unwrap_or_default();
        let line_date = date_in(line);
        let names =
            line.get(..line_date.as_ref().map_or(line.len(), |found| found.start)).unwrap_or_default();
        metadata.byline = filled(without_by(&single_spaced(names)));
        if stated.is_none() && metadata.byline.is_some() {
            metadata.guessed.mark(Field::Byline);
        }

        let place = self.heading_of(source, &title);
        let near = |mark: Mark| self.date_near(place.map_or(0, |(_, shown, _)| shown), mark);
        let any =
            |mark: Mark| self.dates.iter().find(|dated| dated.mark == mark).map(|dated| dated.iso.as_str());
        let under_heading = place.is_some_and(|(.., is_heading)| is_heading);
        let address = self
            .told
            .iter()
            .filter(|told| told.0 == Tells::Address)
            .find_map(|told| date_of_address(&told.2));
        // The first four are stated, the others guessed.
        let dates = [
            linked(linked::DATE).filter(|_| is_its_own),
            self.best(Tells::Date),
            near(Mark::Published).or_else(|| any(Mark::Published)),
            near(Mark::Time).filter(|_| under_heading),
            linked(linked::DATE),
            self.best(Tells::SomeDate),
            line_date.as_ref().map(|found| found.iso.as_str()).filter(|iso| !iso.is_empty()),
            address.as_deref(),
            near(Mark::Words),
            near(Mark::Time).or_else(|| any(Mark::Time)),
        ];
        if let Some(rank) = dates.iter().position(Option::is_some) {
            metadata.date = dates[rank].map(str::to_owned);
            if rank > 3 {
                metadata.guessed.mark(Field::Date);
            }
        }

        metadata.site = linked(linked::SITE).or_else(|| self.best(Tells::Site)).map(str::to_owned);
        let language = article.and_then(|article| article.lang.as_deref()).or(self.language.as_deref());
        metadata.language = [language, linked(linked::LANGUAGE), self.best(Tells::Language)]
            .iter()
            .find_map(|tag| language_code((*tag)?));
        metadata.title = filled(&title);
        metadata
    }

    /// What JSON-LD says of the page's article, and whether it is certain to be this one: it has the page's title, or
    /// there is no other.
    fn linked(&self, title: &str, found: &str) -> (Vec<&Linked>, bool) {
        let plain = |text: &str| {
            let mut text = text.to_lowercase();
            text.retain(char::is_alphanumeric);
            text
        };
        let (title, found) = (plain(title), plain(found));
        let is_named = |linked: &&Linked| {
            let headline = plain(linked[linked::TITLE].as_deref().unwrap_or_default());
            !headline.is_empty() && (title.contains(&headline) || found.contains(&headline))
        };
        let own: Vec<&Linked> = self.linked.iter().filter(is_named).collect();
        if own.is_empty() {
            return (self.linked.iter().take(1).collect(), self.linked.len() == 1);
        }
        (own, true)
    }

    /// The date that stands nearest under the headline, or else over it.
    fn date_near(&self, headline: usize, mark: Mark) -> Option<&str> {
        let dates = || self.dates.iter().filter(|dated| dated.mark == mark);
        let under = dates().find(|dated| (headline..headline + HEADER.1).contains(&dated.shown));
        let over = || dates().rfind(|dated| dated.shown < headline && headline - dated.shown <= HEADER.0);
        under.or_else(over).map(|dated| dated.iso.as_str())
    }

    /// A page's title is often its headline with the site's name behind it: the heading that begins it is the headline.
    fn without_site(&self, source: &str, title: &str) -> String {
        let headline = self.headings.iter().map(|&(at, ..)| heading_words(source, at)).find(|heading| {
            heading.len() < title.len()
                && heading.contains(' ')
                && heading.len() * 5 >= title.len() * 2
                && title.starts_with(heading.as_str())
        });
        headline.unwrap_or_else(|| title.to_owned())
    }

    /// The byte of the source at which the headline stands, how many bytes of words stand before, and whether it is a
    /// heading rather than the page's title.
    pub(super) fn heading_of(&self, source: &str, title: &str) -> Option<(usize, usize, bool)> {
        self.headings.iter().copied().find(|&(at, ..)| Cursor::new(source, at).reads(title))
    }
}

fn filled(words: &str) -> Option<String> {
    (!words.is_empty()).then(|| words.to_owned())
}

/// The words of the heading whose content begins at byte `at`.
fn heading_words(source: &str, at: usize) -> String {
    const LONGEST: usize = 400;
    let mut words = String::new();
    let mut cursor = Cursor::until_close(source, at);
    while words.len() < LONGEST
        && let Some((found, ..)) = cursor.next_character()
    {
        if !found.is_whitespace() {
            words.push(found);
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.trim_end().to_owned()
}

/// A byline's names; empty if it only says when.
fn without_by(line: &str) -> &str {
    const BY: [&str; 6] = ["by ", "by:", "posted by ", "written by ", "par ", "por "];
    let by = BY.iter().find(|by| line.get(..by.len()).is_some_and(|start| start.eq_ignore_ascii_case(by)));
    let names = line.get(by.map_or(0, |by| by.len())..).unwrap_or_default();
    let names = names.trim_matches(|c: char| " ,-|–—•·".contains(c));
    if names.ends_with(':') { "" } else { names }
}

/// `en` from `en-US`.
pub(crate) fn language_code(tag: &str) -> Option<String> {
    let code = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::super::facts::facts;
    use crate::Field;

    /// Title, byline, date and site of a page, each behind `?` where it is guessed.
    #[track_caller]
    fn check(page: &str, expected: [&str; 4]) {
        let metadata = facts(page).metadata(page, None);
        let guessed = metadata.guessed;
        let shown = |field: Field, words: Option<String>| {
            let mark = if guessed.is(field) { "?" } else { "" };
            format!("{mark}{}", words.unwrap_or_default())
        };
        let shown = [
            shown(Field::Title, metadata.title),
            shown(Field::Byline, metadata.byline),
            shown(Field::Date, metadata.date),
            shown(Field::Site, metadata.site),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_a_page_states_is_sure() {
        check(
            r#"<title>Two talk | The Paper</title><script type="application/ld+json">[{"@type":"NewsArticle","headline":"Others",
            "datePublished":"2015-01-01"},{"@type":"NewsArticle","headline":"Two talk","datePublished":"2016-11-15",
            "author":{"name":"Ann Lee"},"publisher":{"name":"The Paper"}}]</script><h1>Two talk</h1>"#,
            ["Two talk", "Ann Lee", "2016-11-15", "The Paper"],
        );
        check(
            "<title>Two talk</title><meta property=og:updated_time content=2016-11-20><meta name=citation_author content='Lee, Ann'>\
             <meta name=citation_author content='Bo'><meta name=DC.date.issued content=2016-11-15><meta property=og:site_name content=Paper>",
            ["Two talk", "Lee, Ann, Bo", "2016-11-15", "Paper"],
        );
        check(
            "<h1>Two talk</h1><title>Two talk</title><p>Updated <time datetime=2016-11-20>x</time><p>\
             <time datetime=2016-11-15T23:00-05:00>",
            ["Two talk", "", "2016-11-15", ""],
        );
        check("<span itemprop=datePublished>15 November 2016</span>", ["", "", "2016-11-15", ""]);
    }

    #[test]
    fn what_is_read_from_words_is_guessed() {
        check(
            "<title>Two talk - The Paper</title><p>1 May 2020<p>Home<h1>Two talk</h1><p>Nov 15, 2016",
            ["Two talk", "", "?2016-11-15", ""],
        );
        check(
            "<link rel=canonical href=https://a.example/2016/11/15/two><h1>Two</h1><p>May 1, 2020",
            ["", "", "?2016-11-15", ""],
        );
        check(
            "<!-- saved from url=(0042)https://a.example/2016/11/15/two --><p>a",
            ["", "", "?2016-11-15", ""],
        );
        check("<html lang=de><p>11.12.2016", ["", "", "?2016-12-11", ""]);
        check("<html lang=en><p>11.12.2016", ["", "", "", ""]);
        // A date in the midst of the page's words is no statement.
        check(
            &format!("<title>Two</title><h1>Two</h1><p>{}<time datetime=2016-11-15>", "word ".repeat(300)),
            ["Two", "", "?2016-11-15", ""],
        );
    }
}
