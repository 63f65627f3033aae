//! An article as the events that matter here: names of people, nouns for people, pronouns.

use super::gender::Gender;
use super::nouns;
use crate::aliases::Owners;
use crate::entities::Kind;
use crate::ids::{DocumentId, EntityId, Span};
use crate::pipeline::Article;
use crate::segment;

/// What a pronoun does in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Subject,
    Object,
    Possessive,
    Reflexive,
}

/// What an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A person is named.
    Named(EntityId),
    /// A person is spoken of by a noun: its place among the article's words, for comparing.
    Noun(Span, Option<Gender>),
    /// A person is spoken of by a pronoun.
    Pronoun(Gender, Case),
}

/// An event and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) what: What,
    pub(super) span: Span,
    pub(super) sentence: u32,
    /// Counts clauses within the sentence.
    pub(super) clause: u32,
    /// Whether it is what its clause is about, as far as the order of words tells.
    pub(super) subject: bool,
    /// Whether it stands after a preposition or before a possessive.
    pub(super) embedded: bool,
    /// Whether it stands within quotation marks.
    pub(super) quoted: bool,
}

/// A token in lower case, and the mention it lies in.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) lower: String,
    pub(super) span: Span,
    pub(super) sentence: u32,
    pub(super) mention: Option<u32>,
}

/// The words of an article's sentences, in order.
pub(super) fn words(article: &Article) -> Vec<Word> {
    let tokens = segment::segment(&article.document).tokens;
    let mut words = Vec::with_capacity(tokens.len());
    let mut sentences = (0..).zip(&article.sentences).peekable();
    let mut mentions = (0..).zip(&article.mentions).peekable();
    for span in tokens {
        while sentences.next_if(|(_, sentence)| sentence.span.end <= span.start).is_some() {}
        while mentions.next_if(|(_, mention)| mention.span.end <= span.start).is_some() {}
        let Some(&(sentence, _)) = sentences.peek().filter(|(_, sentence)| sentence.span.contains(span))
        else {
            continue;
        };
        let mention = mentions.peek().filter(|(_, mention)| mention.span.start < span.end).map(|&(at, _)| at);
        words.push(Word { lower: article.document.slice(span).to_lowercase(), span, sentence, mention });
    }
    words
}

/// The events of an article, in order.
pub(super) fn events(
    article: &Article,
    document: DocumentId,
    words: &[Word],
    owners: &Owners,
    kinds: &[Kind],
) -> Vec<Event> {
    let mut scanner = Scanner { words, events: Vec::new(), clause: 0, named: false, quoted: false };
    for at in 0..words.len() {
        let word = &words[at];
        if at > 0 && words[at - 1].sentence != word.sentence {
            scanner.sentence_begins(article, words[at - 1].sentence, word.sentence);
        }
        if let Some(mention) = word.mention {
            let first = at == 0 || words[at - 1].mention != Some(mention);
            let owner =
                owners.of(document, mention).filter(|owner| kinds.get(owner.index()) == Some(&Kind::Person));
            if let Some(owner) = owner.filter(|_| first) {
                let length = words[at..].iter().take_while(|word| word.mention == Some(mention)).count();
                let span = article.mentions[mention as usize].span;
                scanner.push(What::Named(owner), span, at, at + length);
            }
            continue;
        }
        scanner.word(at);
    }
    scanner.events
}

struct Scanner<'a> {
    words: &'a [Word],
    events: Vec<Event>,
    clause: u32,
    /// The clause has an event already.
    named: bool,
    quoted: bool,
}

impl Scanner<'_> {
    fn sentence_begins(&mut self, article: &Article, before: u32, now: u32) {
        let block = |sentence: u32| article.sentences.get(sentence as usize).map(|sentence| sentence.block);
        (self.clause, self.named) = (0, false);
        if block(before) != block(now) {
            self.quoted = false;
        }
    }

    fn word(&mut self, at: usize) {
        let word = self.words[at].lower.as_str();
        match word {
            "\"" => self.quoted = !self.quoted,
            "“" | "``" | "«" | "‘" => self.quoted = true,
            "”" | "''" | "»" => self.quoted = false,
            "," | ";" | ":" | "--" | "—" | "–" | "(" | ")" => self.next_clause(),
            _ if nouns::opens_clause(word) => self.next_clause(),
            _ => {}
        }
        if let Some((gender, case)) = self.pronoun(at) {
            self.push(What::Pronoun(gender, case), self.words[at].span, at, at + 1);
        } else if let Some(gender) = self.noun(at) {
            self.push(What::Noun(self.words[at].span, gender), self.words[at].span, at, at + 1);
        }
    }

    fn next_clause(&mut self) {
        self.clause += 1;
        self.named = false;
    }

    fn pronoun(&self, at: usize) -> Option<(Gender, Case)> {
        Some(match self.words[at].lower.as_str() {
            "he" => (Gender::He, Case::Subject),
            "she" => (Gender::She, Case::Subject),
            "him" => (Gender::He, Case::Object),
            "his" => (Gender::He, Case::Possessive),
            "hers" => (Gender::She, Case::Possessive),
            "himself" => (Gender::He, Case::Reflexive),
            "herself" => (Gender::She, Case::Reflexive),
            "her" if self.has_noun_after(at) => (Gender::She, Case::Possessive),
            "her" => (Gender::She, Case::Object),
            _ => return None,
        })
    }

    /// Whether what follows may be what is possessed.
    fn has_noun_after(&self, at: usize) -> bool {
        self.next(at).is_some_and(|word| {
            word.starts_with(char::is_alphabetic)
                && !nouns::is_preposition(word)
                && !nouns::opens_clause(word)
                && !nouns::is_determiner(word)
                && !nouns::is_linking(word)
        })
    }

    fn next(&self, at: usize) -> Option<&str> {
        let word = self.words.get(at + 1).filter(|word| word.sentence == self.words[at].sentence)?;
        Some(word.lower.as_str())
    }

    /// A noun that speaks of one person who is not named beside it, and the gender it tells.
    fn noun(&self, at: usize) -> Option<Option<Gender>> {
        let word = self.words[at].lower.as_str();
        let gender = nouns::person(word)?;
        let beside = |other: Option<&Word>| other.is_some_and(|other| other.mention.is_some());
        let next = self.words.get(at + 1);
        // "the President Barack Obama", "the doctor, Bernard Rieux," and "her friend's house" is of the friend.
        let comma = next.is_some_and(|word| word.lower == ",");
        if beside(next) || (comma && beside(self.words.get(at + 2))) {
            return None;
        }
        if nouns::stands_alone(word) {
            return Some(gender);
        }
        let before = (at.saturating_sub(4)..at).rev();
        for earlier in before {
            let other = &self.words[earlier];
            if other.sentence != self.words[at].sentence || other.mention.is_some() {
                return None;
            }
            if nouns::is_determiner(&other.lower) {
                let says_what =
                    self.named && earlier > 0 && nouns::is_linking(&self.words[earlier - 1].lower);
                // "Rieux, a doctor": beside its name.
                let apposed = earlier > 1
                    && self.words[earlier - 1].lower == ","
                    && self.words[earlier - 2].mention.is_some();
                return (!says_what && !apposed).then_some(gender);
            }
            if !other.lower.starts_with(char::is_alphabetic) || nouns::is_preposition(&other.lower) {
                return None;
            }
        }
        None
    }

    fn push(&mut self, what: What, span: Span, from: usize, until: usize) {
        let sentence = self.words[from].sentence;
        let near = (from.saturating_sub(2)..from).map(|at| &self.words[at]);
        let after_preposition =
            near.filter(|word| word.sentence == sentence).any(|word| nouns::is_preposition(&word.lower));
        let possessor =
            self.words.get(until).is_some_and(|word| matches!(word.lower.as_str(), "'s" | "’s" | "'" | "’"));
        let case = match what {
            What::Pronoun(_, case) => Some(case),
            _ => None,
        };
        let (subject, embedded) = match case {
            Some(Case::Subject) => (true, false),
            Some(Case::Possessive) => (false, true),
            Some(_) => (false, after_preposition),
            None => (!self.named && !after_preposition && !possessor, after_preposition || possessor),
        };
        self.named |= subject;
        self.events.push(Event {
            what,
            span,
            sentence,
            clause: self.clause,
            subject,
            embedded,
            quoted: self.quoted,
        });
    }
}
