//! An article as the events that matter here: names, nouns that may stand for one, pronouns.

use super::nouns::{self, Sort};
use super::phrases::{self, Beside, Phrase};
use crate::aliases::Owners;
use crate::aliases::Sex;
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
#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    /// A person is named.
    Named(EntityId),
    /// An organisation or a place is named.
    Thing(EntityId, Sort),
    /// Someone or something is spoken of by a noun.
    Noun(Phrase),
    /// The bearer of a name is said to be something.
    Called(EntityId, Phrase),
    /// A person is spoken of by a pronoun.
    Pronoun(Sex, Case),
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
    /// Whether it begins with a capital.
    pub(super) capital: bool,
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
        let written = article.document.slice(span);
        let capital = written.starts_with(char::is_uppercase);
        words.push(Word { lower: written.to_lowercase(), capital, span, sentence, mention });
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
    let owner = |mention: u32| {
        let owner = owners.of(document, mention)?;
        Some((owner, *kinds.get(owner.index())?))
    };
    let mut scanner =
        Scanner { words, owner: &owner, events: Vec::new(), clause: 0, named: false, quoted: false };
    for at in 0..words.len() {
        let word = &words[at];
        if at > 0 && words[at - 1].sentence != word.sentence {
            scanner.sentence_begins(article, words[at - 1].sentence, word.sentence);
        }
        let Some(mention) = word.mention else {
            scanner.word(at);
            continue;
        };
        if at > 0 && words[at - 1].mention == Some(mention) {
            continue;
        }
        let length = words[at..].iter().take_while(|word| word.mention == Some(mention)).count();
        let span = article.mentions[mention as usize].span;
        match owner(mention) {
            Some((owner, Kind::Person)) => {
                if let Some(title) = phrases::title_within(words, at) {
                    scanner.push(What::Called(owner, title), span, at, at + length);
                }
                scanner.push(What::Named(owner), span, at, at + length);
            }
            Some((owner, Kind::Organisation)) => {
                scanner.push(What::Thing(owner, Sort::Organisation), span, at, at + length);
            }
            Some((owner, Kind::Place)) => {
                scanner.push(What::Thing(owner, Sort::Place), span, at, at + length);
            }
            _ => {}
        }
    }
    scanner.events
}

struct Scanner<'a> {
    words: &'a [Word],
    owner: &'a dyn Fn(u32) -> Option<(EntityId, Kind)>,
    events: Vec<Event>,
    clause: u32,
    /// The clause has a subject already.
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
        } else if let Some((phrase, beside)) = phrases::phrase(self.words, at, self.named) {
            let what = match beside {
                Beside::Nothing => Some(What::Noun(phrase)),
                Beside::Mention(mention) => (self.owner)(mention)
                    .filter(|&(_, kind)| suits(phrase.sort, kind))
                    .map(|(owner, _)| What::Called(owner, phrase)),
                Beside::Subject => self.subject().map(|owner| What::Called(owner, phrase)),
            };
            if let Some(what) = what {
                self.push(what, phrase.span, at, at + 1);
            }
        }
    }

    /// Whom the clause is about, where it names a person.
    fn subject(&self) -> Option<EntityId> {
        let last = self.events.iter().rev().find(|event| event.subject)?;
        match last.what {
            What::Named(owner) if last.clause == self.clause => Some(owner),
            _ => None,
        }
    }

    fn next_clause(&mut self) {
        self.clause += 1;
        self.named = false;
    }

    fn pronoun(&self, at: usize) -> Option<(Sex, Case)> {
        Some(match self.words[at].lower.as_str() {
            "he" => (Sex::Man, Case::Subject),
            "she" => (Sex::Woman, Case::Subject),
            "him" => (Sex::Man, Case::Object),
            "his" => (Sex::Man, Case::Possessive),
            "hers" => (Sex::Woman, Case::Possessive),
            "himself" => (Sex::Man, Case::Reflexive),
            "herself" => (Sex::Woman, Case::Reflexive),
            "her" if self.has_noun_after(at) => (Sex::Woman, Case::Possessive),
            "her" => (Sex::Woman, Case::Object),
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
        let person = match what {
            What::Named(_) | What::Pronoun(..) => true,
            What::Noun(phrase) => matches!(phrase.sort, Sort::Person(_)),
            What::Thing(..) | What::Called(..) => false,
        };
        let (subject, embedded) = match case {
            _ if !person => (false, false),
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

/// Whether one of a kind can be what a noun speaks of.
fn suits(sort: Sort, kind: Kind) -> bool {
    match sort {
        Sort::Person(_) => kind == Kind::Person,
        Sort::Organisation => kind == Kind::Organisation,
        Sort::Place => kind == Kind::Place,
    }
}
