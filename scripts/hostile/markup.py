"""TEI, Akoma Ntoso and DocBook files that a reader could stumble over."""
from .package import zipped


def files(put):
    """Nesting, notes, tables, lists, document types, encodings."""
    TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text xml:lang="en"><body>'
    TEI_END = "</body></text></TEI>"

    def tei(n, b):
        put("tei-" + n + ".xml", TEI + "<p>The Conference took note of the report.</p>" + b + TEI_END)

    tei("div-deep", "<div><head>a</head>" * 120 + "<p>x</p>" + "</div>" * 120)
    tei("hi-deep", "<p>" + "<hi>" * 200 + "x" + "</hi>" * 200 + "</p>")
    for span in ("2147483647", "2147483648", "-1", "99999999999999999999"):
        tei(
            "cols-" + span,
            "<table>" + ("<row>" + f'<cell cols="{span}" rows="{span}">a</cell>' * 10 + "</row>") * 1000 + "</table>",
        )
    tei(
        "note-self",
        '<p>a<ref target="#n1">1</ref></p><note xml:id="n1">see <ref target="#n1">1</ref><note xml:id="n2">in <ref target="#n1"/></note></note>',
    )
    tei("notes-million", "".join((f'<p>a<note n="{i}">n</note></p>' for i in range(200000))))
    tei("notes-one", "<p>" + "a<note>n</note>" * 200000 + "</p>")
    tei(
        "note-refs",
        "<p>" + 'a<ref target="#n1">1</ref>' * 100000 + '</p><note xml:id="n1">' + "word " * 100000 + "</note>",
    )
    tei("note-deep", "<p>a" + "<note>b" * 200 + "</note>" * 200 + "</p>")
    tei("attr", '<p n="' + "a" * 20000000 + '">x</p>')
    tei("attrs", "<p " + " ".join((f'a{i}="1"' for i in range(200000))) + ">x</p>")
    tei("ns", "".join((f'<p xmlns:a{i}="u{i}">x</p>' for i in range(100000))))
    tei("pi", "<?a b?>" * 1000000)
    tei("lb", "<p>" + "a<lb/>" * 500000 + "</p>")
    tei("pb", '<pb n="99999999999"/>' * 500000)
    tei("xi", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>')
    tei("list", "<list>" + "<item>a</item>" * 300000 + "</list>")
    tei("list-deep", "<list><item>a" * 100 + "</item></list>" * 100)
    tei("label", "<list>" + "<label>" + "a" * 100000 + "</label><item>b</item>" * 20 + "</list>")
    put(
        "tei-corpus.xml",
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">'
        + "<TEI><text><body><p/></body></text></TEI>" * 100000
        + "</teiCorpus>",
    )
    put(
        "tei-links.xml",
        '<?xml version="1.0"?><TEI><text><body>'
        + "".join((f'<p id="{i}"><s id="{i}:1" lang="en">a</s></p>' for i in range(200000)))
        + "</body></text></TEI>",
    )
    put("tei-dtd.xml", '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x.dtd">' + TEI + "<p>x &nbsp; y</p>" + TEI_END)
    put("tei-pe.xml", "<!DOCTYPE TEI [<!ENTITY % a \"<!ENTITY b 'c'>\"> %a;]>" + TEI + "<p>&b;</p>" + TEI_END)
    put(
        "tei-attlist.xml",
        '<!DOCTYPE TEI [<!ATTLIST p n CDATA "' + "x" * 100000 + '">]>' + TEI + "<p>x</p>" * 5000 + TEI_END,
    )
    put("tei-utf16.xml", ('<?xml version="1.0" encoding="utf-8"?>' + TEI + "<p>x</p>" + TEI_END).encode("utf-16"))
    put("tei-declared.xml", '<?xml version="1.0" encoding="' + "x" * 100000 + '"?>' + TEI + TEI_END)
    put("tei-cut.xml", TEI + "<p>x")
    put("tei-two.xml", (TEI + "<p>x</p>" + TEI_END) * 2)
    put("tei-badutf8.xml", (TEI + "<p>").encode() + b"\xc0\x80\xed\xa0\x80\xff" + ("</p>" + TEI_END).encode())
    put("tei-amp.xml", TEI + "<p>a & b < c</p>" + TEI_END)
    AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta/><body>'
    AKN_END = "</body></act></akomaNtoso>"

    def akn(n, b):
        put(
            "akn-" + n + ".xml",
            AKN + "<section><num>1.</num><content><p>The Conference took note.</p></content></section>" + b + AKN_END,
        )

    akn("deep", "<section><num>1</num>" * 120 + "<content><p>x</p></content>" + "</section>" * 120)
    akn("num", "<section><num>" + "1." * 2000000 + "</num><content><p>x</p></content></section>")
    akn(
        "note",
        "<section><content><p>a"
        + '<authorialNote marker="1"><p>b' * 80
        + "</p></authorialNote>" * 80
        + "</p></content></section>",
    )
    akn(
        "noteref",
        '<section><content><p>a<noteRef href="#n" marker="1"/><authorialNote eId="n"><p>x<noteRef href="#n"/></p></authorialNote></p></content></section>',
    )
    akn("table", "<table>" + '<tr><td colspan="2147483648" rowspan="2147483648"><p>a</p></td></tr>' * 2000 + "</table>")
    akn("millions", "<section><num>1</num></section>" * 200000)
    akn("ref", "<section><content><p>" + '<ref href="#x">a</ref>' * 200000 + "</p></content></section>")
    akn("attach", "<attachments>" * 100 + "</attachments>" * 100)
    DOCBOOK = '<article xmlns="http://docbook.org/ns/docbook" version="5.0"><title>T</title><para>The Conference took note.</para>'

    def docbook(n, b):
        put("docbook-" + n + ".xml", DOCBOOK + b + "</article>")

    docbook(
        "colspec",
        '<informaltable><tgroup cols="2147483648">'
        + "".join((f'<colspec colname="c{i}" colnum="{2 ** 31 + i}"/>' for i in range(100)))
        + "<tbody>"
        + '<row><entry namest="c0" nameend="c99" morerows="2147483648"><para>a</para></entry></row>' * 5000
        + "</tbody></tgroup></informaltable>",
    )
    docbook(
        "entrytbl",
        '<informaltable><tgroup cols="1"><tbody><row>'
        + '<entrytbl cols="1"><tbody><row>' * 60
        + "<entry>a</entry>"
        + "</row></tbody></entrytbl>" * 60
        + "</row></tbody></tgroup></informaltable>",
    )
    docbook(
        "list",
        "".join(
            (
                f'<orderedlist numeration="{n}" startingnumber="{s}"><listitem><para>a</para></listitem><listitem override="99999999999"><para>a</para></listitem></orderedlist>'
                for n in ("lowerroman", "upperroman", "loweralpha", "arabic")
                for s in ("2147483647", "-5", "99999999999999999999", "3999999")
            )
        ),
    )
    docbook(
        "list-cont", '<orderedlist continuation="continues"><listitem><para>a</para></listitem></orderedlist>' * 50000
    )
    docbook(
        "xref",
        '<para xml:id="a">'
        + '<xref linkend="a"/>' * 100000
        + '</para><footnote xml:id="f"><para>x<footnoteref linkend="f"/></para></footnote>',
    )
    docbook("fn", "<para>" + "a<footnote><para>n</para></footnote>" * 100000 + "</para>")
    docbook("section", "<section><title>a</title>" * 100 + "<para>x</para>" + "</section>" * 100)
    docbook(
        "calls",
        "<programlisting>"
        + "".join((f'x<co xml:id="c{i}"/>' for i in range(50000)))
        + "</programlisting><calloutlist>"
        + "".join((f'<callout arearefs="c{i}"><para>a</para></callout>' for i in range(50000)))
        + "</calloutlist>",
    )
    put("x-unknown.xml", "<a>" * 200 + "x" + "</a>" * 200)
    put("x-empty.xml", "")
    put("x-svg.xml", '<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>')
    put("x-odt.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"}))
    put("x-xlsx.xlsx", zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}))
