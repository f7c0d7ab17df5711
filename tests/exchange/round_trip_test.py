#!/usr/bin/env python3
"""TMX that is imported and exported means the same, as another parser sees it (scripts/compare-tmx).

usage: round_trip_test.py PATH/TO/hexapla
"""
import gzip
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = None  # from the command line

ALL = """<?xml version="1.0" encoding="%s"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="EN-us" datatype="rtf"><note>of the file</note><prop type="a">b</prop></header><body>
<!-- <tu> in a comment -->
<tu tuid="1" creationdate="20160930T120000Z" changeid="q" usagecount="3" srclang="*all*">
 <note>first</note><note>second</note><prop type="x-work">A &amp; B</prop><prop type="changeid">no attribute</prop>
 <tuv xml:lang="EN-US" creationid="me"><prop type="p">v</prop><note>n</note>
  <seg>The <bpt i="1" x="1" type="bold">{\\b </bpt>big<ept i="1">}</ept> <hi type="t">lake <ph x="2" assoc="b"/></hi></seg></tuv>
 <tuv xml:lang="fr-ca"><seg>Le <it pos="begin" x="1">&lt;I></it>lac<ut>u</ut></seg></tuv>
 <tuv xml:lang="zh-hant"><seg><![CDATA[大 < 湖]]></seg></tuv>
 <tuv xml:lang="ar"><seg>\u0627\u0644\u0628\u062d\u064a\u0631\u0629</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg> spaces
 and\tlines </seg></tuv><tuv xml:lang="ru"><seg>e\u0301 \u0439</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>image <ph>alt='<sub type="t">words <ph>P</ph></sub>'</ph></seg></tuv>
 <tuv xml:lang="fr"><seg/></tuv></tu>
<tu tuid="two ways"><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>b</seg></tuv>
 <tuv xml:lang="FR"><seg>c</seg></tuv></tu>
<tu tuid="alone"><tuv xml:lang="es"><seg>&#x1F4C5; &#233;</seg></tuv></tu>
</body></tmx>"""
OLD = ('<tmx version="1.1"><header srclang="en"/><body><tu><tuv lang="EN"><seg>one</seg></tuv><tuv lang="DE"><seg>eins'
       '</seg></tuv></tu></body></tmx>')

FILES = {
    "utf8.tmx": (ALL % "UTF-8").encode(),
    "bom.tmx": ("\ufeff" + ALL % "UTF-8").encode(),
    "utf16le.tmx": ("\ufeff" + ALL % "UTF-16").encode("utf-16-le"),
    "utf16be.tmx": ("\ufeff" + ALL % "UTF-16").encode("utf-16-be"),
    "packed.tmx.gz": gzip.compress((ALL % "UTF-8").encode()),
    "one-dot-one.tmx": OLD.encode(),
}


class RoundTrip(unittest.TestCase):
    def test_nothing_changes(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for n, (file, content) in enumerate(FILES.items()):
                with self.subTest(file):
                    path = folder / file
                    path.write_bytes(content)
                    memory, written = folder / str(n), folder / f"{n}.tmx"
                    subprocess.run([BINARY, "tm", "import", "--memory", memory, path], capture_output=True, check=True)
                    subprocess.run([BINARY, "tm", "export", "--memory", memory, "--output", written], capture_output=True,
                                   check=True)
                    done = subprocess.run([sys.executable, ROOT / "scripts" / "compare-tmx", path, written],
                                          capture_output=True, text=True, check=False)
                    self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_differences_are_seen(self):
        with tempfile.TemporaryDirectory() as name:
            one, two = pathlib.Path(name) / "1.tmx", pathlib.Path(name) / "2.tmx"
            one.write_text(ALL % "UTF-8", encoding="utf-8")
            for old, new in (("spaces", "paces"), ('i="1"', 'i="2"'), (">first<", "><"), ("no attribute", "an attribute"),
                             ('"*all*"', '"en"'), ("fr-ca", "fr"), ('tuid="alone"', "")):
                two.write_text((ALL % "UTF-8").replace(old, new), encoding="utf-8")
                done = subprocess.run([sys.executable, ROOT / "scripts" / "compare-tmx", one, two], capture_output=True, check=False)
                self.assertEqual(done.returncode, 1, old)


if __name__ == "__main__":
    BINARY = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main()
