//! The file of a [`Network`]: made from trained tensors, written and read.
//!
//! ```text
//! 0   8 bytes  magic, "NETWORK" and the layout's version
//! 8   …        a [`Stored`] in postcard, [packed]
//! ```

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::{Dense, LISTS, Network, ROWS, TABLES, Table, UNIT};
use crate::pieces::{Pieces, broken, packed, unpacked};
use crate::vocabulary::Vocabulary;
use crate::{LABELS, ModelError};

const MAGIC: &[u8; 8] = b"NETWORK\x01";

/// No network of ours inflates to more: a file that says so is not one.
const LARGEST: usize = 32 << 20;

/// Sums of this many products of an 8-bit weight and a 16-bit input stay within 32 bits.
const MOST_COLUMNS: usize = 504;

/// Steps in the standard deviation of a table's values: what the rounding adds is a hundredth of what they vary by at most.
/// The vectors are most of the file, and have the fewest.
const TABLE_STEPS: f32 = 9.0;
const VECTOR_STEPS: f32 = 3.5;

/// What training gives: the values of each tensor by its name in `training/network.py`, row by row.
pub trait Tensors {
    /// The values, where there is such a tensor.
    fn values(&self, name: &str) -> Option<Vec<f32>>;
}

#[derive(Serialize, Deserialize)]
struct StoredTable {
    width: u32,
    scale: f32,
    rows: ByteBuf,
}

#[derive(Serialize, Deserialize)]
struct StoredDense {
    columns: u32,
    weights: ByteBuf,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

/// The payload.
#[derive(Serialize, Deserialize)]
struct Stored {
    vocabulary: [ByteBuf; 4],
    vectors: StoredTable,
    tables: [StoredTable; TABLES],
    lists: StoredTable,
    inner: StoredDense,
    project: StoredDense,
    recur: [StoredDense; 2],
    out: StoredDense,
    transitions: Vec<i32>,
}

fn signed(bytes: &[u8]) -> impl Iterator<Item = i8> {
    bytes.iter().map(|&byte| byte as i8)
}

impl Table {
    fn quantised(width: usize, values: &[f32], steps: f32) -> Self {
        let mean_square = values.iter().map(|v| v * v).sum::<f32>() / values.len().max(1) as f32;
        let scale = mean_square.sqrt().max(1e-6) / steps;
        let rows = values.iter().map(|value| (value / scale).round().clamp(-127.0, 127.0) as i8).collect();
        Table { width, scale, rows }
    }

    fn stored(&self) -> StoredTable {
        let rows: Vec<u8> = self.rows.iter().map(|&value| value as u8).collect();
        StoredTable { width: self.width as u32, scale: self.scale, rows: ByteBuf::from(rows) }
    }

    /// The table, if it has `rows` rows (any number where `None`).
    fn read(stored: &StoredTable, rows: Option<usize>) -> Result<Self, ModelError> {
        let table =
            Table { width: stored.width as usize, scale: stored.scale, rows: signed(&stored.rows).collect() };
        let whole = table.width > 0 && table.rows.len().is_multiple_of(table.width);
        if !whole || rows.is_some_and(|rows| table.rows.len() != rows * table.width) {
            return Err(broken("a table has the wrong size"));
        }
        Ok(table)
    }
}

impl Dense {
    /// A layer of `columns` inputs in steps of `1 / steps`, padded with zeros to whole vectors.
    fn quantised(columns: usize, values: &[f32], bias: Vec<f32>, steps: f32) -> Self {
        let padded = columns.next_multiple_of(super::COLUMNS);
        let (mut weights, mut scales) = (Vec::new(), Vec::new());
        for row in values.chunks_exact(columns) {
            let most = row.iter().fold(1e-6_f32, |most, value| most.max(value.abs()));
            let scale = most / 127.0;
            weights.extend(row.iter().map(|value| (value / scale).round() as i8));
            scales.push(scale / steps);
            weights.resize(scales.len() * padded, 0);
        }
        Dense::new(padded, weights, scales, bias)
    }

    fn stored(&self) -> StoredDense {
        let weights: Vec<u8> = self.weights.iter().map(|&weight| weight as u8).collect();
        StoredDense {
            columns: self.columns as u32,
            weights: ByteBuf::from(weights),
            scales: self.scales[..self.rows()].to_vec(),
            bias: self.bias[..self.rows()].to_vec(),
        }
    }

    /// The layer, if it has this many rows and columns.
    fn read(stored: StoredDense, rows: usize, columns: usize) -> Result<Self, ModelError> {
        let fits = stored.columns as usize == columns
            && columns.is_multiple_of(super::COLUMNS)
            && (1..=MOST_COLUMNS).contains(&columns)
            && stored.weights.len() == rows * columns
            && stored.scales.len() == rows
            && stored.bias.len() == rows;
        if !fits {
            return Err(broken("a layer has the wrong size"));
        }
        Ok(Dense::new(columns, signed(&stored.weights).collect(), stored.scales, stored.bias))
    }
}

impl Network {
    /// The network of trained tensors, its weights rounded to 8 bits.
    ///
    /// # Errors
    /// When a tensor is missing or has another size than its neighbours.
    pub fn from_tensors(tensors: &dyn Tensors, vocabulary: Vocabulary) -> Result<Self, ModelError> {
        let values = |name: &str| {
            tensors.values(name).ok_or_else(|| ModelError(format!("it has no tensor named {name}")))
        };
        let sum = |a: &str, b: &str| -> Result<Vec<f32>, ModelError> {
            Ok(values(a)?.iter().zip(values(b)?).map(|(a, b)| a + b).collect())
        };
        let table = |name: &str, rows: usize, steps: f32| -> Result<Table, ModelError> {
            let values = values(name)?;
            Ok(Table::quantised(values.len() / rows, &values, steps))
        };
        let dense = |columns: usize, weights: Vec<f32>, bias: Vec<f32>, steps| -> Result<Dense, ModelError> {
            let fits = columns > 0 && weights.len() == bias.len() * columns;
            let layer = || Dense::quantised(columns, &weights, bias, steps);
            if fits { Ok(layer()) } else { Err(broken("a layer has the wrong size")) }
        };
        let vectors = table("vectors.weight", vocabulary.highest() + 1, VECTOR_STEPS)?;
        let names = ["word", "prefix", "suffix", "shape", "class"];
        let mut tables = Vec::new();
        for (name, rows) in names.into_iter().zip(ROWS) {
            tables.push(table(&format!("tables.{name}.weight"), rows, TABLE_STEPS)?);
        }
        // A linear layer's weights lie output by output; the lists are looked up by input.
        let lists = values("lists.weight")?;
        let width = lists.len() / LISTS;
        let turned: Vec<f32> = (0..LISTS)
            .flat_map(|bit| (0..width).map(move |w| (bit, w)))
            .map(|(b, w)| lists[w * LISTS + b])
            .collect();
        let lists = Table::quantised(width, &turned, TABLE_STEPS);

        let bias = values("inner.bias")?;
        let inner = values("inner.weight")?;
        let inner = dense(inner.len() / bias.len().max(1), inner, bias, super::EMBEDDING_STEPS)?;
        let directions = ["", "_reverse"];
        let (mut weights, mut biases, mut recur) = (Vec::new(), Vec::new(), Vec::new());
        for direction in directions {
            weights.extend(values(&format!("lstm.weight_ih_l0{direction}"))?);
            biases
                .extend(sum(&format!("lstm.bias_ih_l0{direction}"), &format!("lstm.bias_hh_l0{direction}"))?);
            let recurrent = values(&format!("lstm.weight_hh_l0{direction}"))?;
            // Four gates of as many rows as columns.
            let hidden = (0..=MOST_COLUMNS).find(|h| 4 * h * h == recurrent.len()).unwrap_or_default();
            recur.push(dense(hidden, recurrent, vec![0.0; 4 * hidden], super::STATE_STEPS)?);
        }
        let project = dense(inner.rows() / 2, weights, biases, super::INNER_STEPS)?;
        let bias = values("out.bias")?;
        let out = values("out.weight")?;
        let out = dense(out.len() / bias.len().max(1), out, bias, super::STATE_STEPS)?;
        let pairs = values("transitions")?;
        let weight = |from: usize, to: usize| {
            pairs.get(from * LABELS + to).map_or(0, |value| (value * UNIT).round() as i32)
        };
        let network = Network {
            vocabulary,
            vectors,
            tables: tables.try_into().map_err(|_| broken("a table is missing"))?,
            lists,
            inner,
            project,
            recur: recur.try_into().map_err(|_| broken("a recurrence is missing"))?,
            out,
            transitions: std::array::from_fn(|from| {
                std::array::from_fn(|to| if from < LABELS { weight(from, to) } else { 0 })
            }),
        };
        // The reader checks how all sizes fit.
        Network::from_bytes(&network.to_bytes()?)
    }

    /// The bytes of the network's file.
    pub(crate) fn to_bytes(&self) -> Result<Vec<u8>, ModelError> {
        let stored = Stored {
            vocabulary: self.vocabulary.columns()?.map(ByteBuf::from),
            vectors: self.vectors.stored(),
            tables: self.tables.each_ref().map(Table::stored),
            lists: self.lists.stored(),
            inner: self.inner.stored(),
            project: self.project.stored(),
            recur: self.recur.each_ref().map(Dense::stored),
            out: self.out.stored(),
            transitions: self.transitions.as_flattened().to_vec(),
        };
        let payload = postcard::to_allocvec(&stored).map_err(|_| broken("it cannot be stored"))?;
        let mut file = MAGIC.to_vec();
        file.extend(packed(&payload));
        Ok(file)
    }

    /// Reads a network from the bytes of its file.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut pieces = Pieces(bytes);
        if pieces.array::<8>()? != *MAGIC {
            return Err(broken("its network is not of this version"));
        }
        let payload = unpacked(pieces.0, LARGEST)?;
        let (stored, rest): (Stored, _) =
            postcard::take_from_bytes(&payload).map_err(|_| broken("its network is not one"))?;
        if !rest.is_empty() {
            return Err(broken("it goes on too long"));
        }
        Network::read(stored)
    }

    fn read(stored: Stored) -> Result<Self, ModelError> {
        let vocabulary = Vocabulary::from_columns(stored.vocabulary.map(ByteBuf::into_vec))?;
        let vectors = Table::read(&stored.vectors, None)?;
        if vectors.rows.len() <= vocabulary.highest() * vectors.width {
            return Err(broken("a word has no vector"));
        }
        let mut tables = Vec::new();
        for (table, rows) in stored.tables.iter().zip(ROWS) {
            tables.push(Table::read(table, Some(rows))?);
        }
        let lists = Table::read(&stored.lists, Some(LISTS))?;
        let width = vectors.width + tables.iter().map(|table| table.width).sum::<usize>() + lists.width;
        let hidden = stored.recur[0].columns as usize;
        let mixed = stored.project.columns as usize;
        let [left, right] = stored.recur;
        let transitions: [[i32; LABELS]; LABELS + 1] = {
            let (rows, rest) = stored.transitions.as_chunks::<LABELS>();
            let rows = rows.try_into().ok().filter(|_| rest.is_empty());
            rows.ok_or_else(|| broken("its transitions have the wrong size"))?
        };
        Ok(Network {
            vocabulary,
            vectors,
            tables: tables.try_into().map_err(|_| broken("a table is missing"))?,
            lists,
            inner: Dense::read(stored.inner, 2 * mixed, width.next_multiple_of(super::COLUMNS))?,
            project: Dense::read(stored.project, 8 * hidden, mixed)?,
            recur: [Dense::read(left, 4 * hidden, hidden)?, Dense::read(right, 4 * hidden, hidden)?],
            out: Dense::read(stored.out, LABELS, 2 * hidden)?,
            transitions,
        })
    }
}
