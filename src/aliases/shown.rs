//! The name shown for an entity: the fullest of its frequent names, in proper case.

use super::name::{self, PersonName, fold, is_acronym};
use crate::order::InOrder;

/// A name an entity goes by, as written.
#[derive(Clone, Debug)]
pub(super) struct Written<'a> {
    /// As written.
    pub(super) surface: &'a str,
    /// Folded.
    pub(super) key: &'a str,
    /// How often.
    pub(super) count: u32,
}

/// The index of the name to show, and how to write it. `names` is not empty.
///
/// Of a person: the name of several words that is most frequent. Of anything else: the longest of those that are at
/// least a fifth as frequent as the most frequent.
pub(super) fn choose(names: &[Written<'_>], person: bool) -> (usize, String) {
    let mut forms: Vec<(&str, u32)> = names.iter().map(|name| (name.key, name.count)).collect();
    forms.put_in_order(Ord::cmp);
    let forms: Vec<(&str, u32)> = forms
        .chunk_by(|one, next| one.0 == next.0)
        .map(|chunk| (chunk[0].0, chunk.iter().map(|form| form.1).sum()))
        .collect();
    let words = |key: &str| key.split(' ').count() - usize::from(name::courtesy(key).is_some());
    let most = forms.iter().map(|form| form.1).max().unwrap_or(0);
    let full = |key: &str| {
        let parsed = PersonName::parse(key).filter(|_| name::courtesy(key).is_none());
        parsed.is_some_and(|name| name.ranked || name.given.chars().count() > 1)
    };
    let best = if person {
        forms.iter().max_by_key(|(key, count)| (full(key), words(key) > 1, *count, words(key), key.len()))
    } else {
        forms
            .iter()
            .filter(|(_, count)| count.saturating_mul(5) >= most)
            .max_by_key(|(key, count)| (words(key), key.len(), *count))
    };
    let key = best.map_or("", |form| form.0);
    // Without a title, in mixed case, most often, and "al-Assad" before "Al-Assad".
    let capitals = |surface: &str| surface.chars().filter(|character| character.is_uppercase()).count();
    let shown = names.iter().enumerate().filter(|(_, name)| name.key == key).min_by_key(|(_, name)| {
        let Written { surface, count, .. } = **name;
        let odd = (fold(surface) != key, is_shouted(surface), is_lower(surface));
        (odd, std::cmp::Reverse(count), capitals(surface), surface)
    });
    let Some((index, name)) = shown else { return (0, String::new()) };
    let acronym = is_acronym(name.surface) && !(person && name.surface.chars().count() > 3);
    let written = if is_shouted(name.surface) && !acronym {
        proper_case(name.surface)
    } else {
        name.surface.to_owned()
    };
    (index, written)
}

/// All letters are capitals.
fn is_shouted(surface: &str) -> bool {
    surface.chars().any(char::is_uppercase) && !surface.chars().any(char::is_lowercase)
}

fn is_lower(surface: &str) -> bool {
    !surface.chars().any(char::is_uppercase)
}

/// `BANK OF CHINA` as `Bank of China`.
fn proper_case(shouted: &str) -> String {
    const SMALL: &[&str] =
        &["OF", "THE", "AND", "FOR", "IN", "ON", "DE", "DU", "DER", "VON", "VAN", "BIN", "AL"];
    const ROMAN: &[&str] = &["II", "III", "IV"];
    let mut written = String::with_capacity(shouted.len());
    let mut word = String::new();
    let finish = |word: &mut String, written: &mut String| {
        if ROMAN.contains(&word.as_str()) {
            written.push_str(word);
        } else if SMALL.contains(&word.as_str()) && !written.is_empty() {
            written.push_str(&word.to_lowercase());
        } else {
            let mut letters = word.chars();
            written.extend(letters.next());
            written.push_str(&letters.as_str().to_lowercase());
        }
        word.clear();
    };
    for character in shouted.chars() {
        if character.is_alphanumeric() || matches!(character, '\'' | '’') {
            word.push(character);
        } else {
            finish(&mut word, &mut written);
            written.push(character);
        }
    }
    finish(&mut word, &mut written);
    written
}
