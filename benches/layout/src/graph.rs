//! A graph to lay out, and its file.

use std::path::Path;
use std::{fs, io};

use crate::random::Random;

/// A graph without loops or double edges.
#[derive(Debug)]
pub(crate) struct Graph {
    /// `(a, b, weight)`, `a < b`, sorted.
    pub(crate) edges: Vec<(u32, u32, f32)>,
    /// For each node, its community, where communities were planted or found.
    pub(crate) groups: Option<Vec<u32>>,
    /// For each node, how often it is named.
    pub(crate) mentions: Vec<u32>,
}

impl Graph {
    pub(crate) fn nodes(&self) -> usize {
        self.mentions.len()
    }

    /// The same without nodes that have no tie, of which no layout can be wrong.
    pub(crate) fn without_lone(self) -> Graph {
        let mut tied = vec![false; self.nodes()];
        for &(a, b, _) in &self.edges {
            tied[a as usize] = true;
            tied[b as usize] = true;
        }
        let mut next = 0;
        let new: Vec<u32> = (tied.iter())
            .map(|&tied| {
                next += u32::from(tied);
                next.wrapping_sub(1)
            })
            .collect();
        let kept = |values: Vec<u32>| {
            values.into_iter().zip(&tied).filter(|(_, tied)| **tied).map(|(value, _)| value)
        };
        Graph {
            edges: self
                .edges
                .iter()
                .map(|&(a, b, weight)| (new[a as usize], new[b as usize], weight))
                .collect(),
            groups: self.groups.map(|groups| kept(groups).collect()),
            mentions: kept(self.mentions).collect(),
        }
    }

    /// Writes what `benches/layout/graph.mjs` reads: little-endian words of four bytes.
    ///
    /// Nodes, edges, 1 if there are communities; for each edge a, b; for each edge its weight (f32); for each node its
    /// community, its mentions, and a first place (two f32) in a disc whose area grows with the nodes.
    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let nodes = self.nodes();
        let mut words: Vec<u32> =
            vec![nodes as u32, self.edges.len() as u32, u32::from(self.groups.is_some())];
        words.extend(self.edges.iter().flat_map(|&(a, b, _)| [a, b]));
        words.extend(self.edges.iter().map(|edge| edge.2.to_bits()));
        words.extend((0..nodes).map(|node| self.groups.as_ref().map_or(0, |groups| groups[node])));
        words.extend(&self.mentions);
        let mut random = Random::new(1);
        let radius = 10.0 * (nodes as f32).sqrt();
        words.extend((0..nodes).flat_map(|_| random.in_disc().map(|place| (place * radius).to_bits())));
        fs::write(path, words.into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>())
    }

    /// Reads what [`write`](Self::write) wrote.
    pub(crate) fn read(path: &Path) -> io::Result<Graph> {
        let words = words(path)?;
        let broken = || io::Error::new(io::ErrorKind::InvalidData, format!("{} is no graph", path.display()));
        let (&[nodes, edges, grouped], rest) = words.split_first_chunk().ok_or_else(broken)?;
        let [nodes, edges] = [nodes as usize, edges as usize];
        if rest.len() != 3 * edges + 4 * nodes {
            return Err(broken());
        }
        let (ends, rest) = rest.split_at(2 * edges);
        let (weights, rest) = rest.split_at(edges);
        let (groups, rest) = rest.split_at(nodes);
        let ends = ends.chunks_exact(2);
        Ok(Graph {
            edges: ends
                .zip(weights)
                .map(|(ends, &weight)| (ends[0], ends[1], f32::from_bits(weight)))
                .collect(),
            groups: (grouped == 1).then(|| groups.to_vec()),
            mentions: rest[..nodes].to_vec(),
        })
    }
}

/// Positions, two f32 a node.
pub(crate) fn read_positions(path: &Path) -> io::Result<Vec<[f32; 2]>> {
    Ok(words(path)?.chunks_exact(2).map(|pair| [pair[0], pair[1]].map(f32::from_bits)).collect())
}

fn words(path: &Path) -> io::Result<Vec<u32>> {
    let word = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    Ok(fs::read(path)?.chunks_exact(4).map(word).collect())
}
