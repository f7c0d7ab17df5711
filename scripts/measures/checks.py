"""What `hexapla check` finds of flaws that are known, and what it says beside them."""
import collections, json, pathlib, re, subprocess, sys, tempfile

from measures.common import LANGUAGES, TOP, lines, one_line, shared, works

FLAWS = {"omitted": {"omitted"}, "merged": {"merged"}, "split": {"split"}, "wrong-date": {"date"}, "wrong-reference": {"reference"},
         "wrong-number": {"number"}, "negation": {"negation"}, "untranslated": {"untranslated"}, "lost-note": {"note-missing"}}


def findings(hexapla, *arguments):
    out = subprocess.run([hexapla, "check", "--format", "jsonl", "--fail-on", "never", *map(str, arguments)], capture_output=True, text=True, cwd=TOP)
    if out.returncode: sys.exit(f"accuracy: check: {out.stderr.strip()}")
    return [json.loads(line) for line in out.stdout.splitlines()]


def check(hexapla, misses):
    """Planted flaws, flawless Works, the Universal Declaration, drops in line-aligned sets; then the mutations."""
    print("\nChecks: planted flaws found with the right code and place, findings on Works without flaws\n")
    planted, found, other = 0, 0, 0
    for folder in sorted((TOP / "corpus/gold/flawed").iterdir()):
        rows = {r["row"]: r for r in lines(folder / "alignment.jsonl")}
        said = findings(hexapla, *sorted((TOP / "corpus/works-flawed" / folder.name).iterdir()))
        used = set()
        for flaw in lines(folder / "flaws.jsonl"):
            planted += 1
            def here(f):
                if f["code"] not in FLAWS[flaw["flaw"]] or flaw["lang"] not in f["languages"]: return False
                for p in f["places"]:
                    if p["lang"] == flaw["lang"] and "start" in flaw and p["role"] == "differs":
                        if p["from"] < flaw["end"] and flaw["start"] < p["to"]: return True
                    elif p["lang"] != flaw["lang"] and p["role"] != "gap":
                        if any(p["from"] < e and s < p["to"] for s, e in rows[flaw["row"]].get(p["lang"], [])): return True
                return False
            hits = [i for i, f in enumerate(said) if here(f)]
            found += bool(hits)
            used.update(hits)
            if misses and not hits: print(f"  missed {folder.name} {flaw}")
        other += len(said) - len(used)
        if misses:
            for i, f in enumerate(said):
                if i not in used: print(f"  other  {folder.name} row {f['row']} {f['code']} {f['languages']}: {f['message']}")
    print(f"planted flaws: {found} of {planted} found; findings beside them: {other}")
    with tempfile.TemporaryDirectory() as store:
        subprocess.run([hexapla, "build", "corpus/works", "--store", store + "/s"], cwd=TOP, capture_output=True, check=True)
        rows = json.loads(subprocess.run([hexapla, "check", "--store", store + "/s", "--format", "json", "--fail-on", "never"], capture_output=True, text=True, check=True).stdout)
        n = len(rows["findings"])
        print(f"Works without planted flaws: {n} findings in {rows['rows']} rows, {100 * n / rows['rows']:.2f} in 100")
        if misses:
            for f in rows["findings"]: print(f"  {f['work']} row {f['row']} {f['code']} {f['languages']}: {f['message']}")
    udhr = TOP / "build/udhr"
    if udhr.is_dir():
        said = findings(hexapla, *sorted(udhr.glob("*.txt")))
        print(f"Universal Declaration (scripts/fetch-udhr): {len(said)} findings")
        for f in said: print(f"  row {f['row']} {f['code']} {f['languages']}: {f['message']}")
    else:
        print("Universal Declaration: skipped, run scripts/fetch-udhr first")
    folder = shared("data/align")
    if folder is not None:
        for name in ("sdgtext_p", "cc4_p"): dropped(hexapla, folder / "data/align" / name, misses)
    print("\nChecks: mutations (scripts/check-mutations)\n")
    subprocess.run([sys.executable, TOP / "scripts/check-mutations", "--hexapla", hexapla] + (["--misses"] if misses else []), check=True)


def dropped(hexapla, folder, misses):
    """Lines that have no counterpart in the gold alignment against findings `omitted` and `added`."""
    golds = sorted(folder.rglob("*.gold"))
    want, said = set(), set()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv", encoding="utf8") as batch:
        batch.write("".join(f"{g.with_suffix('.src')}\t{g.with_suffix('.tgt')}\n" for g in golds))
        batch.flush()
        for f in findings(hexapla, "--unit", "line", "--only", "omitted,added", "--batch", batch.name):
            for p in f["places"]:
                if p["role"] == "gap": continue
                said.add((p["file"], pathlib.Path(p["file"]).read_bytes().count(b"\n", 0, p["from"])))
    for gold in golds:
        for line in gold.read_text(encoding="utf8").splitlines():
            sides = [json.loads(side) for side in line.split(":")]
            for mine, other, suffix in ((0, 1, ".src"), (1, 0, ".tgt")):
                if not sides[other]: want |= {(str(gold.with_suffix(suffix)), i) for i in sides[mine]}
    right = len(want & said)
    print(f"dropped lines of {folder.name}: precision {right / max(1, len(said)):.3f}, recall {right / max(1, len(want)):.3f}, {len(want)} in the gold")
    if misses:
        for sign, odd in (("missed", want - said), ("wrong ", said - want)):
            for file, i in sorted(odd): print(f"  {sign} {'/'.join(pathlib.Path(file).parts[-2:])}:{i}")


def divided(text, language, random_):
    """The text in two at a mark or a space near its middle, or None."""
    marks = [m.end() for m in re.finditer(r"[;,:.،؛]\s|[，。；：、]", text) if 0.25 < m.end() / len(text) < 0.75]
    if not marks: marks = [len(text) // 2] if language == "zh" else [m.start() for m in re.finditer(" ", text) if 0.3 < m.start() / len(text) < 0.7]
    if not marks or len(text) < (12 if language == "zh" else 24): return None
    at = random_.choice(marks)
    parts = [text[:at].strip(), text[at:].strip()]
    return parts if all(parts) else None


def damaged(rows, languages, random_):
    """Rows of two languages with 3 in 100 left out on one side, 6 merged with the next, 8 divided."""
    out, rows = [], list(rows)
    while rows:
        sides, chance, k = rows.pop(0), random_.random(), random_.randrange(2)
        if all(sides) and chance < 0.03: sides = (sides[0], []) if k else ([], sides[1])
        elif all(sides) and chance < 0.09 and rows and all(rows[0]):
            sides = [a + b for a, b in zip(sides, rows.pop(0))]
            sides[k] = [("" if languages[k] == "zh" else " ").join(sides[k])]
        elif [len(side) for side in sides] == [1, 1] and chance < 0.17:
            parts = divided(sides[k][0], languages[k], random_)
            if parts: sides = [parts if i == k else side for i, side in enumerate(sides)]
        out.append(sides)
    return out


def drops(hexapla, misses):
    """Lines left out, merged and divided by ourselves, with two seeds: found among what `check` calls omitted or added."""
    import itertools, random
    print("\nLines dropped by this script, beside merged and divided ones\n")
    sets = collections.defaultdict(list)  # name: languages, document, rows of two lists of texts
    for work in works(TOP / "corpus/gold"):
        texts = {p.stem: p.read_bytes() for p in (TOP / "corpus/works" / work.name).iterdir() if p.stem in LANGUAGES}
        rows = lines(work / "alignment.jsonl")
        for pair in itertools.combinations(sorted(texts), 2):
            sides = [[[one_line(texts[l][a:b].decode()) for a, b in r.get(l, [])] for l in pair] for r in rows]
            sets["sample corpus"].append((pair, work.name, [s for s in sides if any(s)]))
    folder = shared("data/align/udhr", "data/sdg6/sdg6.json")
    if folder is not None:
        goals = json.loads((folder / "data/sdg6/sdg6.json").read_text(encoding="utf8"))
        for pair in itertools.combinations(LANGUAGES, 2):
            for n in range(3):
                sets["goals and indicators"].append((pair, f"part{n}", [[[one_line(t[l])] for l in pair] for t in list(goals.values())[n::3]]))
        for gold in sorted((folder / "data/align/udhr").rglob("*.gold")):
            texts = [gold.with_suffix(x).read_text(encoding="utf8").split("\n") for x in (".src", ".tgt")]
            rows = [[[text[i] for i in json.loads(side)] for text, side in zip(texts, line.split(":"))] for line in gold.read_text(encoding="utf8").splitlines()]
            sets["Universal Declaration"].append((gold.parent.name.split("-"), gold.stem, rows))
    for name, documents in sets.items():
        for seed in (7, 11):
            random_ = random.Random(seed)
            with tempfile.TemporaryDirectory() as out:
                place = pathlib.Path(out) / f"{name}, seed {seed}"
                for pair, document, rows in documents:
                    (place / "-".join(pair)).mkdir(parents=True, exist_ok=True)
                    base, texts, gold = place / "-".join(pair) / document, ([], []), []
                    for sides in damaged(rows, pair, random_):
                        gold.append(":".join(str(list(range(len(t), len(t) + len(s)))) for t, s in zip(texts, sides)))
                        for t, s in zip(texts, sides): t += s
                    for suffix, content in ((".src", texts[0]), (".tgt", texts[1]), (".gold", gold)):
                        base.with_name(document + suffix).write_text("".join(line + "\n" for line in content), encoding="utf8")
                dropped(hexapla, place, misses)
