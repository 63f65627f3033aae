//! All articles read, and what is derived from them: entities, and the ties of each window once it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::timing::{self, Times};
use super::told;
use crate::aliases::{self, Entity, Owners};
use crate::cooccurrence::{self, Cooccurrence, Counting, Window};
use crate::copies::{self, Copies};
use crate::coreference::{self, Reference};
use crate::decisions::{self, ArticleName, Decision, Entries, Entry, EntryId, Part, Place, State, Who};
use crate::entities::{Kind, Mention};
use crate::evidence::{self, DecidedBy};
use crate::graph::{EntityGraph, ViewSettings};
use crate::ids::{DocumentId, EntityKey, Fingerprint};
use crate::interchange::{self, Interchange};
use crate::order::Gather;
use crate::pipeline::{self, Article};
use crate::protocol::{self, Act, Cut, HiddenLine};
use crate::read::{Document, Metadata};

/// The ties of one window, as pairs with their passages and as a graph.
#[derive(Debug)]
pub(super) struct Ties {
    pub(super) pairs: Vec<Cooccurrence>,
    pub(super) graph: EntityGraph,
}

/// What has been counted since the entities were last derived.
#[derive(Debug, Default)]
struct Counted {
    references: Option<Vec<Reference>>,
    ties: Vec<(Manner, Ties)>,
}

/// The settings that ties depend on: window, copies, references.
type Manner = (Window, copies::Counted, bool);

fn manner(settings: &ViewSettings) -> Manner {
    (settings.window, settings.copies, settings.references)
}

/// The files that hold a content: the one whose article stands, and those whose article would stand without it.
#[derive(Debug)]
struct Holders {
    ticket: u32,
    name: String,
    others: Vec<(u32, Article)>,
}

/// The articles. Those in [`articles`](Corpus::articles) are resolved; new ones wait until [`derive`](Corpus::derive).
#[derive(Debug, Default)]
pub(super) struct Corpus {
    articles: Vec<Article>,
    fresh: Vec<Article>,
    /// Which files hold each content.
    seen: BTreeMap<Fingerprint, Holders>,
    /// Those of the articles that no file gives any more, or another one: they go when the entities are derived next.
    gone: BTreeSet<Fingerprint>,
    /// An article was given another name, and with it another place among the articles.
    renamed: bool,
    /// The names that a person added, as they are marked in the articles now.
    missed: Vec<(String, Kind)>,
    /// The mentions that were found in the articles that now have more: by place among the articles.
    found: BTreeMap<usize, Vec<Mention>>,
    /// What articles say of themselves as it was read, where a person amended it: by place among the articles.
    stated: BTreeMap<usize, Metadata>,
    /// What the articles give by themselves.
    automatic: Vec<Entity>,
    /// What the log makes of that.
    entities: Vec<Entity>,
    hidden: Vec<Entity>,
    states: Vec<(EntryId, State)>,
    apart: BTreeSet<[EntityKey; 2]>,
    /// Why names are whose they are, where a person said so.
    decided: DecidedBy,
    owners: Owners,
    /// What says the same among the articles, once it is asked for.
    copies: Option<Copies>,
    ties: Counted,
}

/// At most so many other names of an entity go into a decision.
const OTHER_NAMES: usize = 8;

impl Corpus {
    /// Takes an article of the file with this ticket. Gives the name under which the same content is here already, if it
    /// is.
    ///
    /// Of two names for one content the smaller stands, so that the order of arrival does not matter.
    pub(super) fn absorb(&mut self, ticket: u32, article: Article) -> Result<(), String> {
        let (fingerprint, name) = (article.document.fingerprint, article.document.name.clone());
        let Some(known) = self.seen.get_mut(&fingerprint) else {
            self.seen.insert(fingerprint, Holders { ticket, name, others: Vec::new() });
            self.fresh.push(article);
            return Ok(());
        };
        let of = known.name.clone();
        if name >= known.name {
            known.others.push((ticket, article));
            return Err(of);
        }
        known.name = name;
        let before = std::mem::replace(&mut known.ticket, ticket);
        self.renamed = true;
        // The same words may come with another date or source: those of the one that stands.
        self.unmark();
        self.restate();
        let same = |other: &&mut Article| other.document.fingerprint == fingerprint;
        // One that is gone may be among the articles still, and stand anew among the fresh.
        if let Some(other) = self.fresh.iter_mut().chain(&mut self.articles).find(same) {
            let other = std::mem::replace(other, article);
            if let Some(known) = self.seen.get_mut(&fingerprint) {
                known.others.push((before, other));
            }
        }
        Err(of)
    }

    /// Forgets what the file with this ticket gave. What another file holds too is its own from now on: all is as if the
    /// file had never come.
    pub(super) fn forget(&mut self, ticket: u32) {
        let mut left = BTreeSet::new();
        let mut instead = Vec::new();
        self.seen.retain(|fingerprint, holders| {
            holders.others.retain(|(of, _)| *of != ticket);
            if holders.ticket != ticket {
                return true;
            }
            left.insert(*fingerprint);
            let names = holders.others.iter().map(|(_, article)| &article.document.name).enumerate();
            let Some(next) = names.min_by(|(_, a), (_, b)| a.cmp(b)).map(|(at, _)| at) else { return false };
            let (ticket, article) = holders.others.remove(next);
            (holders.ticket, holders.name) = (ticket, article.document.name.clone());
            instead.push(article);
            true
        });
        self.fresh.retain(|article| !left.contains(&article.document.fingerprint));
        self.fresh.append(&mut instead);
        self.gone.append(&mut left);
    }

    /// Whether so many articles are new that the graph is worth deriving before all are read: twice as many each
    /// time, so that all the deriving costs no more than the last once again.
    pub(super) fn has_grown(&self) -> bool {
        self.fresh.len() >= self.articles.len().max(8)
    }

    /// Whether articles wait to be resolved, or to be put in order.
    pub(super) fn is_waiting(&self) -> bool {
        self.renamed || !self.fresh.is_empty() || !self.gone.is_empty()
    }

    /// Resolves all articles, in an order that does not depend on when they came, and applies the log.
    pub(super) fn derive(&mut self, log: &Entries) {
        self.restate();
        let missed = decisions::missed(log);
        if self.is_waiting() || missed != self.missed {
            self.unmark();
            let gone = std::mem::take(&mut self.gone);
            self.articles.retain(|article| !gone.contains(&article.document.fingerprint));
            self.articles.append(&mut self.fresh);
            self.renamed = false;
            self.copies = None;
            pipeline::sort(&mut self.articles);
            self.mark(missed);
            self.automatic = aliases::resolve(&self.articles);
        }
        let decided = decisions::apply(&self.articles, &self.automatic, log);
        (self.entities, self.hidden, self.states) = (decided.entities, decided.hidden, decided.states);
        self.apart = decided.apart;
        self.amend(decided.amended);
        let entries = log.in_order();
        self.decided = entries.into_iter().map(|(id, entry)| (id.0, told::why(entry))).collect();
        self.owners = Owners::new(&self.articles, &self.entities);
        self.ties = Counted::default();
    }

    /// Marks names that were missed.
    fn mark(&mut self, missed: Vec<(String, Kind)>) {
        self.missed = missed;
        if self.missed.is_empty() {
            return;
        }
        for (index, article) in self.articles.iter_mut().enumerate() {
            if let Some(marked) = decisions::mark(article, &self.missed) {
                self.found.insert(index, std::mem::replace(&mut article.mentions, marked));
            }
        }
    }

    /// Leaves in the articles what was found in them.
    fn unmark(&mut self) {
        for (index, mentions) in std::mem::take(&mut self.found) {
            if let Some(article) = self.articles.get_mut(index) {
                article.mentions = mentions;
            }
        }
        self.missed.clear();
    }

    /// Has articles say of themselves what a person amended.
    fn amend(&mut self, amended: BTreeMap<DocumentId, Metadata>) {
        for (document, metadata) in amended {
            if let Some(article) = self.articles.get_mut(document.index()) {
                let stated = std::mem::replace(&mut article.document.metadata, metadata);
                self.stated.insert(document.index(), stated);
            }
        }
    }

    /// Has articles say of themselves what was read.
    fn restate(&mut self) {
        for (index, stated) in std::mem::take(&mut self.stated) {
            if let Some(article) = self.articles.get_mut(index) {
                article.document.metadata = stated;
            }
        }
    }

    /// What amended articles say of themselves now.
    pub(super) fn amended(&self) -> Vec<(Fingerprint, Metadata)> {
        let documents = self.stated.keys().filter_map(|&index| Some(&self.articles.get(index)?.document));
        documents.map(|document| (document.fingerprint, document.metadata.clone())).collect()
    }

    /// The dates that were amended, in short: by them, names stand elsewhere in a picture that is arranged by time.
    pub(super) fn amended_dates(&self) -> Option<Fingerprint> {
        let amended = self.stated.iter().filter_map(|(&index, stated)| {
            let document = &self.articles.get(index)?.document;
            let date = &document.metadata.date;
            (*date != stated.date).then_some((document.fingerprint, date))
        });
        let amended: Vec<_> = amended.collect();
        (!amended.is_empty()).then(|| Fingerprint::of(&protocol::encode(&amended)))
    }

    /// The graph of what the articles give by themselves, without any decision.
    pub(super) fn undecided(&mut self, settings: &ViewSettings) -> EntityGraph {
        let missed = self.missed.clone();
        let (marked, automatic) = if missed.is_empty() {
            (Vec::new(), None)
        } else {
            let marked: Vec<(usize, Vec<Mention>)> = self
                .found
                .iter()
                .filter_map(|(&index, _)| Some((index, self.articles.get(index)?.mentions.clone())))
                .collect();
            self.unmark();
            (marked, Some(aliases::resolve(&self.articles)))
        };
        let automatic = automatic.as_ref().unwrap_or(&self.automatic);
        let references = settings
            .references
            .then(|| coreference::find(&self.articles, automatic, &Owners::new(&self.articles, automatic)));
        let counting =
            Counting { references: references.as_deref().unwrap_or_default(), ..self.counting(settings) };
        let pairs = cooccurrence::count_by(&self.articles, automatic, &counting);
        let graph = EntityGraph::new(self.articles.len(), automatic, &pairs);
        for (index, mentions) in marked {
            let article = &mut self.articles[index];
            self.found.insert(index, std::mem::replace(&mut article.mentions, mentions));
        }
        self.missed = missed;
        graph
    }

    /// When entities are named: those shown, or those that the articles give by themselves.
    pub(super) fn times(&self, undecided: bool) -> Times {
        timing::times(&self.articles, if undecided { &self.automatic } else { &self.entities })
    }

    /// The days of the articles, and their dates as written.
    pub(super) fn calendar(&self) -> BTreeMap<i32, &str> {
        timing::calendar(&self.articles)
    }

    /// Whether the entities are what the articles give by themselves.
    pub(super) fn is_undecided(&self) -> bool {
        self.missed.is_empty() && self.hidden.is_empty() && self.entities == self.automatic
    }

    /// What would become of a new entry.
    pub(super) fn would_be(&self, log: &Entries, new: &Entry) -> State {
        if let Decision::Add { name, kind } = &new.decision {
            let names = [(name.clone(), *kind)];
            let found = self.articles.iter().any(|article| decisions::mark(article, &names).is_some());
            return if found { State::Applied } else { State::Waits };
        }
        self.would_all_be(log, std::slice::from_ref(new)).pop().unwrap_or(State::Waits)
    }

    /// What would become of new entries that come together.
    pub(super) fn would_all_be(&self, log: &Entries, new: &[Entry]) -> Vec<State> {
        let all = new.iter().cloned().fold(log.clone(), Entries::with);
        let states = decisions::apply(&self.articles, &self.automatic, &all).states;
        let states: BTreeMap<EntryId, State> = states.into_iter().gather();
        new.iter().map(|entry| states.get(&entry.id()).cloned().unwrap_or(State::Waits)).collect()
    }

    /// Whether a decision says what is shown already.
    pub(super) fn is_so(&self, decision: &Decision) -> bool {
        let entity = |who: &Who| self.entities.iter().find(|entity| entity.key == who.key());
        match decision {
            Decision::Rename { of, to } => entity(of).is_some_and(|entity| entity.name == *to),
            Decision::Retype { of, to } => entity(of).is_some_and(|entity| entity.kind == *to),
            Decision::Amend { of, field, to } => {
                let mut articles = self.articles.iter().map(|article| &article.document);
                let found = articles.find(|document| document.fingerprint == of.fingerprint);
                found.is_some_and(|Document { metadata, .. }| {
                    metadata.get(*field) == to.as_deref() && !metadata.guessed.is(*field)
                })
            }
            _ => false,
        }
    }

    /// What became of each entry of the log, in order of time.
    pub(super) fn states(&self) -> &[(EntryId, State)] {
        &self.states
    }

    /// Whether a person said that two are not one.
    pub(super) fn told_apart(&self, one: EntityKey, other: EntityKey) -> bool {
        self.apart.contains(&[one.min(other), one.max(other)])
    }

    /// The entities that are hidden, ready to show.
    pub(super) fn hidden_lines(&self) -> Vec<HiddenLine> {
        let line = |entity: &Entity| HiddenLine {
            key: entity.key,
            name: entity.name.clone(),
            kind: entity.kind,
            mentions: entity.mentions.len() as u32,
        };
        self.hidden.iter().map(line).collect()
    }

    /// An act as a decision; `None` where what it speaks of is not there.
    pub(super) fn decision(&self, act: Act) -> Option<Decision> {
        Some(match act {
            Act::Merge(keys) => {
                Decision::Merge { of: keys.into_iter().map(|key| self.who(key)).collect::<Option<_>>()? }
            }
            Act::Split(key, cut) => Decision::Split { of: self.who(key)?, part: self.part(cut)?, name: None },
            Act::Rename(key, to) => Decision::Rename { of: self.who(key)?, to },
            Act::Retype(key, to) => Decision::Retype { of: self.who(key)?, to },
            Act::Hide(key) => Decision::Hide { of: self.who(key)? },
            // Several decisions: the session takes them one by one.
            Act::HideAll(_) => return None,
            Act::Restore(key) => Decision::Restore { of: self.who(key)? },
            Act::Apart(one, other) => Decision::Apart(self.who(one)?, self.who(other)?),
            Act::Add { name, kind } => Decision::Add { name, kind },
            Act::Alias(key, name) => Decision::Alias { of: self.who(key)?, name },
            Act::Amend { document, field, value } => {
                Decision::Amend { of: self.article_name(document)?, field, to: Some(value) }
            }
        })
    }

    /// How a decision speaks of an entity: by the name it has without any decision, if it is there without one.
    pub(super) fn who(&self, key: EntityKey) -> Option<Who> {
        let now = self.entities.iter().chain(&self.hidden).find(|entity| entity.key == key)?;
        let before = self.automatic.iter().find(|entity| entity.key == key);
        let entity = before.unwrap_or(now);
        let others = entity.aliases.iter().filter(|alias| alias.surface != entity.name && alias.mentions > 0);
        let also = others.take(OTHER_NAMES).map(|alias| alias.surface.clone()).collect();
        let part = (EntityKey::new(entity.kind.code(), &entity.name) != key).then_some(key);
        Some(Who { kind: entity.kind, name: entity.name.clone(), also, part })
    }

    fn part(&self, cut: Cut) -> Option<Part> {
        Some(match cut {
            Cut::Whole => Part::Whole,
            Cut::Name(name) => Part::Name(name),
            Cut::Article { document } => Part::Article(self.article_name(document)?),
            Cut::Mention { document, mention } => {
                let article = self.articles.get(document as usize)?;
                let mention = article.mentions.get(mention as usize)?;
                let written = article.document.slice(mention.span).to_owned();
                Part::Mention(Place {
                    article: self.article_name(document)?,
                    at: mention.span.start,
                    written,
                })
            }
        })
    }

    fn article_name(&self, document: u32) -> Option<ArticleName> {
        let document = &self.articles.get(document as usize)?.document;
        Some(ArticleName { file: document.name.clone(), fingerprint: document.fingerprint })
    }

    pub(super) fn articles(&self) -> &[Article] {
        &self.articles
    }

    pub(super) fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// Which entity each mention names.
    pub(super) fn owners(&self) -> &Owners {
        &self.owners
    }

    /// Why names are whose they are, where a person said so.
    pub(super) fn decided(&self) -> &DecidedBy {
        &self.decided
    }

    /// What answers are given from under some settings, as far as it has been found ([`Corpus::count`]).
    pub(super) fn answers(&self, settings: &ViewSettings) -> evidence::Corpus<'_> {
        let Counting { copies, references, .. } = self.counting(settings);
        let (articles, entities, owners) = (&self.articles, &self.entities, &self.owners);
        evidence::Corpus { articles, entities, owners, copies, references, decided: Some(&self.decided) }
    }

    /// What says the same among the articles; `None` until ties were counted.
    pub(super) fn copies(&self) -> Option<&Copies> {
        self.copies.as_ref()
    }

    /// Counts the ties under some settings, once.
    pub(super) fn count(&mut self, settings: &ViewSettings) {
        self.find_layers(settings);
        if self.ties(settings).is_none() {
            let pairs = cooccurrence::count_by(&self.articles, &self.entities, &self.counting(settings));
            let graph = EntityGraph::new(self.articles.len(), &self.entities, &pairs);
            self.ties.ties.push((manner(settings), Ties { pairs, graph }));
        }
    }

    /// Finds what the settings ask for beside the names, once.
    fn find_layers(&mut self, settings: &ViewSettings) {
        let Corpus { articles, entities, owners, .. } = self;
        self.copies.get_or_insert_with(|| copies::find(articles));
        if settings.references {
            self.ties.references.get_or_insert_with(|| coreference::find(articles, entities, owners));
        }
    }

    /// The graph under some settings as other programs read it.
    pub(super) fn interchange(&mut self, settings: &ViewSettings) -> Interchange {
        self.find_layers(settings);
        interchange::build_by(&self.articles, &self.entities, &self.counting(settings), settings.kinds)
    }

    fn counting(&self, settings: &ViewSettings) -> Counting<'_> {
        let once = settings.copies == copies::Counted::Once;
        let references = self.ties.references.as_deref().filter(|_| settings.references);
        Counting {
            window: settings.window,
            copies: self.copies.as_ref().filter(|_| once),
            references: references.unwrap_or_default(),
        }
    }

    /// The ties under some settings; `None` until they are counted.
    pub(super) fn ties(&self, settings: &ViewSettings) -> Option<&Ties> {
        let counted = self.ties.ties.iter().find(|(counted, _)| *counted == manner(settings));
        counted.map(|(_, ties)| ties)
    }
}
