//! Which language a text is in.

use whatlang::{Lang, detect};

/// From how many characters on the guess can be trusted: 97 % of labelled pages are right.
const ENOUGH: usize = 400;

/// How many characters are looked at.
const SAMPLE: usize = 4000;

/// ISO 639-1 code of the language of `text`; none where it is too short or the guess is doubtful.
pub(super) fn language(text: &str) -> Option<String> {
    let sample: String = text.chars().take(SAMPLE).collect();
    if sample.chars().filter(|c| !c.is_whitespace()).count() < ENOUGH {
        return None;
    }
    let found = detect(&sample).filter(whatlang::Info::is_reliable)?;
    Some(code(found.lang()).to_owned())
}

/// The English name of a language by its code: "German" for `de`. `None` for a code that stands for none known here.
pub fn name(code: &str) -> Option<&'static str> {
    match code {
        "zh" => Some("Chinese"),
        "nb" | "nn" | "no" => Some("Norwegian"),
        _ => Lang::all().iter().find(|language| self::code(**language) == code).map(|found| found.eng_name()),
    }
}

/// The code of a language that a person wrote, by code (`de`, `de-AT`) or by its English name.
pub fn code_of(written: &str) -> Option<String> {
    let written = written.trim().to_lowercase();
    let first = written.split(['-', '_']).next().unwrap_or_default();
    if name(first).is_some() {
        return Some(first.to_owned());
    }
    let named = Lang::all().iter().map(|language| code(*language));
    let found =
        named.chain(["no"]).find(|code| name(code).is_some_and(|name| name.to_lowercase() == written));
    found.map(str::to_owned)
}

/// The two-letter code of a language, or its three letters where it has no shorter.
fn code(language: Lang) -> &'static str {
    use Lang::*;
    match language {
        Afr => "af",
        Aka => "ak",
        Amh => "am",
        Ara => "ar",
        Aze => "az",
        Bel => "be",
        Ben => "bn",
        Bul => "bg",
        Cat => "ca",
        Ces => "cs",
        Cmn => "zh",
        Cym => "cy",
        Dan => "da",
        Deu => "de",
        Ell => "el",
        Eng => "en",
        Epo => "eo",
        Est => "et",
        Fin => "fi",
        Fra => "fr",
        Guj => "gu",
        Heb => "he",
        Hin => "hi",
        Hrv => "hr",
        Hun => "hu",
        Hye => "hy",
        Ind => "id",
        Ita => "it",
        Jav => "jv",
        Jpn => "ja",
        Kan => "kn",
        Kat => "ka",
        Khm => "km",
        Kor => "ko",
        Lat => "la",
        Lav => "lv",
        Lit => "lt",
        Mal => "ml",
        Mar => "mr",
        Mkd => "mk",
        Mya => "my",
        Nep => "ne",
        Nld => "nl",
        Nob => "nb",
        Ori => "or",
        Pan => "pa",
        Pes => "fa",
        Pol => "pl",
        Por => "pt",
        Ron => "ro",
        Rus => "ru",
        Sin => "si",
        Slk => "sk",
        Slv => "sl",
        Sna => "sn",
        Spa => "es",
        Srp => "sr",
        Swe => "sv",
        Tam => "ta",
        Tel => "te",
        Tgl => "tl",
        Tha => "th",
        Tuk => "tk",
        Tur => "tr",
        Ukr => "uk",
        Urd => "ur",
        Uzb => "uz",
        Vie => "vi",
        Yid => "yi",
        Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_is_told_has_a_name_and_is_found_by_it() {
        for code in Lang::all().iter().map(|language| super::code(*language)) {
            let named = name(code).expect("a name");
            let found = code_of(named).expect("a code");
            assert_eq!(name(&found), Some(named), "{code}");
        }
    }

    #[test]
    fn languages_as_people_write_them() {
        let check = |written: &str, code: Option<&str>| assert_eq!(code_of(written).as_deref(), code);
        check("German", Some("de"));
        check(" DE-at ", Some("de"));
        check("chinese", Some("zh"));
        check("no", Some("no"));
        check("Klingon", None);
        check("", None);
        assert_eq!((name("ru"), name("xx")), (Some("Russian"), None));
    }

    #[test]
    fn a_short_text_is_in_no_language_for_sure() {
        let sentence = "Der Bundestag hat am Donnerstag ein neues Gesetz beschlossen. ";
        assert_eq!(language(&sentence.repeat(3)), None);
        assert_eq!(language(&sentence.repeat(12)).as_deref(), Some("de"));
    }
}
