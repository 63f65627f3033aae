//! Which full name a shorter name stands for.
//!
//! Names are taken from the longest to the shortest, so that by the time "Clinton" is looked at, "Hillary Clinton" is
//! already known to be "Hillary Rodham Clinton". In each article a shorter name stands for the only name *in that
//! article* it may be short for; where the article has none, for the only one in all articles; otherwise it stays
//! apart. Work and memory are linear in mentions, but for sorting.

use std::collections::HashMap;

use super::Reason;
use super::inventory::{Inventory, Sense};
use super::name;
use super::parts::{self, Relation};
use super::table::Table;
use crate::pipeline::Article;

/// For each mention of each article: the sense that stands for its entity, and why.
pub(super) type Roots = Vec<Vec<(Sense, Reason)>>;

/// Who may be meant by a shorter name.
#[derive(Clone, Copy, Debug)]
enum Candidate {
    /// One entity.
    One(Relation, Sense),
    /// Several, equally near.
    Several(Relation),
}

impl Candidate {
    fn relation(self) -> Relation {
        match self {
            Candidate::One(relation, _) | Candidate::Several(relation) => relation,
        }
    }

    /// With one more who may be meant: the surest relation wins, two of the same are several.
    fn and(self, relation: Relation, root: Sense) -> Self {
        match relation.cmp(&self.relation()) {
            std::cmp::Ordering::Less => Candidate::One(relation, root),
            std::cmp::Ordering::Greater => self,
            std::cmp::Ordering::Equal => match self {
                Candidate::One(_, other) if other == root => self,
                _ => Candidate::Several(relation),
            },
        }
    }
}

#[derive(Debug)]
struct Resolver<'a> {
    inventory: &'a Inventory,
    /// For each sense, the shorter names it may go by.
    parts: Vec<Vec<(Sense, Relation)>>,
    /// For each sense, its place from the longest name to the shortest.
    rank: Vec<u32>,
    /// For each row of the table, the sense that stands for it.
    rows: HashMap<u32, Sense>,
    /// For each sense, who it is where the article does not say.
    general: Vec<(Sense, Reason)>,
}

/// Finds the entity of every mention.
pub(super) fn resolve(articles: &[Article], inventory: &Inventory, table: &Table) -> Roots {
    let resolver = Resolver::new(articles, inventory, table);
    let mut candidates = HashMap::new();
    inventory.articles.iter().map(|readings| resolver.article(readings, &mut candidates)).collect()
}

impl<'a> Resolver<'a> {
    fn new(articles: &[Article], inventory: &'a Inventory, table: &Table) -> Self {
        let count = 2 * inventory.forms.len();
        let mut senses: Vec<Sense> =
            inventory.articles.iter().flatten().map(|reading| reading.sense).collect();
        senses.sort_unstable();
        senses.dedup();

        let mut all_parts = vec![Vec::new(); count];
        for &sense in &senses {
            all_parts[sense.index()] = parts::parts(inventory, table, sense);
        }
        for (long, short) in definitions(articles, inventory) {
            all_parts[long.index()].push((short, Relation::Acronym));
        }

        let length = |sense: Sense| {
            let key = inventory.forms[sense.form() as usize].key.as_str();
            std::cmp::Reverse((key.split(' ').count(), key.len()))
        };
        senses.sort_by_key(|&sense| (length(sense), sense));
        let mut rank = vec![u32::MAX; count];
        for (place, sense) in senses.iter().enumerate() {
            rank[sense.index()] = place as u32;
        }

        let general = (0..count as u32).map(|index| (Sense(index), Reason::FullName)).collect();
        let mut resolver = Resolver { inventory, parts: all_parts, rank, rows: HashMap::new(), general };
        let mut candidates = HashMap::new();
        for &sense in &senses {
            let found = resolver.choose(sense, &candidates, false).unwrap_or_else(|| {
                if let Some(row) = resolver.row(sense) {
                    resolver.rows.insert(row, sense);
                }
                (sense, Reason::FullName)
            });
            resolver.general[sense.index()] = found;
            resolver.offer(sense, found.0, &mut candidates);
        }
        resolver
    }

    /// The row of the table that a sense stands in. A person's name stands in none.
    fn row(&self, sense: Sense) -> Option<u32> {
        self.inventory.forms[sense.form() as usize].row.filter(|_| !sense.is_person())
    }

    fn choose(
        &self,
        sense: Sense,
        candidates: &HashMap<Sense, Candidate>,
        in_article: bool,
    ) -> Option<(Sense, Reason)> {
        if let Some(row) = self.row(sense) {
            return self.rows.get(&row).map(|&root| (root, Reason::Table));
        }
        match *candidates.get(&sense)? {
            // A forename alone is shared too widely to look beyond the article.
            Candidate::One(Relation::Given, _) if !in_article => None,
            Candidate::One(relation, root) => Some((root, relation.reason(in_article))),
            Candidate::Several(_) if in_article => Some((sense, Reason::FullName)),
            Candidate::Several(_) => None,
        }
    }

    /// Lets a sense stand as a candidate for its shorter names.
    fn offer(&self, sense: Sense, root: Sense, candidates: &mut HashMap<Sense, Candidate>) {
        for &(part, relation) in &self.parts[sense.index()] {
            candidates
                .entry(part)
                .and_modify(|candidate| *candidate = candidate.and(relation, root))
                .or_insert(Candidate::One(relation, root));
        }
    }

    fn article(
        &self,
        readings: &[super::inventory::Reading],
        candidates: &mut HashMap<Sense, Candidate>,
    ) -> Vec<(Sense, Reason)> {
        let mut senses: Vec<Sense> = readings.iter().map(|reading| reading.sense).collect();
        senses.sort_unstable_by_key(|sense| self.rank[sense.index()]);
        senses.dedup();
        candidates.clear();
        let mut roots: Vec<(u32, (Sense, Reason))> = Vec::with_capacity(senses.len());
        for &sense in &senses {
            let found = self.choose(sense, candidates, true).unwrap_or(self.general[sense.index()]);
            self.offer(sense, found.0, candidates);
            roots.push((self.rank[sense.index()], found));
        }
        readings
            .iter()
            .map(|reading| {
                let rank = self.rank[reading.sense.index()];
                let at = roots.binary_search_by_key(&rank, |root| root.0);
                at.map_or((reading.sense, Reason::FullName), |at| roots[at].1)
            })
            .collect()
    }
}

/// Abbreviations that an article defines: "the Office of Strange Affairs (OSA)". Sorted.
fn definitions(articles: &[Article], inventory: &Inventory) -> Vec<(Sense, Sense)> {
    let mut found = Vec::new();
    for (article, readings) in articles.iter().zip(&inventory.articles) {
        let text = article.document.text.as_bytes();
        let pairs = article.mentions.windows(2).zip(readings.windows(2));
        for (mentions, readings) in pairs {
            let between = text.get(mentions[0].span.end as usize..mentions[1].span.start as usize);
            let bracketed = between.is_some_and(|between| between.trim_ascii() == b"(")
                && text.get(mentions[1].span.end as usize) == Some(&b')');
            let (long, short) = (readings[0].sense, readings[1].sense);
            let written = article.document.slice(mentions[1].span);
            if !bracketed || long.is_person() || short.is_person() || !name::is_acronym(written) {
                continue;
            }
            let key = |sense: Sense| inventory.forms[sense.form() as usize].key.as_str();
            if name::abbreviates(key(short), key(long)) {
                found.push((long, short));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
