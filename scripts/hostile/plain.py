"""Plain text and Markdown that a reader could stumble over."""
import random, zlib

from .html import page
from .package import intro, package, zipped


def files(put, fixtures):
    """Millions of whatever a line may begin with, and bytes in no character set."""
    LINE = "The Conference of the Parties took note of the report of the secretariat.\n"

    def text(n, t, ext="txt"):
        put("text-" + n + "." + ext, LINE.encode() + t if isinstance(t, bytes) else LINE + t)

    for n, t in {
        "ff": "\x0c" * 1000000,
        "ff-words": "a\x0c" * 500000,
        "bidi": "\u200f" * 1000000 + "\n",
        "bidi2": "\u202e\u2066a\u2069" * 300000,
        "combining": "e" + "\u0301" * 1000000,
        "combining-only": "\u0301" * 1000000,
        "hangul": "ᄀ" * 1000000,
        "zwj": "\U0001f468\u200d" * 300000,
        "arabic-marks": "ب" + "\u064b\u0651" * 500000,
        "han-ivs": "一\U000e0100" * 300000,
        "nul": "a\x00b\n" * 300000,
        "cr": "line\r" * 500000,
        "mixed-ends": "a\r\nb\rc\n\r\u2028\u2029\x85\x0b" * 100000,
        "longword": "a" * 10000000,
        "longword-han": "一" * 5000000,
        "longword-ar": "ا" * 5000000,
        "notes": "word[1] " * 500000,
        "notes-lines": "".join((f"word[{i}] and\n" for i in range(100000)))
        + "".join((f"[{i}] a note\n" for i in range(100000))),
        "notes-sup": "".join((f"word¹²³ and\n" for i in range(100000))) + "¹ note\n" * 10000,
        "items": "1. \n" * 500000,
        "items2": "".join((f"{i}. Paragraph of the text.\n" for i in range(200000))),
        "items-huge": "".join((f"{2 ** 31 + i}. Paragraph\n" for i in range(50000))),
        "items-long": "1." * 2000000 + " x\n",
        "letters": "(a) x\n(b) y\n" * 200000,
        "roman": "M" * 3000000 + ". x\n",
        "roman2": "".join(("I" * k + ". x\n" for k in range(1, 2000))),
        "hannum": "一" * 2000000 + "、x\n",
        "brackets": "(" * 1000000 + ")" * 1000000,
        "brackets2": "[(" * 500000,
        "quotes": "“‘«" * 500000,
        "pipes": "|a" * 500000 + "\n",
        "pipes-rows": "|a|b|c|d|\n" * 200000,
        "pipes-grow": "".join(("|a" * k + "|\n" for k in range(1, 1500))),
        "tabs": "a\t" * 1000000,
        "tabs-rows": "a\tb\tc\n" * 300000,
        "spaces": " " * 10000000 + "x",
        "spaces-rows": "a      b      c\n" * 200000,
        "spaces-nl": (" " * 1000 + "\n") * 10000,
        "dashes": "-" * 5000000,
        "dashes2": "- " * 2000000,
        "dots": "." * 5000000,
        "leaders": ("Chapter " + "." * 200 + " 12\n") * 50000,
        "underscore": "_" * 3000000,
        "equals": "=" * 3000000,
        "hyphen-ends": "wor-\n" * 500000,
        "hyphen-ends2": "-\n" * 1000000,
        "blank": "\n" * 10000000,
        "onechar": "a\n" * 1000000,
        "upper": "ANNEX I\n" * 300000,
        "refs": "SC-7/1 " * 300000,
        "refs-range": "decisions SC-7/1 to SC-7/99999999, paragraphs 1 to 999999999999 and Articles 1-4000000000, A/RES/1/1-99999999\n"
        * 2000,
        "refs-list": "decisions " + "SC-7/1, " * 300000,
        "refs-rows": "A/" * 2000000,
        "refs-symbol": "UNEP/" + "POPS/" * 500000 + "1",
        "ibid": "[1] Ibid.\n" * 200000,
        "dates": "1 January 2001 " * 200000,
        "dates-range": "1–" * 1000000 + " January 2001",
        "dates-list": "1, " * 500000 + "and 3 January 2001\n",
        "years": "2001/2002/" * 500000,
        "numbers": "9" * 5000000,
        "numbers2": "1," * 3000000,
        "numbers3": "1 000 " * 1000000,
        "arabic-digits": "٣" * 5000000,
        "url": "http://" + "a." * 2000000,
        "urls": "http://a " * 500000,
        "email": "a@" * 1000000,
        "soft": "\xad" * 3000000,
        "zwsp": "a\u200b" * 1000000,
        "bom": "\ufeff" * 1000000,
        "pua": "\ue000" * 1000000,
        "nonchar": "\ufffe\uffff" * 500000,
        "tags": "\U000e0041" * 500000,
        "presform": "\ufefb\ufdfa" * 500000,
        "squared": "㍿㌀" * 500000,
        "ligature": "\ufb03" * 1000000,
        "lt": "<" * 2000000,
        "esc": "\x1b[31m" * 500000,
        "deadline": "shall submit by 1 March 2010 " * 100000,
        "negation": "not " * 1000000,
        "running": "".join(
            (f"UNEP/POPS/COP.3/7\n\nText of page {i} goes on\nhere.\n\n{i}\n\x0c" for i in range(30000))
        ),
        "masthead": "UNITED\nNATIONS\nDistr.: General\n" * 50000,
        "columns": "left text here          right text here\n" * 100000,
        "sentences": "A. B. C. D. " * 500000,
        "abbrev": "No. Mr. e.g. art. " * 300000,
        "quest": "?!" * 2000000,
        "cyr": "ж" * 5000000,
        "ellips": "…" * 2000000,
        "notemarks": "*" * 3000000,
        "daggers": "†" * 1000000,
        "crlfcr": "\r\r\n" * 500000,
        "indent": "".join((" " * (k % 3000) + "x\n" for k in range(6000))),
        "spaced": "A N N E X  I\n" * 100000,
        "letterspaced": "a " * 3000000,
        "headnum": "1.1.1.1.1.1.1.1.1 x\n" * 100000,
        "foot": ("_" * 20 + "\n1 note\n") * 100000,
        "timetable": "10.00–11.00 Opening\n" * 100000,
        "amps": "&" * 3000000 + "&amp;&lt;" * 100000,
    }.items():
        text(n, t)
    for n, t in {
        "quote": "> " * 500000 + "x\n",
        "quote-rows": "".join((">" * k + " x\n" for k in range(2000))),
        "stars": "*" * 2000000,
        "stars2": "*a **b " * 300000,
        "stars3": "**a*b" * 300000,
        "links": "[" * 1000000,
        "links2": "[a](" * 500000,
        "links3": "[a](b)" * 300000,
        "links4": "![" * 500000 + "](" * 500000,
        "refs": "".join((f"[a{i}]: http://x\n" for i in range(200000))) + "[a1][a2]" * 1000,
        "fn-self": "a[^1]\n\n[^1]: see [^1] and [^2]\n\n[^2]: see [^1]\n",
        "fn-many": "".join((f"a[^{i}]\n\n" for i in range(100000))) + "".join((f"[^{i}]: n\n" for i in range(100000))),
        "fn-same": "a[^1]\n\n" * 100000 + "[^1]: " + "word " * 100000,
        "fence": "```\n" * 300000,
        "fence-open": "`" * 2000000,
        "ticks": "".join(("`" * k + "a" for k in range(2000))),
        "hash": "#" * 3000000 + " x",
        "hash-rows": "###### a\n" * 300000,
        "setext": ("a\n" + "=" * 10 + "\n") * 100000,
        "table-wide": "|a" * 100000 + "|\n" + "|-" * 100000 + "|\n" + "|b" * 100000 + "|\n",
        "table-rows": "|a|b|\n|-|-|\n" + "|c|d|\n" * 200000,
        "table-many": "|a|b|\n|-|-|\n\n" * 100000,
        "table-ragged": "|a|b|\n|-|-|\n" + "".join(("|c" * (k % 500) + "|\n" for k in range(3000))),
        "list-deep": "".join(("  " * k + "- x\n" for k in range(1500))),
        "dashes": "- - " * 500000 + "\n",
        "html": "<div>" * 200000,
        "html2": '<a href="' * 300000,
        "html3": "<!--" * 300000,
        "escape": "\\" * 3000000,
        "escape2": "\\[" * 1000000,
        "entity": "&#99999999999;&#xD800;&bad;" * 100000,
        "front": "---\n" + "a: b\n" * 200000,
        "front2": "---\n" * 300000,
        "tilde": "~~a" * 500000,
        "sup": "a<sup>1</sup>" * 200000,
        "autolink": "<http://a" * 300000,
        "num": "".join((f"{99999999999999999999 + i}. x\n" for i in range(1000))),
        "brk": "a  \n" * 500000,
        "under": "_a__b" * 300000,
        "caret": "a^1^" * 300000,
        "hr": "***\n___\n" * 200000,
    }.items():
        text("md-" + n, t, "md")
    put("text-empty.txt", b"")
    put("text-nul1.txt", b"\x00")
    put("text-bom.txt", b"\xff\xfe")
    put("text-bom8.txt", b"\xef\xbb\xbf")
    put("text-bom32.txt", b"\xff\xfe\x00\x00a\x00\x00\x00\xff\xff\x11\x00")
    put("text-u16odd.txt", b"\xff\xfe" + LINE.encode("utf-16-le") + b"a")
    put("text-u16surr.txt", b"\xff\xfe" + LINE.encode("utf-16-le") * 10 + b"\x00\xd8" * 10000 + b"\x00\xdc" * 10000)
    put("text-u16be-nobom.txt", LINE.encode("utf-16-be") * 50)
    put(
        "text-overlong.txt",
        LINE.encode() + b"\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\xf8\x88\x80\x80\x80\xed\xa0\x80\xf4\x90\x80\x80" * 10000,
    )
    put("text-gb-broken.txt", (LINE + "缔约方大会注意到报告。" * 100).encode("gb18030") + b"\x81" * 10001)
    put("text-big5-broken.txt", "締約方大會注意到報告。".encode("big5") * 100 + b"\xa4")
    put(
        "text-1256.txt",
        "يحيط مؤتمر الأطراف علما بتقرير الأمانة. ".encode("cp1256") * 2000 + bytes(range(128, 256)) * 100,
    )
    put(
        "text-mixed.txt",
        (
            "Доклад секретариата. ".encode("cp1251")
            + "Доклад секретариата. ".encode("utf8")
            + "Доклад ".encode("utf-16-le")
        )
        * 1000,
    )
    put("text-random.txt", random.Random(1).randbytes(3000000))
    put("text-random7.txt", bytes((b & 127 for b in random.Random(2).randbytes(3000000))))
    put("text-allbytes.txt", bytes(range(256)) * 10000)
    put("text-iso2022.txt", b"\x1b$)C\x0e" * 100000)
    put("text-hz.txt", b"~{" * 500000)
    put("text-ff.bin", b"\xff" * 5000000)
    put("text-zero.bin", b"\x00" * 5000000)
    put("text-80.bin", b"\x80" * 5000000)
    put("wrong-pdf-as-txt.txt", (fixtures / "columns-page-en.pdf").read_bytes())
    put("wrong-doc-as-html.html", (fixtures / "fields.doc").read_bytes())
    put("wrong-html-as-doc.doc", page("<p>x</p>"))
    put("wrong-rtf-as-doc.doc", "{\\rtf1" + "{\\b " * 100000 + "x")
    put("wrong-docx-as-pdf.pdf", zipped(package(intro)))
    put("wrong-txt-as-docx.docx", LINE)
    put("wrong-png.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100)
    put(
        "wrong-mht.html",
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="a"\n\n--a\nContent-Type: text/html\n\n<p>x</p>\n--a--',
    )
    put("wrong-gz.txt", zlib.compress(b"a" * 1000000))
    put("wrong-ole.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 505)
