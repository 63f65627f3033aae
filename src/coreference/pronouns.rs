//! "He" and "she" to the person they stand for.
//!
//! The people spoken of are kept with how present they are: what a sentence is about weighs more than what it mentions
//! in passing, and every sentence halves what was before it (the salience of Lappin and Leass, "An algorithm for
//! pronominal anaphora resolution", Computational Linguistics 20, 1994, over the order of words in place of a parse). A
//! pronoun stands for the one most present whose gender agrees. People who are spoken of by a noun alone ("the old
//! man", "his wife") are kept too: what stands for them stands for nobody named, and is passed over.

use super::SURE_ENOUGH;
use super::nouns::Sort;
use super::roles::Roles;
use super::scan::{Case, Event, What};
use crate::aliases::Sex;
use crate::ids::EntityId;

/// Someone spoken of.
#[derive(Clone, Debug)]
struct Person {
    entity: Option<EntityId>,
    /// The noun, where there is no name.
    noun: Option<&'static str>,
    gender: Option<Sex>,
    /// How present: from sentences before, and from this one.
    past: u32,
    now: u32,
    last_sentence: u32,
    /// Where this person is what a clause is about.
    subject_of: Option<(u32, u32)>,
    /// How surely what last spoke of this person did: 1000 for a name.
    sure: u16,
    quoted: bool,
}

/// Who a pronoun stands for, and how clear that was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resolved {
    pub(super) event: Event,
    pub(super) entity: EntityId,
    pub(super) sure: u16,
    /// Whether nobody else was near whom the pronoun could have stood for.
    pub(super) alone: bool,
}

/// How many sentences back a person may have been spoken of last.
const REACH: u32 = 3;

/// Resolves the pronouns and roles among an article's events. `genders` and `classes`, what a name says its bearer is
/// (nouns of [`super::nouns`]), are of each entity.
pub(super) fn resolve(
    events: &[Event],
    genders: &[Option<Sex>],
    classes: &[Vec<&'static str>],
) -> Vec<Resolved> {
    let mut people = People::default();
    let mut roles = Roles::default();
    let mut resolved = Vec::new();
    let gender_of = |entity: EntityId| genders.get(entity.index()).copied().flatten();
    for event in events {
        people.advance(event.sentence);
        match event.what {
            What::Named(entity) => {
                roles.speak_of(entity, event.sentence, None);
                people.meet(event, Some(entity), None, gender_of(entity), 1000);
            }
            What::Thing(entity, sort) => {
                let classes = classes.get(entity.index()).map_or(&[][..], Vec::as_slice);
                classes.iter().for_each(|class| roles.call_by_name(entity, class));
                roles.speak_of(entity, event.sentence, classes.is_empty().then_some(sort));
            }
            What::Called(entity, phrase) => roles.call(entity, &phrase),
            What::Noun(phrase) => {
                let meant = roles.meant(&phrase, event.sentence).filter(|&(_, sure)| sure >= SURE_ENOUGH);
                if let Some((entity, sure)) = meant {
                    resolved.push(Resolved { event: *event, entity, sure, alone: false });
                    roles.speak_of(entity, event.sentence, None);
                }
                if let Sort::Person(gender) = phrase.sort {
                    match meant {
                        Some((entity, sure)) => {
                            people.meet(event, Some(entity), None, gender_of(entity), sure);
                        }
                        None => people.meet(event, None, Some(phrase.head), gender, 1000),
                    }
                }
            }
            What::Pronoun(gender, case) => {
                let Some((at, sure, alone)) = choose(&people.list, event, gender, case) else { continue };
                let person = &mut people.list[at];
                person.gender = person.gender.or(Some(gender));
                person.sure = sure;
                if let Some(entity) = person.entity {
                    resolved.push(Resolved { event: *event, entity, sure, alone });
                    if sure >= SURE_ENOUGH {
                        roles.speak_of(entity, event.sentence, None);
                    }
                }
                speak_of(person, event);
            }
        }
    }
    resolved
}

/// Those spoken of in the last sentences.
#[derive(Debug, Default)]
struct People {
    list: Vec<Person>,
    sentence: u32,
}

impl People {
    /// Every sentence halves how present they are.
    fn advance(&mut self, sentence: u32) {
        while self.sentence < sentence && !self.list.is_empty() {
            self.sentence += 1;
            for person in &mut self.list {
                person.past = (person.past + person.now) / 2;
                person.now = 0;
            }
            self.list.retain(|person| person.past > 2);
        }
        self.sentence = sentence;
    }

    fn meet(
        &mut self,
        event: &Event,
        entity: Option<EntityId>,
        noun: Option<&'static str>,
        gender: Option<Sex>,
        sure: u16,
    ) {
        let known = self.list.iter().position(|person| (person.entity, person.noun) == (entity, noun));
        let at = known.unwrap_or_else(|| {
            self.list.push(Person {
                entity,
                noun,
                gender,
                past: 0,
                now: 0,
                last_sentence: event.sentence,
                subject_of: None,
                sure,
                quoted: event.quoted,
            });
            self.list.len() - 1
        });
        let person = &mut self.list[at];
        person.sure = sure;
        speak_of(person, event);
    }
}

/// Makes a person more present.
fn speak_of(person: &mut Person, event: &Event) {
    let weight = 100 + 80 * u32::from(event.subject) + 50 * u32::from(!event.embedded);
    let weight = if event.quoted { weight / 2 } else { weight };
    person.now = person.now.max(weight);
    person.last_sentence = event.sentence;
    let clause = (event.sentence, event.clause);
    if event.subject {
        person.subject_of = Some(clause);
    }
    person.quoted = event.quoted;
}

/// The person a pronoun stands for: the place among `people`, and how surely.
fn choose(people: &[Person], event: &Event, gender: Sex, case: Case) -> Option<(usize, u16, bool)> {
    let clause = (event.sentence, event.clause);
    let fits = |person: &Person| {
        let agrees = person.gender.is_none_or(|own| own == gender);
        let near = event.sentence - person.last_sentence <= REACH;
        let bound = match case {
            // "Putin met him": not himself.
            Case::Object => person.subject_of == Some(clause),
            Case::Reflexive => person.subject_of.is_none_or(|of| of.0 != event.sentence),
            Case::Subject | Case::Possessive => false,
        };
        agrees && near && !bound
    };
    let score = |person: &Person| {
        let present = person.past + person.now;
        if person.gender.is_some() { present } else { present * 2 / 3 }
    };
    let mut best: Option<(u32, usize)> = None;
    let mut second = 0;
    for (at, person) in people.iter().enumerate().filter(|(_, person)| fits(person)) {
        let score = score(person);
        match best {
            Some((most, _)) if score <= most => second = second.max(score),
            _ => {
                second = best.map_or(second, |(most, _)| most.max(second));
                best = Some((score, at));
            }
        }
    }
    let (most, at) = best?;
    let person = &people[at];
    let margin = 100 * (most - second) / most.max(1);
    let distance = event.sentence - person.last_sentence;
    let known = person.gender.is_some();
    let clear: u16 = match margin {
        0..20 => 620,
        20..40 => 740,
        40..70 => 810,
        _ => 900,
    };
    let far = if distance > 1 { 180 } else { 0 };
    let quoted = if event.quoted { 90 } else { 0 };
    let unknown = if known { 0 } else { 220 };
    let sure = (clear - far - quoted - unknown).min(person.sure);
    Some((at, sure, second == 0))
}
