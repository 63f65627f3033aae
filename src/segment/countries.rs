//! One-word names of countries and of the unions that act like one.
//!
//! The countries are those of [`lexicon`]; here stand only the regions and unions that
//! headlines join like countries (`EU-Russia`).

use crate::entities::lexicon::{self, Listed};

/// Regions and unions beside the countries, in capitals, sorted.
const UNIONS: [&str; 7] = ["BURKINA", "CONGO", "EU", "EUROPE", "KOREA", "NATO", "UN"];

/// Whether `word` names a country or union: spelt as the list has it, or in capitals, with or without full stops:
/// `Russia`, `RUSSIA`, `U.S.`, `UK`. "Us" and "Un" are words.
pub(super) fn is_country(word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) || word.len() > 24 {
        return false;
    }
    if lexicon::country(word).is_some() {
        return true;
    }
    let bare: String = word.chars().filter(|&c| c != '.').collect();
    let shouted = !bare.contains(char::is_lowercase);
    (shouted && lexicon::listed(&bare.to_lowercase()).any(Listed::COUNTRY))
        || ((shouted || bare.len() > 4) && UNIONS.binary_search(&bare.to_uppercase().as_str()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries() {
        assert!(UNIONS.is_sorted());
        assert!(["US", "U.S.", "Russia", "RUSSIA", "Iran", "UK", "EU", "Europe"].into_iter().all(is_country));
        assert!(!["Us", "russia", "Un", "Paris"].into_iter().any(is_country));
    }
}
