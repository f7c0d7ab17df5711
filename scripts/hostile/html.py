"""HTML pages that a reader could stumble over."""


def page(body, head=""):
    return (
        "<!DOCTYPE html><html><head><title>T</title>"
        + head
        + "</head><body><p>The Conference of the Parties took note of the report.</p>"
        + body
        + "</body></html>"
    )


def files(put):
    """Spans, nesting, lists, notes, entities, character sets."""

    def html(n, b, h=""):
        put("html-" + n + ".html", page(b, h))

    for span in ("2147483647", "2147483648", "-1", "0", "1000", "99999999999999999999"):
        html("colspan-" + span, "<table>" + ("<tr>" + f'<td colspan="{span}">a</td>' * 50 + "</tr>") * 500 + "</table>")
        html("rowspan-" + span, "<table>" + ("<tr>" + f'<td rowspan="{span}">a</td>' * 50 + "</tr>") * 500 + "</table>")
        html(
            "bothspan-" + span,
            "<table>" + ("<tr>" + f'<td rowspan="{span}" colspan="{span}">a</td>' * 5 + "</tr>") * 3000 + "</table>",
        )
    html("rowspan-staircase", "<table>" + "<tr><td rowspan=65534>a</td></tr>" * 20000 + "</table>")
    html("td-wide", "<table><tr>" + "<td>a" * 500000 + "</table>")
    html("tr-empty", "<table>" + "<tr>" * 1000000 + "</table>")
    html("tables-deep", "<table><tr><td>" * 10000 + "x")
    html(
        "ol-start",
        "".join(
            (
                f'<ol type="{t}" start="{s}" {r}><li>one<li value="{s}">two<li>three</ol>'
                for t in "1aAiIx"
                for s in ("2147483647", "2147483648", "-2147483648", "99999999999999999999", "3999999", "0", "-1")
                for r in ("", "reversed")
            )
        ),
    )
    html("ol-deep", "<ol><li>a" * 10000)
    html("ol-million", "<ol type=i start=3000>" + "<li>a" * 300000 + "</ol>")
    html("adoption", "<b><i><u><a href=x><font>" * 2000 + "<p>x</b></i></u></a></font>" * 2000)
    html("adoption2", "<b><p>" * 3000 + "x" + "</b>" * 3000)
    html("font-million", "<font color=red>" * 200000 + "x")
    html("foster", "<table>" + "<b><a>" * 50000 + "x")
    html("attr-huge", '<p title="' + "a" * 20000000 + '">x</p>')
    html("attrs-many", "<p " + " ".join((f"a{i}=1" for i in range(300000))) + ">x</p>")
    html("comment-open", "<!--" + "-" * 5000000)
    html("comments", "<!-- a -->" * 500000)
    html("cdata", "<![CDATA[" * 200000)
    html("script-open", "<script>" + "<" * 3000000)
    html("style", "<style>" + "p{" * 1000000)
    html("textarea", "<textarea>" * 100000)
    html("entities", "&#99999999999;&#xD800;&#0;&#x110000;&amp" * 100000 + "&" * 1000000)
    html("entity-long", "<p>&" + "a" * 5000000 + ";</p>")
    html("p-million", "<p>a" * 500000)
    html("br-million", "a<br>" * 500000)
    html("sup-million", "a<sup>1</sup>" * 200000)
    html(
        "fn-cycle",
        '<p>a<a id=r1 href="#f1"><sup>1</sup></a></p><p id=f1><a href="#f1">1</a> see <a href="#f2">2</a></p><p id=f2><a href="#f1">2</a> x</p><a id=z href="#z">z</a>',
    )
    html(
        "fn-million",
        "".join((f'<p>a<a id=r{i} href="#f{i}"><sup>{i}</sup></a></p>' for i in range(100000)))
        + "<ol>"
        + "".join((f'<li id=f{i}>n <a href="#r{i}">^</a></li>' for i in range(100000)))
        + "</ol>",
    )
    html(
        "fn-same",
        "<p>" + 'a<a href="#f1"><sup>1</sup></a>' * 100000 + "</p><ol><li id=f1>" + "word " * 100000 + "</li></ol>",
    )
    html("id-same", "<p id=a>x</p>" * 100000 + '<a href="#a">1</a>' * 10000)
    html("select", "<select>" + "<option>a" * 500000)
    html("iframe", '<iframe srcdoc="<iframe srcdoc=&quot;' * 10000)
    html("pre", "<pre>" + "a\n" * 1000000 + "</pre>")
    html("pre-long", "<pre>" + " " * 10000000 + "</pre>")
    html("dir-deep", "<bdo dir=rtl><span dir=ltr>" * 5000 + "אב אב" + "</span></bdo>" * 5000)
    html("dl", "<dl>" + "<dt>a<dd>b" * 200000)
    html("nul", "a\x00b" * 500000)
    html("hr", "<hr>" * 500000)
    html("tags-unknown", "".join((f"<x{i}>" for i in range(200000))))
    html("tag-long", "<" + "a" * 10000000 + ">x")
    html("lt", "<" * 3000000)
    html("quote", '<p title="' * 300000)
    html("slash", "</" * 1000000)
    html("close", "</p>" * 1000000)
    html("closediv", "</div></b></table>" * 300000)
    html("svg", "<svg><foreignObject>" * 5000 + "<p>x")
    html("math", "<math><mrow>" * 10000 + "<mn>1</mn>")
    html("frameset", '<frameset><frame src="file:///etc/passwd"></frameset>')
    put("html-utf16.html", page("<p>a</p>").encode("utf-16"))
    put("html-utf16-nobom.html", page("<p>a</p>").encode("utf-16-be") + b"x")
    put("html-utf7.html", page("<p>+AGE-</p>", "<meta charset=utf-7>"))
    put(
        "html-metas.html",
        page(
            "é",
            "".join(
                (
                    f"<meta charset={c}>"
                    for c in (
                        "gb18030",
                        "big5",
                        "x-user-defined",
                        "utf-16",
                        "iso-2022-jp",
                        "hz-gb-2312",
                        "nonsense" * 1000,
                    )
                )
            ),
        ),
    )
    put("html-2022.html", page("\x1b$B" * 100000, "<meta charset=iso-2022-jp>"))
    html("hidden", '<div style="display:none">' * 5000 + "x")
    html("base", '<base href="file:///etc/">' * 10000 + "<a href=passwd>x</a>")
    html("caption", "<table><caption>" * 3000 + "x")
    html("col", "<table><colgroup><col span=2147483647>" * 1000 + "<tr><td>a")
    html("rtl-million", "<p>" + "\u200f" * 1000000 + "x</p>")
    html("combining", "<p>e" + "\u0301" * 1000000 + "</p>")
    html("a-deep", "<a href=#x>" * 100000 + "x")
    html("sup-deep", "<sup>" * 100000 + "1")
    html("h-million", "".join((f"<h{i % 6 + 1}>H</h{i % 6 + 1}>" for i in range(200000))))
    html("word", "<p>" + "a" * 10000000)
    html("anchor-chain", "".join((f'<a id=a{i} href="#a{i + 1}">1</a>' for i in range(100000))))
