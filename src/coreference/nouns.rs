//! Nouns that speak of someone or something without a name, and the words before them.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::aliases::Sex;

const MEN: &str = "\
    man boy gentleman father husband son brother uncle nephew grandfather grandson king prince lad fellow guy chap \
    actor waiter landlord widower groom bridegroom spokesman chairman businessman policeman fireman salesman \
    clergyman priest monk dad daddy papa boyfriend stepfather bishop pope emperor lord sailor gunman congressman \
    nobleman footman butler coachman squire knight postman father-in-law brother-in-law son-in-law godfather \
    stepson vicar parson curate hunter cowboy monarch";
const WOMEN: &str = "\
    woman girl lady mother wife daughter sister aunt niece grandmother granddaughter queen princess actress \
    waitress landlady widow bride spokeswoman chairwoman businesswoman policewoman mom mum mama mamma girlfriend \
    stepmother nun governess housekeeper hostess heiress duchess countess empress congresswoman mistress \
    schoolgirl housewife maid nurse mother-in-law sister-in-law daughter-in-law godmother stepdaughter seamstress \
    goddess witch matron lass damsel";
const EITHER: &str = "\
    person child baby infant kid teenager youth adult someone somebody everyone everybody anyone anybody nobody \
    friend neighbour neighbor stranger guest visitor doctor physician surgeon teacher professor student pupil \
    scholar scientist researcher author writer poet novelist artist painter singer musician composer dancer \
    officer soldier captain general colonel sergeant commander admiral president premier minister chancellor \
    senator governor mayor ambassador diplomat politician candidate leader official judge lawyer attorney \
    prosecutor witness victim suspect defendant prisoner thief murderer killer reporter journalist correspondent \
    editor analyst expert economist historian philosopher director manager owner boss employer employee worker \
    servant driver pilot farmer cook clerk secretary spokesperson chairperson activist patient customer player \
    coach champion speaker reader listener chief head founder traveller traveler passenger citizen resident \
    villager immigrant refugee cousin parent spouse partner lover heir orphan companion creature rider host \
    opponent rival successor predecessor colleague assistant agent inspector detective sheriff merchant \
    representative lawmaker mp ceo executive engineer other";

/// Nouns for organisations and places.
const ORGANISATIONS: &str = "\
    company firm corporation group bank airline carmaker automaker manufacturer retailer agency party organization \
    organisation newspaper magazine network university college school institute foundation museum church court \
    committee commission council ministry department association union federation club team band army navy \
    alliance parliament senate congress bureau board league theatre theater hospital station publisher";
const PLACES: &str = "\
    country nation city town village island state province county river lake mountain capital continent republic \
    kingdom bay desert peninsula airport castle park";

/// What a noun speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A person, of a gender where the noun says so.
    Person(Option<Sex>),
    Organisation,
    Place,
}

/// A noun in lower case and the singular, or a title's short form, as listed here, and what it speaks of.
pub(super) fn noun(word: &str) -> Option<(&'static str, Sort)> {
    static NOUNS: OnceLock<HashMap<&'static str, (&'static str, Sort)>> = OnceLock::new();
    let nouns = NOUNS.get_or_init(|| {
        let lists = [
            (MEN, Sort::Person(Some(Sex::Man))),
            (WOMEN, Sort::Person(Some(Sex::Woman))),
            (EITHER, Sort::Person(None)),
            (ORGANISATIONS, Sort::Organisation),
            (PLACES, Sort::Place),
        ];
        let nouns =
            lists.into_iter().flat_map(|(list, sort)| list.split(' ').map(move |noun| (noun, (noun, sort))));
        let short = SHORT.iter().map(|&(short, noun)| (short, (noun, Sort::Person(None))));
        nouns.chain(short).collect()
    });
    nouns.get(word).copied()
}

/// Whether a word is among some parted by spaces.
fn among(words: &str, word: &str) -> bool {
    words.split(' ').any(|other| other == word)
}

/// Short forms of titles.
const SHORT: &[(&str, &str)] = &[
    ("sen", "senator"),
    ("gov", "governor"),
    ("gen", "general"),
    ("rep", "representative"),
    ("col", "colonel"),
    ("capt", "captain"),
    ("sgt", "sergeant"),
    ("dr", "doctor"),
    ("prof", "professor"),
    ("adm", "admiral"),
];

/// Whether a noun says who someone is among those an article names, and not only that it is someone.
pub(super) fn is_role(noun: &str) -> bool {
    const WORDS: &str = "\
        lord man boy gentleman lad fellow guy chap woman girl lady lass damsel person child baby infant kid \
        teenager youth adult someone somebody everyone everybody anyone anybody nobody friend neighbour neighbor \
        stranger guest visitor other creature companion parent father mother son daughter brother sister uncle \
        aunt husband wife cousin head reader listener citizen resident witness victim dad daddy papa mom mum mama \
        mamma";
    !among(WORDS, noun)
}

/// Whether one of this office leads a country.
pub(super) fn leads(noun: &str) -> bool {
    matches!(
        noun,
        "president"
            | "premier"
            | "minister"
            | "chancellor"
            | "king"
            | "queen"
            | "emperor"
            | "monarch"
            | "leader"
    )
}

/// Whether a word says that someone is not quite what the noun after it says.
pub(super) fn diminishes(word: &str) -> bool {
    const WORDS: &str = "\
        former ex late vice deputy assistant acting interim associate future then first last next previous new old \
        other only whole entire same second";
    among(WORDS, word)
}

/// Words that need no article: they are someone by themselves.
pub(super) fn stands_alone(word: &str) -> bool {
    matches!(word, "someone" | "somebody" | "everyone" | "everybody" | "anyone" | "anybody" | "nobody")
}

/// Whether a word opens a noun phrase in the singular.
pub(super) fn is_determiner(word: &str) -> bool {
    const WORDS: &str = "\
        the a an this that his her my your our their its one another each every no any some 's ’s whose what which \
        such";
    among(WORDS, word)
}

/// Whether a word stands before what a clause is not about.
pub(super) fn is_preposition(word: &str) -> bool {
    const WORDS: &str = "\
        of to with by for from in on at against about over under between among towards toward into upon after \
        before behind beside near like than through without within via per including around beyond concerning \
        during";
    among(WORDS, word)
}

/// Whether a word opens a clause with a subject of its own.
pub(super) fn opens_clause(word: &str) -> bool {
    const WORDS: &str = "\
        that when while because as if although though whether since until unless where who which how why what but \
        and or so once whom";
    among(WORDS, word)
}

/// Whether what follows such a word says what its subject is ("was a man").
pub(super) fn is_linking(word: &str) -> bool {
    const WORDS: &str = "\
        is was are were be been being 's ’s became become becomes as remains remained am";
    among(WORDS, word)
}
