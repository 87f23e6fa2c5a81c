#!/usr/bin/env python3
"""Compare our words for countries with another list; nothing of it is kept.

    python3 tools/check_demonyms.py

npm's `world-countries` (5.1.0) has an English demonym for nearly every country. It stands under the
ODbL, whose share-alike would reach our table, so it is only read here: the script downloads it by
name, looks each demonym up among `tables/country_words.tsv`, and prints how many are found with the
same country. It exits with 1 where fewer than nine in ten of the demonyms of states agree.
"""

import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from make_tables import TABLES, fold  # noqa: E402


def main():
    words, holders = {}, {}
    for line in (TABLES / "country_words.tsv").read_text("utf-8").splitlines():
        if not line.startswith("# "):
            key, _, _, iso3, *_ = line.split("\t")
            words.setdefault(key, set()).add(iso3)
    for line in (TABLES / "countries.tsv").read_text("utf-8").splitlines():
        if not line.startswith("# "):
            cells = line.split("\t")
            holders[cells[0]] = cells[8]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", "world-countries@5.1.0"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        tarfile.open(next(pathlib.Path(folder).glob("*.tgz"))).extractall(folder, filter="data")
        countries = json.loads((pathlib.Path(folder) / "package/countries.json").read_text("utf-8"))
    groups = {"states": [], "dependencies": []}
    for country in countries:
        iso3 = {"UNK": "KOS"}.get(country["cca3"], country["cca3"])
        demonym = (country["demonyms"].get("eng") or {}).get("m", "")
        if demonym and iso3 in holders:
            found = words.get(fold(demonym), set())
            groups["dependencies" if holders[iso3] else "states"].append((demonym, iso3, found))
    share = {}
    for name, rows in groups.items():
        same = sum(iso3 in found for _, iso3, found in rows)
        share[name] = same / len(rows)
        print(f"{name}: {same} of {len(rows)} demonyms agree ({share[name]:.1%})")
        for demonym, iso3, found in rows:
            if iso3 not in found:
                print(f"  {demonym} {iso3}: " + (f"ours says {', '.join(sorted(found))}" if found else "not among our words"))
    return 0 if share["states"] >= 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
