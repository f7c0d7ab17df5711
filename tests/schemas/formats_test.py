#!/usr/bin/env python3
"""What `hexapla normalize` writes of every format, validated against the schemas.

usage: formats_test.py PATH/TO/hexapla

Runs on the sample corpus in all its formats and on the samples of the readers' tests.
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from schemas import FOLDER, ROOT, problems, validator

BINARY = None  # from the command line
FORMATS = {"text", "markdown", "html", "docx", "doc", "pdf", "tei", "akoma-ntoso"}
REFUSED = {"locked.doc", "locked.pdf"}  # protected by a password


def samples():
    """Files of all formats; the golden documents have no suffix that tells theirs."""
    out = sorted(p for p in (ROOT / "corpus/manifestations").rglob("*") if p.is_file())
    out += sorted((ROOT / "tests/pipeline/ingest/fixtures").iterdir())
    out += sorted((ROOT / "tests/pipeline/normalize/golden").glob("*/in"))
    return out


def normalized(form, path):
    done = subprocess.run([BINARY, "normalize", "--format", form, path], capture_output=True, cwd=ROOT, timeout=240,
                          check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


class Formats(unittest.TestCase):
    def test_json(self):
        check = validator("normalize")
        seen = set()
        for path in samples():
            code, out, err = normalized("json", path)
            if path.name in REFUSED:
                self.assertEqual((code, out), (3, ""), path)
                continue
            self.assertEqual(code, 0, err)
            document = json.loads(out)
            with self.subTest(path=str(path)):
                self.assertEqual(problems(check, document), [])
            seen.add(document["manifestation"]["format"])
        self.assertEqual(seen, FORMATS)

    def test_xml(self):
        with tempfile.TemporaryDirectory() as folder:
            written = []
            for number, path in enumerate(samples()):
                code, out, err = normalized("xml", path)
                if path.name in REFUSED:
                    continue
                self.assertEqual(code, 0, err)
                # The number keeps files of one name apart; the name tells what is wrong.
                written.append(pathlib.Path(folder) / f"{number}-{path.parent.name}-{path.name}.xml")
                written[-1].write_text(out, encoding="utf-8")
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", FOLDER / "document.rng", *written],
                                  capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr.decode()[:4000])


if __name__ == "__main__":
    BINARY = sys.argv.pop(1)
    unittest.main()
