//! The network: what each word may be in its sentence, from word vectors, letters and the words around it.
//!
//! # How it works
//!
//! A token is looked up by its [`Slots`]: a word vector, rows of learned tables by hashes of its letters, its class, the
//! word lists. A maxout layer mixes them; what comes out depends on the token alone, is projected for both directions at
//! once and [remembered](Memory), since texts repeat their words. Two recurrences (LSTM, Hochreiter & Schmidhuber 1997)
//! run over the sentence, one from each end, four sentences in step so that each weight is loaded once for the four. A last
//! layer turns both states into a score for each label.
//!
//! Weights are 8-bit integers with a scale a row, activations 16-bit; see [`kernels`] for why every machine gives the same
//! scores.

mod file;
mod kernels;

use std::collections::HashMap;

use super::plain::Plain;
use super::vocabulary::Vocabulary;
use super::{LABELS, Scores};
use kernels::{COLUMNS, Pair, paired, quantised};

pub use file::Tensors;

/// What the network needs of one token: hashes of its letters, what its capitals say, and what the lists say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Input {
    /// Hash of the folded word: `lower_hash` of the features.
    pub lower: u32,
    /// Hash of its first three folded letters.
    pub prefix: u32,
    /// Hash of its last three folded letters.
    pub suffix: u32,
    /// Hash of the pattern of its letters.
    pub shape: u32,
    /// Its class, below 13.
    pub class: u8,
    /// How the sentence uses capitals, below 3.
    pub casing: u8,
    /// A bit for each list that has the word, and from bit 8 on for the run of words it is in.
    pub lists: u16,
}

/// Numbers that the network looks up for a token.
pub const SLOTS: usize = 7;

/// The rows of a token: its word's vector, its word, prefix, suffix and shape by hash, its class, and its lists' bits.
pub type Slots = [u16; SLOTS];

/// Rows of the tables of words, prefixes, suffixes, shapes and classes.
pub const ROWS: [usize; TABLES] = [8192, 4096, 4096, 1024, 39];
const TABLES: usize = 5;

/// Bits of the word lists.
const LISTS: usize = 16;

/// A score of 1 (a nat) in the units of [`Scores`], which are the linear part's: this weighs the two against each other.
const UNIT: f32 = 16.0;

/// Steps in one, of embeddings, of the maxout layer's outputs and of the recurrence's states.
const EMBEDDING_STEPS: f32 = 4096.0;
const INNER_STEPS: f32 = 2048.0;
const STATE_STEPS: f32 = 16_384.0;

/// So many sentences go in step.
const ABREAST: usize = 4;

/// Numbers that are remembered of distinct words before all are forgotten: 16 MB.
const REMEMBERED: usize = 4 << 20;

/// Rows of 8-bit numbers with one scale.
#[derive(Clone, Debug, PartialEq)]
struct Table {
    width: usize,
    scale: f32,
    rows: Vec<i8>,
}

/// A layer: rows of weights, each with a scale and a bias.
#[derive(Clone, Debug, PartialEq)]
struct Dense {
    /// A multiple of [`COLUMNS`].
    columns: usize,
    /// Row by row, as stored.
    weights: Vec<i8>,
    /// The same as the kernels want them.
    blocks: Vec<Pair>,
    /// Of each row, for inputs in the steps that the layer's inputs come in; filled up like the blocks.
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// The network's weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    vocabulary: Vocabulary,
    vectors: Table,
    tables: [Table; TABLES],
    lists: Table,
    inner: Dense,
    /// Projections of the maxout layer's outputs for both directions, gates by gates.
    project: Dense,
    /// The recurrences, from the left and from the right.
    recur: [Dense; 2],
    out: Dense,
    /// `transitions[from][to]` in the units of [`Scores`]; the last row is the sentence's start.
    transitions: [[i32; LABELS]; LABELS + 1],
}

/// What was computed of words seen before, and scratch space.
#[derive(Debug, Default)]
pub struct Memory {
    index: HashMap<Slots, u32, Plain>,
    projected: Vec<f32>,
    embedded: Vec<i16>,
    pairs: Vec<i32>,
    mixed: Vec<f32>,
}

/// The slots of a token.
pub fn slots(input: &Input, vocabulary: &Vocabulary) -> Slots {
    // Fibonacci hashing: the upper bits of the product.
    let slot =
        |hash: u32, rows: usize| (hash.wrapping_mul(0x9e37_79b9) >> (32 - rows.trailing_zeros())) as u16;
    [
        vocabulary.row(input.lower),
        slot(input.lower, ROWS[0]),
        slot(input.prefix, ROWS[1]),
        slot(input.suffix, ROWS[2]),
        slot(input.shape, ROWS[3]),
        u16::from(input.class) * 3 + u16::from(input.casing),
        input.lists,
    ]
}

impl Table {
    fn row(&self, row: usize) -> &[i8] {
        self.rows.get(row * self.width..(row + 1) * self.width).unwrap_or_default()
    }
}

/// Neighbours as [pairs](paired); their number is even.
fn pair_up(values: &[i16], pairs: &mut Vec<i32>) {
    pairs.clear();
    pairs.extend(values.as_chunks::<2>().0.iter().map(|&[first, second]| paired(first, second)));
}

impl Dense {
    /// A layer of rows of 8-bit weights. Scales and biases are as many as the rows.
    fn new(columns: usize, weights: Vec<i8>, mut scales: Vec<f32>, mut bias: Vec<f32>) -> Self {
        let rows = scales.len();
        let whole = rows.next_multiple_of(2 * kernels::ROWS);
        let mut wide: Vec<i16> = weights.iter().copied().map(i16::from).collect();
        wide.resize(whole * columns, 0);
        scales.resize(whole, 0.0);
        bias.resize(whole, 0.0);
        Dense { columns, blocks: kernels::blocks(&wide, columns), weights, scales, bias }
    }

    fn rows(&self) -> usize {
        self.weights.len() / self.columns
    }

    /// `out[input][row]` for inputs in pairs.
    #[inline]
    fn apply<const N: usize>(&self, inputs: [&[i32]; N], out: &mut [Vec<f32>; N]) {
        for out in out.iter_mut() {
            out.resize(self.scales.len(), 0.0);
        }
        kernels::layer(&self.blocks, &self.scales, &self.bias, inputs, out);
    }
}

/// One sentence on its way through a recurrence.
struct Lane<'s> {
    words: &'s [u32],
    /// States of all tokens, both directions of a token side by side.
    states: Vec<i16>,
    cell: Vec<f32>,
    last: Vec<i32>,
}

impl Network {
    /// Which words have a vector.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// `transitions[from][to]` in the units of [`Scores`]; the last row is the sentence's start.
    pub fn transitions(&self) -> &[[i32; LABELS]; LABELS + 1] {
        &self.transitions
    }

    fn hidden(&self) -> usize {
        self.recur[0].columns
    }

    /// The label scores of the tokens of each sentence. What is scored together makes no difference to the scores.
    pub fn score(&self, sentences: &[Vec<Slots>], memory: &mut Memory) -> Vec<Vec<Scores>> {
        let mut order: Vec<usize> = (0..sentences.len()).filter(|&i| !sentences[i].is_empty()).collect();
        order.sort_by_key(|&i| (sentences[i].len(), i));
        let mut scores = vec![Vec::new(); sentences.len()];
        for group in order.chunks(ABREAST) {
            let found = match *group {
                [a, b, c, d] => self.abreast([a, b, c, d].map(|i| &*sentences[i]), memory).to_vec(),
                _ => group.iter().flat_map(|&i| self.abreast([&*sentences[i]], memory)).collect(),
            };
            for (&i, found) in group.iter().zip(found) {
                scores[i] = found;
            }
        }
        scores
    }

    /// The scores of `N` sentences that go in step.
    fn abreast<const N: usize>(&self, sentences: [&[Slots]; N], memory: &mut Memory) -> [Vec<Scores>; N] {
        let hidden = self.hidden();
        let distinct: usize = sentences.iter().map(|sentence| sentence.len()).sum();
        if memory.projected.len() + distinct * 8 * hidden > REMEMBERED {
            memory.index.clear();
            memory.projected.clear();
        }
        let words = sentences
            .map(|sentence| sentence.iter().map(|slots| self.remember(slots, memory)).collect::<Vec<u32>>());
        let mut lanes = words.each_ref().map(|words| Lane {
            words,
            states: vec![0; words.len() * 2 * hidden],
            cell: vec![0.0; hidden],
            last: vec![0; hidden / 2],
        });
        for direction in 0..2 {
            self.run(direction, &mut lanes, &memory.projected);
        }
        let Memory { pairs, .. } = memory;
        lanes.map(|lane| {
            let mut found = [Vec::new()];
            let tokens = lane.states.chunks_exact(2 * hidden).map(|states| {
                pair_up(states, pairs);
                self.out.apply([pairs], &mut found);
                std::array::from_fn(|label| match found[0].get(label) {
                    Some(&score) if label < LABELS => i32::from(quantised(score, UNIT)),
                    _ => 0,
                })
            });
            tokens.collect()
        })
    }

    /// One recurrence over sentences in step.
    fn run<const N: usize>(&self, direction: usize, lanes: &mut [Lane<'_>; N], projected: &[f32]) {
        let hidden = self.hidden();
        for lane in lanes.iter_mut() {
            lane.cell.fill(0.0);
            lane.last.fill(0);
        }
        let mut gates = [const { Vec::new() }; N];
        let longest = lanes.iter().map(|lane| lane.words.len()).max().unwrap_or(0);
        for step in 0..longest {
            self.recur[direction].apply(lanes.each_ref().map(|lane| &*lane.last), &mut gates);
            for (lane, gates) in lanes.iter_mut().zip(&gates) {
                let at = if direction == 0 { Some(step) } else { lane.words.len().checked_sub(step + 1) };
                let Some((at, &word)) = at.and_then(|at| Some((at, lane.words.get(at)?))) else { continue };
                let from = (2 * word as usize + direction) * 4 * hidden;
                let to = (2 * at + direction) * hidden;
                kernels::advance(
                    gates,
                    &projected[from..from + 4 * hidden],
                    &mut lane.cell,
                    &mut lane.states[to..to + hidden],
                    &mut lane.last,
                    STATE_STEPS,
                );
            }
        }
    }

    /// The place in `memory` of a token's projections.
    fn remember(&self, slots: &Slots, memory: &mut Memory) -> u32 {
        if let Some(&known) = memory.index.get(slots) {
            return known;
        }
        let index = memory.index.len() as u32;
        memory.index.insert(*slots, index);
        let Memory { projected, embedded, pairs, mixed, .. } = memory;
        self.embed(slots, embedded);
        pair_up(embedded, pairs);
        let mut out = [std::mem::take(mixed)];
        self.inner.apply([pairs], &mut out);
        let (left, right) = out[0].split_at(self.inner.rows() / 2);
        embedded.clear();
        embedded
            .extend(left.iter().zip(right).map(|(&a, &b)| quantised(if a > b { a } else { b }, INNER_STEPS)));
        pair_up(embedded, pairs);
        self.project.apply([pairs], &mut out);
        if projected.capacity() == 0 {
            projected.reserve_exact(REMEMBERED);
        }
        projected.extend_from_slice(&out[0][..self.project.rows()]);
        [*mixed] = out;
        index
    }

    /// The embeddings of a token, one after another.
    fn embed(&self, slots: &Slots, embedded: &mut Vec<i16>) {
        embedded.clear();
        let tables = std::iter::once(&self.vectors).chain(&self.tables);
        for (table, &row) in tables.zip(slots) {
            let steps = table.scale * EMBEDDING_STEPS;
            embedded
                .extend(table.row(usize::from(row)).iter().map(|&value| quantised(f32::from(value), steps)));
        }
        let lists = slots[SLOTS - 1];
        let mut sums = vec![0_i32; self.lists.width];
        for bit in (0..LISTS).filter(|bit| lists & 1 << bit != 0) {
            for (sum, &value) in sums.iter_mut().zip(self.lists.row(bit)) {
                *sum += i32::from(value);
            }
        }
        let steps = self.lists.scale * EMBEDDING_STEPS;
        embedded.extend(sums.into_iter().map(|sum| quantised(sum as f32, steps)));
        embedded.resize(embedded.len().next_multiple_of(COLUMNS), 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HIDDEN: usize = 8;

    /// Tensors of the right sizes with values from a simple generator.
    struct Noise;

    impl Tensors for Noise {
        fn values(&self, name: &str) -> Option<Vec<f32>> {
            let widths = [
                ("vectors", 6 * 16),
                ("word", ROWS[0]),
                ("prefix", ROWS[1]),
                ("suffix", ROWS[2]),
                ("shape", ROWS[3]),
            ];
            let size = match name {
                "tables.class.weight" => ROWS[4],
                "lists.weight" => LISTS * 4,
                // 16 of the vector, 5 of the tables, 4 of the lists.
                "inner.weight" => 32 * 25,
                "inner.bias" => 32,
                "out.weight" => LABELS * 2 * HIDDEN,
                "out.bias" => LABELS,
                "transitions" => LABELS * LABELS,
                _ if name.starts_with("lstm.weight_ih") => 4 * HIDDEN * 16,
                _ if name.starts_with("lstm.weight_hh") => 4 * HIDDEN * HIDDEN,
                _ if name.starts_with("lstm.bias") => 4 * HIDDEN,
                _ => widths.iter().find(|(part, _)| name.contains(part))?.1,
            };
            let mut state = name.bytes().map(u32::from).sum::<u32>();
            Some(
                std::iter::repeat_with(|| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (state >> 8) as f32 / (1 << 23) as f32 - 1.0
                })
                .take(size)
                .collect(),
            )
        }
    }

    fn network() -> Network {
        let vocabulary = Vocabulary::new((0..5).map(|row| (row * 77_777, row as u16 + 1)).collect());
        Network::from_tensors(&Noise, vocabulary).expect("the sizes fit")
    }

    fn sentences() -> impl Strategy<Value = Vec<Vec<Slots>>> {
        let slots = (0..6_u16, 0..9_u16, 0..39_u16, any::<u16>())
            .prop_map(|(vector, word, class, lists)| [vector, word, word, word, word, class, lists]);
        prop::collection::vec(prop::collection::vec(slots, 0..12), 0..10)
    }

    proptest! {
        #[test]
        fn what_is_scored_together_makes_no_difference(sentences in sentences()) {
            let network = network();
            let together = network.score(&sentences, &mut Memory::default());
            let mut memory = Memory::default();
            for (sentence, scores) in sentences.iter().zip(together) {
                prop_assert_eq!(sentence.len(), scores.len());
                let alone = network.score(std::slice::from_ref(sentence), &mut memory);
                prop_assert_eq!(&alone[0], &scores);
            }
        }
    }

    #[test]
    fn words_on_either_side_matter() {
        let network = network();
        let word = |word| [word, word, word, word, word, 4, 0];
        let of = |words: &[u16]| {
            let sentence = vec![words.iter().map(|&w| word(w)).collect::<Vec<_>>()];
            network.score(&sentence, &mut Memory::default())[0][1]
        };
        assert_ne!(of(&[1, 2, 3]), of(&[4, 2, 3]));
        assert_ne!(of(&[1, 2, 3]), of(&[1, 2, 4]));
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = network().to_bytes().expect("writes");
        assert_eq!(Network::from_bytes(&bytes), Ok(network()));
    }

    #[test]
    fn a_file_cut_short_or_changed_is_refused() {
        let bytes = network().to_bytes().expect("writes");
        for length in (0..bytes.len()).step_by(bytes.len() / 50) {
            assert!(Network::from_bytes(&bytes[..length]).is_err(), "{length}");
        }
        for at in (0..bytes.len()).step_by(bytes.len() / 50) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x10;
            assert!(Network::from_bytes(&changed).is_err(), "{at}");
        }
    }

    #[test]
    fn a_missing_tensor_is_named() {
        struct None;
        impl Tensors for None {
            fn values(&self, _: &str) -> Option<Vec<f32>> {
                Option::None
            }
        }
        let error = Network::from_tensors(&None, Vocabulary::default()).expect_err("nothing is there");
        assert!(error.0.contains("vectors.weight"), "{error}");
    }
}
