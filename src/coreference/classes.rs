//! What a name says its bearer is: a bank, a city.

use super::nouns::{self, Sort};
use crate::aliases::{Entity, fold};
use crate::entities::Kind;
use crate::entities::lexicon::{self, Listed};
use crate::order::InOrder;

/// The nouns that an organisation or a place may go by for its names alone.
pub(super) fn of(entity: &Entity) -> Vec<&'static str> {
    let names = || std::iter::once(&entity.name).chain(entity.aliases.iter().map(|alias| &alias.surface));
    let mut classes: Vec<&'static str> = Vec::new();
    match entity.kind {
        Kind::Organisation => {
            for name in names() {
                for word in fold(name).split(' ') {
                    match word {
                        "inc" | "corp" | "ltd" | "plc" | "llc" | "gmbh" | "ag" | "co" => {
                            classes.extend(["company", "firm"]);
                        }
                        "airlines" | "airways" => classes.extend(["airline", "company"]),
                        _ => classes.extend(noun(word, Sort::Organisation)),
                    }
                }
            }
        }
        Kind::Place => {
            for name in names() {
                let listed = lexicon::listed(&name.to_lowercase());
                if listed.any(Listed::COUNTRY) {
                    classes.extend(["country", "nation"]);
                } else if listed.any(Listed::CITY) {
                    classes.push("city");
                }
                classes.extend(fold(name).split(' ').filter_map(|word| noun(word, Sort::Place)));
            }
        }
        _ => {}
    }
    classes.put_in_order(Ord::cmp);
    classes.dedup();
    classes
}

fn noun(word: &str, sort: Sort) -> Option<&'static str> {
    nouns::noun(word).filter(|&(_, other)| other == sort).map(|(noun, _)| noun)
}
