"""Running text of the line-aligned sets of ../shared/data/align, as plain text files for bench_normalize: a folder a
language with one paragraph a line, and one with lines wrapped at 76 columns, as a mail or a fixed-width page has them.

usage: running_text.py FOLDER     writes FOLDER/LANG and FOLDER/LANG-wrapped; nothing where the sets are not there
"""
import pathlib, sys, unicodedata

SETS = ("udhr", "sdgtext_p", "cc4_p")
SIDES = {"ar": ("en-ar", "tgt"), "en": ("en-fr", "src"), "es": ("en-es", "tgt"), "fr": ("en-fr", "tgt"), "ru": ("en-ru", "tgt"), "zh": ("en-zh", "tgt")}
COLUMNS = 76


def columns(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(paragraph, lang):
    # Chinese is broken anywhere.
    words, space = (list(paragraph), "") if lang == "zh" else (paragraph.split(), " ")
    out, line, width = [], "", 0
    for word in words:
        own = columns(word)
        if line and width + len(space) + own > COLUMNS:
            out.append(line)
            line, width = "", 0
        line, width = (line + space + word, width + len(space) + own) if line else (word, own)
    return "\n".join(out + [line])


def main(folder):
    root = pathlib.Path(__file__).resolve().parents[2].parent / "shared/data/align"
    if not root.is_dir():
        return
    for lang, (pair, side) in SIDES.items():
        for path in sorted(p for s in SETS for p in (root / s / pair).glob("*." + side)):
            # Some of the sets have decomposed letters, which few programs write.
            text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
            paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
            for name, lines in ((lang, paragraphs), (lang + "-wrapped", [wrapped(p, lang) for p in paragraphs])):
                out = pathlib.Path(folder) / name / f"{path.parent.parent.name}-{path.stem}.txt"
                out.parent.mkdir(parents=True, exist_ok=True)
                out.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


main(sys.argv[1])
