"""Known-item search across languages, and the words of Arabic."""
import collections, json, pathlib, re, subprocess, sys, tempfile

from measures.common import LANGUAGES, TOP, mean, one_line, shared

KINDS = ("keywords", "sentence", "phrase", "title")


def trial(hexapla, *arguments):
    """{(kind, from, to): [queries, reciprocal rank, success at 1, success at 10]}"""
    program = pathlib.Path(hexapla).parent / "tests/search_trial"
    if not program.exists(): sys.exit(f"accuracy: {program} is not built: run scripts/build")
    out = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if out.returncode: sys.exit(f"accuracy: {out.stderr.strip()}")
    found = {}
    for line in out.stdout.splitlines():
        kind, source, target, *figures = line.split("\t")
        found[kind, source, target] = [float(f) for f in figures]
    return found


def search_summary(title, found):
    def over(kind, wanted):
        cells = [v for (k, a, b), v in found.items() if k == kind and wanted(a, b)]
        if not cells: return "–"
        success, rank = ([v[i] for v in cells] for i in (3, 1))
        return f"{sum(success) / len(success):.3f}, {min(success):.3f}, {sum(rank) / len(rank):.3f}"
    print(f"\n{title}\n\n| query | same language | from English | thirty directions |\n|---|---|---|---|")
    for kind in KINDS:
        cells = [over(kind, w) for w in (lambda a, b: a == b, lambda a, b: a == "en" != b, lambda a, b: a != b)]
        if any(c != "–" for c in cells): print(f"| {kind} | {' | '.join(cells)} |")


def search_matrix(title, found, kind):
    print(f"\n{title}\n\n| from | {' | '.join(LANGUAGES)} |\n|{'---|' * (len(LANGUAGES) + 1)}")
    for a in LANGUAGES:
        cells = (found.get((kind, a, b)) for b in LANGUAGES)
        print(f"| {a} | {' | '.join(f'{c[3]:.3f} ({c[1]:.2f})' if c else '–' for c in cells)} |")


def keyed_file(path, texts):
    path.write_text("".join(f"{key}\t{lang}\t{one_line(text)}\n" for key, by in texts.items() for lang, text in sorted(by.items())), encoding="utf8")


def gold_pairs(folder):
    """(language, language, text, text) of every row of a gold set that has both sides."""
    out = []
    for gold in sorted(folder.rglob("*.gold")):
        languages = gold.parent.name.split("-")
        sides = [gold.with_suffix(x).read_text(encoding="utf8").split("\n") for x in (".src", ".tgt")]
        for line in gold.read_text(encoding="utf8").splitlines():
            numbers = [[int(n) for n in side.split(",") if n.strip()] for side in re.findall(r"\[([\d, ]*)\]", line)]
            if len(numbers) == 2 and all(numbers):
                out.append((*languages, *(one_line(" ".join(side[n] for n in ns)) for side, ns in zip(sides, numbers))))
    return out


def declaration(folder):
    """The Universal Declaration by English line: its one-to-one rows."""
    texts = collections.defaultdict(dict)
    for one in ("ar", "es", "fr", "ru", "zh"):
        pair = folder / f"en-{one}"
        source, target = ((pair / f"udhr{x}").read_text(encoding="utf8").split("\n") for x in (".src", ".tgt"))
        for line in (pair / "udhr.gold").read_text(encoding="utf8").splitlines():
            a, _, b = line.strip("[]").partition("]:[")
            if a.isdigit() and b.isdigit(): texts[f"udhr:{int(a):03d}"].update({"en": source[int(a)], one: target[int(b)]})
    return texts


def halves(texts):
    keys = sorted(texts)
    return [({k: texts[k] for k in keys[i::2]}, {k: texts[k] for k in keys[1 - i::2]}) for i in (0, 1)]


def search(hexapla, misses):
    print("\nSearch. A cell: success at 10, the lowest of its directions, mean reciprocal rank")
    with tempfile.TemporaryDirectory() as store:
        subprocess.run([hexapla, "build", "corpus/works", "--store", store + "/s"], cwd=TOP, capture_output=True, check=True)
        search_summary("Sample corpus, with rows", trial(hexapla, "store", store + "/s"))
    folder = shared("data/align/udhr", "data/sdg6/sdg6.json")
    if folder is None: return
    data = folder / "data"
    goals = json.loads((data / "sdg6/sdg6.json").read_text(encoding="utf8"))
    udhr = declaration(data / "align/udhr")
    licences = gold_pairs(data / "align/cc4_p")
    labels = {}
    if (data / "unbis/topics.json").exists():
        labels = {t["identifier"]: t["labels"] for t in json.loads((data / "unbis/topics.json").read_text(encoding="utf8"))["topics"]}
    for name, texts, others in (("Goals, targets and indicators", goals, licences + gold_pairs(data / "align/udhr")), ("Universal Declaration", udhr, licences)):
        by_rows, plain, taught = [], [], []
        with tempfile.TemporaryDirectory() as scratch:
            place = pathlib.Path(scratch)
            for find, learn in halves(texts):
                keyed_file(place / "find.tsv", find)
                keyed_file(place / "learn.tsv", learn)
                (place / "pairs.tsv").write_text("".join("\t".join(p) + "\n" for p in others), encoding="utf8")
                (place / "labels.tsv").unlink(missing_ok=True)
                by_rows.append(trial(hexapla, "lines", place, "--rows"))
                plain.append(trial(hexapla, "lines", place))
                if labels:
                    keyed_file(place / "labels.tsv", labels)
                    taught.append(trial(hexapla, "lines", place))
        search_summary(f"{name}, with rows", mean(by_rows))
        search_summary(f"{name}, rows withheld, words translated", mean(plain))
        for kind in KINDS[:2]: search_matrix(f"{name}, rows withheld, {kind}: success at 10 (mean reciprocal rank)", mean(plain), kind)
        if not taught: continue
        search_summary(f"{name}, rows withheld, words translated, with a thesaurus", mean(taught))
        for kind in KINDS[:2]: search_matrix(f"{name}, with a thesaurus, {kind}", mean(taught), kind)

ARABIC_WORD = re.compile("[\u0621-\u0652\u0670]+")


def arabic_folded(word):
    word = re.sub("[\u0640\u064b-\u0652\u0670]", "", word)
    return word.translate(str.maketrans("أإآىة", "ااايه"))


class ArabicForms:
    """Other forms of a noun that stands in a text. Rules of grammar, not those of any stemmer; what is no form of this
    noun in these texts (a plural that it does not take) is not made."""

    def __init__(self, texts):
        self.words = {w for t in texts for w in ARABIC_WORD.findall(re.sub("[\u0640\u064b-\u0652\u0670]", "", t))}
        self.definite = {w[2:] for w in self.words if w.startswith("ال")} | {"ل" + w[3:] for w in self.words if w.startswith("للل")}

    def core(self, word):
        """(the noun without article and what is written before it, whether it had an article), or none: only words that
        the texts also have with the article are taken for nouns."""
        for before in ("وال", "فال", "بال", "كال", "ولل", "ال", "لل"):
            if word.startswith(before) and len(word) - len(before) >= 3:
                return word[len(before):], True
        return (word, False) if len(word) >= 4 and word in self.definite and word[0] not in "وفبكل" else None

    def all(self, word):
        found = self.core(word)
        if not found: return {}
        core, definite = found
        out = {"conjunction": ["وال" + core, "فال" + core] if definite else ["و" + core, "ف" + core],
               "preposition": ["بال" + core, "لل" + core if core[0] != "ل" else "ل" + core, "كال" + core] if definite else ["ب" + core, "ل" + core, "ك" + core],
               "article": [core] if definite else ["ال" + core]}
        article = "ال" if definite else ""
        attested = lambda w: w in self.words or "ال" + w in self.words
        if core.endswith("ة"):
            out["pronoun"] = [core[:-1] + p for p in ("تها", "ته", "تهم")]
            if attested(core[:-1] + "ات"): out["number"] = [article + core[:-1] + "ات"]
        elif core.endswith("ات"):
            out["pronoun"] = [core + p for p in ("ها", "ه", "هم")]
            if attested(core[:-2] + "ة"): out["number"] = [article + core[:-2] + "ة"]
        elif core.endswith(("ون", "ين")):
            other = core[:-2] + ("ين" if core.endswith("ون") else "ون")
            if attested(other): out["number"] = [article + other]
        elif core[-1] not in "ياوىء":
            out["pronoun"] = [core + p for p in ("ها", "ه", "هم")]
            if attested(core + "ات"): out["number"] = [article + core + "ات"]
        elif core.endswith("ي") and attested(core + "ة"):
            out["gender"] = [article + core + "ة"]
        if core.endswith("ية") and attested(core[:-1]): out["gender"] = [article + core[:-1]]
        return out


def stemmer(hexapla, misses):
    """Arabic words asked for in another form than the text has them."""
    folder = shared("data/align/udhr", "data/sdg6/sdg6.json", "data/align/cc4_p")
    if folder is None: return
    program = pathlib.Path(hexapla).parent / "tests/stemmer_trial"
    if not program.exists(): sys.exit(f"accuracy: {program} is not built: run scripts/build")
    goals = json.loads((folder / "data/sdg6/sdg6.json").read_text(encoding="utf8"))
    texts = [by["ar"] for by in goals.values() if "ar" in by]
    for path in [folder / "data/align/udhr/en-ar/udhr.tgt", *sorted((folder / "data/align/cc4_p/en-ar").glob("*.tgt"))]:
        texts += path.read_text(encoding="utf8").splitlines()
    texts = list(dict.fromkeys(one_line(t) for t in texts if len(t.split()) >= 4))
    forms = ArabicForms(texts)
    # What a reader would not type: a text's words by the number of texts that have them, the rarest first.
    nouns = [list(dict.fromkeys(w for w in ARABIC_WORD.findall(re.sub("[\u0640\u064b-\u0652\u0670]", "", t)) if forms.core(w))) for t in texts]
    frequency = collections.Counter(forms.core(w)[0] for ws in nouns for w in ws)
    lines_out = [f"text\t{i}\t{t}" for i, t in enumerate(texts)]
    for i, words in enumerate(nouns):
        rare = sorted(words, key=lambda w: frequency[forms.core(w)[0]])
        plain = rare[:3]
        if len(plain) == 3: lines_out.append(f"query\tas in the text\t{i}\t{' '.join(plain)}")
        for kind in ("article", "conjunction", "preposition", "pronoun", "number", "gender"):
            chosen = [w for w in rare if kind in forms.all(w)][:3]
            if len(chosen) < (2 if kind in ("number", "gender") else 3): continue
            other = [forms.all(w)[kind] for w in chosen]
            lines_out.append(f"query\t{kind}\t{i}\t{' '.join(o[(i + k) % len(o)] for k, o in enumerate(other))}")
    families = [l.split() for l in (TOP / "tests/support/arabic-inflections.txt").read_text(encoding="utf8").splitlines() if l and l[0] != "#"]
    token_sets = [{arabic_folded(w) for w in ARABIC_WORD.findall(t)} for t in texts]
    for family in families:
        wanted = {arabic_folded(w) for w in family}
        answers = [str(i) for i, tokens in enumerate(token_sets) if tokens & wanted]
        if not answers: continue
        for word in family: lines_out.append(f"query\tone word of a list, all its forms wanted\t{','.join(answers)}\t{word}")
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "trial.tsv"
        path.write_text("\n".join(lines_out) + "\n", encoding="utf8")
        out = subprocess.run([program, path], capture_output=True, text=True, check=True).stdout
    found = {(k, name): rest for k, name, *rest in (l.split("\t") for l in out.splitlines())}
    systems = list(dict.fromkeys(name for _, name in found))
    print(f"\nArabic inflection: {len(texts)} texts. Success at 10, mean reciprocal rank\n\n| query | queries | {' | '.join(systems)} |\n|{'---|' * (len(systems) + 2)}")
    for kind in dict.fromkeys(k for k, _ in found):
        if "list" in kind: continue
        print(f"| {kind} | {found[kind, systems[0]][0]} | {' | '.join('{2}, {1}'.format(*found[kind, s]) for s in systems)} |")
    print("\nOne word, all texts with any of its forms wanted. Recall, precision\n")
    for kind in dict.fromkeys(k for k, _ in found):
        if "list" in kind: print(f"| {kind} | {found[kind, systems[0]][0]} | {' | '.join('{3}, {4}'.format(*found[kind, s]) for s in systems)} |")
