//! "He" and "she" to the person they stand for.
//!
//! The people spoken of are kept with how present they are: what a sentence is about weighs more than what it mentions
//! in passing, and every sentence halves what was before it (the salience of Lappin and Leass, "An algorithm for
//! pronominal anaphora resolution", Computational Linguistics 20, 1994, over the order of words in place of a parse). A
//! pronoun stands for the one most present whose gender agrees. People who are spoken of by a noun alone ("the old
//! man", "his wife") are kept too: what stands for them stands for nobody named, and is passed over.

use super::gender::Gender;
use super::scan::{Case, Event, What};
use crate::ids::{EntityId, Span};
use crate::pipeline::Article;

/// Someone spoken of.
#[derive(Clone, Debug)]
struct Person {
    entity: Option<EntityId>,
    /// The noun, where there is no name.
    noun: Option<Span>,
    gender: Option<Gender>,
    /// How present: from sentences before, and from this one.
    past: u32,
    now: u32,
    last_sentence: u32,
    /// Where this person is what a clause is about.
    subject_of: Option<(u32, u32)>,
    /// Where this person was last a part of a clause beside its subject.
    part_of: Option<(u32, u32)>,
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

/// Resolves the pronouns among an article's events.
pub(super) fn resolve(article: &Article, events: &[Event], genders: &[Option<Gender>]) -> Vec<Resolved> {
    let mut people: Vec<Person> = Vec::new();
    let mut resolved = Vec::new();
    let mut sentence = 0;
    for event in events {
        while sentence < event.sentence {
            sentence += 1;
            for person in &mut people {
                person.past = (person.past + person.now) / 2;
                person.now = 0;
            }
            people.retain(|person| person.past > 2);
        }
        match event.what {
            What::Named(entity) => {
                let gender = genders.get(entity.index()).copied().flatten();
                let at = people.iter().position(|person| person.entity == Some(entity));
                meet(&mut people, at, event, Some(entity), None, gender);
            }
            What::Noun(noun, gender) => {
                let same = |other: Span| {
                    article.document.slice(other).eq_ignore_ascii_case(article.document.slice(noun))
                };
                let at = people.iter().position(|person| person.noun.is_some_and(same));
                meet(&mut people, at, event, None, Some(noun), gender);
            }
            What::Pronoun(gender, case) => {
                let Some((at, sure, alone)) = choose(&people, event, gender, case) else { continue };
                let person = &mut people[at];
                if person.gender.is_none() {
                    person.gender = Some(gender);
                }
                person.sure = sure;
                if let Some(entity) = person.entity {
                    resolved.push(Resolved { event: *event, entity, sure, alone });
                }
                speak_of(person, event);
            }
        }
    }
    resolved
}

fn meet(
    people: &mut Vec<Person>,
    at: Option<usize>,
    event: &Event,
    entity: Option<EntityId>,
    noun: Option<Span>,
    gender: Option<Gender>,
) {
    let at = at.unwrap_or_else(|| {
        people.push(Person {
            entity,
            noun,
            gender,
            past: 0,
            now: 0,
            last_sentence: event.sentence,
            subject_of: None,
            part_of: None,
            sure: 1000,
            quoted: event.quoted,
        });
        people.len() - 1
    });
    let person = &mut people[at];
    person.sure = 1000;
    speak_of(person, event);
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
    } else if !event.embedded {
        person.part_of = Some(clause);
    }
    person.quoted = event.quoted;
}

/// The person a pronoun stands for: the place among `people`, and how surely.
fn choose(people: &[Person], event: &Event, gender: Gender, case: Case) -> Option<(usize, u16, bool)> {
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
