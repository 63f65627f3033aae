//! Who is what: roles that an article gives to those it names, and whom a role stands for.
//!
//! A role is given by a title ("Russian President Vladimir Putin"), beside a name ("Peskov, a spokesman"), by a verb
//! ("Putin is the president"), or by the name itself ("Deutsche Bank" is a bank). "The Russian president" then stands
//! for the one who was given that role before in the same article; where two were, for the one named last.

use super::nouns::{self, Sort};
use super::phrases::Phrase;
use crate::ids::EntityId;

#[derive(Clone, Copy, Debug)]
struct Role {
    who: EntityId,
    head: &'static str,
    nation: Option<&'static str>,
    modifier: Option<u64>,
    diminished: bool,
}

/// The roles of an article so far.
#[derive(Debug, Default)]
pub(super) struct Roles {
    roles: Vec<Role>,
    /// In which sentence each was last named or referred to, latest last; what it is where nothing says which of them
    /// ("Ruritania": a place, but which sort of place?).
    spoken_of: Vec<(EntityId, u32, Option<Sort>)>,
}

/// How many are kept in mind: those spoken of last.
const KEPT: usize = 64;
/// How many sentences back one may have been spoken of last.
const REACH: u32 = 12;

impl Roles {
    /// Gives a role.
    pub(super) fn call(&mut self, who: EntityId, phrase: &Phrase) {
        if nouns::is_role(phrase.head) {
            let Phrase { head, nation, modifier, diminished, .. } = *phrase;
            self.give(Role { who, head, nation, modifier, diminished });
        }
    }

    /// Gives the role that a name tells by itself.
    pub(super) fn call_by_name(&mut self, who: EntityId, head: &'static str) {
        self.give(Role { who, head, nation: None, modifier: None, diminished: false });
    }

    fn give(&mut self, role: Role) {
        let same = |old: &Role| {
            (old.who, old.head, old.nation, old.modifier) == (role.who, role.head, role.nation, role.modifier)
        };
        if !self.roles.iter().any(same) {
            if self.roles.len() == 4 * KEPT {
                self.roles.remove(0);
            }
            self.roles.push(role);
        }
    }

    /// Notes that someone was spoken of.
    pub(super) fn speak_of(&mut self, who: EntityId, sentence: u32, unclear: Option<Sort>) {
        self.spoken_of.retain(|&(other, ..)| other != who);
        if self.spoken_of.len() == KEPT {
            self.spoken_of.remove(0);
        }
        self.spoken_of.push((who, sentence, unclear));
    }

    /// Whom a phrase stands for, and how surely.
    pub(super) fn meant(&self, phrase: &Phrase, sentence: u32) -> Option<(EntityId, u16)> {
        if !phrase.definite || !nouns::is_role(phrase.head) {
            return None;
        }
        let mut fitting: Vec<(u32, EntityId, bool)> = Vec::new();
        let mut rivalled = false;
        for &(who, last, unclear) in self.spoken_of.iter().rev() {
            let fit = self.roles.iter().filter(|role| role.who == who && fits(role, phrase));
            if let Some(with_nation) =
                fit.map(|role| phrase.nation.is_some() && role.nation == phrase.nation).max()
            {
                fitting.push((last, who, with_nation));
            } else if fitting.is_empty() {
                rivalled |= unclear == Some(phrase.sort);
            }
        }
        let &(last, who, with_nation) = fitting.first()?;
        let distance = sentence - last;
        if distance > REACH {
            return None;
        }
        let several = fitting.len() > 1 && sentence - fitting[1].0 <= REACH;
        let sure = match (several, with_nation) {
            (false, true) => 920,
            (false, false) => 880,
            (true, true) => 760,
            (true, false) => 640,
        };
        let far = if distance > 4 { 60 } else { 0 };
        let rivalled = if rivalled { 200 } else { 0 };
        Some((who, sure - far - rivalled))
    }
}

/// Whether one of this role may be meant by a phrase.
fn fits(role: &Role, phrase: &Phrase) -> bool {
    let nation = phrase.nation.is_none() || role.nation.is_none() || role.nation == phrase.nation;
    let modifier = if role.diminished || phrase.diminished {
        role.modifier == phrase.modifier
    } else {
        phrase.modifier.is_none() || phrase.modifier == role.modifier
    };
    let head = role.head == phrase.head
        || (phrase.head == "leader" && nouns::leads(role.head) && phrase.nation.is_some());
    head && nation && modifier
}
