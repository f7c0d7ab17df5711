"""PDF files that a reader could stumble over."""
import random, zlib


def files(put, fixtures):
    """Numbers, places, forms, fonts and objects that lead in circles."""

    def pdf(name, objs, trailer="/Root 1 0 R"):
        put(
            "pdf-" + name + ".pdf",
            b"%PDF-1.5\n"
            + b"".join(
                (
                    f"{i} 0 obj".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
                    for i, body in objs.items()
                )
            )
            + f"trailer<<{trailer}>>\n".encode(),
        )

    def stream(s, extra=""):
        s = s if isinstance(s, bytes) else s.encode("latin1")
        z = zlib.compress(s)
        return f"<<{extra}/Filter/FlateDecode/Length {len(z)}>>stream\n".encode() + z + b"\nendstream"

    def page(
        content,
        res="",
        box="0 0 600 800",
        more=None,
        font="<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ):
        objects = {
            1: "<</Type/Catalog/Pages 2 0 R>>",
            2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{res}>>>>",
            4: stream(content),
            5: font,
        }
        objects.update(more or {})
        return objects

    HELLO = "BT /F 10 Tf 50 700 Td (The Conference took note of the report.) Tj ET "
    pdf("ok", page(HELLO))
    pdf("kids-cycle", {**page(HELLO), 2: "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 1000000>>"})
    pdf("pages-many", {**page(HELLO), 2: "<</Type/Pages/Kids[" + "3 0 R " * 5000 + "]/Count 5000>>"})
    pdf("pages-200k", {**page(HELLO), 2: "<</Type/Pages/Kids[" + "3 0 R " * 200000 + "]/Count 200000>>"})
    for v in ("1e30", "-1e30", "1e308", "99999999999999999999", "0.0000000001", "nan"):
        pdf("coord-" + v, page(HELLO + f"BT /F 10 Tf {v} {v} Td (far away) Tj ET " * 200))
        pdf("size-" + v, page(HELLO + f"BT /F {v} Tf 50 600 Td (what size) Tj ET " * 200))
        pdf("matrix-" + v, page(HELLO + f"{v} {v} {v} {v} {v} {v} cm " + HELLO))
        pdf("box-" + v, page(HELLO, box=f"0 0 {v} {v}"))
        pdf("rule-" + v, page(HELLO + f"0 0 {v} {v} re f {v} 0 m 0 {v} l S " * 200))
    pdf("one-place", page(HELLO + "BT /F 10 Tf 50 600 Td " + "(a) Tj 0 0 Td " * 200000 + "ET"))
    pdf(
        "scatter",
        page(
            HELLO
            + "BT /F 6 Tf "
            + "".join(
                (
                    f"1 0 0 1 {random.Random(i).random() * 600:.1f} {random.Random(-i).random() * 800:.1f} Tm (w) Tj "
                    for i in range(60000)
                )
            )
            + "ET"
        ),
    )
    pdf(
        "grid",
        page(
            HELLO
            + "BT /F 4 Tf "
            + "".join((f"1 0 0 1 {x * 5} {y * 5} Tm (w) Tj " for x in range(120) for y in range(160)))
            + "ET"
        ),
    )
    pdf(
        "rules",
        page(HELLO + "".join((f"{x} 0 m {x} 800 l S 0 {x} m 600 {x} l S " for x in [i * 0.01 for i in range(60000)]))),
    )
    pdf(
        "rects", page(HELLO + "".join((f"{i * 7 % 600} {i * 13 % 800} {i % 50} {i % 40} re S " for i in range(100000))))
    )
    pdf(
        "stair",
        page(
            HELLO
            + "BT /F 4 Tf "
            + "".join((f"1 0 0 1 {i % 600} {800 - i * 0.02:.2f} Tm (w) Tj " for i in range(40000)))
            + "ET"
        ),
    )
    pdf(
        "rot",
        page(
            HELLO
            + "".join(
                (
                    f"BT /F 8 Tf {i % 7 - 3} {i % 5 - 2} {i % 3 - 1} {i % 11 - 5} 300 400 Tm (turned) Tj ET "
                    for i in range(20000)
                )
            )
        ),
    )
    pdf(
        "sup",
        page(
            HELLO
            + "BT "
            + "".join(
                (
                    f"/F {(9 if i % 2 else 5)} Tf {(3 if i % 100 else -500)} {(0 if i % 100 else -9)} Td {i % 2 * 3} Ts (1) Tj "
                    for i in range(60000)
                )
            )
            + "ET"
        ),
    )

    def laughs(name, leaf, step=""):
        """A form that shows a form twice that shows a form twice, forty deep."""
        form = "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources"
        forms = {50: stream(leaf, form + "<</Font<</F 5 0 R>>>>")}
        for i in range(40):
            twice = f"{step}/X{i + 1} Do {step}/X{i + 1} Do"
            forms[10 + i] = stream(twice, form + f"<</XObject<</X{i + 1} {11 + i} 0 R>>>>")
        pdf(name, page(HELLO + "/X0 Do", res="/XObject<</X0 10 0 R>>", more=forms))

    laughs("laughs", HELLO)
    laughs("laughs-empty", "")
    laughs("laughs-paths", "0 0 m 5 5 l S " * 1000)
    laughs("laughs-beside", HELLO, "1 0 0 1 0 900 cm ")
    laughs("laughs-spread", "BT /F 1 Tf (a) Tj ET", "1 0 0 1 3 7 cm ")
    pdf("states", page(HELLO + "q Q " * 5000000))
    pdf("paths", page(HELLO + "0 0 m 5 5 l S " * 5000000))
    chance = random.Random(1)

    def scattered(words, width, height):
        places = ((chance.random() * width, chance.random() * height) for _ in range(words))
        return HELLO + "BT /F 1 Tf " + "".join(f"1 0 0 1 {x:.1f} {y:.1f} Tm (w) Tj " for x, y in places) + "ET"

    pdf("scattered", page(scattered(300000, 600, 800)))
    pdf("scattered-wide", page(scattered(600000, 14000, 14000), box="0 0 14400 14400"))
    pdf("scattered-beside", page(scattered(300000, 600, 800), box="-700 0 -10 800"))
    letters = (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00><ff> endcodespacerange 1 beginbfchar <61> <"
        + "0061" * 500
        + "> endbfchar endcmap"
    )
    pdf(
        "tounicode",
        page(
            HELLO + "BT /F 10 Tf 50 600 Td (" + "a" * 100000 + ") Tj ET",
            font="<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            more={6: stream(letters)},
        ),
    )
    pdf(
        "tou-range",
        page(
            HELLO,
            font="<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            more={6: stream("begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap")},
        ),
    )
    pdf(
        "type3",
        page(
            HELLO + "BT /F 1 Tf (aaaa) Tj ET",
            font="<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 6 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1]/Resources<</Font<</F 5 0 R>>>>>>",
            more={6: stream("1 0 d0 BT /F 1 Tf (aa) Tj ET")},
        ),
    )
    pdf("rtl", page(HELLO, more={}))
    pdf("inline", page(HELLO + "BI /W 2147483647 /H 2147483647 /BPC 8 /CS /RGB ID " + "x" * 1000 + " EI " + HELLO))
    pdf(
        "contents",
        {
            **page(HELLO),
            3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents["
            + "4 0 R " * 20000
            + "]/Resources<</Font<</F 5 0 R>>>>>>",
        },
    )
    pdf("parent-self", {**page(HELLO), 2: "<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>"})
    pdf("nopages", {1: "<</Type/Catalog>>"})
    pdf(
        "struct",
        {
            **page(HELLO),
            1: "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>>>",
            7: "<</Type/StructTreeRoot/K 8 0 R>>",
            8: "<</S/P/P 8 0 R/K[8 0 R 8 0 R]>>",
        },
    )
    pdf("objstm", {**page(HELLO), 9: stream("9 0 <<>>", "/Type/ObjStm/N 1000000/First 4/Extends 9 0 R")})
    pdf(
        "outline",
        {
            **page(HELLO),
            1: "<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R>>",
            7: "<</First 7 0 R/Last 7 0 R/Next 7 0 R/Title(a)>>",
        },
    )
    pdf("len-self", {**page(HELLO), 4: b"<</Length 4 0 R>>stream\n" + HELLO.encode() + b"\nendstream"})
    pdf(
        "filters",
        {**page(HELLO), 4: b"<</Filter[" + b"/FlateDecode" * 1000 + b"]/Length 10>>stream\nxxxxxxxxxx\nendstream"},
    )
    pdf(
        "annots",
        {
            **page(HELLO),
            3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>/Annots["
            + "<</Type/Annot/Subtype/Link/Rect[0 0 1e30 1e30]/A<</S/URI/URI(x)>>>>" * 50000
            + "]>>",
        },
    )
    put(
        "pdf-xref.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\nxref\n0 2147483647\n0000000000 65535 f \ntrailer<</Size 2147483647/Root 1 0 R/Prev 50>>\nstartxref\n50\n%%EOF",
    )
    put("pdf-head.pdf", b"%PDF-")
    put("pdf-head2.pdf", b"%PDF-1.4\n" + b"%" * 5000000)
    put("pdf-deep.pdf", b"%PDF-1.4\n1 0 obj" + b"<</A" * 200000)
    put(
        "pdf-xrefstm.pdf",
        b"%PDF-1.5\n1 0 obj<</Type/XRef/W[2147483647 2147483647 2147483647]/Size 2147483647/Root 1 0 R/Length 0>>stream\nendstream endobj\nstartxref\n9\n%%EOF",
    )
    for f in ("columns-page-en.pdf", "columns-page-ar.pdf", "printed-cop3-7-note-en.pdf"):
        sound = (fixtures / f).read_bytes()
        chance = random.Random(5)
        for k in range(12):
            changed = bytearray(sound)
            for _ in range(30):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            put(f"pdf-mut-{f[:-4]}-{k}.pdf", bytes(changed))
