#!/usr/bin/env python3
"""The manual page and the completion name the commands, options and values that the program has, and no others.

usage: command_papers_test.py PATH/TO/hexapla [CMAKE BUILD-DIRECTORY]

The program's own --help is the truth. With CMake and the build directory, the installation is tried too.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MANUAL = ROOT / "docs" / "hexapla.1"
COMPLETION = ROOT / "share" / "bash-completion" / "hexapla"
LANGUAGES = {"ar", "en", "es", "fr", "ru", "zh"}
BINARY = CMAKE = BUILD = None  # from the command line


def output(*arguments):
    return subprocess.run(list(map(str, arguments)), capture_output=True, text=True, check=True, timeout=60).stdout


def commands():
    """Names of the commands, as --help lists them; those below a command with its name: "tm lookup"."""
    found = []
    for name in listed():
        below = listed(name)
        found += [f"{name} {command}" for command in below] or [name]
    return found


def listed(*command):
    """The commands that `hexapla COMMAND --help` lists."""
    return re.findall(r"^  ([a-z]+) ", output(BINARY, *command, "--help").partition("Subcommands:")[2], re.MULTILINE)


def options(command):
    """{option: its values, or None where any will do} of a command, without --help."""
    text = output(BINARY, *command.split(), "--help")
    text = text.partition("\nOptions:\n")[2].partition("\nExamples:")[0]
    found = {}
    for line in text.splitlines():
        match = re.match(r"  (?:-\w,)?(--[a-z-]+)(.*)", line)
        if match and match[1] != "--help":
            values = re.search(r"(?:TEXT|L,L):\{([^}]*)\}", match[2])
            found[match[1]] = set(values[1].split(",")) if values else None
    return found


def manual_sections():
    """{command: the lines of its section}."""
    found = {}
    lines = None
    for line in MANUAL.read_text(encoding="utf-8").splitlines():
        if line.startswith((".Ss ", ".Sh ")):
            lines = found.setdefault(line[4:], []) if line.startswith(".Ss ") else None
        elif lines is not None:
            lines.append(line)
    return found


def completed(*words):
    """What the completion offers for the last of `words`."""
    script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hexapla; printf "%s\\n" "${COMPREPLY[@]}"'
    return set(output("bash", "--norc", "-c", script, COMPLETION, *words).split())


class Manual(unittest.TestCase):
    def test_commands(self):
        self.assertEqual(sorted(manual_sections()), sorted(commands()))

    def test_options_and_their_values(self):
        sections = manual_sections()
        for command in commands():
            items = {}
            for line in sections.get(command, []):
                match = re.match(r"\.It Fl -([a-z-]+)(?: Cm (.*))?", line)
                if match:
                    items["--" + match[1]] = set(match[2].split(" | ")) if match[2] else None
            with self.subTest(command):
                wanted = options(command)
                self.assertEqual(sorted(items), sorted(wanted))
                for option, values in wanted.items():
                    # The languages are told once, at the top of the page.
                    if values != LANGUAGES:
                        self.assertEqual(items.get(option), values, option)

    def test_environment_and_exit_codes(self):
        text = MANUAL.read_text(encoding="utf-8")
        self.assertIn(".It Ev HEXAPLA_STORE\n", text)
        told = re.search(r"Exit codes: ([^.]*)\.", output(BINARY, "--help"))[1]
        for code in re.findall(r"(?:^|, )(\d)", told):
            self.assertIn(f"\n.It {code}\n", text)

    def test_every_example_names_real_commands_and_options(self):
        text = MANUAL.read_text(encoding="utf-8").partition(".Sh EXAMPLES")[2]
        lines = re.findall(r"^hexapla (\S+)(.*)", text, re.MULTILINE)
        self.assertTrue(lines)
        for command, rest in lines:
            if command not in commands():
                below, _, rest = rest.strip().partition(" ")
                command = f"{command} {below}"
            with self.subTest(command + rest):
                self.assertIn(command, commands())
                self.assertLessEqual(set(re.findall(r"--[a-z]+", rest)), set(options(command)))

    def test_clean(self):
        checks = (["mandoc", "-Tlint", "-Wwarning", MANUAL], ["groff", "-mandoc", "-Tutf8", "-ww", "-z", MANUAL])
        checks = [check for check in checks if shutil.which(check[0])]
        if not checks:
            self.skipTest("neither mandoc nor groff is here")
        for check in checks:
            done = subprocess.run(list(map(str, check)), capture_output=True, text=True, check=False, timeout=60)
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""), check[0])


class Completion(unittest.TestCase):
    def test_commands(self):
        self.assertEqual(completed("hexapla", ""), set(listed()) | {"--help", "--version"})
        for name in listed():
            if listed(name):
                self.assertEqual(completed("hexapla", name, ""), set(listed(name)) | {"--help"})
        self.assertEqual(completed("hexapla", "sea"), {"search"})

    def test_options_and_their_values(self):
        for command in commands():
            wanted = options(command)
            with self.subTest(command):
                self.assertEqual(completed("hexapla", *command.split(), "-"), set(wanted) | {"--help"})
            for option, values in wanted.items():
                if values is None:
                    continue
                with self.subTest(f"{command} {option}"):
                    self.assertEqual(completed("hexapla", *command.split(), option, ""), values)
                    self.assertEqual(completed("hexapla", *command.split(), option, "=", ""), values)

    def test_lists_go_on_behind_the_comma(self):
        self.assertEqual(completed("hexapla", "show", "--show", "en,f"), {"en,fr"})
        self.assertEqual(completed("hexapla", "align", "--langs", "en,fr,"), {"en,fr," + lang for lang in LANGUAGES})

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            name = pathlib.Path(folder) / "a letter.txt"
            name.touch()
            (pathlib.Path(folder) / "archive").mkdir()
            start = folder + "/a"
            script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hexapla; printf "%s\\n" "${COMPREPLY[@]}"'
            both = {str(name), folder + "/archive"}
            for words, expected in ((("extract", start), both), (("build", start), both),
                                    (("status", "--store", start), {folder + "/archive"}), (("status", start), {""})):
                got = output("bash", "--norc", "-c", script, COMPLETION, "hexapla", *words)
                self.assertEqual(set(got.removesuffix("\n").split("\n")), expected, words)


class Installation(unittest.TestCase):
    def test_program_manual_and_completion_are_installed(self):
        if BUILD is None:
            self.skipTest("no build directory was given")
        with tempfile.TemporaryDirectory() as prefix:
            output(CMAKE, "--install", BUILD, "--prefix", prefix)
            top = pathlib.Path(prefix)
            self.assertEqual(output(top / "bin" / "hexapla", "--version"), output(BINARY, "--version"))
            self.assertEqual((top / "share/man/man1/hexapla.1").read_bytes(), MANUAL.read_bytes())
            self.assertEqual((top / "share/bash-completion/completions/hexapla").read_bytes(), COMPLETION.read_bytes())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BINARY = pathlib.Path(sys.argv.pop(1)).resolve()
    if len(sys.argv) > 2:
        CMAKE, BUILD = sys.argv.pop(1), sys.argv.pop(1)
    unittest.main()
