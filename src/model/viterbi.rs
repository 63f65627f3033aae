//! The best path of labels through a sentence (first-order Viterbi), and how sure each step of it is.

use super::{Scores, WIDTH};

/// `O`, then `B` and `I` of each kind in the order in which legends list the kinds.
pub const LABELS: usize = 13;

/// A set of labels: bit `i` for label `i`.
pub type LabelSet = u16;

/// Every label.
pub const ANY: LabelSet = (1 << LABELS) - 1;

/// Lower than any path, with room to add to.
pub const NEVER: i32 = i32::MIN / 4;

/// Whether `to` may follow `from`; `from` is [`LABELS`] at the start. An inside label follows only its own kind.
pub fn may_follow(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

/// Scores of neighbouring labels, as the decoder wants them.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// `by_target[to][from]`, [`NEVER`] where [`may_follow`] forbids.
    by_target: [[i32; WIDTH]; LABELS],
    start: [i32; LABELS],
}

impl Transitions {
    /// From `weight(from, to)`, where `from` is [`LABELS`] at the sentence's start.
    pub fn new(weight: impl Fn(usize, usize) -> i32) -> Self {
        let allowed = |from, to| if may_follow(from, to) { weight(from, to) } else { NEVER };
        let mut transitions = Transitions { by_target: [[NEVER; WIDTH]; LABELS], start: [NEVER; LABELS] };
        for to in 0..LABELS {
            transitions.start[to] = allowed(LABELS, to);
            for from in 0..LABELS {
                transitions.by_target[to][from] = allowed(from, to);
            }
        }
        transitions
    }
}

/// Scratch space and result of decoding one sentence.
#[derive(Debug, Default)]
pub struct Decoder {
    best: Vec<[i32; WIDTH]>,
    back: Vec<[u8; LABELS]>,
    path: Vec<u8>,
    after: Vec<[i32; WIDTH]>,
}

impl Decoder {
    /// The best labels for tokens with these scores, each among those `allowed` (all where it is shorter).
    pub fn decode(&mut self, scores: &[Scores], transitions: &Transitions, allowed: &[LabelSet]) -> &[u8] {
        self.best.clear();
        self.back.clear();
        self.path.clear();
        for (i, score) in scores.iter().enumerate() {
            let mut best = [NEVER; WIDTH];
            let mut back = [0; LABELS];
            let set = allowed.get(i).copied().unwrap_or(ANY);
            for to in (0..LABELS).filter(|&to| set & (1 << to) != 0) {
                let (mut top, mut top_from) = (NEVER, 0);
                match i.checked_sub(1).map(|last| &self.best[last]) {
                    None => top = transitions.start[to],
                    Some(last) => {
                        let incoming = &transitions.by_target[to];
                        for from in 0..LABELS {
                            let sum = last[from] + incoming[from];
                            if sum > top {
                                (top, top_from) = (sum, from);
                            }
                        }
                    }
                }
                best[to] = (top + score[to]).max(NEVER);
                back[to] = top_from as u8;
            }
            self.best.push(best);
            self.back.push(back);
        }
        let mut label = self.best.last().map_or(0, |last| {
            (0..LABELS).fold(0, |top, label| if last[label] > last[top] { label } else { top })
        });
        for back in self.back.iter().rev() {
            self.path.push(label as u8);
            label = usize::from(back[label]);
        }
        self.path.reverse();
        &self.path
    }

    /// After [`Decoder::decode`]: for each token, the score of the best path through each label (its max-marginals).
    pub fn marginals(&mut self, scores: &[Scores], transitions: &Transitions) -> &[[i32; WIDTH]] {
        let length = scores.len().min(self.best.len());
        self.after.clear();
        self.after.resize(length, [0; WIDTH]);
        for i in (0..length.saturating_sub(1)).rev() {
            let mut after = [NEVER; WIDTH];
            for (to, incoming) in transitions.by_target.iter().enumerate() {
                // A label the decoder was not allowed has `best` at NEVER, and so has every path through it.
                if self.best[i + 1][to] <= NEVER {
                    continue;
                }
                let onward = self.after[i + 1][to] + scores[i + 1][to];
                for (after, edge) in after.iter_mut().zip(incoming) {
                    *after = (*after).max(edge + onward);
                }
            }
            self.after[i] = after;
        }
        for (after, best) in self.after.iter_mut().zip(&self.best) {
            for (after, best) in after.iter_mut().zip(best) {
                *after = (*after).max(NEVER) + *best;
                *after = (*after).max(NEVER);
            }
        }
        &self.after
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn legal() -> Transitions {
        Transitions::new(|_, _| 0)
    }

    fn brute_force(scores: &[Scores], transitions: &Transitions) -> i32 {
        fn walk(scores: &[Scores], transitions: &Transitions, last: Option<usize>) -> i32 {
            let Some((first, rest)) = scores.split_first() else { return 0 };
            (0..LABELS)
                .filter(|&to| may_follow(last.unwrap_or(LABELS), to))
                .map(|to| {
                    let edge = last.map_or(transitions.start[to], |from| transitions.by_target[to][from]);
                    edge + first[to] + walk(rest, transitions, Some(to))
                })
                .max()
                .unwrap_or(0)
        }
        walk(scores, transitions, None)
    }

    fn value(scores: &[Scores], transitions: &Transitions, path: &[u8]) -> i32 {
        let mut last = None;
        path.iter().zip(scores).fold(0, |sum, (&to, scores)| {
            let to = usize::from(to);
            let edge = last.map_or(transitions.start[to], |from| transitions.by_target[to][from]);
            last = Some(to);
            sum + edge + scores[to]
        })
    }

    #[test]
    fn an_inside_label_never_opens_a_name() {
        let mut scores = [[0; WIDTH]; 2];
        scores[0][2] = 100;
        assert_ne!(Decoder::default().decode(&scores, &legal(), &[])[0], 2);
    }

    proptest! {
        #[test]
        fn the_best_path_is_the_best(raw in prop::collection::vec(prop::array::uniform16(-50..50_i32), 1..4)) {
            let transitions = Transitions::new(|from, to| ((from * 7 + to * 3) % 5) as i32);
            let mut decoder = Decoder::default();
            let path = decoder.decode(&raw, &transitions, &[]).to_vec();
            let best = brute_force(&raw, &transitions);
            prop_assert_eq!(value(&raw, &transitions, &path), best);
            for (marginals, &label) in decoder.marginals(&raw, &transitions).iter().zip(&path) {
                prop_assert_eq!(marginals[usize::from(label)], best);
                prop_assert!(marginals[..LABELS].iter().all(|&m| m <= best));
            }
        }
    }
}
