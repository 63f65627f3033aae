//! Texts by their words: those with the same words are one, and near-copies among the different ones make groups.

use petgraph::unionfind::UnionFind;

use super::words;

/// Texts, those of the same words together, in an order that only the words decide: which are compared does not hang
/// on how files are named.
#[derive(Debug)]
pub(super) struct Distinct {
    /// The identity of a text's words, and the text's number.
    texts: Vec<(u64, u32)>,
    /// Where each run of the same identity begins, and where the last ends.
    starts: Vec<u32>,
}

impl Distinct {
    pub(super) fn new(mut texts: Vec<(u64, u32)>) -> Self {
        texts.sort_unstable();
        let begins = |&at: &usize| at == 0 || texts[at - 1].0 != texts[at].0;
        let mut starts: Vec<u32> = (0..texts.len()).filter(begins).map(|at| at as u32).collect();
        starts.push(texts.len() as u32);
        Distinct { texts, starts }
    }

    /// How many different texts there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// The numbers of the texts with these words, smallest first.
    pub(super) fn members(&self, rank: u32) -> impl Iterator<Item = u32> + '_ {
        let range = self.starts[rank as usize] as usize..self.starts[rank as usize + 1] as usize;
        self.texts[range].iter().map(|&(_, number)| number)
    }

    /// The smallest number of a text with these words.
    pub(super) fn first(&self, rank: u32) -> u32 {
        self.texts[self.starts[rank as usize] as usize].1
    }

    /// The shingles of each different text of at least `least` words; `read` gives the words of a text by its number.
    pub(super) fn shingles(
        &self,
        width: usize,
        least: usize,
        mut read: impl FnMut(u32, &mut Vec<u32>),
    ) -> Vec<Vec<u32>> {
        let mut words = Vec::new();
        (0..self.count() as u32)
            .map(|rank| {
                read(self.first(rank), &mut words);
                if words.len() >= least { words::shingles(&words, width) } else { Vec::new() }
            })
            .collect()
    }

    /// For each different text, the one of its group that has the smallest number; `pairs` are copies of each other.
    pub(super) fn leaders(&self, pairs: &[(u32, u32)]) -> Vec<u32> {
        let mut groups = UnionFind::<u32>::new(self.count());
        for &(one, other) in pairs {
            groups.union(one, other);
        }
        let roots = groups.into_labeling();
        let mut leader_of: Vec<Option<u32>> = vec![None; self.count()];
        for (rank, &root) in (0..).zip(&roots) {
            let leader = &mut leader_of[root as usize];
            if leader.is_none_or(|leader| self.first(rank) < self.first(leader)) {
                *leader = Some(rank);
            }
        }
        (0..).zip(&roots).map(|(rank, &root)| leader_of[root as usize].unwrap_or(rank)).collect()
    }

    /// For each of `total` texts, the smallest number in its group; a text that is not among these is its own.
    pub(super) fn firsts(&self, leaders: &[u32], total: usize) -> Vec<u32> {
        let mut firsts: Vec<u32> = (0..total as u32).collect();
        for (rank, &leader) in (0..).zip(leaders) {
            for number in self.members(rank) {
                firsts[number as usize] = self.first(leader);
            }
        }
        firsts
    }
}
