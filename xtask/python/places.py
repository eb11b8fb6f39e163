"""Builds the place table of the domain crate. Run through `cargo xtask places`.

usage: places.py PACKAGE_DATA_DIR FOREIGN_CSV OUT_DIR

Writes place-names.txt (one name a line, sorted by folded form) and places.bin (little endian):

    u32 names, u32 rows, u32 index entries
    u32 x (names + 1)    offset of each name in place-names.txt, and of its end
    10 bytes x rows      u16 code, u16 name, 2 bytes province, u16 from, u16 to; by code and from
    4 bytes x index      u16 name, u16 row; by name, living places first, then the latest code

A code is letter * 1000 + number. Days count from 1861-03-16; 0 is "unknown", 65535 "still there".
The index has the last row of each name of each code, and the other names that lead to it.
"""

import csv
import datetime
import json
import pathlib
import re
import struct
import sys
import unicodedata

EPOCH = datetime.date(1861, 3, 16)
LIVING = 65535
MAX_LETTERS = 64  # longest name that the domain folds

# Written in lower case inside a name; the package capitalises every word.
SMALL = set(
    "a ad agli ai al alla alle allo con da dal dalla dei degli del della delle dello de' di e ed et "
    "il in la li ne' nei nel nella nelle ob per su sui sul sulla sulle sullo".split()
)
SMALL_ELIDED = ("all'", "d'", "dall'", "dell'", "l'", "nell'", "sull'")
# Faults of the package, and names that follow no rule.
CORRECTIONS = {
    "San Floriano Del Collio-Å Teverjan": "San Floriano del Collio-Števerjan",
    "Sotto Il Monte Giovanni Xxiii": "Sotto il Monte Giovanni XXIII",
    "Sant' Odorico": "Sant'Odorico",
    "Saint-Rhémy-En-Bosses": "Saint-Rhémy-en-Bosses",
    "Champlas-Du-Col": "Champlas-du-Col",
    "Domus De Maria": "Domus de Maria",
}
# Letters that Unicode does not take apart. The domain has a longer list; a test compares.
UNDECOMPOSABLE = {"ß": "SS", "æ": "AE", "ø": "O", "đ": "D", "ł": "L"}


def fold(name):
    """Letters A-Z without accents, umlauts bare: what names are sorted and searched by."""
    name = "".join(UNDECOMPOSABLE.get(c.lower(), c) for c in name)
    letters = unicodedata.normalize("NFKD", name).upper()
    return "".join(c for c in letters if "A" <= c <= "Z")


def capitalise(name):
    if name in CORRECTIONS:
        return CORRECTIONS[name]
    first, *rest = name.split(" ")
    return " ".join([first] + [lower_if_small(word) for word in rest])


def lower_if_small(word):
    lower = word.lower()
    if lower in SMALL:
        return lower
    for prefix in SMALL_ELIDED:
        if lower.startswith(prefix) and len(lower) > len(prefix):
            return prefix + word[len(prefix):]
    return word


def day(text):
    return (datetime.date.fromisoformat(text[:10]) - EPOCH).days


def read_comuni(folder):
    """Rows (code, from, to, name, province) and pairs (code, name) -> other names."""
    rows, others = [], {}
    for entry in json.loads((folder / "municipalities.json").read_text("utf-8")):
        code, name = entry["code"], capitalise(entry["name"])
        if code == "ND":  # never had a code: nobody's codice fiscale holds it
            continue
        to = day(entry["date_deleted"]) if entry["date_deleted"] else LIVING
        rows.append((code, day(entry["date_created"]), to, name, entry["province"]))
        # "Comune Di X-Občina Y" is Y; German names stand alone.
        other = re.sub(r".*-Občina ", "", entry["name_alt"]).rstrip(".")
        if other and fold(other) != fold(name):
            others.setdefault((code, name), set()).add(other)
    return rows, others


def read_foreign(folder, additions):
    rows, others, changes = {}, {}, {}
    for line in csv.reader(additions.read_text("utf-8").splitlines(), delimiter=";"):
        if line and not line[0].startswith("#"):
            code, name, to, also = line
            changes[code] = (name, to, {other for other in also.split("|") if other})
    for file in ("deleted-countries.json", "countries.json"):
        for entry in json.loads((folder / file).read_text("utf-8")):
            created, deleted = entry["date_created"][:10], entry["date_deleted"]
            # 1900 stands for "always": states do not begin on one day.
            since = 0 if created == "1900-01-01" else day(created)
            to = day(deleted) if deleted else LIVING
            rows[entry["code"]] = (since, to, capitalise(entry["name"]))
    for code, (name, to, also) in changes.items():
        since, known_to, known_name = rows.get(code, (0, day(to) if to else LIVING, name))
        rows[code] = (since, known_to, name or known_name)
        others[(code, rows[code][2])] = also
    return [(code, since, to, name, "EE") for code, (since, to, name) in rows.items()], others


def merge(rows):
    """Joins rows of one code that follow each other without any change worth keeping."""
    merged = []
    for row in sorted(rows):
        code, since, to, name, province = row
        last = merged[-1] if merged else None
        follows = last and last[0] == code and last[3:] == (name, province) and last[2] + 1 >= since
        if follows:
            merged[-1] = (code, last[1], max(to, last[2]), name, province)
        else:
            merged.append(row)
    return merged


def index(rows, others, names):
    last_row = {}
    for number, (code, _, to, name, _) in enumerate(rows):
        last_row[(code, name)] = number
    entries = {(names[name], number) for (_, name), number in last_row.items()}
    for pair, also in others.items():
        entries |= {(names[other], last_row[pair]) for other in also}
    return sorted(entries, key=lambda entry: (entry[0], rows[entry[1]][2] != LIVING, -entry[1]))


def pack(rows, entries, ordered, names):
    text = "".join(name + "\n" for name in ordered).encode("utf-8")
    offsets, at = [], 0
    for name in ordered:
        offsets.append(at)
        at += len(name.encode("utf-8")) + 1
    parts = [struct.pack("<III", len(ordered), len(rows), len(entries))]
    parts += [struct.pack("<I", offset) for offset in offsets + [at]]
    for code, since, to, name, province in rows:
        number = (ord(code[0]) - ord("A")) * 1000 + int(code[1:])
        parts.append(struct.pack("<HH2sHH", number, names[name], province.encode(), since, to))
    parts += [struct.pack("<HH", *entry) for entry in entries]
    return text, b"".join(parts)


def main(package, additions, out):
    comuni, other_comuni = read_comuni(package)
    foreign, other_foreign = read_foreign(package, additions)
    rows, others = merge(comuni + foreign), {**other_comuni, **other_foreign}
    every = {row[3] for row in rows}.union(*others.values())
    assert all(0 < len(fold(name)) <= MAX_LETTERS for name in every), "a name is too long"
    ordered = sorted(every, key=lambda name: (fold(name), name))
    names = {name: number for number, name in enumerate(ordered)}
    text, table = pack(rows, index(rows, others, names), ordered, names)
    (out / "place-names.txt").write_bytes(text)
    (out / "places.bin").write_bytes(table)
    print(f"{len(rows)} rows, {len(ordered)} names, {len(text) + len(table)} bytes")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
