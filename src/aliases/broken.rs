//! Names with lost letters: "Joaqu�n" is Joaquín, where the corpus has him whole.

use std::collections::HashMap;

use super::inventory::{Form, Inventory, Sense};
use super::name::LOST;

/// How many letters one lost letter may stand for, at most: none where it was put in, two for a ligature.
const MOST: usize = 2;

/// Gives the mentions of each form with lost letters to the most frequent whole form that it fits.
pub(super) fn mend(inventory: &mut Inventory) {
    let count = |form: &Form| form.counts.iter().sum::<u32>();
    let broken: Vec<usize> = (0..inventory.forms.len())
        .filter(|&index| inventory.forms[index].key.contains(LOST) && count(&inventory.forms[index]) > 0)
        .collect();
    if broken.is_empty() {
        return;
    }
    let mut by_start: HashMap<char, Vec<usize>> = HashMap::new();
    for (index, form) in inventory.forms.iter().enumerate() {
        if let Some(first) = form.key.chars().next().filter(|_| !form.key.contains(LOST) && count(form) > 0) {
            by_start.entry(first).or_default().push(index);
        }
    }
    let mut whole: HashMap<u32, u32> = HashMap::new();
    for index in broken {
        let key = &inventory.forms[index].key;
        let like = key.chars().next().and_then(|first| by_start.get(&first)).into_iter().flatten();
        let best = like
            .filter(|&&other| fits(key, &inventory.forms[other].key))
            .max_by_key(|&&other| (count(&inventory.forms[other]), &inventory.forms[other].key));
        if let Some(&best) = best {
            whole.insert(index as u32, best as u32);
            let lost = std::mem::take(&mut inventory.forms[index]);
            inventory.forms[best].absorb(&lost);
            inventory.forms[index].key = lost.key;
        }
    }
    for reading in inventory.articles.iter_mut().flatten() {
        if let Some(&form) = whole.get(&reading.sense.form()) {
            reading.sense = Sense::new(form, reading.sense.is_person());
        }
    }
}

/// Whether a key with lost letters may be `whole`. Each lost letter stands for up to [`MOST`]; at least four letters
/// must be left to go by.
fn fits(lost: &str, whole: &str) -> bool {
    fn from(lost: &[char], whole: &[char]) -> bool {
        match lost {
            [] => whole.is_empty(),
            [LOST, rest @ ..] => {
                let taken = whole.iter().take_while(|letter| letter.is_alphanumeric()).count().min(MOST);
                (0..=taken).any(|taken| from(rest, &whole[taken..]))
            }
            [letter, rest @ ..] => whole.first() == Some(letter) && from(rest, &whole[1..]),
        }
    }
    let lost: Vec<char> = lost.chars().collect();
    let whole: Vec<char> = whole.chars().collect();
    let marks = lost.iter().filter(|&&letter| letter == LOST).count();
    marks <= 4 && lost.len() - marks >= 4 && from(&lost, &whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lost: &str, whole: &str, expected: bool) {
        assert_eq!(fits(lost, whole), expected, "{lost} {whole}");
    }

    #[test]
    fn a_lost_letter_stands_for_up_to_two() {
        check("joaqu\u{fffd}n guzm\u{fffd}n", "joaquin guzman", true);
        check("basse\u{fffd}ville", "basseville", true);
        check("joaqu\u{fffd}n", "joaquim", false);
        check("\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}", "anne", false);
    }
}
