//! Data in JSON: an article, a list of articles, or a list of them somewhere inside; also one object to a line (JSONL).
//!
//! Fields are told by name as the columns of tables are. What interfaces wrap an article in (`fields`, `_source`) is
//! looked into; lists are looked for from the outside in, never deeper than [`DEEPEST`].

use std::collections::BTreeMap;

use coterie_base::order::InOrder;
use coterie_read::{Format, Source};
use serde_json::{Map, Value};

use super::Desk;
use super::record::{Part, Record, part, prose};
use super::when::Order;

/// How deeply a list of articles may lie.
const DEEPEST: u32 = 8;

/// How long prose is that is an article though its field's name says nothing, in characters.
const ARTICLE: usize = 200;

/// Objects that stand for what they hold.
const WRAPPERS: [&str; 7] = ["_source", "fields", "attributes", "article", "data", "document", "doc"];

/// Fields by which an object says what it is called.
const SAID: [&str; 9] =
    ["rendered", "main", "original", "name", "value", "text", "#text", "content", "title"];

/// What a text of data holds.
pub(crate) enum Data {
    /// One value.
    Whole(Value),
    /// One object to a line, and how many lines are none.
    Lines(Vec<Value>, usize),
    /// It is nested too deeply to be read.
    Deep,
}

/// The data of a text; none where it is no JSON.
pub(crate) fn looks_like(text: &str) -> Option<Data> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    match serde_json::from_str(text) {
        Ok(value) => return Some(Data::Whole(value)),
        Err(error) if error.to_string().starts_with("recursion limit") => return Some(Data::Deep),
        Err(_) => {}
    }
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    // A text that begins with a brace is soon seen to be no list of objects.
    let object = |line: &str| serde_json::from_str::<Value>(line).ok().filter(Value::is_object);
    let (mut objects, mut broken) = (vec![object(lines.next()?)?], 0);
    for line in lines {
        match object(line) {
            Some(value) => objects.push(value),
            None => broken += 1,
        }
        if broken > objects.len() {
            return None;
        }
    }
    (objects.len() >= 2).then_some(Data::Lines(objects, broken))
}

/// Puts the articles of some data on the desk.
pub(crate) fn read(source: Source<'_>, data: Data, desk: &mut Desk<'_>) {
    let name = source.name;
    let (articles, broken) = match &data {
        Data::Deep => {
            let hint = "Save the articles as text, or as a list of objects with a title and a text each.";
            return desk.error(name, "This is JSON data that is nested too deeply to be read.", hint);
        }
        Data::Whole(value) => (articles(value), 0),
        Data::Lines(values, broken) => (articles_of(&values.iter().collect::<Vec<_>>()), *broken),
    };
    if articles.is_empty() {
        return desk.take(coterie_read::read(source));
    }
    let is_one =
        articles.len() == 1 && matches!(&data, Data::Whole(Value::Object(object)) if is_article(object));
    let mut without = 0;
    for (rank, article) in articles.iter().enumerate() {
        let own = if is_one { name.to_owned() } else { format!("{name}#{}", rank + 1) };
        without += usize::from(!article.put(&own, Format::Record, desk));
    }
    if without > 0 {
        let message = format!("{without} of its {} entries have no text and were left out.", articles.len());
        desk.warn(name, message, "Fill in their text if they belong in the graph.");
    }
    if broken > 0 {
        let message = format!("{broken} of its lines are no JSON and were left out.");
        desk.warn(name, message, "Look whether the file was cut off while it was saved.");
    }
}

/// The articles of a value: itself, or the longest list of articles in it that lies least deep.
fn articles(value: &Value) -> Vec<Record> {
    let mut level = vec![value];
    for _ in 0..DEEPEST {
        let mut best: Vec<Record> = Vec::new();
        let mut next = Vec::new();
        for value in level {
            let found = match value {
                Value::Object(object) if is_article(object) => vec![record(object, None)],
                Value::Object(object) => {
                    next.extend(object.values().filter(|value| value.is_object() || value.is_array()));
                    // Articles may be listed under keys of their own.
                    let values: Vec<&Value> = object.values().filter(|value| value.is_object()).collect();
                    if values.len() >= 2 && values.len() == object.len() {
                        articles_of(&values)
                    } else {
                        Vec::new()
                    }
                }
                Value::Array(list) => {
                    next.extend(list.iter().filter(|value| value.is_object() || value.is_array()));
                    articles_of(&list.iter().collect::<Vec<_>>())
                }
                _ => Vec::new(),
            };
            if found.len() > best.len() {
                best = found;
            }
        }
        if !best.is_empty() {
            return best;
        }
        level = next;
    }
    Vec::new()
}

/// The articles of a list; none where most of its entries are none.
fn articles_of(list: &[&Value]) -> Vec<Record> {
    let objects: Vec<&Map<String, Value>> = list.iter().filter_map(|value| value.as_object()).collect();
    if objects.is_empty() || objects.len() * 2 < list.len() {
        return Vec::new();
    }
    let sound = objects.iter().filter(|object| is_article(object) || has_summary(object)).count();
    let prose_field = if sound * 2 < objects.len() { longest(&objects) } else { None };
    if sound * 2 < objects.len() && prose_field.is_none() {
        return Vec::new();
    }
    objects.into_iter().map(|object| record(object, prose_field.as_deref())).collect()
}

/// The field of a list's objects that is prose on average though its name says nothing.
fn longest(objects: &[&Map<String, Value>]) -> Option<String> {
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, value) in objects.iter().flat_map(|object| object.iter()) {
        if let (Value::String(words), None) = (value, part(key)) {
            *sums.entry(key).or_default() += prose(words);
        }
    }
    let (key, sum) = sums.into_iter().max_by_key(|&(_, sum)| sum)?;
    (objects.len() >= 2 && sum / objects.len() >= ARTICLE).then(|| key.to_owned())
}

/// Whether an object is an article: it has a field of text with prose in it, which labels and remarks are too short for.
fn is_article(object: &Map<String, Value>) -> bool {
    const LEAST: usize = 80;
    fields(object).any(|(key, value)| {
        matches!(part(key), Some((Part::Text, _))) && {
            let words = said(value, "\n\n");
            prose(&words) >= LEAST || (words.contains("</") && words.len() >= LEAST)
        }
    })
}

/// Whether an object is an article in short, as lists of news have them.
fn has_summary(object: &Map<String, Value>) -> bool {
    const LEAST: usize = 80;
    let mut titled = false;
    let mut summed_up = false;
    for (key, value) in fields(object) {
        match part(key) {
            Some((Part::Title, _)) => titled |= !said(value, " ").trim().is_empty(),
            Some((Part::Lead | Part::Summary, _)) => summed_up |= prose(&said(value, " ")) >= LEAST,
            _ => {}
        }
    }
    titled && summed_up
}

/// An object's fields, and those of what wraps an article in it.
fn fields(object: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    let is_wrapper = |key: &str, value: &Value| value.is_object() && WRAPPERS.contains(&key);
    let own = object.iter().filter(move |(key, value)| !is_wrapper(key, value));
    let wrapped = object.iter().filter(move |(key, value)| is_wrapper(key, value));
    let inner = wrapped.filter_map(|(_, value)| value.as_object()).flat_map(Map::iter);
    own.chain(inner).map(|(key, value)| (key.as_str(), value))
}

fn record(object: &Map<String, Value>, prose_field: Option<&str>) -> Record {
    let mut found: Vec<(Part, usize, String)> = Vec::new();
    for (key, value) in fields(object) {
        let part = if Some(key) == prose_field { Some((Part::Text, 0)) } else { part(key) };
        let Some((part, rank)) = part else { continue };
        let separator = match part {
            Part::Text => "\n\n",
            Part::Byline => ", ",
            _ => " ",
        };
        let words = said(value, separator);
        if !words.trim().is_empty() {
            // Of fields of text the longest is the article; of others, the one with the likeliest name.
            let rank =
                if part == Part::Text { usize::MAX - prose(&words).max(words.len() / 4) } else { rank };
            found.push((part, rank, words));
        }
    }
    found.put_in_order_of(|&(part, rank, _)| (part, rank));
    let mut record = Record { order: Order::Unknown, ..Record::default() };
    for (part, _, words) in found {
        let field = record.field(part);
        if field.is_empty() {
            *field = words;
        }
    }
    record
}

/// What a value says: its own words, those of its list, or what it is called.
fn said(value: &Value, separator: &str) -> String {
    let one = |value: &Value| match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => {
            let word = |key: &&str| object.get(*key).and_then(Value::as_str);
            let said = SAID.iter().find_map(word).map(str::to_owned);
            said.or_else(|| cited(object)).unwrap_or_default()
        }
        _ => String::new(),
    };
    match value {
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(one).filter(|words| !words.is_empty()).collect();
            words.join(separator)
        }
        other => one(other),
    }
}

/// What people and dates are called in bibliographies (CSL): `{"family": "Lee", "given": "Ann"}`,
/// `{"date-parts": [[2016, 11, 15]]}`.
fn cited(object: &Map<String, Value>) -> Option<String> {
    let word = |key: &str| object.get(key).and_then(Value::as_str);
    if let Some(family) = word("family") {
        let parts = [word("given"), word("non-dropping-particle"), Some(family), word("suffix")];
        return Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    if let Some(name) = word("literal").or_else(|| word("raw")) {
        return Some(name.to_owned());
    }
    let date = object.get("date-parts")?.as_array()?.first()?.as_array()?;
    // Programs write them as numbers or as words.
    let numbers = date.iter().map(|part| part.as_i64().or_else(|| part.as_str()?.parse().ok()));
    let numbers: Vec<String> =
        numbers.map(|number| Some(format!("{:02}", number?))).collect::<Option<_>>()?;
    Some(numbers.join("-"))
}

#[cfg(test)]
mod tests {
    use crate::shown::shown;

    const LONG: &str =
        "Trump met Putin in Helsinki on Monday, and both of the men said that it went very well.";

    #[track_caller]
    fn check(data: &str, expected: &str) {
        assert_eq!(shown("a", data.replace("LONG", LONG)), expected.replace("LONG", LONG));
    }

    #[test]
    fn an_object() {
        check(
            r#"{"headline": "Summit", "articleBody": "LONG", "author": [{"name": "Ann Lee"}, {"name": "Bo Ek"}],
                "datePublished": "2016-11-15T10:00Z", "publisher": {"name": "BBC"}}"#,
            "a | Summit | Ann Lee, Bo Ek | 2016-11-15 | BBC\n# Summit\nLONG",
        );
    }

    #[test]
    fn people_and_dates_as_bibliographies_have_them() {
        check(
            r#"[{"title": "One", "abstract": "LONG", "author": [{"family": "Lee", "given": "Ann"}, {"literal": "BBC"}],
                "issued": {"date-parts": [[2016, "11", 5]]}, "container-title": "Summits"}]"#,
            "a#1 | One | Ann Lee, BBC | 2016-11-05 | Summits\n# One\nLONG",
        );
    }

    #[test]
    fn lists() {
        let expected = "a#1 | One | | |\n# One\nLONG\na#2 | Two | | |\n# Two\nLONG";
        check(r#"[{"title": "One", "text": "LONG"}, {"title": "Two", "text": "LONG"}]"#, expected);
        check(
            r#"{"status": "ok", "articles": [{"title": "One", "content": "LONG"}, {"title": "Two", "content": "LONG"}]}"#,
            expected,
        );
        check(
            r#"{"hits": {"hits": [{"_source": {"title": "One", "body": "LONG"}}, {"_source": {"title": "Two", "body": "LONG"}}]}}"#,
            expected,
        );
        check(
            "{\"title\": \"One\", \"text\": \"LONG\"}\n{\"title\": \"Two\", \"text\": \"LONG\"}\n",
            expected,
        );
        check(
            r#"{"a1": {"title": "One", "text": "LONG"}, "a2": {"title": "Two", "text": "LONG"}}"#,
            expected,
        );
    }

    #[test]
    fn markup_in_a_field() {
        check(
            r#"{"title": {"rendered": "One &amp; all"}, "content": {"rendered": "<p>LONG</p>\n<p>More.</p>"}, "date": "2016-11-15"}"#,
            "a | One & all | | 2016-11-15 |\n# One & all\nLONG\nMore.",
        );
        check(
            r#"{"response": {"results": [{"webTitle": "One", "webUrl": "https://www.theguardian.com/a",
                "fields": {"standfirst": "<p>Short.</p>", "body": "<p>LONG</p>"}}]}}"#,
            "a#1 | One | | | theguardian.com\n# One\nShort.\nLONG",
        );
    }

    #[test]
    fn without_text_there_is_a_summary() {
        let summary =
            "Two presidents met in the city of Helsinki on Monday and talked about many things for long.";
        check(
            &format!(r#"[{{"title": "One", "description": "{summary}"}}]"#),
            &format!("a#1 | One | | |\n# One\n{summary}"),
        );
    }

    #[test]
    fn what_is_no_article_is_said_so() {
        let message = "error: This is JSON data without an article in it.";
        check(
            r#"{"name": "coterie", "version": "1.0", "description": "a tool that reads articles"}"#,
            message,
        );
        check("[1, 2, 3]", message);
        let remark = "{\"text\": \"Trump met Putin, and both men said it went well.\"}";
        check(&format!("[{remark}, {remark}]"), message);
        check(
            r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "x"}}]}"#,
            message,
        );
    }

    #[test]
    fn depth_is_no_danger() {
        check(&"[".repeat(100_000), "error: This is JSON data that is nested too deeply to be read.");
    }

    #[test]
    fn a_text_in_brackets_is_a_text() {
        check(
            "[Moscow] Trump met Putin.\nThey talked.",
            "a | | | |\n[Moscow] Trump met Putin.\nThey talked.",
        );
    }
}
