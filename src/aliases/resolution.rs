//! Which full name a shorter name stands for.
//!
//! Names are taken from the longest to the shortest, so that by the time "Clinton" is looked at, "Hillary Clinton" is
//! already known to be "Hillary Rodham Clinton". In each article a shorter name stands for the only name *in that
//! article* it may be short for; where the article has none, for the only one in all articles. Where several may be
//! meant it stands for the one it stands for elsewhere, then for the one who was named first and most; otherwise it
//! stays apart.
//!
//! All articles are resolved twice: what is certain in the first round says, in the second, whom a name that
//! several share usually means. Work and memory are linear in mentions, but for sorting.

use std::collections::HashMap;

use super::candidates::Candidates;
use super::definitions::Definition;
use super::inventory::{Inventory, Reading, Sense};
use super::link::{Among, Ground};
use super::name;
use super::parts::{self, Relation};
use super::single;
use super::table::Table;
use crate::order::InOrder;

/// For each mention of each article: the sense that stands for its entity, and why.
pub(super) type Roots = Vec<Vec<(Sense, Ground)>>;

#[derive(Debug)]
struct Resolver<'a> {
    inventory: &'a Inventory,
    /// For each sense, the shorter names it may go by.
    parts: Vec<Vec<(Sense, Relation)>>,
    /// For each sense, how many mentions have it.
    counts: Vec<u32>,
    /// For each sense, its place from the longest name to the shortest.
    rank: Vec<u32>,
    /// For each row of the table, the sense that stands for it.
    rows: HashMap<u32, Sense>,
    /// Who may be meant by a shorter name in all articles together.
    general: HashMap<Sense, Candidates>,
    /// For each sense, who it is where neither article nor usage says.
    fallback: Vec<(Sense, Ground)>,
    /// Whom a shorter name usually means.
    usual: HashMap<Sense, Sense>,
    /// Single names that need no full name, and whom each means, see [`single`].
    single: HashMap<Sense, Sense>,
}

/// A sense in an article.
#[derive(Clone, Copy, Debug)]
struct Present {
    rank: u32,
    sense: Sense,
    /// The first mention with it.
    first: u32,
    /// How many mentions have it.
    count: u32,
}

/// Finds the entity of every mention.
pub(super) fn resolve(inventory: &Inventory, table: &Table, definitions: &[Definition]) -> Roots {
    let mut resolver = Resolver::new(inventory, table, definitions);
    resolver.learn();
    let mut candidates = HashMap::new();
    inventory
        .articles
        .iter()
        .map(|readings| {
            let found = resolver.article(readings, &mut candidates, |_, _| ());
            readings
                .iter()
                .map(|reading| {
                    let rank = resolver.rank[reading.sense.index()];
                    let at = found.binary_search_by_key(&rank, |found| found.0);
                    at.map_or((reading.sense, Ground::Own), |at| found[at].1)
                })
                .collect()
        })
        .collect()
}

impl<'a> Resolver<'a> {
    fn new(inventory: &'a Inventory, table: &Table, definitions: &[Definition]) -> Self {
        let count = 2 * inventory.forms.len();
        let mut counts = vec![0u32; count];
        for reading in inventory.articles.iter().flatten() {
            counts[reading.sense.index()] += 1;
        }
        let mut senses: Vec<Sense> =
            (0..count as u32).map(Sense).filter(|sense| counts[sense.index()] > 0).collect();

        let mut all_parts = vec![Vec::new(); count];
        for &sense in &senses {
            all_parts[sense.index()] = parts::parts(inventory, table, sense);
        }
        for Definition { long, short, .. } in definitions {
            let parts = &mut all_parts[long.index()];
            if !parts.contains(&(*short, Relation::Definition)) {
                parts.push((*short, Relation::Definition));
            }
        }

        senses.put_in_order_of(|&sense| {
            // A courtesy title makes a single name longer than it is alone, and shorter than any full name.
            let key = inventory.forms[sense.form() as usize].key.as_str();
            let words = 2 * key.split(' ').count() - usize::from(name::courtesy(key).is_some());
            (std::cmp::Reverse((words, key.len())), sense)
        });
        let mut rank = vec![u32::MAX; count];
        for (place, sense) in senses.iter().enumerate() {
            rank[sense.index()] = place as u32;
        }

        let mut resolver = Resolver {
            inventory,
            parts: all_parts,
            counts: Vec::new(),
            rank,
            rows: HashMap::new(),
            general: HashMap::new(),
            fallback: (0..count as u32).map(|index| (Sense(index), Ground::Own)).collect(),
            usual: HashMap::new(),
            single: HashMap::new(),
        };
        let mut general = HashMap::new();
        for (place, &sense) in senses.iter().enumerate() {
            let found = match resolver.row(sense) {
                Some(row) => {
                    let root = *resolver.rows.entry(row).or_insert(sense);
                    (root, if root == sense { Ground::Own } else { Ground::Table })
                }
                None => resolver.alone(sense, &general),
            };
            resolver.fallback[sense.index()] = found;
            let present = Present { rank: 0, sense, first: place as u32, count: counts[sense.index()] };
            resolver.offer(present, found.0, &mut general);
        }
        resolver.general = general;
        resolver.single = single::names(inventory, &resolver.parts, &counts)
            .into_iter()
            .map(|(short, long)| (short, resolver.fallback[long.index()].0))
            .collect();
        resolver.counts = counts;
        resolver
    }

    /// The row of the table that a sense stands in. A person's name stands in none.
    fn row(&self, sense: Sense) -> Option<u32> {
        self.inventory.forms[sense.form() as usize].row.filter(|_| !sense.is_person())
    }

    /// Who a sense is where its article does not say and nothing is known of usage.
    fn alone(&self, sense: Sense, general: &HashMap<Sense, Candidates>) -> (Sense, Ground) {
        let apart = (sense, Ground::Own);
        let Some(candidates) = general.get(&sense) else { return apart };
        match (candidates.relation(), candidates.only()) {
            // A forename, or the first word of a firm, is shared too widely to look beyond the article.
            (Relation::Given | Relation::Lead, _) => apart,
            (relation, Some(root)) => (root, Ground::Part(relation, Among::Corpus)),
            (relation @ (Relation::Titled | Relation::Surname), None) => {
                let ground = Ground::Part(relation, Among::SeveralInCorpus);
                candidates.foremost().map_or(apart, |root| (root, ground))
            }
            _ => apart,
        }
    }

    /// Who a sense is in an article with these candidates.
    fn choose(&self, present: Present, candidates: &HashMap<Sense, Candidates>) -> (Sense, Ground) {
        let sense = present.sense;
        if self.row(sense).is_some() {
            return self.fallback[sense.index()];
        }
        if let Some(&root) = self.single.get(&sense) {
            let ground = Ground::Part(Relation::Surname, Among::SeveralInCorpus);
            return (root, if root == sense { Ground::Own } else { ground });
        }
        let usual = self.usual.get(&sense).copied();
        let Some(here) = candidates.get(&sense) else {
            return match (self.general.get(&sense), usual) {
                (Some(general), Some(root))
                    if general.relation() == Relation::Given && general.only() == Some(root) =>
                {
                    (root, Ground::Part(Relation::Given, Among::Corpus))
                }
                (Some(general), Some(root)) if general.only().is_none() => {
                    (root, Ground::Part(general.relation(), Among::SeveralInCorpus))
                }
                _ => self.fallback[sense.index()],
            };
        };
        match (here.relation(), here.only()) {
            // The first word of a firm is short for it where it stands for nothing else anywhere.
            (Relation::Lead, Some(root)) if usual == Some(root) => {
                (root, Ground::Part(Relation::Lead, Among::Article))
            }
            (Relation::Lead, _) => self.fallback[sense.index()],
            (relation, Some(root)) => match usual.filter(|_| self.is_chance(here, root, present)) {
                Some(usual) => (usual, Ground::Part(relation, Among::SeveralInCorpus)),
                None => (root, Ground::Part(relation, Among::Article)),
            },
            (relation, None) => {
                match usual.filter(|&root| here.has(root)).or_else(|| here.introduced(present.first)) {
                    Some(root) => (root, Ground::Part(relation, Among::SeveralInArticle)),
                    None => (sense, Ground::Own),
                }
            }
        }
    }

    /// Whether the only one in an article whom a short name fits is somebody else who is hardly named at all: what the
    /// short name usually means stands.
    fn is_chance(&self, here: &Candidates, root: Sense, short: Present) -> bool {
        here.relation() >= Relation::Surname
            && self.counts[root.index()] <= 3
            && short.count >= 5 * self.counts[root.index()]
    }

    /// Lets a sense stand as a candidate for its shorter names.
    fn offer(&self, present: Present, root: Sense, candidates: &mut HashMap<Sense, Candidates>) {
        for &(part, relation) in &self.parts[present.sense.index()] {
            candidates.entry(part).or_default().add(relation, root, present.first, present.count);
        }
    }

    /// Resolves an article: `(rank, entity)` of each sense in it, sorted by rank. `see` is shown each sense with its
    /// candidates before it is resolved.
    fn article(
        &self,
        readings: &[Reading],
        candidates: &mut HashMap<Sense, Candidates>,
        mut see: impl FnMut(Sense, Option<&Candidates>),
    ) -> Vec<(u32, (Sense, Ground))> {
        let mut mentions: Vec<(u32, u32, Sense)> = readings
            .iter()
            .enumerate()
            .map(|(index, reading)| (self.rank[reading.sense.index()], index as u32, reading.sense))
            .collect();
        mentions.put_in_order(Ord::cmp);
        candidates.clear();
        mentions
            .chunk_by(|one, next| one.0 == next.0)
            .map(|chunk| {
                let (rank, first, sense) = chunk[0];
                let present = Present { rank, sense, first, count: chunk.len() as u32 };
                see(sense, candidates.get(&sense));
                let mut found = self.choose(present, candidates);
                if let Ground::Part(Relation::Titled, among) = found.1
                    && self.is_called_by_forename(found.0, &mentions)
                {
                    found.1 = Ground::Part(Relation::Familiar, among);
                }
                self.offer(present, found.0, candidates);
                (present.rank, found)
            })
            .collect()
    }

    /// Whether an article, given as its mentions in order of rank, has somebody's forename alone.
    fn is_called_by_forename(&self, full: Sense, mentions: &[(u32, u32, Sense)]) -> bool {
        let key = self.inventory.forms[full.form() as usize].key.as_str();
        let given = name::PersonName::parse(key).and_then(|name| self.inventory.form(name.given));
        given.is_some_and(|given| {
            let rank = self.rank[Sense::new(given, true).index()];
            mentions.binary_search_by_key(&rank, |mention| mention.0).is_ok()
        })
    }

    /// The first round: counts in how many articles a shorter name certainly stands for whom.
    fn learn(&mut self) {
        let mut certain: Vec<(Sense, Sense)> = Vec::new();
        let mut articles: HashMap<Sense, u32> = HashMap::new();
        let mut candidates = HashMap::new();
        for readings in &self.inventory.articles {
            self.article(readings, &mut candidates, |sense, candidates| {
                *articles.entry(sense).or_default() += 1;
                if let Some(root) = candidates.and_then(Candidates::only) {
                    certain.push((sense, root));
                }
            });
        }
        certain.put_in_order(Ord::cmp);
        let mut usual = HashMap::new();
        for of_sense in certain.chunk_by(|one, next| one.0 == next.0) {
            let best = of_sense.chunk_by(|one, next| one.1 == next.1).max_by_key(|same| same.len());
            let Some(best) = best else { continue };
            let (sense, root) = best[0];
            let relation = self.general.get(&sense).map(Candidates::relation);
            let enough = match relation {
                Some(Relation::Lead) => articles.get(&sense) == Some(&(best.len() as u32)),
                Some(Relation::Given) => {
                    // Through many chapters a forename may stand alone.
                    let chapters = articles.get(&sense).is_some_and(|&all| all >= 5) && best.len() >= 3;
                    best.len() >= 2 && best.len() == of_sense.len()
                        || chapters && best.len() * 4 >= of_sense.len() * 3
                }
                // Two articles, and three quarters of those that say.
                _ => best.len() >= 2 && best.len() * 4 >= of_sense.len() * 3,
            };
            if enough {
                usual.insert(sense, root);
            }
        }
        self.usual = usual;
    }
}
