//! Words whose full stop does not end a sentence.
//!
//! The lists are general English ones (after the Penn Treebank's tokenizer and the Chicago Manual of Style, ch. 10),
//! kept sorted for binary search.

/// What kind of abbreviation a word is, by how its full stop behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Not one.
    None,
    /// Stands before a name and never ends a sentence: `Gov.`
    Title,
    /// Stands before a number: `No.`
    Number,
    /// One capital letter: `J.`
    Initial,
    /// May end a sentence: `U.S.`, `Inc.`
    Other,
}

/// The kind of `word`, given without its last full stop.
pub(super) fn abbreviation(word: &str) -> Abbreviation {
    let word = word.rsplit(['-', '/']).next().unwrap_or(word);
    if is_in(&TITLES, word) {
        return Abbreviation::Title;
    }
    if is_in(&NUMBERS, word) {
        return Abbreviation::Number;
    }
    let mut characters = word.chars();
    if let (Some(first), None) = (characters.next(), characters.next()) {
        return match first {
            _ if first.is_uppercase() => Abbreviation::Initial,
            _ if first.is_lowercase() => Abbreviation::Title, // "b. 1949", "c. 347"
            _ => Abbreviation::None,
        };
    }
    if is_in(&OTHERS, word) || is_dotted(word) { Abbreviation::Other } else { Abbreviation::None }
}

/// Whether a word, without its last full stop, is letters with stops between: `U.S`, `a.m`, `Ph.D`.
pub(super) fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic)
                && letters.all(char::is_lowercase)
                && part.chars().count() <= 2
        })
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

const TITLES: [&str; 66] = [
    "Adm", "Amb", "Asst", "Att", "Atty", "Brig", "Capt", "Cmdr", "Col", "Cpl", "Cpt", "Det", "Dr", "Drs",
    "Ens", "Fr", "Ft", "Gen", "Gov", "Govs", "Hon", "Insp", "Lieut", "Lt", "Maj", "Messrs", "Mgr", "Mlle",
    "Mme", "Mmes", "Mons", "Monsig", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Mx", "Ofc", "Pfc", "Pres", "Prof",
    "Profs", "Pvt", "Rep", "Reps", "Rev", "Rt", "Sen", "Sens", "Sgt", "Sra", "Srta", "St", "Ste", "Supt",
    "Treas", "Wm", "cf", "e.g", "eg", "esp", "i.e", "ie", "v", "vs",
];

const NUMBERS: [&str; 16] = [
    "Ch", "Fig", "Figs", "No", "Nos", "Nr", "Op", "Sec", "Vol", "Vols", "ch", "fig", "nos", "pp", "vol",
    "vols",
];

const OTHERS: [&str; 82] = [
    "Ala", "Apr", "Ariz", "Ark", "Assn", "Assoc", "Aug", "Ave", "Bldg", "Blvd", "Bros", "Calif", "Cie", "Co",
    "Colo", "Comdr", "Conn", "Corp", "Cos", "Dec", "Del", "Dept", "Dist", "Div", "Esq", "Feb", "Fla", "Fri",
    "Ga", "Gmbh", "Inc", "Inst", "Intl", "Jan", "Jr", "Jul", "Jun", "Kan", "Ky", "Ltd", "Mass", "Md", "Mfg",
    "Mich", "Minn", "Mont", "Natl", "Neb", "Nev", "Nov", "Oct", "Okla", "Ont", "Ore", "Pa", "Penn", "Plc",
    "Ptd", "Pty", "Que", "Rd", "Rte", "Sep", "Sept", "Sq", "Sr", "Tenn", "Tex", "Thu", "Tue", "Univ", "Va",
    "Vt", "Wash", "Wis", "Wyo", "al", "approx", "ca", "corp", "dept", "etc",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(TITLES.is_sorted() && NUMBERS.is_sorted() && OTHERS.is_sorted());
    }

    #[test]
    fn kinds() {
        assert_eq!(abbreviation("Gov"), Abbreviation::Title);
        assert_eq!(abbreviation("U.S"), Abbreviation::Other);
        assert_eq!(abbreviation("a.m"), Abbreviation::Other);
        assert_eq!(abbreviation("J"), Abbreviation::Initial);
        assert_eq!(abbreviation("end"), Abbreviation::None);
        assert_eq!(abbreviation("Breitbart.com"), Abbreviation::None);
    }
}
