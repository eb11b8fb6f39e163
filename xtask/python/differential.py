"""Compares the domain crate with two other implementations of the codice fiscale.

usage: differential.py COUNT PATH_OF_THE_EXAMPLE

COUNT invented people: each is encoded by both sides, and one text made from the code (the code, an
omocodic form, a slip, a disguise, nonsense, a provisional code) is judged by all three. Each
disagreement must belong to a class with a condition of its own; docs/codice-fiscale.md says who is
right. Exits with 1 if one does not. The seed is fixed: two runs ask the same.
"""

import collections
import concurrent.futures
import datetime
import random
import string
import subprocess
import sys
import unicodedata

from codicefiscale import codicefiscale as pcf
from codicefiscale.data import get_names_data
from slugify import slugify
from stdnum.it import codicefiscale as stdnum

CHUNK = 10_000
SEP = "\x1f"
TODAY = datetime.date.today()
OMOCODIC = "LMNPQRSTUV"
DIGITS = [6, 7, 9, 10, 12, 13, 14]
LETTERS = string.ascii_uppercase
NAMES = get_names_data()
CODES = pcf._get_data()["codes"]
PLACES = [code for code in CODES if code != "ND"]
# Half of its time goes into listing 128 forms that a verdict does not need; the real function is
# compared on one code in a hundred.
FORMS = pcf._get_omocodes
pcf._get_omocodes = lambda code: []

SYLLABLES = "ba ca de fi go lu ma ne pi ro sa te va zo ghi sci gno que stra bru cci llo rri tto nza".split()
FOREIGN = "Müller Größ Jürgen Łęcki Đorđević Øster Ångström Ñandú Șerban Þór Dvořák Çelik Ünal Öz Həsən " \
    "Ŋuma Æbel Œuvre Citroën Nguyễn Żak Иванов 王 Παππάς O’Brien D'Angiò".split() + ["De la Cruz", "van 't Hoff"]
# Written out where the domain and the package spell a letter in two ways.
SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ŋ": "n", "ə": "e"}
DISGUISES = [
    lambda c: c.lower(),
    lambda c: " ".join([c[:3], c[3:6], c[6:11], c[11:15], c[15:]]),
    lambda c: "-".join([c[:6], c[6:11], c[11:]]),
    lambda c: f"\t{c[:6]}\t{c[6:]} ",
    lambda c: c[:6] + random.choice(".:/_,;") + c[6:],
    lambda c: c.replace("S", "ſ").replace("I", "ı"),
    lambda c: "".join(chr(ord(x) + 0xFEE0) if x in string.digits else x for x in c),
    lambda c: "".join(chr(ord(x) + 0xFEE0) for x in c),
    lambda c: c[:6] + random.choice("\u2013\u00a0\u200b\u2212") + c[6:],
    lambda c: c + random.choice("!?\u0000\u0301"),
]


def invent_person(rng):
    def made_up():
        text = "".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))).capitalize()
        text = text[:-1] + {"a": "à", "e": "è", "i": "ì", "o": "ò", "u": "ù"}.get(text[-1], text[-1]) \
            if rng.random() < 0.1 else text
        prefix = rng.choice(["De ", "D'", "Lo ", "Dell'", "Di "]) if rng.random() < 0.1 else ""
        return prefix + text

    def any_text(usual):
        chance = rng.random()
        if chance < 0.06:
            return rng.choice(FOREIGN)
        if chance < 0.08:
            return "".join(rng.choices(LETTERS + "aeiouàé ", k=rng.randint(1, 6)))
        return usual()

    sex = rng.choice("MF")
    born = datetime.date(1906, 1, 1) + datetime.timedelta(days=rng.randrange((TODAY.year - 1906) * 365))
    name = any_text(lambda: " ".join(rng.sample(NAMES[sex], k=1 if rng.random() < 0.8 else 2)))
    place = rng.choice(PLACES) if rng.random() < 0.97 else f"{rng.choice(LETTERS)}{rng.randrange(1000):03}"
    return any_text(made_up), name, born, sex, place


def invent_text(rng, code):
    """A text to judge, most of them made from a valid code."""
    chance = rng.random()
    if chance < 0.35:
        return code
    if chance < 0.55:
        return omocode(rng, code)
    if chance < 0.85:  # one or two slips, in half of them with a check character that follows
        for _ in range(1 if chance < 0.75 else 2):
            at = rng.randrange(16)
            code = code[:at] + rng.choice(LETTERS + string.digits) + code[at + 1:]
        return code if rng.random() < 0.5 else checked(code)
    if chance < 0.92:
        return rng.choice(DISGUISES)(code)
    if chance < 0.95:  # any date at all
        number = f"{rng.randrange(100):02}{rng.choice(LETTERS)}{rng.randrange(100):02}"
        return checked(code[:6] + number + code[11:])
    if chance < 0.98:
        return provisional(rng)
    return "".join(rng.choices(LETTERS + string.digits, k=rng.choice([10, 11, 12, 15, 16, 17])))


def checked(code):
    return code[:15] + stdnum.calc_check_digit(code[:15])


def omocode(rng, code):
    letters = list(code)
    for at in rng.sample(DIGITS, k=rng.randint(1, 7)):
        letters[at] = OMOCODIC[int(letters[at])]
    return checked("".join(letters))


def provisional(rng):
    digits = [rng.randrange(10) for _ in range(10)]
    total = sum(digits[::2]) + sum(d * 2 - 9 * (d > 4) for d in digits[1::2])
    last = (10 - total % 10) % 10 if rng.random() < 0.7 else rng.randrange(10)
    return "".join(map(str, digits + [last]))


def pcf_encode(surname, name, born, sex, place):
    head = pcf.encode_lastname(surname) + pcf.encode_firstname(name)
    head += pcf.encode_birthdate(born.isoformat(), sex) + place
    return head + pcf.encode_cin(head)


def accepts(function, text):
    try:
        return function(text)
    except Exception:  # whatever it raises, it does not accept
        return None


def explain_encode(person, ours, theirs):
    surname, name = (unicodedata.normalize("NFC", text).lower() for text in person[:2])
    letters = [c for c in surname + name if c.isalpha()]
    if ours == "error":
        if any("LATIN" not in unicodedata.name(c) for c in letters):
            return "E1 another alphabet: refused by us, guessed by python-codicefiscale"
        if not any(map(str.isalpha, surname)) or not any(map(str.isalpha, name)):
            return "E2 no letters: refused by us, XXX by python-codicefiscale"
        return None
    spelled = [text.translate(str.maketrans(SPELLED)) for text in (surname, name)]
    if pcf_encode(*spelled, *person[2:]) == ours != theirs:
        umlaut = set("äöü") & set(surname + name)
        return "E3 umlaut not expanded by python-codicefiscale" if umlaut \
            else "E4 Ə or Ŋ spelled otherwise by python-codicefiscale"
    return None


def explain_verdict(text, ours, theirs, package, ask):
    """The class of a disagreement on whether `text` is valid."""
    valid = ours[0] in ("ok", "provisional")
    if ours[0] == "provisional":
        if package == "python-codicefiscale":
            return "V1 provisional codes unknown to python-codicefiscale"
        digits = stdnum.compact(text)
        office = int(digits[7:10])
        if int(digits[:7]) == 0 or not (1 <= office <= 100 or office in (120, 121, 888, 999)):
            return "V2 python-stdnum holds provisional codes to the offices of VAT numbers"
    elif valid and package == "python-codicefiscale":
        code, place = ours[1], ours[3]
        if place not in CODES:
            return "V3 place unknown: refused by python-codicefiscale, doubted by us"
        dates = [datetime.datetime.fromisoformat(date) for date in ours[4].split(",")]
        if all(pcf._get_birthplace(place, date) is None for date in dates):
            return "V4 place ceased at that date: refused by python-codicefiscale, doubted by us"
    elif valid and any(c in "\t" for c in text.strip()):
        return "V5 tabs inside: not dropped by python-stdnum"
    elif not valid and ours[1] == "alphabet":
        cleaned = slugify(text).replace("-", "").upper() if package == "python-codicefiscale" \
            else stdnum.compact(text)
        if ask("P" + SEP + cleaned)[0] == "ok":
            return f"V6 other characters dropped or converted by {package}"
    elif not valid and ours[1] == "impossible_date" and package == "python-stdnum":
        digits = stdnum.compact(text)[9:11]
        if sum(stdnum._date_digits[d] * w for d, w in zip(digits, (10, 1))) > 80:
            return "V7 days 81 to 99 taken modulo 40 by python-stdnum"
    return None


def explain_date(date, candidates):
    if date > TODAY:
        return "D1 a day still to come this year chosen by python-codicefiscale"
    if (TODAY - date).days > 120 * 365.25:
        return "D2 more than 120 years chosen by python-codicefiscale"
    return None


def explain_place(place, date):
    date = date.isoformat()
    alive = [p for p in CODES[place]
             if p["date_created"][:10] <= date and (not p["date_deleted"] or date <= p["date_deleted"][:10])]
    if not alive:
        return "L1 date outside all periods of the archive: another period chosen"
    if len(alive) > 1:
        return "L2 periods of two names overlap in the archive"
    return None


class Examination:
    def __init__(self, number, example):
        self.rng = random.Random(number)
        random.seed(number)
        self.child = subprocess.Popen(
            [example, TODAY.isoformat()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.counts, self.classes, self.examples = (
            collections.Counter(), collections.Counter(), {})

    def ask(self, question):
        self.child.stdin.write(question + "\n")
        self.child.stdin.flush()
        return self.child.stdout.readline().rstrip("\n").split(SEP)

    def note(self, kind, question, ours, theirs):
        kind = kind or "UNEXPLAINED"
        self.classes[kind] += 1
        self.examples.setdefault(kind, f"{question!r}: ours {ours!r}, theirs {theirs!r}")

    def person(self):
        person = invent_person(self.rng)
        surname, name, born, sex, place = person
        ours = self.ask(SEP.join(["E", surname, name, born.isoformat(), sex, place]))[0]
        theirs = pcf_encode(*person)
        self.counts["people encoded"] += 1
        if ours != theirs:
            self.note(explain_encode(person, ours, theirs), person, ours, theirs)
        self.text(invent_text(self.rng, theirs))

    def text(self, text):
        ours = self.ask("P" + SEP + text)
        valid = ours[0] in ("ok", "provisional")
        self.counts["texts judged"] += 1
        self.counts["texts valid"] += valid
        decoded = accepts(pcf.decode, text)
        verdicts = {"python-codicefiscale": decoded, "python-stdnum": accepts(stdnum.validate, text)}
        for package, verdict in verdicts.items():
            if valid != (verdict is not None):
                self.note(explain_verdict(text, ours, verdict, package, self.ask), text, ours, verdict)
        if ours[0] == "ok":
            self.contents(text, ours, decoded, verdicts["python-stdnum"] is not None)

    def contents(self, text, ours, decoded, in_stdnum):
        _, code, sex, place, dates = ours
        dates = [datetime.date.fromisoformat(date) for date in dates.split(",")]
        if decoded:
            self.counts["contents compared with python-codicefiscale"] += 1
            date = decoded["birthdate"].date()
            if decoded["gender"] != sex or decoded["birthplace"]["code"] != place:
                self.note(None, text, ours, decoded)
            if date not in dates:
                self.note(explain_date(date, dates), text, ours, date)
            elif not place.startswith("Z"):
                self.place(place, date, decoded["birthplace"])
            if self.rng.random() < 0.01:
                self.forms(code)
        if in_stdnum:
            self.counts["contents compared with python-stdnum"] += 1
            if accepts(stdnum.get_birth_date, text) not in dates:
                self.note(None, text, ours, accepts(stdnum.get_birth_date, text))
            gender = accepts(stdnum.get_gender, text)
            if gender != sex:
                written = any(c in OMOCODIC for c in code[9:11])
                kind = "S1 sex not read from omocodic days by python-stdnum" if written else None
                self.note(kind, text, sex, gender)

    def place(self, place, date, theirs):
        name, province = self.ask(SEP.join(["L", place, date.isoformat()]))
        same = slugify(name) == slugify(theirs["name"]) and province == theirs["province"]
        self.counts["places compared"] += 1
        if not same:
            corrected = theirs["name"] == "San Floriano Del Collio-Å Teverjan"
            kind = "L3 misspelled name mended by us" if corrected else explain_place(place, date)
            self.note(kind, (place, date), (name, province), theirs)

    def forms(self, code):
        self.counts["codes whose 128 forms were compared"] += 1
        ours, theirs = self.ask("O" + SEP + code), FORMS(code)
        if sorted(ours) != sorted(theirs) or ours[0] != theirs[0]:
            self.note(None, code, ours, theirs)


def examine(number, count, example):
    examination = Examination(number, example)
    for _ in range(count):
        examination.person()
    examination.child.stdin.close()
    examination.child.wait()
    return examination.counts, examination.classes, examination.examples


def main(count, example):
    chunks = [min(CHUNK, count - start) for start in range(0, count, CHUNK)]
    counts, classes, examples = collections.Counter(), collections.Counter(), {}
    with concurrent.futures.ProcessPoolExecutor() as pool:
        results = pool.map(examine, range(len(chunks)), chunks, [example] * len(chunks))
        for done, (some_counts, some_classes, some_examples) in enumerate(results, start=1):
            counts += some_counts
            classes += some_classes
            examples = some_examples | examples
            print(f"\r{sum(chunks[:done]):,} of {count:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for what, number in counts.items():
        print(f"{number:>12,}  {what}")
    print("Disagreements by class:")
    for kind, number in sorted(classes.items()):
        print(f"{number:>12,}  {kind}\n{'':14}{examples[kind]}")
    unexplained = classes["UNEXPLAINED"]
    print(f"{unexplained} unexplained")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
