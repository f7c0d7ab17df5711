#!/usr/bin/env python3
"""Every example of docs/GUIDE.md runs, in order, in one shell, on the sample corpus.

usage: guide_test.py PATH/TO/hexapla

The rules, for who writes the guide:

- Every line that is indented by four spaces is an example, and all of them are run: inputs that are not in the corpus
  have no place in the guide. What stands behind three spaces or more is an explanation and is cut off.
- The lines share one shell, so `export`, variables and files that an earlier line wrote are there for the later ones.
  It stands in a scratch directory that looks like the top of the source tree: corpus, and the program under
  build/release. What is written goes to build/.
- An example exits with 0; one whose explanation begins with "nothing found" exits with 1.
- Programs of others that are not installed (dot, sqlite3) are replaced by one that reads its input and succeeds: the
  guide is tested, not they. sqlite3 is replaced by Python's, so that the views it asks for are really there.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "GUIDE.md"
BINARY = None  # from the command line

STAND_INS = {
    "dot": "#!/bin/sh\nexec cat\n",
    "sqlite3": f"""#!{sys.executable}
import sqlite3, sys
for row in sqlite3.connect(f"file:{{sys.argv[1]}}?mode=ro", uri=True).execute(sys.argv[2]):
    print(*row, sep="|")
""",
}


def examples(text):
    """[(line of the guide, command, explanation)]."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("    "):
            command, _, explanation = line.strip().partition("   ")
            found.append((number, command, explanation.strip()))
    return found


class Guide(unittest.TestCase):
    def test_nothing_is_left_to_be_written(self):
        self.assertIsNone(re.search(r"@[A-Z]+@|TODO|FIXME", GUIDE.read_text(encoding="utf-8")))

    def test_links_lead_somewhere(self):
        for target in re.findall(r"\]\(([^)#:]+)\)", GUIDE.read_text(encoding="utf-8")):
            self.assertTrue((GUIDE.parent / target).exists(), target)

    def test_every_command_is_shown(self):
        text = subprocess.run([BINARY, "--help"], capture_output=True, text=True, check=True).stdout
        names = set(re.findall(r"^  ([a-z]+) ", text.partition("Subcommands:")[2], re.MULTILINE))
        guide = GUIDE.read_text(encoding="utf-8")
        self.assertEqual({name for name in names if f"hexapla {name}" not in guide}, set())

    def test_examples(self):
        lines = examples(GUIDE.read_text(encoding="utf-8"))
        self.assertGreater(sum(command.startswith("hexapla ") for _, command, _ in lines), 20)
        with tempfile.TemporaryDirectory() as name:
            top = pathlib.Path(name)
            (top / "build" / "release").mkdir(parents=True)
            (top / "build" / "release" / "hexapla").symlink_to(BINARY)
            (top / "corpus").symlink_to(ROOT / "corpus")
            stand_ins = top / "stand-ins"
            stand_ins.mkdir()
            for program, script in STAND_INS.items():
                if shutil.which(program) is None:
                    (stand_ins / program).write_text(script, encoding="utf-8")
                    (stand_ins / program).chmod(0o755)
            script = "set -o pipefail\n"
            for number, command, _ in lines:
                script += f"{{ {command}\n}} >log/{number}.out 2>log/{number}.err </dev/null\necho $? >log/{number}.code\n"
            (top / "log").mkdir()
            environment = dict(os.environ, PATH=f"{os.environ['PATH']}:{stand_ins}")
            environment.pop("HEXAPLA_STORE", None)
            subprocess.run(["bash", "--norc", "-c", script], cwd=top, env=environment, check=False, timeout=900)
            for number, command, explanation in lines:
                with self.subTest(f"docs/GUIDE.md:{number}: {command}"):
                    code = top / "log" / f"{number}.code"
                    self.assertTrue(code.exists(), "the shell did not come here")
                    error = (top / "log" / f"{number}.err").read_text(encoding="utf-8", errors="replace")
                    expected = "1" if explanation.startswith("nothing found") else "0"
                    self.assertEqual(code.read_text().strip(), expected, error)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BINARY = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
