#!/usr/bin/env python3
"""Trains the network of the name model: a bidirectional LSTM over word vectors and letters, with a linear-chain CRF.

usage: network.py WORK_DIR [--hidden N] [--epochs N] [--seed N] [--out NAME]

WORK_DIR holds what `coterie-training export` and `vectors.py` wrote; the tensors go to WORK_DIR/NAME.safetensors, from where
`coterie-training pack` takes them. The features are computed by the same Rust code as in the browser, so nothing here knows
letters. Model: Huang, Xu, Yu 2015 (BiLSTM-CRF) with a maxout layer (Goodfellow 2013) over the concatenated embeddings;
partial labels by the likelihood of all paths that a sentence allows (Tsuboi 2008); weights averaged over the last steps
(Polyak 1992). Seeded and single-threaded: the same data give the same bytes on the same machine.
"""
import argparse
import math
import random
import time
from pathlib import Path

import numpy
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

SETS = "voa btc wnut17 crossner redocred gum re3d".split()
# The chance, in a hundred, that a sentence comes in other letters.
LETTERS = {"upper": 5, "title": 3, "title-small": 3, "lower": 3}
LABELS, FIELDS = 13, 8
# Table, rows, width: the order of the slots in src/model/network.rs.
TABLES = [("word", 8192, 32), ("prefix", 4096, 16), ("suffix", 4096, 24), ("shape", 1024, 16), ("class", 39, 16)]
LISTS, LISTS_WIDTH, INNER = 16, 16, 128
DROPOUT, WORD_DROPOUT, RATE, BATCH, NEVER = 0.5, 0.3, 2e-3, 1000, -1e4


def read(path):
    """The sentences of a file: arrays of tokens by FIELDS."""
    data = numpy.fromfile(path, dtype="<u2")
    sentences, at = [], 0
    while at < len(data):
        end = at + 1 + int(data[at]) * FIELDS
        sentences.append(data[at + 1:end].reshape(-1, FIELDS).astype("int64"))
        at = end
    return sentences


class Network(nn.Module):
    def __init__(self, vectors, hidden):
        super().__init__()
        self.vectors = nn.Embedding.from_pretrained(vectors, freeze=True)
        self.tables = nn.ModuleDict({name: nn.Embedding(rows, width) for name, rows, width in TABLES})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        self.lists = nn.Linear(LISTS, LISTS_WIDTH, bias=False)
        width = vectors.shape[1] + sum(width for _, _, width in TABLES) + LISTS_WIDTH
        self.inner = nn.Linear(width, 2 * INNER)
        self.lstm = nn.LSTM(INNER, hidden, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * hidden, LABELS)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, slots, lengths):
        """Label scores, batch by tokens by LABELS."""
        vector, *rows, lists = slots.unbind(-1)
        bits = ((lists[..., None] >> torch.arange(LISTS)) & 1).float()
        parts = [table(row) for table, row in zip(self.tables.values(), rows)]
        if self.training:
            # Now and then a word is known by its letters and its vector only, as a new one is.
            parts[0] = parts[0] * (torch.rand(vector.shape) > WORD_DROPOUT)[..., None]
        both = self.inner(torch.cat([self.vectors(vector), *parts, self.lists(bits)], -1))
        inner = self.drop(torch.maximum(*both.chunk(2, -1)))
        packed = pack_padded_sequence(inner, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.out(self.drop(states))


def forbidden():
    """NEVER where a label may not follow another, and where it may not begin a sentence."""
    pairs, start = torch.zeros(LABELS, LABELS), torch.zeros(LABELS)
    for inside in range(2, LABELS, 2):
        pairs[[i for i in range(LABELS) if i not in (inside - 1, inside)], inside] = NEVER
        start[inside] = NEVER
    return pairs, start


PAIRS, START = forbidden()
ALLOWED = torch.tensor([[labels >> label & 1 for label in range(LABELS)] for labels in range(1 << LABELS)]).bool()


def log_sum(scores, mask, transitions):
    """The logarithm of the summed weight of all paths, a number a sentence."""
    total = scores[:, 0] + START
    for t in range(1, scores.shape[1]):
        step = torch.logsumexp(total[:, :, None] + transitions, 1) + scores[:, t]
        total = torch.where(mask[:, t, None], step, total)
    return torch.logsumexp(total, -1)


def loss_of(network, sentences):
    """Mean negative log-likelihood a token of the paths that the sentences allow."""
    lengths = torch.tensor([len(s) for s in sentences])
    padded = nn.utils.rnn.pad_sequence([torch.from_numpy(s) for s in sentences], batch_first=True)
    slots, allowed = padded[..., :-1], padded[..., -1]
    mask = torch.arange(padded.shape[1])[None] < lengths[:, None]
    scores = network(slots, lengths)
    transitions = network.transitions + PAIRS
    only = scores.masked_fill(~ALLOWED[allowed] & mask[..., None], NEVER)
    return (log_sum(scores, mask, transitions) - log_sum(only, mask, transitions)).sum() / mask.sum()


def batches(lengths, chance):
    """Indices of sentences of like length, about BATCH tokens together, in random order."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    found = []
    for at in range(0, len(order), 2000):
        batch, longest = [], 0
        for index in sorted(order[at:at + 2000], key=lambda i: lengths[i]):
            longest = max(longest, lengths[index])
            if batch and (len(batch) + 1) * longest > BATCH:
                found.append(batch)
                batch, longest = [], lengths[index]
            batch.append(index)
        found.append(batch)
    chance.shuffle(found)
    return found


def train(work, hidden, epochs, seed, each_epoch=lambda network: None):
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.manual_seed(seed)
    chance = random.Random(seed)
    sentences = {letters: [s for name in SETS for s in read(work / f"{name}.{letters}.bin")] for letters in ("own", *LETTERS)}
    lengths = [len(sentence) for sentence in sentences["own"]]
    network = Network(torch.from_numpy(numpy.load(work / "vectors.npy")), hidden)
    optimiser = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=RATE, weight_decay=0.01, betas=(0.9, 0.99))
    average = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    total, step, began, seen = None, 0, time.monotonic(), 0.0
    for epoch in range(epochs):
        order = batches(lengths, chance)
        total = total or len(order) * epochs
        network.train()
        for batch in order:
            step += 1
            letters = chance.choices(["own", *LETTERS], [100 - sum(LETTERS.values()), *LETTERS.values()], k=len(batch))
            loss = loss_of(network, [sentences[way][index] for way, index in zip(letters, batch)])
            for group in optimiser.param_groups:
                group["lr"] = RATE * min(1, step / 300) * (0.02 + 0.49 * (1 + math.cos(math.pi * min(1, step / total))))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            seen += (loss.item() - seen) * max(0.01, 1 / step)
            if step % 10 == 0:
                # Over the last tenth of the steps so far.
                keep = 1 - 1 / max(1, min(step // 10, step // 100))
                for name, tensor in network.state_dict().items():
                    average[name].mul_(keep).add_(tensor, alpha=1 - keep)
        print(f"epoch {epoch + 1} of {epochs}: loss {seen:.4f}, {time.monotonic() - began:.0f} s", flush=True)
        each_epoch(average)
    return average


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--hidden", type=int, default=128)
    arguments.add_argument("--epochs", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--out", default="network")
    given = arguments.parse_args()
    weights = train(given.work, given.hidden, given.epochs, given.seed)
    save_file({name: tensor.contiguous() for name, tensor in weights.items()}, given.work / f"{given.out}.safetensors")


if __name__ == "__main__":
    main()
