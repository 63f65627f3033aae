//! What a page says of its article in JSON-LD: data after schema.org in `<script type="application/ld+json">`.

use serde_json::Value;

use crate::dates::stated;

/// What a page says of an article: its title, byline, date, site and language.
pub(super) type Linked = [Option<String>; 5];

pub(super) const TITLE: usize = 0;
pub(super) const BYLINE: usize = 1;
pub(super) const DATE: usize = 2;
pub(super) const SITE: usize = 3;
pub(super) const LANGUAGE: usize = 4;

/// How many things of one script are looked at.
const MOST: usize = 500;

/// How many articles of a page are looked at.
const ARTICLES: usize = 50;

/// Adds the articles that a script describes, in its order. Where the script is broken, its date alone is looked for.
pub(super) fn read(script: &str, articles: &mut Vec<Linked>) {
    let Ok(root) = serde_json::from_slice::<Value>(mended(script).as_bytes()) else {
        let date =
            script.split_once("\"datePublished\"").and_then(|(_, rest)| stated(rest.split('"').nth(1)?));
        if date.is_some() {
            articles.push([None, None, date, None, None]);
        }
        return;
    };
    // Breadth first, so that the page's own article stands before what it mentions.
    let mut things = vec![&root];
    let mut at = 0;
    while let Some(&thing) = things.get(at).filter(|_| at < MOST) {
        at += 1;
        things.extend(thing.as_array().into_iter().flatten());
        things.extend(["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| thing.get(key)));
    }
    things.truncate(MOST);
    for thing in &things {
        if articles.len() >= ARTICLES || !is_article(&thing["@type"]) {
            continue;
        }
        let named = |keys: &[&str]| keys.iter().find_map(|key| names(&thing[key], &things));
        articles.push([
            named(&["headline", "name"]),
            named(&["author", "creator"]),
            named(&["datePublished", "dateCreated"]).and_then(|date| stated(&date)),
            named(&["publisher"]),
            named(&["inLanguage"]),
        ]);
    }
}

fn is_article(kind: &Value) -> bool {
    let is = |kind: &Value| {
        let kind = kind.as_str().unwrap_or_default();
        ["Article", "Posting", "Report"].iter().any(|end| kind.ends_with(end))
    };
    is(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is))
}

/// The words of a text, or the name of a thing; of several, all. A thing may be named elsewhere, by its `@id`.
fn names(value: &Value, things: &[&Value]) -> Option<String> {
    let several = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    let mut all: Vec<String> = Vec::new();
    for one in several.iter().take(20) {
        let elsewhere = || {
            let id = one.get("@id")?.as_str();
            things.iter().find(|thing| thing["@id"].as_str() == id)?.get("name")
        };
        let name = Some(one).filter(|one| one.is_string()).or_else(|| one.get("name")).or_else(elsewhere);
        let name = name.map_or(&Value::Null, |name| name.get(0).unwrap_or(name)).as_str().unwrap_or_default();
        let name = html_escape::decode_html_entities(name.trim()).into_owned();
        if !name.is_empty() && !name.contains("://") && !all.contains(&name) {
            all.push(name);
        }
    }
    (!all.is_empty()).then(|| all.join(", "))
}

/// A script without what pages put around and into JSON although it does not belong there: comment marks, line breaks
/// within texts, commas before an end.
fn mended(script: &str) -> String {
    let script = script.replace("<![CDATA[", "").replace("]]>", "");
    let start = script.find(['{', '[']).unwrap_or_default();
    let end = script.rfind(['}', ']']).map_or(0, |end| end + 1);
    let inner = script.get(start..end).unwrap_or_default();
    let mut mended = String::with_capacity(inner.len());
    let (mut quoted, mut escaped) = (false, false);
    for character in inner.chars() {
        let character = if character.is_control() { ' ' } else { character };
        if quoted {
            quoted = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else if character == '"' {
            quoted = true;
        } else if matches!(character, '}' | ']') {
            let kept = mended.trim_end().strip_suffix(',').map_or(mended.len(), str::len);
            mended.truncate(kept);
        }
        mended.push(character);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: [&str; 5]) {
        let mut articles = Vec::new();
        read(script, &mut articles);
        let article = articles.into_iter().next().unwrap_or_default();
        assert_eq!(article.map(Option::unwrap_or_default), expected);
    }

    #[test]
    fn articles() {
        check(
            r#"{"@context":"https://schema.org","@type":"NewsArticle","headline":"Trump &amp; Putin","author":"Ann Lee",
            "datePublished":"2016-11-15T23:30:00-05:00","publisher":{"@type":"Organization","name":"The Paper"},"inLanguage":"en-US"}"#,
            ["Trump & Putin", "Ann Lee", "2016-11-15", "The Paper", "en-US"],
        );
        check(
            r##"[{"@type":"WebSite"},{"@graph":[{"@type":["Article","BlogPosting"],"headline":"A","author":[{"@id":"#ann"},{"name":"Bo"}],
            "publisher":{"@id":"#paper"}},{"@id":"#ann","name":"Ann Lee"},{"@id":"#paper","name":"The Paper"}]}]"##,
            ["A", "Ann Lee, Bo", "", "The Paper", ""],
        );
        check(
            r#"{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/Report","name":"A","author":"https://a.example/"}}"#,
            ["A", "", "", "", ""],
        );
        check(r#"{"@type":"Person","name":"Ann Lee"}"#, ["", "", "", "", ""]);
    }

    #[test]
    fn broken_scripts() {
        check("/*<![CDATA[*/ {\"@type\":\"Article\",\"name\":\"A\n b\",} /*]]>*/", ["A  b", "", "", "", ""]);
        check(
            "<!-- {\"@type\":\"Article\",\"name\":\"A\tb\",\"author\":[\"Bo\",],} -->;",
            ["A b", "Bo", "", "", ""],
        );
        check(r#"{"@type":"Article" "datePublished": "2016-11-15"}"#, ["", "", "2016-11-15", "", ""]);
        check(&"[".repeat(100_000), ["", "", "", "", ""]);
    }
}
