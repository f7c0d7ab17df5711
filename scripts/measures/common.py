"""What all measurements share: scores, tables, the sample corpus, the shared data."""
import collections, json, pathlib, subprocess, sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


class Score:
    """True positives, predicted, expected."""

    def __init__(self):
        self.right = self.said = self.gold = 0

    def add(self, right, said, gold):
        self.right += right
        self.said += said
        self.gold += gold

    def row(self):
        p = self.right / self.said if self.said else 1.0
        r = self.right / self.gold if self.gold else 1.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{p:.3f} | {r:.3f} | {f:.3f} | {self.gold}"


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def works(gold):
    return sorted(p.parent for p in gold.glob("*/references.jsonl"))


def document(work, language):
    found = sorted((TOP / "corpus/works" / work).glob(language + ".*"))
    return found[0] if found else None


def extract(hexapla, path):
    out = subprocess.run([hexapla, "extract", "--format", "jsonl", path], capture_output=True, text=True)
    if out.returncode not in (0, 1):
        sys.exit(f"accuracy: {path}: {out.stderr.strip()}")
    return [json.loads(line) for line in out.stdout.splitlines()]


def table(title, heads, scores):
    print(f"\n{title}\n\n| {heads} | precision | recall | F1 | gold |\n|{'---|' * (heads.count('|') + 5)}")
    total = Score()
    for key in sorted(scores):
        s = scores[key]
        total.add(s.right, s.said, s.gold)
        print(f"| {' | '.join(key)} | {s.row()} |")
    print(f"| {' | '.join(['all'] + [''] * heads.count('|'))} | {total.row()} |")


def squashed(text):
    """Texts of a document are compared without regard to line breaks and white space."""
    return "".join((text or "").split())


def shared(*needed):
    """The folder of shared data, or None when it lacks what is needed."""
    folder = TOP.parent / "shared"
    if all((folder / n).exists() for n in needed): return folder
    print("\nskipped: ../shared is not here")
    return None


def mean(trials):
    """Of several trials: the mean over all their queries."""
    total = collections.defaultdict(lambda: [0.0] * 4)
    for t in trials:
        for key, (n, *rates) in t.items():
            for i, value in enumerate([n] + [n * r for r in rates]): total[key][i] += value
    return {key: [n] + [v / n for v in values] for key, (n, *values) in total.items()}


def one_line(text): return " ".join(text.split())
