//! Which node stands for which gold entity: the one-to-one assignment with the largest overlap.
//!
//! After D. F. Crouse, "On implementing 2D rectangular assignment algorithms" (2016): shortest augmenting paths, as
//! SciPy's `linear_sum_assignment` has them, down to which of several equally good assignments is taken. It runs on
//! each connected component by itself.

use std::collections::BTreeMap;

/// How much a node and an entity have in common, in thousandths of a mention, in the order in which pairs were seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlaps {
    index: BTreeMap<(usize, usize), usize>,
    pairs: Vec<((usize, usize), i64)>,
}

impl Overlaps {
    /// Adds to what `node` and `entity` have in common.
    pub(super) fn add(&mut self, node: usize, entity: usize, thousandths: i64) {
        let at = *self.index.entry((node, entity)).or_insert(self.pairs.len());
        if at == self.pairs.len() {
            self.pairs.push(((node, entity), 0));
        }
        self.pairs[at].1 += thousandths;
    }

    /// What they have in common; 0 for nothing.
    pub(super) fn get(&self, node: usize, entity: usize) -> i64 {
        self.index.get(&(node, entity)).map_or(0, |&at| self.pairs[at].1)
    }

    /// Whether they have anything in common.
    pub(super) fn has(&self, node: usize, entity: usize) -> bool {
        self.index.contains_key(&(node, entity))
    }

    /// All pairs `(node, entity)` with what they have in common.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize, i64)> {
        self.pairs.iter().map(|&((node, entity), overlap)| (node, entity, overlap))
    }

    /// The entity of each node that has one.
    pub(super) fn assign(&self) -> BTreeMap<usize, usize> {
        let mut of_node: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut of_entity: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (node, entity, _) in self.iter() {
            of_node.entry(node).or_default().push(entity);
            of_entity.entry(entity).or_default().push(node);
        }
        let mut assigned = BTreeMap::new();
        let mut seen = std::collections::BTreeSet::new();
        for (node, ..) in self.iter() {
            if !seen.insert(End::Node(node)) {
                continue;
            }
            let (mut nodes, mut entities) = (Vec::new(), Vec::new());
            let mut open = vec![End::Node(node)];
            while let Some(end) = open.pop() {
                let next: Vec<End> = match end {
                    End::Node(node) => {
                        nodes.push(node);
                        of_node[&node].iter().copied().map(End::Entity).collect()
                    }
                    End::Entity(entity) => {
                        entities.push(entity);
                        of_entity[&entity].iter().copied().map(End::Node).collect()
                    }
                };
                open.extend(next.into_iter().filter(|&end| seen.insert(end)));
            }
            let gain = |row: usize, column: usize| self.get(nodes[row], entities[column]);
            for (row, column) in maximise(nodes.len(), entities.len(), gain) {
                if gain(row, column) > 0 {
                    assigned.insert(nodes[row], entities[column]);
                }
            }
        }
        assigned
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    Node(usize),
    Entity(usize),
}

/// The pairs of rows and columns, each in at most one pair, whose gains add up to the most.
fn maximise(rows: usize, columns: usize, gain: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    if columns < rows {
        let turned = Paths::new(columns, rows).solve(|row, column| -gain(column, row));
        return turned.into_iter().enumerate().map(|(column, row)| (row, column)).collect();
    }
    Paths::new(rows, columns).solve(|row, column| -gain(row, column)).into_iter().enumerate().collect()
}

/// The state of the algorithm, for at most as many rows as columns.
struct Paths {
    rows: usize,
    columns: usize,
    /// Dual prices.
    price_of_row: Vec<i64>,
    price_of_column: Vec<i64>,
    column_of: Vec<Option<usize>>,
    row_of: Vec<Option<usize>>,
}

impl Paths {
    fn new(rows: usize, columns: usize) -> Paths {
        Paths {
            rows,
            columns,
            price_of_row: vec![0; rows],
            price_of_column: vec![0; columns],
            column_of: vec![None; rows],
            row_of: vec![None; columns],
        }
    }

    /// The column of each row, for the least sum of costs.
    fn solve(mut self, cost: impl Fn(usize, usize) -> i64) -> Vec<usize> {
        for row in 0..self.rows {
            self.augment(row, &cost);
        }
        self.column_of.into_iter().flatten().collect()
    }

    /// Gives `start` a column, along the cheapest path that ends in a free one.
    fn augment(&mut self, start: usize, cost: &impl Fn(usize, usize) -> i64) {
        let mut remaining: Vec<usize> = (0..self.columns).rev().collect();
        let mut least = vec![i64::MAX; self.columns];
        let mut from = vec![start; self.columns];
        let mut reached_rows = Vec::new();
        let mut reached_columns = Vec::new();
        let mut so_far = 0;
        let mut row = start;
        let sink = loop {
            reached_rows.push(row);
            let mut nearest: Option<(usize, i64)> = None;
            for (at, &column) in remaining.iter().enumerate() {
                let length =
                    so_far + cost(row, column) - self.price_of_row[row] - self.price_of_column[column];
                if length < least[column] {
                    from[column] = row;
                    least[column] = length;
                }
                // Of several as near, a free one ends the path at once.
                let free = self.row_of[column].is_none();
                if nearest.is_none_or(|(_, best)| least[column] < best || least[column] == best && free) {
                    nearest = Some((at, least[column]));
                }
            }
            // There are as many columns as rows, so one remains.
            let Some((at, length)) = nearest else { return };
            so_far = length;
            let column = remaining.swap_remove(at);
            reached_columns.push(column);
            match self.row_of[column] {
                Some(next) => row = next,
                None => break column,
            }
        };
        for &row in &reached_rows {
            let walked = self.column_of[row].map_or(0, |column| least[column]);
            self.price_of_row[row] += so_far - walked;
        }
        for column in reached_columns {
            self.price_of_column[column] -= so_far - least[column];
        }
        let mut column = sink;
        loop {
            let row = from[column];
            self.row_of[column] = Some(row);
            let before = self.column_of[row].replace(column);
            match before {
                Some(next) if row != start => column = next,
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(gains: &[&[i64]], expected: &[(usize, usize)]) {
        let columns = gains.first().map_or(0, |row| row.len());
        let mut found = maximise(gains.len(), columns, |row, column| gains[row][column]);
        found.sort_unstable();
        assert_eq!(found, expected, "{gains:?}");
    }

    #[test]
    fn the_sum_counts_and_not_the_largest() {
        check(&[&[9, 8], &[8, 1]], &[(0, 1), (1, 0)]);
        check(&[&[9, 1], &[8, 1]], &[(0, 0), (1, 1)]);
    }

    #[test]
    fn there_may_be_more_rows_than_columns_and_the_other_way_round() {
        check(&[&[1], &[5], &[3]], &[(1, 0)]);
        check(&[&[1, 5, 3]], &[(0, 1)]);
    }

    #[test]
    fn where_all_is_the_same_each_row_takes_its_own_column() {
        check(&[&[1, 1, 1], &[1, 1, 1], &[1, 1, 1]], &[(0, 0), (1, 1), (2, 2)]);
    }

    #[test]
    fn no_assignment_is_better() {
        let gains: Vec<Vec<i64>> =
            (0..5).map(|row| (0..6).map(|column| (row * 7 + column * column * 3) % 11).collect()).collect();
        let best = |taken: &[(usize, usize)]| taken.iter().map(|&(r, c)| gains[r][c]).sum::<i64>();
        fn all(gains: &[Vec<i64>], row: usize, free: &mut Vec<bool>) -> i64 {
            let Some(here) = gains.get(row) else { return 0 };
            let mut most = 0;
            for column in 0..free.len() {
                if std::mem::replace(&mut free[column], false) {
                    most = most.max(here[column] + all(gains, row + 1, free));
                    free[column] = true;
                }
            }
            most
        }
        let found = maximise(5, 6, |row, column| gains[row][column]);
        assert_eq!(best(&found), all(&gains, 0, &mut vec![true; 6]));
    }

    #[test]
    fn a_node_and_an_entity_with_nothing_in_common_are_no_match() {
        let mut overlaps = Overlaps::default();
        overlaps.add(0, 0, 3000);
        overlaps.add(1, 0, 5000);
        overlaps.add(2, 7, 1);
        assert_eq!(overlaps.assign(), BTreeMap::from([(1, 0), (2, 7)]));
    }
}
