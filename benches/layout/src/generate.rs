//! Co-occurrence graphs as articles make them: each article is a clique of names, most of them of one community.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Graph;
use crate::random::Random;

/// The seed of every generated graph.
const SEED: u64 = 20_261_122;
/// Of a hundred names in an article, so many are of its community; the others are of any. Set so that tuned ForceAtlas2
/// comes to a purity of about a half at 10,000 nodes, as on the graphs that the goals of issue 5 were taken from.
const AT_HOME: u64 = 92;
/// A name's frequency falls as 1 / (rank + this): Zipf's law, its head blunted so that no name is in every article.
const BLUNT: f64 = 6.0;

/// A graph of about `nodes` and `edges`, with planted communities: the same for the same numbers.
///
/// Communities are about as many as the square root of the nodes, and unequal. Every name is in an article; articles
/// hold two to six names; a tie's weight is the number of articles that hold both.
pub(crate) fn generate(nodes: u32, edges: usize) -> Graph {
    let mut random = Random::new(SEED ^ u64::from(nodes));
    let communities = f64::from(nodes).sqrt().round() as u32;
    // The square of an even draw makes the first communities the largest.
    let group: Vec<u32> = (0..nodes)
        .map(|_| {
            let share = random.unit();
            ((share * share * f64::from(communities)) as u32).min(communities - 1)
        })
        .collect();
    let everyone = Frequencies::of((0..nodes).collect());
    let members: Vec<Frequencies> = (0..communities)
        .map(|community| {
            Frequencies::of((0..nodes).filter(|&node| group[node as usize] == community).collect())
        })
        .collect();
    let by_size = Frequencies::sized(members.iter().map(|members| members.names.len()));

    let mut weights: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let mut articles = vec![0u32; nodes as usize];
    let mut unnamed: Vec<u32> = (0..nodes).collect();
    random.shuffle(&mut unnamed);
    while weights.len() < edges {
        while unnamed.last().is_some_and(|&node| articles[node as usize] > 0) {
            unnamed.pop();
        }
        let first = unnamed.pop();
        let community = first.map_or_else(|| by_size.draw(&mut random), |node| group[node as usize]);
        let size = 2 + random.below(5) as usize;
        let mut names: BTreeSet<u32> = first.into_iter().collect();
        for _ in names.len()..size {
            let home = random.below(100) < AT_HOME;
            names.insert(if home { &members[community as usize] } else { &everyone }.draw(&mut random));
        }
        let names: Vec<u32> = names.into_iter().collect();
        for (at, &a) in names.iter().enumerate() {
            articles[a as usize] += 1;
            for &b in &names[at + 1..] {
                *weights.entry((a, b)).or_default() += 1;
            }
        }
    }
    Graph {
        edges: weights.into_iter().map(|((a, b), weight)| (a, b, weight as f32)).collect(),
        groups: Some(group),
        mentions: articles,
    }
}

/// Names with how often each is drawn.
struct Frequencies {
    names: Vec<u32>,
    /// The sum of the frequencies up to and with each name.
    sums: Vec<f64>,
}

impl Frequencies {
    /// The first the most frequent, by Zipf's law.
    fn of(names: Vec<u32>) -> Frequencies {
        Self::new(names, |rank| 1.0 / (rank as f64 + BLUNT))
    }

    /// Indices, each as frequent as its size.
    fn sized(sizes: impl Iterator<Item = usize>) -> Frequencies {
        let sizes: Vec<usize> = sizes.collect();
        Self::new((0..sizes.len() as u32).collect(), |index| sizes[index] as f64)
    }

    fn new(names: Vec<u32>, frequency: impl Fn(usize) -> f64) -> Frequencies {
        let mut sum = 0.0;
        let sums = (0..names.len())
            .map(|index| {
                sum += frequency(index);
                sum
            })
            .collect();
        Frequencies { names, sums }
    }

    fn draw(&self, random: &mut Random) -> u32 {
        let at = random.unit() * self.sums.last().copied().unwrap_or(0.0);
        let index = self.sums.partition_point(|&sum| sum <= at);
        self.names[index.min(self.names.len() - 1)]
    }
}
