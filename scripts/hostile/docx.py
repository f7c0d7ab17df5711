"""DOCX files that a reader could stumble over."""
from .package import NAMESPACES, RELATIONS, intro, numbered, package, paragraph, zipped


def files(put):
    """Styles, lists, tables, fields, notes, boxes, encodings, relations and chunks."""

    def docx(name, body="", **parts):
        put(name + ".docx", zipped(package(body, **parts)))

    docx(
        "docx-style-cycle",
        intro + paragraph("Cyclic", '<w:pStyle w:val="A"/>') + paragraph("Self", '<w:pStyle w:val="S"/>'),
        styles='<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:type="paragraph" w:styleId="S"><w:basedOn w:val="S"/><w:link w:val="S"/></w:style>',
    )
    docx(
        "docx-style-chain",
        intro + paragraph("Deep", '<w:pStyle w:val="s0"/>') * 1000,
        styles="".join(
            (
                f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>'
                for i in range(200000)
            )
        ),
    )
    docx(
        "docx-style-chains-many",
        intro + "".join((paragraph("Deep", f'<w:pStyle w:val="s{i}"/>') for i in range(60000))),
        styles="".join(
            (
                f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i + 1}"/></w:style>'
                for i in range(60000)
            )
        ),
    )
    docx(
        "docx-num-cycle",
        intro + paragraph("One", numbered(1)),
        styles='<w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        numbering='<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="N"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    formats = [
        "decimal",
        "upperRoman",
        "lowerRoman",
        "upperLetter",
        "lowerLetter",
        "chineseCounting",
        "ideographTraditional",
        "arabicAlpha",
        "arabicAbjad",
        "russianLower",
        "ordinalText",
        "cardinalText",
        "decimalZero",
        "hebrew1",
        "chineseLegalSimplified",
        "decimalEnclosedCircle",
        "taiwaneseCounting",
        "bullet",
        "chicago",
        "hex",
        "aiueo",
        "numberInDash",
    ]
    for start in ("2147483647", "2147483648", "-2147483648", "99999999999999999999999", "3999999", "0", "-1"):
        docx(
            "docx-num-start-" + start,
            intro + "".join((paragraph("Item", numbered(i + 1)) * 3 for i in range(len(formats)))),
            numbering="".join(
                (
                    f'<w:abstractNum w:abstractNumId="{i}"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{f}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>'
                    for i, f in enumerate(formats)
                )
            ),
        )
    docx(
        "docx-lvltext-amplify",
        intro + paragraph("Item", numbered(1)) * 20000,
        numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="99999"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="'
        + "%1" * 100000
        + '"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    )
    docx(
        "docx-ilvl-huge",
        intro
        + "".join((paragraph("Item", numbered(1, l)) for l in (9, -1, 2147483647, 2147483648, 10**30, "x", ""))),
        numbering='<w:abstractNum w:abstractNumId="1">'
        + "".join(
            (
                f'<w:lvl w:ilvl="{l}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%9%8%0%%."/></w:lvl>'
                for l in (0, 8, 9, -1, 2147483647, "q")
            )
        )
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2147483647"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
    )
    docx(
        "docx-abstract-dup",
        intro + paragraph("Item", numbered(77)) * 100,
        numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        * 50000
        + "".join((f'<w:num w:numId="{i}"><w:abstractNumId w:val="1"/></w:num>' for i in range(50000))),
    )

    def cell(pr, t):
        return f"<w:tc><w:tcPr>{pr}</w:tcPr>{paragraph(t)}</w:tc>"

    for span in ("2147483647", "2147483648", "-5", "0", "63", "1000000"):
        docx(
            "docx-gridspan-" + span,
            intro
            + "<w:tbl>"
            + ("<w:tr>" + cell(f'<w:gridSpan w:val="{span}"/>', "A") * 20 + "</w:tr>") * 200
            + "</w:tbl>",
        )
    docx(
        "docx-gridbefore",
        intro
        + "<w:tbl><w:tblGrid>"
        + '<w:gridCol w:w="1"/>' * 100000
        + "</w:tblGrid>"
        + (
            '<w:tr><w:trPr><w:gridBefore w:val="2147483647"/><w:gridAfter w:val="2147483647"/></w:trPr>'
            + cell("<w:vMerge/>", "A")
            + "</w:tr>"
        )
        * 20000
        + "</w:tbl>",
    )
    docx("docx-wide-table", intro + "<w:tbl><w:tr>" + cell("", "a") * 100000 + "</w:tr></w:tbl>")
    docx(
        "docx-vmerge-long",
        intro
        + "<w:tbl>"
        + ("<w:tr>" + cell('<w:vMerge w:val="restart"/>', "A") + cell("<w:vMerge/>", "") * 60 + "</w:tr>") * 2000
        + "</w:tbl>",
    )
    docx("docx-empty-rows", intro + "<w:tbl>" + "<w:tr/>" * 500000 + "</w:tbl>")
    docx("docx-nested-tables", intro + "<w:tbl><w:tr><w:tc>" * 80 + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 80)
    docx(
        "docx-nested-tables-wide",
        intro
        + "<w:tbl><w:tr><w:tc>"
        + ("<w:tbl><w:tr><w:tc>" * 20 + paragraph("deep") + "</w:tc></w:tr></w:tbl>" * 20) * 3000
        + "</w:tc></w:tr></w:tbl>",
    )

    def field(t):
        return f'<w:r><w:fldChar w:fldCharType="{t}"/></w:r>'

    docx(
        "docx-fields-deep",
        intro
        + "<w:p>"
        + (field("begin") + "<w:r><w:instrText>REF a</w:instrText></w:r>" + field("separate")) * 100000
        + "<w:r><w:t>text</w:t></w:r>"
        + field("end") * 100000
        + "</w:p>",
    )
    docx("docx-fields-open", intro + "<w:p>" + field("begin") * 100000 + "</w:p>" + paragraph("After the fields."))
    docx(
        "docx-fields-ends",
        intro + "<w:p>" + field("end") * 100000 + field("separate") * 1000 + "</w:p>" + paragraph("After the fields."),
    )
    docx(
        "docx-fields-instr",
        intro
        + "<w:p>"
        + field("begin")
        + "<w:r><w:instrText>"
        + 'HYPERLINK "' * 300000
        + "</w:instrText></w:r>"
        + field("separate")
        + "<w:r><w:t>x</w:t></w:r>"
        + field("end")
        + "</w:p>",
    )
    docx(
        "docx-fields-seq",
        intro
        + (
            "<w:p>"
            + field("begin")
            + "<w:r><w:instrText> SEQ x \\* ROMAN \\r 2147483647 </w:instrText></w:r>"
            + field("separate")
            + field("end")
            + "</w:p>"
        )
        * 2000
        + (
            "<w:p>"
            + field("begin")
            + "<w:r><w:instrText> LISTNUM \\l 2147483647 \\s 2147483647 </w:instrText></w:r>"
            + field("end")
            + "</w:p>"
        )
        * 2000
        + (
            "<w:p>"
            + field("begin")
            + "<w:r><w:instrText> = 2^2^2^2^99 \\* Ordtext</w:instrText></w:r>"
            + field("end")
            + "<w:r><w:t>a</w:t></w:r></w:p>"
        )
        * 2000,
    )
    docx(
        "docx-eq-fields",
        intro
        + "<w:p>"
        + field("begin")
        + "<w:r><w:instrText> EQ "
        + "\\f(" * 50000
        + "1,2"
        + ")" * 50000
        + " \\o(a," * 50000
        + "</w:instrText></w:r>"
        + field("end")
        + "</w:p>",
    )

    def footnote(i, c):
        return f'<w:footnote w:id="{i}">{c}</w:footnote>'

    def note_mark(i):
        return f'<w:r><w:footnoteReference w:id="{i}"/></w:r>'

    docx(
        "docx-note-self",
        "<w:p><w:r><w:t>See</w:t></w:r>" + note_mark(2) + note_mark(3) + "</w:p>",
        footnotes=footnote(2, "<w:p>" + note_mark(2) + "<w:r><w:t>self</w:t></w:r>" + note_mark(3) + "</w:p>")
        + footnote(3, "<w:p>" + note_mark(2) + "</w:p>"),
    )
    docx(
        "docx-note-amplify",
        "<w:p><w:r><w:t>See</w:t></w:r>" + note_mark(2) * 20000 + "</w:p>",
        footnotes=footnote(2, paragraph("word " * 40000)),
    )
    docx(
        "docx-note-million",
        intro + "".join((f"<w:p><w:r><w:t>a</w:t></w:r>{note_mark(i)}</w:p>" for i in range(2, 300000))),
        footnotes="".join((footnote(i, paragraph("n")) for i in range(2, 300000))),
    )
    docx(
        "docx-note-refs-one-par",
        "<w:p>" + "".join((f"<w:r><w:t>a</w:t></w:r>{note_mark(i)}" for i in range(2, 200000))) + "</w:p>",
        footnotes="".join((footnote(i, paragraph("n")) for i in range(2, 200000))),
    )
    docx(
        "docx-note-ids",
        "<w:p><w:r><w:t>See</w:t></w:r>"
        + "".join((note_mark(i) for i in (-1, 0, 2147483648, "x", "", 10**40)))
        + "</w:p>",
        footnotes="".join((footnote(i, paragraph("n")) for i in (-1, 0, 2147483648, "x", "", 10**40, 2, 2, 2))),
    )
    docx(
        "docx-note-table",
        "<w:p><w:r><w:t>See</w:t></w:r>" + note_mark(2) + "</w:p>",
        footnotes=footnote(2, "<w:tbl><w:tr>" + cell('<w:gridSpan w:val="9"/>', "in note") * 9 + "</w:tr></w:tbl>"),
    )
    box = '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="v"><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    inner = "<w:p><w:r><w:t>box</w:t></w:r></w:p>"
    for i in range(12):
        inner = "<w:p>" + box.replace("{}", inner) + "</w:p>"
    docx("docx-boxes-doubling", intro + inner)
    depth = 28
    docx(
        "docx-boxes-deep",
        intro
        + '<w:p><w:r><w:pict><v:textbox xmlns:v="v"><w:txbxContent>' * depth
        + paragraph("in")
        + "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" * depth,
    )
    docx(
        "docx-sym",
        intro
        + "<w:p>"
        + "".join(
            (
                f'<w:r><w:sym w:font="{f}" w:char="{c}"/></w:r>'
                for f in ("Symbol", "Wingdings", "x", "")
                for c in ("110000", "D800", "F0B7", "0", "-1", "zz", "", "FFFFFFFFFF", "F000")
            )
        )
        + "</w:p>",
    )
    for n, t in (
        ("surr", "&#xD800;"),
        ("nul", "&#0;"),
        ("max", "&#x110000;"),
        ("big", "&#99999999999999;"),
        ("fffe", "&#xFFFE;&#xFFFF;"),
        ("rawnul", "\x00"),
        ("lone", "\ud800"),
    ):
        docx(
            "docx-char-" + n,
            intro.encode().decode() + paragraph("a" + t + "b").encode("utf8", "surrogatepass").decode("latin1")
            if n == "lone"
            else intro + paragraph("a" + t + "b"),
        )
    docx("docx-attr-huge", intro + f"""<w:p w:rsidR="{'a' * 40000000}"><w:r><w:t>x</w:t></w:r></w:p>""")
    docx(
        "docx-attrs-many",
        intro + "<w:p " + " ".join((f'w:a{i}="1"' for i in range(300000))) + "><w:r><w:t>x</w:t></w:r></w:p>",
    )
    doc = f"<w:document {NAMESPACES}><w:body>{intro}</w:body></w:document>"
    for n, raw in (
        ("utf16decl", ('<?xml version="1.0" encoding="UTF-16"?>' + doc).encode()),
        ("utf16odd", ("\ufeff" + doc).encode("utf-16-le") + b"x"),
        (
            "utf16surr",
            ("\ufeff" + doc).encode("utf-16-le").replace("report".encode("utf-16-le"), b"\x00\xd8r\x00\x00\xdc"),
        ),
        ("utf32", ("\ufeff" + doc).encode("utf-32-le")),
        ("ebcdic", '<?xml version="1.0" encoding="IBM037"?>'.encode("cp037") + doc.encode("cp037")),
        ("utf7", ('<?xml version="1.0" encoding="UTF-7"?>' + doc).encode()),
        ("empty", b""),
        ("bom", b"\xef\xbb\xbf"),
        ("latin", ('<?xml version="1.0" encoding="ISO-8859-1"?>' + doc).replace("report", "rÉport").encode("latin1")),
        ("cut", doc[:-40].encode()),
        ("two", (doc + doc).encode()),
        ("notword", b"<html/>"),
        ("dtd", ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + doc).encode()),
        ("xml11", ('<?xml version="1.1"?>' + doc).encode()),
        ("pi", ("<?a b?>" * 1000000 + doc).encode()),
        ("comments", doc.replace("<w:body>", "<w:body>" + "<!--a-->" * 1000000).encode()),
        ("cdata", doc.replace("report", "<![CDATA[x]]>" * 500000).encode()),
    ):
        docx("docx-enc-" + n, raw=raw)
    docx(
        "docx-rels-out",
        intro,
        rels='<Relationship Id="q" Type="'
        + RELATIONS
        + 'footnotes" Target="../../../../etc/passwd"/><Relationship Id="z" Type="'
        + RELATIONS
        + 'styles" Target="file:///etc/passwd" TargetMode="External"/><Relationship Id="y" Type="'
        + RELATIONS
        + 'numbering" Target="document.xml"/>',
    )
    docx(
        "docx-rels-many",
        intro
        + "<w:p>"
        + "".join((f'<w:hyperlink r:id="h{i}"><w:r><w:t>l </w:t></w:r></w:hyperlink>' for i in range(100000)))
        + "</w:p>",
        rels="".join(
            (
                f'<Relationship Id="h{i}" Type="{RELATIONS}hyperlink" Target="http://e/{i}" TargetMode="External"/>'
                for i in range(100000)
            )
        ),
    )
    parts = package(intro)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("word/document.xml", "/_rels/.rels")
    put("docx-main-rels.docx", zipped(parts))
    parts = package(intro)
    del parts["word/document.xml"]
    put("docx-no-main.docx", zipped(parts))
    nested = zipped(package(intro))
    for i in range(30):
        nested = zipped(
            package(
                paragraph(f"level {i}") + '<w:altChunk r:id="c"/>',
                rels=f'<Relationship Id="c" Type="{RELATIONS}aFChunk" Target="c.docx"/>',
                extra={"word/c.docx": nested},
            )
        )
    put("docx-altchunk-deep.docx", nested)
    big = zipped(package(paragraph("word " * 100000)))
    docx(
        "docx-altchunk-amplify",
        intro + '<w:altChunk r:id="c"/>' * 5000,
        rels=f'<Relationship Id="c" Type="{RELATIONS}aFChunk" Target="c.docx"/>',
        extra={"word/c.docx": big},
    )
    docx(
        "docx-altchunk-html",
        intro + '<w:altChunk r:id="c"/>' * 3000,
        rels=f'<Relationship Id="c" Type="{RELATIONS}aFChunk" Target="c.html"/>',
        extra={"word/c.html": "<p>word </p>" * 20000},
    )
    docx(
        "docx-altchunk-self",
        intro + '<w:altChunk r:id="c"/>',
        rels=f'<Relationship Id="c" Type="{RELATIONS}aFChunk" Target="document.xml"/>',
    )
    docx("docx-sdt-deep", intro + "<w:sdt><w:sdtContent>" * 120 + paragraph("x") + "</w:sdtContent></w:sdt>" * 120)
    docx(
        "docx-ins-del",
        intro
        + "<w:p>"
        + "<w:ins><w:del>" * 100
        + "<w:r><w:delText>x</w:delText><w:t>y</w:t></w:r>"
        + "</w:del></w:ins>" * 100
        + "</w:p>"
        + '<w:moveFromRangeStart w:id="1" w:name="a"/>' * 10000
        + paragraph("moved?"),
    )
    docx(
        "docx-ac-deep",
        intro
        + "<w:p><w:r>"
        + "<mc:AlternateContent><mc:Fallback><w:r>" * 60
        + "<w:t>x</w:t>"
        + "</w:r></mc:Fallback></mc:AlternateContent>" * 60
        + "</w:r></w:p>",
    )
    docx(
        "docx-math-deep",
        intro
        + "<w:p><m:oMath>"
        + "<m:f><m:num>" * 100
        + "<m:r><m:t>1</m:t></m:r>"
        + "</m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>" * 100
        + "</m:oMath></w:p>",
    )
    docx(
        "docx-math-matrix",
        intro
        + "<w:p><m:oMath><m:m>"
        + ("<m:mr>" + "<m:e><m:r><m:t>1</m:t></m:r></m:e>" * 1000 + "</m:mr>") * 300
        + "</m:m></m:oMath></w:p>",
    )
    docx("docx-empty-pars", intro + ("<w:p><w:pPr>" + numbered(1) + "</w:pPr></w:p>") * 400000)
    docx("docx-breaks", intro + "<w:p>" + '<w:r><w:br w:type="page"/><w:tab/><w:br/></w:r>' * 300000 + "</w:p>")
    docx(
        "docx-runs-vert",
        intro
        + "<w:p>"
        + '<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>' * 150000
        + "</w:p>",
    )
    docx("docx-combining", intro + paragraph("e" + "\u0301" * 1000000) + paragraph("\u0301" * 1000000))
    docx("docx-bidi", intro + paragraph("\u200f\u202e\u2066" * 600000 + "text"))
    docx("docx-longword", intro + paragraph("a" * 10000000))
    docx(
        "docx-bookmarks",
        intro
        + "<w:p>"
        + "".join((f'<w:bookmarkStart w:id="{i}" w:name="b{i}"/><w:bookmarkEnd w:id="{i}"/>' for i in range(200000)))
        + "</w:p>"
        + (
            "<w:p>"
            + field("begin")
            + "<w:r><w:instrText> REF b1 \\r \\h </w:instrText></w:r>"
            + field("separate")
            + "<w:r><w:t>1</w:t></w:r>"
            + field("end")
            + "</w:p>"
        )
        * 5000,
    )
    docx(
        "docx-ruby",
        intro
        + "<w:p><w:r>"
        + "<w:ruby><w:rt><w:r><w:t>a</w:t></w:r></w:rt><w:rubyBase><w:r>" * 60
        + "<w:t>b</w:t>"
        + "</w:r></w:rubyBase></w:ruby>" * 60
        + "</w:r></w:p>",
    )
    docx(
        "docx-headings",
        "".join(
            (
                paragraph(f"Heading {i}", '<w:pStyle w:val="H"/><w:outlineLvl w:val="%d"/>' % (i % 12 - 2))
                for i in range(100000)
            )
        ),
        styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2147483648"/></w:style>',
    )
    docx("docx-comments", intro, extra={"word/comments.xml": "<" * 1000000})
    docx(
        "docx-sect",
        intro
        + '<w:p><w:pPr><w:sectPr><w:footnotePr><w:numStart w:val="2147483647"/><w:numFmt w:val="lowerRoman"/></w:footnotePr><w:cols w:num="2147483647"/></w:sectPr></w:pPr></w:p>'
        * 100
        + "<w:p><w:r><w:t>x</w:t></w:r>"
        + note_mark(2)
        + "</w:p>",
        footnotes=footnote(2, paragraph("note")),
    )
    docx("docx-tabs", intro + paragraph("\t".join(("ab" for _ in range(300000)))))
    diagram = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>'
        + "".join(
            (
                f'<dgm:pt modelId="{i}"><dgm:t><a:p><a:r><a:t>p{i}</a:t></a:r></a:p></dgm:t></dgm:pt>'
                for i in range(20000)
            )
        )
        + "</dgm:ptLst><dgm:cxnLst>"
        + "".join(
            (
                f'<dgm:cxn modelId="c{i}" srcId="{i}" destId="{(i + 1) % 20000}" srcOrd="0"/><dgm:cxn modelId="d{i}" srcId="{i}" destId="{(i + 2) % 20000}" srcOrd="1"/>'
                for i in range(20000)
            )
        )
        + "</dgm:cxnLst></dgm:dataModel>"
    )
    docx(
        "docx-diagram-cycle",
        intro
        + '<w:p><w:r><w:drawing><dgm:relIds xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" r:dm="dg"/></w:drawing></w:r></w:p>'
        * 50,
        rels=f'<Relationship Id="dg" Type="{RELATIONS}diagramData" Target="diagrams/data1.xml"/>',
        extra={"word/diagrams/data1.xml": diagram},
    )
