#!/usr/bin/env python3
"""What every command writes for programs, validated against the schemas.

usage: command_output_test.py PATH/TO/hexapla

Runs on the sample corpus and on inputs that are odd on purpose. A command that learns a JSON format without a schema
and a case here fails the run.
"""
import copy
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

from schemas import FOLDER, ROOT, SCHEMAS, objects, problems, validator

BINARY = None  # from the command line
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
JSON_LINES = ("extract", "check", "export")

def docx(text):
    """The smallest DOCX that says `text`: a file whose texts stand in a part inside it."""
    top = "http://schemas.openxmlformats.org/"
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{top}package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{top}package/2006/relationships"><Relationship Id="r1" '
            f'Type="{top}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml":
            f'<w:document xmlns:w="{top}wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
            '</w:body></w:document>',
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, xml in parts.items():
            package.writestr(name, '<?xml version="1.0"?>' + xml)
    return content.getvalue()


# Texts that are odd: name, bytes, and what is odd about them.
ODD = {
    "empty.txt": b"",                                                # quarantined: no text
    "invalid.txt": b"Decision \x80\x81\xfe\xff of the Conference\n",  # quarantined: bytes of no encoding
    ".hidden.txt": b"Hidden files are skipped.\n",
    "first.txt": b"The same bytes twice cite decision SC-7/8.\n",
    "second.txt": b"The same bytes twice cite decision SC-7/8.\n",    # skipped: a duplicate
    "und.txt": b"1 2 3\n\n4.5 %\n",                                   # no language speaks for it
    "utf16.txt": "\ufeffРешение СК-7/8 принято 29 февраля 2004 года.\r\n".encode("utf-16-le"),
    "bom.md": "\ufeff# Tïtle\r\n\r\nSee <https://example.org/ü?a=1&b=2> and [this](http://x.example/).\r\n".encode(),
    "controls.txt": b"Decision SC-1/19\x07 is \xc2\x85 due by 1 May 2018.\x00\n",
    "separators.txt": "Decision\u00a0SC\u20111/19 \u2028 of \u202e2018\u202c \ufffd \U0001f4c5\n".encode(),
    "table.md": b"| Action | Date |\n|---|---|\n| Submit, see note [^1] | 30 June 2018 |\n\n[^1]: Decision SC-[...]/8.\n",
    "notes.txt": "Text with a note.¹ And another.³\n\n¹ Ibid., para. 4.\n² Lost note, sales No. E.05.II.D.3.\n".encode(),
    "placeholder.txt": b"Recalling decision SC-8/[...], at its meeting on [date], Parties shall report by [date] 2019"
                       b" and within 60 days of receipt, every two years, see articles 5 (d) and 7 to 9.\n",
    "a name, with \"quotes\" & spaces.txt": b"By 31 December 2017 the Secretariat shall report.\n",
    "long.txt": b"1. " + b"word " * 5000 + b"by 31 December 2017.\n",
    "letter.docx": docx("By 30 June 2018 the Secretariat shall report on A &amp; B, see decision SC-7/8. " * 20),
    "csv.txt": "=1+1, decision “SC-7/8”;\n\n由秘书处在2018年6月30日之前提交。\n".encode(),
}


def run(*arguments, stdin=b"", store=None):
    """(exit code, standard output, standard error) of the command, run at the top of the tree."""
    environment = dict(os.environ)
    environment.pop("HEXAPLA_STORE", None)
    if store is not None:
        environment["HEXAPLA_STORE"] = str(store)
    done = subprocess.run([BINARY, *map(str, arguments)], input=stdin, capture_output=True, cwd=ROOT, env=environment,
                          timeout=240, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def documents():
    return sorted(p for p in (ROOT / "corpus" / "works").rglob("*.*"))


class Output(unittest.TestCase):
    validated = {}  # schema: an instance that was valid, for the test of strictness
    commands = set()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        top = pathlib.Path(cls.folder.name)
        cls.odd = top / "odd"
        cls.odd.mkdir()
        for name, content in ODD.items():
            (cls.odd / name).write_bytes(content)
        cls.store = top / "store"
        cls.odd_store = top / "odd-store"
        cls.build = run("build", "corpus/works", "--format", "json", store=cls.store)
        cls.odd_build = run("build", cls.odd, "--format", "json", store=cls.odd_store)

    def valid(self, schema, text, where):
        """`text` is JSON (or JSON Lines) that keeps to the schema; gives what was parsed."""
        check = validator(schema)
        instances = [json.loads(line) for line in text.splitlines()] if schema in JSON_LINES else [json.loads(text)]
        for instance in instances:
            self.assertEqual(problems(check, instance), [], where)
            # The richest of the small ones shows best that nothing else is let in.
            if len(json.dumps(instance)) < 20000:
                best = self.validated.get(schema)
                if best is None or len(list(objects(instance))) > len(list(objects(best))):
                    self.validated[schema] = instance
        return instances if schema in JSON_LINES else instances[0]

    def check(self, schema, *arguments, code=(0,), **options):
        got, out, err = run(*arguments, **options)
        where = " ".join(map(str, arguments)) + ": " + err
        self.assertIn(got, code, where)
        self.commands.add(" ".join(arguments[:2]) if arguments[0] == "tm" else arguments[0])
        return self.valid(schema, out, where)

    # -- files ---------------------------------------------------------------

    def test_extract(self):
        kinds = set()
        for path in documents():
            content = path.read_bytes()
            last = 0
            for found in self.check("extract", "extract", "--format", "jsonl", path, code=(0, 1)):
                kinds.add(found["kind"])
                # What no schema can say: text is exactly those bytes, and lines are in order.
                self.assertEqual(content[found["start"]:found["end"]].decode("utf-8"), found["text"], path)
                self.assertLessEqual(last, found["start"], path)
                last = found["start"]
        self.assertEqual(kinds, {"reference", "time"})
        for i, (name, content) in enumerate(ODD.items()):
            # 1: nothing found; 3: cannot be read, and then nothing is printed.
            self.check("extract", "extract", "--format", "jsonl", self.odd / name, code=(0, 1, 3))
            lang = LANGUAGES[i % len(LANGUAGES)]  # in a language that it is not in
            self.check("extract", "extract", "--format", "jsonl", "--lang", lang, "-", stdin=content, code=(0, 1, 3))

    def test_extract_names_the_part_inside_a_file(self):
        found = self.check("extract", "extract", "--format", "jsonl", self.odd / "letter.docx")
        self.assertEqual({(f["part"], f["text"]) for f in found},
                         {("word/document.xml", "30 June 2018"), ("word/document.xml", "SC-7/8")})
        self.assertEqual(sorted(f["start"] for f in found), [f["start"] for f in found])

    def test_normalize(self):
        for path in documents():
            self.check("normalize", "normalize", "--format", "json", path)
        for name, content in ODD.items():
            for arguments, stdin in ((("normalize", "--format", "json", self.odd / name), b""),
                                     (("normalize", "--format", "json", "--lang", "fr", "-"), content)):
                code, out, err = run(*arguments, stdin=stdin)
                self.assertIn(code, (0, 3), err)
                if code == 0:
                    self.valid("normalize", out, name)

    def test_align(self):
        works = ROOT / "corpus" / "works"
        for unit in ("line", "paragraph", "sentence"):
            for work in ("cop3-7-note", "cop2-decision-4"):
                files = sorted((works / work).iterdir())
                self.check("align", "align", "--format", "json", "--unit", unit, *files)
                self.check("align", "align", "--format", "json", "--unit", unit, "--langs", "en,zh", files[1], files[5])
        for one in ("empty.txt", "invalid.txt", "und.txt", "utf16.txt", "long.txt", "separators.txt"):
            self.check("align", "align", "--format", "json", self.odd / one, works / "cop3-7-note" / "en.md")
            self.check("align", "align", "--format", "json", self.odd / one, self.odd / one, self.odd / "empty.txt")

    def test_align_batch_writes_the_same(self):
        works = ROOT / "corpus" / "works"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            lines = []
            for work in ("cop3-7-note", "cop3-decision-5"):
                lines.append("\t".join(map(str, (works / work / "en.md", works / work / "ru.md", folder / work))))
            (folder / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
            code, _, err = run("align", "--format", "json", "--batch", folder / "pairs.tsv")
            self.assertEqual(code, 0, err)
            for work in ("cop3-7-note", "cop3-decision-5"):
                self.valid("align", (folder / work).read_text(encoding="utf-8"), work)

    def test_check(self):
        flawed = ROOT / "corpus" / "works-flawed"
        codes = set()
        for work in sorted(flawed.iterdir()):
            files = sorted(work.iterdir())
            for more in ((), ("--original", "en"), ("--unit", "line")):
                for found in self.check("check", "check", "--format", "jsonl", *more, *files, code=(1,)):
                    codes.add(found["code"])
                    for place in found["places"]:
                        # What no schema can say: the words are those bytes.
                        content = pathlib.Path(place["file"]).read_bytes()
                        if place["role"] != "gap" and "\n" not in place["text"]:
                            # Marks of notes and of Markdown are no part of a Block's text.
                            said = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*\s]", "", content[place["from"]:place["to"]].decode("utf-8"))
                            self.assertEqual(said, re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*\s]", "", place["text"]))
            self.check("check-report", "check", "--format", "json", *files, code=(1,))
        self.assertLessEqual({"omitted", "merged", "date", "number", "reference", "negation", "untranslated", "note-missing"}, codes)
        self.check("check-report", "check", "--format", "json", "--fail-on", "never", store=self.store)
        self.check("check-report", "check", "--format", "json", store=self.odd_store, code=(0, 1))

    # -- the store -----------------------------------------------------------

    def test_export(self):
        for unit in ("sentence", "block"):
            rows = self.check("export", "export", "--format", "jsonl", "--unit", unit, store=self.store)
            self.assertGreater(len(rows), 100)
            self.assertEqual({lang for row in rows for lang in row["texts"]}, set(LANGUAGES))
        rows = self.check("export", "export", "--format", "jsonl", "--langs", "fr,zh", "--confidence", "0.8", store=self.store)
        self.assertEqual({tuple(sorted(row["texts"])) for row in rows}, {("fr", "zh")})
        self.assertGreaterEqual(min(row["confidence"] for row in rows), 0.8)
        # The same rows in every form.
        table = list(csv.reader(io.StringIO(run("export", "--format", "csv", "--langs", "fr,zh", "--confidence", "0.8",
                                                store=self.store)[1], newline="")))
        self.assertEqual(table[0], ["work", "date", "row", "confidence", "origin", "fr", "zh"])
        self.assertEqual(len(table) - 1, len(rows))
        with tempfile.TemporaryDirectory() as folder:
            run("export", "--format", "moses", "--langs", "fr,zh", "--confidence", "0.8", "--output", folder + "/m",
                store=self.store)
            for lang in ("fr", "zh"):
                lines = (pathlib.Path(folder) / ("m." + lang)).read_text(encoding="utf-8").splitlines()
                self.assertEqual(lines, [row["texts"][lang] for row in rows])
        self.assertEqual(run("export", "--format", "moses", store=self.store)[0], 2)
        self.assertEqual(run("export", "--format", "tei", store=self.store)[0], 2)
        self.assertEqual(run("export", "NO/SUCH/1", store=self.store)[0], 2)

    def test_build(self):
        code, out, err = self.build
        self.assertEqual(code, 0, err)
        self.commands.add("build")
        report = self.valid("build", out, "build corpus/works")
        self.assertEqual(report["done"], len(documents()))
        code, out, err = self.odd_build
        self.assertEqual(code, 3, err)
        report = self.valid("build", out, "build odd")
        self.assertEqual({i["status"] for i in report["inputs"]}, {"done", "quarantined", "skipped"})
        self.assertEqual(len(report["inputs"]), report["done"] + report["quarantined"] + report["skipped"])

    def test_build_again_without_a_file(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for n in ("a", "b"):
                (folder / f"{n}.txt").write_text(f"The {n} of it was decided in decision SC-7/8.\n", encoding="utf-8")
            self.check("build", "build", folder, "--format", "json", "--store", folder / ".s")
            (folder / "b.txt").unlink()
            report = self.check("build", "build", folder, "--format", "json", "--store", folder / ".s")
            self.assertEqual((len(report["removed"]), report["works_removed"], report["published"]), (1, ["file:b"], True))
            report = self.check("build", "build", folder, "--format", "json", "--store", folder / ".s")
            self.assertFalse(report["published"])

    def test_status(self):
        self.check("status", "status", "--format", "json", store=self.store)
        report = self.check("status", "status", "--format", "json", store=self.odd_store)
        self.assertTrue(report["not_done"])

    def test_verify(self):
        for store in (self.store, self.odd_store):
            self.assertTrue(self.check("verify", "verify", "--format", "json", store=store)["sound"])
        with tempfile.TemporaryDirectory() as name:
            broken = pathlib.Path(name) / "store"
            shutil.copytree(self.odd_store, broken)
            for index in (broken / "index").iterdir():
                shutil.rmtree(index)
            self.assertFalse(self.check("verify", "verify", "--format", "json", store=broken, code=(1,))["sound"])

    def test_memory(self):
        repaired = "Decides that the criteria shall apply as from 1 March 2019;"
        for texts in (repaired, "Notes that the lake should be monitored by each Party", "冰川湖", "البحيرات الجليدية"):
            self.check("tm-lookup", "tm", "lookup", texts, "--threshold", 50, "--format", "json", store=self.store,
                       code=(0, 1))
        found = self.check("tm-lookup", "tm", "lookup", repaired, "--format", "json", "--show", "fr,ru", store=self.store)
        self.assertEqual(found[0]["matches"][0]["kind"], "repaired")
        for phrase, lang in (("early warning systems", "en"), ("ледниковых озер", "ru"), ("冰川湖", "zh"), ("absent", "en")):
            self.check("tm-concordance", "tm", "concordance", phrase, "--lang", lang, "--limit", 2, "--format", "json",
                       store=self.store, code=(0, 1))
        self.check("tm-stats", "tm", "stats", "--format", "json", store=self.store)
        self.check("tm-clean", "tm", "clean", "--format", "json", store=self.store, code=(0, 1))
        self.check("tm-clean", "tm", "clean", "--only", "length", "--format", "json", store=self.store, code=(0, 1))

    def test_memory_exchange(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            memory = folder / "memory"
            (folder / "a.tsv").write_text("en\tfr\tid\nOne lake.\tUn lac.\t7\nbad\trow\t1\t2\nalone\n", encoding="utf-8")
            (folder / "b.tmx").write_text('<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>A <ph>x</ph>'
                                          'lake.</seg></tuv><tuv xml:lang="fr"><seg>Un lac.</seg></tuv></tu>\n<tu>&#1;</tu>'
                                          '</body></tmx>', encoding="utf-8")
            (folder / "c.txt").write_text("nothing of the kind", encoding="utf-8")
            (folder / "d.gz").write_bytes(b"\x1f\x8b damaged")
            told = self.check("tm-import", "tm", "import", "--memory", memory, "--format", "json",
                              *(folder / f for f in ("a.tsv", "b.tmx", "c.txt", "d.gz")), code=(3,))
            self.assertEqual([f["units"] for f in told["files"]], [1, 1, 0, 0])
            self.assertEqual([f["skipped"] for f in told["files"]], [1, 1, 0, 0])
            self.assertEqual(["error" in f for f in told["files"]], [False, False, True, True])
            self.check("tm-import", "tm", "import", "--memory", memory, "--format", "json", folder / "a.tsv", code=(3,))

    def test_show(self):
        for work in self.check("status", "status", "--format", "json", store=self.store)["works"]:
            self.check("show", "show", work["work"], "--format", "json", store=self.store)
        self.check("show", "show", "unep/glc/cop.3/7", "--show", "en,zh", "--format", "json", store=self.store)
        for work in self.check("status", "status", "--format", "json", store=self.odd_store)["works"]:
            self.check("show", "show", work["work"], "--format", "json", store=self.odd_store)

    def test_search(self):
        queries = ("early warning", "冰川湖", "الإنذار المبكر", "lang:fr glacial", "SC-7/8", "cites:SC-7/8", "\"early warning",
                   "earli warnning", "glacail lakess", "AND", "negoti*", "glacial NEAR/3 lakes", "type:title", "role:deadline", "date:2017..2019",
                   "deadline:2018..", "-glacial lake", "body:UNEP/GLC", "zzzzqqq", "title:warning OR title:lakes", "\"\"", "%00 <b>")
        seen = {}
        for query in queries:
            for more in ((), ("--lang", "ru"), ("--sort", "date", "--offset", "1", "--limit", "2", "--hits", "1"), ("--show", "en,ar")):
                code, out, err = run("search", query, "--format", "json", *more, store=self.store)
                self.assertIn(code, (0, 1, 2), query + err)  # 2: a query that cannot be meant
                if code == 2:
                    self.assertEqual(out, "")
                    continue
                self.commands.add("search")
                answer = self.valid("search", out, query)
                for key in ("relaxed", "notes", "did_you_mean"):
                    seen[key] = seen.get(key) or bool(answer.get(key))
                for work in answer["results"]:
                    for hit in work["hits"]:
                        seen[hit["why"]] = True
        # The queries reach every part of the schema.
        self.assertEqual({k for k, v in seen.items() if v}, {"relaxed", "notes", "did_you_mean", "words", "identifier", "row", "expansion"})
        self.check("search", "search", "decision", "--format", "json", store=self.odd_store)

    def test_refs(self):
        for store in (self.store, self.odd_store):
            cited = self.check("refs-list", "refs", "--format", "json", store=store)
            self.assertTrue(cited)
            for target in cited[::15]:
                self.check("refs", "refs", target["canonical"], "--format", "json", store=store)
            self.check("refs-graph", "refs", "--graph", "json", store=store)
        both = self.check("refs", "refs", "UNEP/GLC/COP.3/7", "--format", "json", store=self.store)
        self.assertTrue(both["in_corpus"] and both["cited_by"] and both["cites"])

    def test_deadlines(self):
        for role in ("deadline", "meeting", "publication", "period", "event", "all"):
            for store in (self.store, self.odd_store):
                self.check("deadlines", "deadlines", "--role", role, "--format", "json", store=store, code=(0, 1))
        self.check("deadlines", "deadlines", "--from", "2018-01-01", "--lang", "zh", "--format", "json", store=self.store)
        self.assertEqual(self.check("deadlines", "deadlines", "--from", "2999-01-01", "--format", "json", store=self.store, code=(1,)), [])

    # -- XML -----------------------------------------------------------------

    def test_xml(self):
        def relaxng(schema, xml, where):
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", FOLDER / schema, "-"], input=xml.encode(),
                                  capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, where + done.stderr.decode()[:2000])

        for path in documents() + [self.odd / name for name in ODD]:
            code, out, err = run("normalize", "--format", "xml", path)
            self.assertIn(code, (0, 3), err)
            if code == 0:
                relaxng("document.rng", out, str(path))
        note = ROOT / "corpus" / "works" / "cop3-7-note"
        for unit in ("line", "paragraph", "sentence"):
            code, out, err = run("align", "--unit", unit, "--format", "tmx", *sorted(note.iterdir()))
            self.assertEqual(code, 0, err)
            relaxng("tmx.rng", out, unit)
        for form, schema in (("tei", "tei.rng"), ("akn", "akoma-ntoso.rng")):
            with tempfile.TemporaryDirectory() as folder:
                for store in (self.store, self.odd_store):
                    self.assertEqual(run("export", "--format", form, "--output", folder, store=store)[0], 0)
                written = sorted(pathlib.Path(folder).iterdir())
                self.assertGreater(len(written), 20)
                for path in written:
                    relaxng(schema, path.read_text(encoding="utf-8"), str(path))
        for more in ((), ("--unit", "block"), ("--langs", "ar,zh"), ("--confidence", "1")):
            relaxng("tmx.rng", run("export", *more, store=self.store)[1], "export")
        relaxng("tmx.rng", run("tm", "export", store=self.store)[1], "tm export")
        relaxng("xliff.rng", run("tm", "export", "--format", "xliff", "--langs", "en,zh", store=self.store)[1], "tm export")
        for path in sorted(note.iterdir()):
            for more in ((), ("--fill",)):
                target = "en" if path.name.startswith("fr") else "fr"
                code, out, err = run("tm", "pretranslate", path, "--target", target, *more, store=self.store)
                self.assertEqual(code, 0, err)
                relaxng("xliff.rng", out, str(path))
        for store in (self.store, self.odd_store):
            relaxng("graphml.rng", run("refs", "--graph", "graphml", store=store)[1], "refs --graph graphml")

    # -- of everything above: methods run in the order of their names ----------

    def test_z_every_json_format_has_a_case(self):
        _, help_text, _ = run("--help")
        names = re.findall(r"^  ([a-z]+) ", help_text.partition("Subcommands:")[2], re.MULTILINE)
        self.assertIn("build", names)
        writes_json = set()
        names.remove("tm")
        tm_help = run("tm", "--help")[1].partition("Subcommands:")[2]
        names += ["tm " + name for name in re.findall(r"^  ([a-z]+) ", tm_help, re.MULTILINE)]
        for name in names:
            formats = re.findall(r"--(?:format|graph) TEXT:\{([^}]*)\}", run(*name.split(), "--help")[1])
            if any({"json", "jsonl"} & set(choices.split(",")) for choices in formats):
                writes_json.add(name)
        self.assertEqual(writes_json, self.commands)
        self.assertEqual(set(self.validated), {s for s in SCHEMAS if s != "common" and not s.startswith("gold-")})

    def test_z_nothing_else_is_let_in(self):
        for schema, instance in self.validated.items():
            check = validator(schema)
            for i in range(len(list(objects(instance)))):
                changed = copy.deepcopy(instance)
                list(objects(changed))[i]["Not a name"] = {}
                with self.subTest(f"{schema}, object {i}"):
                    self.assertFalse(check.is_valid(changed))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
