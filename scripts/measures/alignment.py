"""Rows against gold: the sample corpus, line-aligned sets, sentences; a baseline; what the confidence is worth."""
import collections, json, math, pathlib, subprocess, sys, tempfile, time

from measures.common import Score, TOP, lines, shared, table


def alignment(hexapla, misses):
    aligned(hexapla, misses, "corpus/works", "corpus/gold", "")
    aligned(hexapla, misses, "corpus/works-flawed", "corpus/gold/flawed", " of the damaged Works")


def aligned(hexapla, misses, works, golds, what):
    rows, pairs = Score(), collections.defaultdict(Score)
    with tempfile.TemporaryDirectory() as store:
        subprocess.run([hexapla, "build", works, "--store", store + "/s"], cwd=TOP, capture_output=True, check=True)
        status = json.loads(subprocess.run([hexapla, "status", "--store", store + "/s", "--format", "json"], capture_output=True, text=True, check=True).stdout)
        for work in status["works"]:
            shown = json.loads(subprocess.run([hexapla, "show", work["work"], "--store", store + "/s", "--format", "json"],
                                              capture_output=True, text=True, check=True).stdout)
            folder = pathlib.PurePosixPath(next(iter(shown["languages"].values()))["file"]).parent.name
            gold = lines(TOP / golds / folder / "alignment.jsonl")
            languages = sorted(shown["languages"])
            # A block is the gold blocks that its source range meets: normalisation may join or split lines.
            spans = {l: sorted((s, e, i) for i, row in enumerate(gold) for s, e in row.get(l, [])) for l in languages}

            def meet(language, block):
                return frozenset((language, s) for s, e, _ in spans[language] if s < block["to"] and block["from"] < e)

            want = {frozenset((l, s) for l in languages for s, _ in row.get(l, [])) for row in gold}
            have = set()
            for row in shown["rows"]:
                have.add(frozenset().union(*(meet(l, b) for l in languages for b in row["languages"].get(l, []))))
            have.discard(frozenset())
            rows.add(len(want & have), len(have), len(want))
            if misses:
                text = {l: (TOP / next(v["file"] for k, v in shown["languages"].items() if k == l)).read_bytes() for l in languages}
                for sign, odd in (("missed", want - have), ("wrong ", have - want)):
                    for r in sorted(odd, key=sorted):
                        print(f"  {sign} {folder}: " + " ‖ ".join(f"{l}: {text[l][s:s + 60].decode('utf8', 'ignore')}" for l, s in sorted(r)))
            for i, a in enumerate(languages):
                for b in languages[i + 1:]:
                    two = [{frozenset(x for x in r if x[0] in (a, b)) for r in side} for side in (want, have)]
                    two = [{r for r in side if len({x[0] for x in r}) == 2} for side in two]
                    pairs[(f"{a}-{b}",)].add(len(two[0] & two[1]), len(two[1]), len(two[0]))
    print(f"\nAlignment{what}, whole rows\n\n| | precision | recall | F1 | gold |\n|---|---|---|---|---|\n| rows | " + rows.row() + " |")
    table(f"Alignment{what}, pairs", "pair", pairs)


def sets(hexapla, misses):
    folder = shared("data/align", "score/score_align.py")
    if folder is None: return
    print("\nAlignment of lines, each set one batch\n")
    with tempfile.TemporaryDirectory() as out:
        for one in sorted(p for p in (folder / "data/align").iterdir() if p.is_dir()):
            batch, segments = [], 0
            for gold in sorted(one.rglob("*.gold")):
                align = pathlib.Path(out) / gold.relative_to(folder / "data/align").with_suffix(".align")
                align.parent.mkdir(parents=True, exist_ok=True)
                batch.append(f"{gold.with_suffix('.src')}\t{gold.with_suffix('.tgt')}\t{align}")
                segments += sum(1 for x in (".src", ".tgt") for _ in open(gold.with_suffix(x), "rb"))
            listing = pathlib.Path(out) / "list.tsv"
            listing.write_text("\n".join(batch) + "\n", encoding="utf8")
            began = time.monotonic()
            subprocess.run([hexapla, "align", "--unit", "line", "--format", "pairs", "--batch", listing], check=True)
            took = time.monotonic() - began
            score = subprocess.run([sys.executable, folder / "score/score_align.py", pathlib.Path(out) / one.name, one], capture_output=True, text=True)
            lines = score.stdout.splitlines()
            for line in lines if misses else [l for l in lines if l.startswith(("TOTAL", "BAD"))]:
                print(f"{one.name:14s} {line}   {segments} lines in {took:.1f} s")
            if score.returncode: print(f"{one.name}: an output is no complete alignment")


def gale_church(source, target):
    """Gale & Church 1993: lengths in characters, the ratio that of the two texts; the published priors and variance."""
    shares = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
    penalty = {bead: -math.log(share) for bead, share in shares.items()}
    a, b = [0], [0]
    for ends, lines in ((a, source), (b, target)):
        for line in lines: ends.append(ends[-1] + len(line))
    n, m, ratio = len(source), len(target), (b[-1] or 1) / (a[-1] or 1)
    best = [{} for _ in range(n + 1)]
    best[0][0] = (0.0, None)
    for i in range(n + 1):
        centre = i * m // max(1, n)
        for j in range(max(0, centre - 250), min(m, centre + 250) + 1):
            found = best[i].get(j)
            for (x, y), cost in penalty.items():
                before = best[i - x].get(j - y) if x <= i and y <= j else None
                if before is None or (x == 0 and y == 0): continue
                l1, l2 = a[i] - a[i - x], b[j] - b[j - y]
                mean = (l1 + l2 / ratio) / 2
                z = abs(l1 * ratio - l2) / math.sqrt(6.8 * mean) if mean else 0
                total = before[0] + cost - math.log(max(1e-300, math.erfc(z / math.sqrt(2))))
                if found is None or total < found[0]: found = (total, (x, y))
            if found: best[i][j] = found
    rows, i, j = [], n, m
    while i or j:
        x, y = best[i][j][1]
        rows.append(f"{list(range(i - x, i))}:{list(range(j - y, j))}")
        i, j = i - x, j - y
    return rows[::-1]


def baseline(hexapla, misses):
    """The same sets aligned by lengths alone."""
    folder = shared("data/align", "score/score_align.py")
    if folder is None: return
    print("\nThe same lines by lengths alone (Gale & Church)\n")
    with tempfile.TemporaryDirectory() as out:
        for one in sorted(p for p in (folder / "data/align").iterdir() if p.is_dir()):
            _, pairs = batch_of(one, pathlib.Path(out), ".align")
            for gold, align in pairs:
                sides = [gold.with_suffix(x).read_text(encoding="utf8").splitlines() for x in (".src", ".tgt")]
                align.write_text("\n".join(gale_church(*sides)) + "\n", encoding="utf8")
            score = subprocess.run([sys.executable, folder / "score/score_align.py", pathlib.Path(out) / one.name, one], capture_output=True, text=True)
            for line in score.stdout.splitlines():
                if misses or line.startswith(("TOTAL", "BAD")): print(f"{one.name:14s} {line}")


def batch_of(folder, out, extension):
    """A batch list of a gold set, and the gold files with the outputs."""
    pairs, listing = [], []
    for gold in sorted(folder.rglob("*.gold")):
        align = out / folder.name / gold.relative_to(folder).with_suffix(extension)
        align.parent.mkdir(parents=True, exist_ok=True)
        listing.append(f"{gold.with_suffix('.src')}\t{gold.with_suffix('.tgt')}\t{align}")
        pairs.append((gold, align))
    path = out / (folder.name + ".tsv")
    path.write_text("\n".join(listing) + "\n", encoding="utf8")
    return path, pairs


def confidence(hexapla, misses):
    """Reliability: rows by confidence, and the share of them that is right."""
    folder = shared("data/align")
    if folder is None: return
    edges = (0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
    literature = ("textberg", "transread")
    kinds = {"official texts": [[] for _ in edges[1:]], "literature": [[] for _ in edges[1:]]}
    with tempfile.TemporaryDirectory() as out:
        for one in sorted(p for p in (folder / "data/align").iterdir() if p.is_dir()):
            listing, pairs = batch_of(one, pathlib.Path(out), ".json")
            subprocess.run([hexapla, "align", "--unit", "line", "--format", "json", "--batch", listing], check=True)
            kind = kinds["literature" if one.name.startswith(literature) else "official texts"]
            for gold, align in pairs:
                want = {line.split(":")[0].replace(" ", "") + ":" + line.split(":")[1].replace(" ", "")
                        for line in gold.read_text(encoding="utf8").split("\n") if line.strip()}
                for row in json.loads(align.read_text(encoding="utf8"))["rows"]:
                    a, b = row["sides"]
                    if not a or not b: continue
                    right = f"{a}:{b}".replace(" ", "") in want
                    place = max(i for i, e in enumerate(edges[:-1]) if row["confidence"] >= e)
                    kind[place].append((row["confidence"], right))
    print("\nConfidence: rows with both sides, their mean confidence, the share that is right\n")
    print("| confidence | official texts: rows | mean | right | literature: rows | mean | right |\n|---|---|---|---|---|---|---|")
    for i in range(len(edges) - 1):
        name = f"{edges[i]} to {min(1, edges[i + 1])}"
        cells = []
        for kind in kinds.values():
            n = len(kind[i])
            cells += [f"{n:,}", f"{sum(c for c, _ in kind[i]) / n:.3f}" if n else "", f"{sum(r for _, r in kind[i]) / n:.3f}" if n else ""]
        print(f"| {name} | " + " | ".join(cells) + " |")


def sentences(hexapla, misses):
    """Where sentences end: the boundaries among the visible characters, white space left out of the comparison. A case
    whose expectation does not have the text's visible characters (it wants the text changed) cannot be compared."""
    folder = shared("data/srx")
    if folder is None: return
    tool = pathlib.Path(hexapla).parent / "tests/analyzers/segmentation/segment_lines"
    if not tool.exists():
        print("\nskipped: the tests are not built")
        return
    cases = [c for path in sorted((folder / "data/srx").rglob("*.jsonl")) for c in lines(path)]
    said = subprocess.run([tool], input="".join(json.dumps({"lang": c["lang"], "text": c["text"]}) + "\n" for c in cases),
                          capture_output=True, text=True, check=True).stdout.splitlines()
    squash = lambda s: "".join(s.split())

    def ends(parts):
        out, at = [], 0
        for p in parts:
            if squash(p):
                at += len(squash(p))
                out.append(at)
        return out

    count = collections.defaultdict(collections.Counter)
    for case, line in zip(cases, said):
        got, want, c = json.loads(line), case["expected"], count[case["lang"]]
        if squash("".join(want)) != squash(case["text"]):
            c["changed"] += 1
            if misses: print(f"  not compared: {case['lang']} {case['name']}")
            continue
        right = ends(got) == ends(want)
        c["right" if right else "wrong"] += 1
        if misses and not right: print(f"  {case['lang']} {case['name']}\n    want {want}\n    got  {got}")
    print("\nSentences: cases whose boundaries are all as expected; `not compared` want another text\n")
    print("| language | right | of | share | not compared |\n|---|---|---|---|---|")
    total = collections.Counter()
    for lang in sorted(count):
        c = count[lang]
        if lang != "ar": total += c
        n = c["right"] + c["wrong"]
        print(f"| {lang} | {c['right']} | {n} | {c['right'] / max(1, n):.3f} | {c['changed']} |")
    n = total["right"] + total["wrong"]
    print(f"| all but ar | {total['right']} | {n} | {total['right'] / max(1, n):.3f} | {total['changed']} |")
