//! Families of lines that publishing systems put around articles, told by their words alone.
//!
//! The phrases are the stock words of common systems (WordPress and its comment plugins, Disqus, Facebook's social
//! plugins, share bars), of syndication notices and of newsletters, in English. A line belongs to a family by its
//! whole wording or its opening, never because a word of it occurs in the list, so a paragraph about comments stays.

use super::phrases::{
    CALL_OPENINGS, CALLS, CONTROLS, CREDIT_OPENINGS, NOTICE_OPENINGS, TEASER_HEADINGS, TEASER_OPENINGS,
    WIDGET_OPENINGS, WIDGETS,
};

/// What a line outside the article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Comment forms, log-in notices, ratings, counters, share bars: stand after the article, so that what follows the
    /// first of them after the last real paragraph is not the article either.
    Widget,
    /// Calls to share, follow, subscribe or give money. They end an article like a widget does.
    Call,
    /// Disclaimers, copyright and syndication notices.
    Notice,
    /// `Source: Mirror`, `H/T …`, `Photo: …`: where text or picture came from.
    Credit,
    /// `Related: …`, `Read more: …`: the headline of another article.
    Teaser,
    /// A heading over such headlines: `Trending stories`.
    TeaserHeading,
    /// Controls of pictures and players, which stand in the middle of articles: `Modal Trigger`, `0:00`.
    Control,
}

impl Family {
    /// Whether what follows the line after the last real paragraph is not the article.
    pub(super) fn ends_article(self) -> bool {
        !matches!(self, Family::Control | Family::Teaser)
    }
}

/// The family of a line, if it has one.
pub(super) fn family(line: &str) -> Option<Family> {
    let words = Words::new(line);
    let line = words.text.as_str();
    if line.is_empty() {
        return Some(Family::Control);
    }
    if is_shortcode(line) || is_counter(line) {
        return Some(Family::Widget);
    }
    let whole = line.trim_end_matches(['.', '!', '?', ':', '…', '»', '>', ' ']);
    let families: [(Family, &[&str], &[&str], usize); 7] = [
        (Family::Widget, WIDGETS, WIDGET_OPENINGS, 40),
        (Family::Call, CALLS, CALL_OPENINGS, 60),
        (Family::Notice, &[], NOTICE_OPENINGS, 120),
        (Family::TeaserHeading, TEASER_HEADINGS, &[], 0),
        (Family::Teaser, &[], TEASER_OPENINGS, 30),
        (Family::Credit, &[], CREDIT_OPENINGS, 12),
        (Family::Control, CONTROLS, &[], 0),
    ];
    for (family, wholes, openings, longest) in families {
        let opens = words.count <= longest && openings.iter().any(|opening| line.starts_with(opening));
        if opens || wholes.contains(&whole) {
            return Some(family);
        }
    }
    if ends_with_share_bar(line) || is_timer(line) {
        return Some(Family::Control);
    }
    if is_notice(line) {
        return Some(Family::Notice);
    }
    if is_call(line, words.count) {
        return Some(Family::Call);
    }
    None
}

/// A line in small letters, straight quotes, single spaces.
struct Words {
    text: String,
    count: usize,
}

impl Words {
    fn new(line: &str) -> Self {
        // Only openings and short lines matter; long paragraphs are cut for speed, at a word.
        let words: Vec<&str> = line.split_whitespace().take(130).collect();
        let mut text = String::with_capacity(line.len().min(2048));
        for (rank, word) in words.iter().enumerate() {
            if rank > 0 {
                text.push(' ');
            }
            for character in word.chars().take(60) {
                match character {
                    '’' | '‘' | '\u{fffd}' => text.push('\''),
                    '“' | '”' => text.push('"'),
                    other => text.extend(other.to_lowercase()),
                }
            }
        }
        Words { text, count: words.len() }
    }
}

/// `[fbcomments width="100%"]`, `[/caption]`: what a plugin should have replaced.
fn is_shortcode(line: &str) -> bool {
    let Some(inner) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    let name = inner.trim_start_matches('/').split(' ').next().unwrap_or_default();
    let is_name =
        name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte == b'-');
    is_name && (inner.contains("=\"") || inner.contains("='") || inner.starts_with('/'))
}

/// Numbers and the nouns that count on pages: `0 0 vote`, `(visited 43 times, 1 visits today)`, `12 comments`.
fn is_counter(line: &str) -> bool {
    const COUNTED: [&str; 22] = [
        "vote",
        "votes",
        "times",
        "visits",
        "views",
        "view",
        "comment",
        "comments",
        "share",
        "shares",
        "likes",
        "like",
        "retweets",
        "retweet",
        "replies",
        "reply",
        "reads",
        "ratings",
        "rating",
        "reactions",
        "followers",
        "favorites",
    ];
    const AROUND: [&str; 14] = [
        "visited", "today", "total", "and", "on", "this", "out", "of", "average", "so", "far", "facebook",
        "twitter", "read",
    ];
    let mut numbers = 0;
    let mut nouns = 0;
    for word in line
        .split(|c: char| !c.is_alphanumeric() && c != ',' && c != '.')
        .map(|word| word.trim_matches([',', '.']))
    {
        if word.is_empty() {
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            numbers += 1;
        } else if COUNTED.contains(&word) {
            nouns += 1;
        } else if !AROUND.contains(&word) {
            return false;
        }
    }
    numbers > 0 && nouns > 0
}

/// A caption with the buttons under it: `… Facebook Twitter Google Plus Embed`.
fn ends_with_share_bar(line: &str) -> bool {
    const BUTTONS: [&str; 15] = [
        "facebook",
        "twitter",
        "google",
        "google+",
        "plus",
        "pinterest",
        "linkedin",
        "whatsapp",
        "reddit",
        "tumblr",
        "email",
        "e-mail",
        "print",
        "embed",
        "share",
    ];
    line.rsplit(' ').take_while(|word| BUTTONS.contains(word)).count() >= 3
}

/// A player's clock, alone or behind a caption that is no sentence: `0:00`, `Sen. Reid to Trump 1:42`.
fn is_timer(line: &str) -> bool {
    let mut words = line.rsplit(' ');
    let is_clock = |word: &str| {
        word.split_once(':').is_some_and(|(minutes, seconds)| {
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            digits(minutes) && digits(seconds) && minutes.len() <= 2 && seconds.len() == 2
        })
    };
    if !words.next().is_some_and(is_clock) {
        return false;
    }
    let rest: Vec<&str> = words.collect();
    let before = rest.first().copied().unwrap_or_default();
    let tells_time = [
        "at", "from", "to", "until", "till", "by", "before", "after", "around", "about", "since", "-", "–",
        "and",
    ];
    rest.is_empty()
        || ((3..=12).contains(&rest.len())
            && !tells_time.contains(&before)
            && !before.ends_with([',', ';', ':']))
}

fn is_notice(line: &str) -> bool {
    let has = |words: &str| line.contains(words);
    ((has("opinions expressed") || has("views expressed"))
        && (has("author") || has("not necessarily") || has("own")))
        || (has("all rights reserved") && line.len() < 400)
        || has("may not be published, broadcast, rewritten")
        || (has("originally appeared on") || has("first appeared on")) && line.len() < 250
}

fn is_call(line: &str, words: usize) -> bool {
    let has = |text: &str| line.contains(text);
    words <= 40
        && ((has("support") && (has("on patreon") || has("via paypal")))
            || (has("sign up for") && has("newsletter"))
            || (has("subscribe to") && (has("newsletter") || has("channel")))
            || (has("share this") && (has("facebook") || has("twitter")))
            || (has("follow") && has("on twitter") && words <= 14 && !has(". ")))
}
