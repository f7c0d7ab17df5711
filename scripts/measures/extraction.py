"""References, times and deadlines against the gold of the sample corpus, and dates and seeds of the shared data."""
import collections, json, pathlib, re, subprocess, sys, tempfile

from measures.common import LANGUAGES, Score, TOP, document, extract, lines, shared, squashed, table, works


def annotation_scores(hexapla, kind, key, identity, misses, only=None):
    """Scores by key(record); records are equal when identity(record) is."""
    scores = collections.defaultdict(Score)
    name = "references" if kind == "reference" else "times"
    for folder in works(TOP / "corpus/gold"):
        gold = collections.defaultdict(list)
        for record in lines(folder / f"{name}.jsonl"):
            if only is None or only(record): gold[record["lang"]].append(record)
        for language in LANGUAGES:
            path = document(folder.name, language)
            if path is None: continue
            said = [r for r in extract(hexapla, path) if r["kind"] == kind and (only is None or only(r))]
            want = {identity(r): r for r in gold[language]}
            have = {identity(r): r for r in said}
            for i, r in want.items():
                scores[key(language, r)].add(i in have, 0, 1)
                if misses and i not in have:
                    print(f"  missed {folder.name}/{language} line {r['line']}: {r['quote']!r} {i[2:]}")
            for i, r in have.items():
                scores[key(language, r)].add(0, 1, 0)
                if misses and i not in want:
                    print(f"  wrong  {folder.name}/{language} byte {r['start']}: {r['text']!r} {i[2:]}")
    return scores


def references(hexapla, misses):
    def identity(r):
        return (r["start"], r["end"], r["type"], tuple(r["canonical"]), r.get("pinpoint") or "", r["state"] == "unresolved")
    by_type = annotation_scores(hexapla, "reference", lambda l, r: (l, r["type"]), identity, misses)
    by_language = collections.defaultdict(Score)
    for (language, _), s in by_type.items(): by_language[(language,)].add(s.right, s.said, s.gold)
    table("References", "language | type", by_type)
    table("References by language", "language", by_language)


def times(hexapla, misses):
    def identity(r):
        return (r["start"], r["end"], r["from"], r["to"], r["role"])
    table("Time expressions", "language", annotation_scores(hexapla, "time", lambda l, r: (l,), identity, misses))

    deadlines(hexapla, misses)


def deadlines(hexapla, misses):
    print("\nDeadlines: found is span, interval and role; then how many of those found have the gold's bound, actor, action\n")
    print("| language | precision | recall | F1 | gold | bound | actor | action | all three |\n|---|---|---|---|---|---|---|---|---|")
    total, totals = Score(), collections.Counter()
    for language in LANGUAGES:
        score, count = Score(), collections.Counter()
        for folder in works(TOP / "corpus/gold"):
            path = document(folder.name, language)
            if path is None: continue
            def key(r): return (r["start"], r["end"], r["from"], r["to"])
            gold = {key(r): r for r in lines(folder / "times.jsonl") if r["lang"] == language and r["role"] == "deadline"}
            said = {key(r): r for r in extract(hexapla, path) if r["kind"] == "time" and r["role"] == "deadline"}
            both = gold.keys() & said.keys()
            score.add(len(both), len(said), len(gold))
            for k in sorted(both, key=lambda k: k[0]):
                g, h = gold[k], said[k]
                # The gold tells whom the text names; who follows from the letter's recipients is not in it.
                if h.get("actor_inferred"): h = h | {"actor": None}
                same = {"bound": g.get("bound") == h.get("bound")}
                for field in ("actor", "action"): same[field] = squashed(g.get(field)) == squashed(h.get(field))
                count.update(f for f, s in same.items() if s)
                count["all"] += all(same.values())
                if misses:
                    for field, s in same.items():
                        if not s: print(f"  {field} {folder.name}/{language} line {g['line']} {g['quote']!r}: want {g.get(field)!r}, got {h.get(field)!r}")
        total.add(score.right, score.said, score.gold)
        totals.update(count)
        shares = " | ".join(f"{count[f] / max(1, score.right):.3f}" for f in ("bound", "actor", "action", "all"))
        print(f"| {language} | {score.row()} | {shares} |")
    shares = " | ".join(f"{totals[f] / max(1, total.right):.3f}" for f in ("bound", "actor", "action", "all"))
    print(f"| all | {total.row()} | {shares} |")


def seeds(hexapla, misses):
    folder = shared("seeds", "gold", "score/score_extract.py")
    if folder is None: return
    print("\nReal documents, hand annotation of two of them\n")
    with tempfile.TemporaryDirectory() as out:
        for path in sorted((folder / "seeds").glob("*.txt")):
            jsonl = subprocess.run([hexapla, "extract", "--format", "jsonl", path], capture_output=True, text=True).stdout
            (pathlib.Path(out) / (path.name + ".jsonl")).write_text(jsonl, encoding="utf8")
        gold = folder / "gold"
        print(subprocess.run([sys.executable, folder / "score/score_extract.py", out, gold / "refs.dev.jsonl", gold / "deadlines.dev.jsonl",
                              gold / "traps.dev.jsonl"], capture_output=True, text=True).stdout.rstrip())


# What no official document contains, or what no reader can decide: a pattern over the sentence, and why.
OUT_OF_SCOPE = (
    (r"today|tomorrow|yesterday|\bnow\b|aujourd'hui|maintenant|\bhier\b|\bhoy\b|mañana|\bayer\b", "counted from the day of speaking"),
    (r"(this|next|last|ce|este|dernier|último|prochain|vendredi)\b.*(mai|may|mayo|lundi|monday|lunes)\b|vendredi prochain", "counted from the day of speaking"),
    (r"black friday|vendredi noir|easter|saint patrick|terre|tierra|weekend|كريسماس", "holidays and observances by name"),
    (r"شهر عشرة|mois de 11|^2/2013", "spoken forms, months by number"),
    (r"30 fev|2/29/2019|2019年2月29日", "days that do not exist"),
    (r"https?:|www\.|\.xlsx|^-\d+-$", "file names and addresses"),
    (r"\d\d:\d\d", "times of day"),
    (r"\b(0?[1-9]|1[0-2])[/-](0?[1-9]|1[0-2])[/,-]\d{4}|\b\d\d?/\d\d?-\d|2 4 2009|2015\.3\b", "figures whose order or kind is a guess"),
    (r"前2周|first 2 weeks|dos semanas desde", "weeks counted within a year"),
    (r"sometimes before|anytime|through 2014|beginning of 2017", "the open side of a bound, which is told by `bound`"),
)


def intervals_wanted(record):
    """The dated expressions of a test sentence: text, first day, the last days that are right."""
    import calendar, datetime
    day = datetime.timedelta(days=1)
    for d in record.get("dates", []):
        if d.get("start"): yield d["quote"], d["start"], {d.get("end")}
    for e in record.get("expect", []):
        if not e.get("start") or not e.get("end"): continue
        ends = {e["end"], e.get("end_alt")}
        if e["end"] > e["start"] and "range" in e["type"]:
            # The suites end a range before the day that they name, or with the first day of its last year or month;
            # an official document means the whole of it.
            last = datetime.date.fromisoformat(e["end"])
            ends |= {str(last - day), f"{last.year}-12-31", f"{last.year}-{last.month:02}-{calendar.monthrange(last.year, last.month)[1]}"}
            if "Q" in "".join(e["timex"]) or re.search(r"trimest|t1|q3", e["text"]): ends |= {f"{last.year}-{(last.month - 1) // 3 * 3 + 3:02}-{30 + (last.month in (1, 2, 3, 10, 11, 12))}"}
        yield e["text"], e["start"], ends
    values = record.get("values")
    if values and "Holiday" not in record["kind"] and not re.search(r"-(00|02-(29|30)|(04|06|09|11)-31)$", values[0]):
        first = datetime.date.fromisoformat(values[0])
        if len(values) == 2:
            last = datetime.date.fromisoformat(values[1]) - (day if record["interval_end_exclusive"] else 0 * day)
            yield record["input"], values[0], {str(last)}
        elif record["direction"] == ["After"]:
            yield record["input"], values[0], {None}
        else:
            months = {"Month": 1, "Quarter": 3, "Year": 12}.get(record["grain"][0])
            last = first if months is None else datetime.date(first.year + (first.month + months - 1) // 12, (first.month + months - 1) % 12 + 1, 1) - day
            if record["grain"][0] == "Week": last = first + 6 * day
            yield record["input"], values[0], {str(last)}


def dates(hexapla, misses):
    """Is there a record that lies over the dated expression and has its interval?"""
    folder = shared("data/dates/dev.jsonl", "gold/un_phrases.dev.jsonl")
    if folder is None: return
    for title, path in (("Dates of other projects' tests", "data/dates/dev.jsonl"), ("Phrases of official documents", "gold/un_phrases.dev.jsonl")):
        scores, outside = collections.defaultdict(Score), collections.Counter()
        for record in lines(folder / path):
            text = record.get("input") or record["text"]
            out = subprocess.run([hexapla, "extract", "--lang", record["lang"], "--format", "jsonl", "-"], input=text, capture_output=True, text=True)
            said = [r for r in map(json.loads, out.stdout.splitlines()) if r["kind"] == "time"]
            if "Holiday" in record.get("kind", ""): outside["holidays and observances by name"] += 1
            for quote, start, ends in intervals_wanted(record):
                why = next((w for p, w in OUT_OF_SCOPE if "gold" not in path and re.search(p, text, re.I)), None)
                if why:
                    outside[why] += 1
                    continue
                raw, sought = text.lower().encode("utf8"), quote.lower().encode("utf8")
                at = raw.find(sought)
                near = [r for r in said if at < 0 or r["start"] < at + len(sought) and at < r["end"]]
                ok = any(r["from"] == start and r["to"] in ends for r in near)
                scores[(record["lang"],)].add(ok, 0, 1)
                if misses and not ok:
                    print(f"  missed {record['lang']} {text!r}: want {quote!r} {start}..{ends}, got {[(r['text'], r['from'], r['to']) for r in said]}")
        print(f"\n{title}: intervals that come out right\n\n| language | right | of | share |\n|---|---|---|---|")
        for key, s in sorted(scores.items()): print(f"| {key[0]} | {s.right} | {s.gold} | {s.right / s.gold:.3f} |")
        for why, n in sorted(outside.items()): print(f"left out, {n}: {why}")
