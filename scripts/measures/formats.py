"""The same document in several formats: blocks, letters, notes."""
import collections, difflib, html, importlib.machinery, json, pathlib, re, shutil, subprocess, sys, tempfile, unicodedata, zipfile

from measures.common import Score, TOP, shared, squashed


class Same:
    """How far blocks of one document are those of another."""

    def __init__(self):
        self.score, self.types, self.cells, self.notes, self.with_notes, self.table_cells = Score(), 0, 0, 0, 0, 0

    def row(self):
        def share(part, whole): return f"{part / whole:.3f}" if whole else "–"
        return (f"{self.score.row()} | {share(self.types, self.score.right)} | {share(self.cells, self.table_cells)} | "
                f"{share(self.notes, self.with_notes)}")


def normalised(hexapla, path):
    """Blocks but for notes, as (label and text, type, column and whether a row begins, notes); None when it cannot be read."""
    run = subprocess.run([hexapla, "normalize", path, "--format", "json"], capture_output=True, text=True)
    if run.returncode: return None
    blocks = json.loads(run.stdout)["blocks"]
    out, row = [], None
    for b in blocks:
        if b["type"] == "note": continue
        notes = [(n["mark"], squashed(blocks[n["note"]]["text"]) if n.get("note") is not None and n["note"] >= 0 else "") for n in b.get("notes", [])]
        table = b.get("table")
        place = (table["column"], row != (table["table"], table["row"])) if table else None
        row = (table["table"], table["row"]) if table else None
        out.append(((b["label"], " ".join(b["text"].split())), b["type"], place, notes))
    return out


def compare(want, have, same, misses, name):
    pairs = difflib.SequenceMatcher(None, [w[0] for w in want], [h[0] for h in have], autojunk=False)
    equal = 0
    for kind, a, b, c, d in pairs.get_opcodes():
        if kind != "equal":
            if misses:
                for w in want[a:b]: print(f"  missed {name}: {w[1]} {w[0][0]} {w[0][1][:90]!r}")
                for h in have[c:d]: print(f"  wrong  {name}: {h[1]} {h[0][0]} {h[0][1][:90]!r}")
            continue
        equal += b - a
        for w, h in zip(want[a:b], have[c:d]):
            same.types += w[1] == h[1]
            if misses and w[1] != h[1]: print(f"  type   {name}: {w[1]} is {h[1]}: {w[0][1][:80]!r}")
            if w[2] is not None:
                same.table_cells += 1
                same.cells += w[2] == h[2]
            if w[3]:
                same.with_notes += 1
                same.notes += w[3] == h[3]
    same.score.add(equal, len(have), len(want))


def formats(hexapla, misses):
    head = "precision | recall | F1 | blocks | type | cell | notes |\n|---|---|---|---|---|---|---|---|"
    print("\nThe same document in other formats: sample corpus, against the Markdown\n\n| format | " + head)
    for extension in ("html", "docx", "doc", "pdf", "pdf.txt"):
        same = Same()
        for path in sorted((TOP / "corpus/manifestations").glob("*/??." + extension)):
            source = TOP / "corpus/works" / path.parent.name / (path.name[:2] + ".md")
            compare(normalised(hexapla, source), normalised(hexapla, path) or [], same, misses, f"{path.parent.name}/{path.name}")
        print(f"| {extension} | {same.row()} |")
    printed(hexapla, misses)
    exported(hexapla, misses)
    folder = shared("data/docx")
    if folder is None: return
    if shutil.which("soffice") is None:
        print("\nskipped: soffice (LibreOffice) is not installed")
        return
    print("\nReal documents, converted by LibreOffice, against the DOCX\n\n| format | " + head)
    sources = sorted((folder / "data/docx").glob("*.docx"))
    with tempfile.TemporaryDirectory() as scratch:
        for extension, target in (("doc", "doc:MS Word 97"), ("html", "html:HTML (StarWriter)"), ("pdf", "pdf:writer_pdf_Export")):
            subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", target, "--outdir", scratch, *sources],
                           capture_output=True, check=True)
            same = Same()
            for source in sources:
                have = normalised(hexapla, pathlib.Path(scratch) / (source.stem + "." + extension))
                compare(normalised(hexapla, source), have or [], same, misses, f"{source.stem}.{extension}")
            print(f"| {extension} | {same.row()} |")
        # What a conversion loses no reader finds: the DOC against the DOCX that LibreOffice makes of that DOC.
        back = pathlib.Path(scratch) / "back"
        docs = sorted(pathlib.Path(scratch).glob("*.doc"))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", back, *docs],
                       capture_output=True, check=True)
        same = Same()
        for doc in docs: compare(normalised(hexapla, back / (doc.stem + ".docx")), normalised(hexapla, doc) or [], same, misses, f"{doc.name} and back")
        print(f"| doc, against what LibreOffice reads in it | {same.row()} |")


def exported(hexapla, misses):
    """The DOCX files as LibreOffice exports them to HTML, with labels and without: HTML has no words for all of them."""
    if shutil.which("soffice") is None:
        print("| html, the DOCX exported by LibreOffice: skipped, it is not installed |")
        return
    same, unlabelled = Same(), Same()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        sources = {}
        for path in sorted((TOP / "corpus/manifestations").glob("*/??.docx")):  # names come again from folder to folder
            sources[path] = scratch / f"{path.parent.name}-{path.name}"
            sources[path].write_bytes(path.read_bytes())
        subprocess.run(["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to", "html:HTML (StarWriter)", "--outdir", scratch,
                        *sources.values()], capture_output=True, check=True)
        for path, copy in sources.items():
            want = normalised(hexapla, TOP / "corpus/works" / path.parent.name / (path.stem + ".md"))
            have = normalised(hexapla, copy.with_suffix(".html")) or []
            compare(want, have, same, misses, f"{path.parent.name}/{path.stem}.docx as html")
            without = [[(("", block[0][1]), *block[1:]) for block in blocks] for blocks in (want, have)]
            compare(*without, unlabelled, False, path.stem)
    print(f"| html, the DOCX exported by LibreOffice | {same.row()} |")
    print(f"| html, the DOCX exported by LibreOffice, labels aside | {unlabelled.row()} |")


def printed(hexapla, misses):
    """The HTML files printed by Chromium: PDF of another program than LibreOffice."""
    maker = importlib.machinery.SourceFileLoader("make_printed", str(TOP / "scripts/make-printed")).load_module()
    if maker.browser() is None:
        print("| pdf, HTML printed by Chromium: skipped, it is not installed |")
        return
    same = Same()
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted((TOP / "corpus/manifestations").glob("*/??.html")):
            target = pathlib.Path(scratch) / f"{path.parent.name}-{path.stem}.pdf"
            maker.print_page(path, target, scratch)
            source = TOP / "corpus/works" / path.parent.name / (path.stem + ".md")
            compare(normalised(hexapla, source), normalised(hexapla, target) or [], same, misses, target.name)
    print(f"| pdf, HTML printed by Chromium | {same.row()} |")


def docx(hexapla, misses):
    """Real DOCX files: every letter and digit of the text runs is in the blocks, and all tables and notes are."""
    folder = shared("data/docx")
    if folder is None: return
    import zipfile
    from xml.etree import ElementTree
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    letters = lost = tables = cells = notes = found = 0
    files = sorted((folder / "data/docx").glob("*.docx"))
    for path in files:
        want, have = collections.Counter(), collections.Counter()
        got = json.loads(subprocess.run([hexapla, "normalize", "--format", "json", path], capture_output=True, text=True, check=True).stdout)
        with zipfile.ZipFile(path) as z:
            for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
                if part not in z.namelist(): continue
                tree = ElementTree.fromstring(z.read(part))
                # A text box stands twice: as a drawing, and for programs that know no drawings.
                for parent in list(tree.iter()):
                    for child in list(parent):
                        if child.tag.endswith("}Fallback"): parent.remove(child)
                for t in tree.iter(w + "t"): want.update(c for c in unicodedata.normalize("NFKC", t.text or "") if c.isalnum())
                tables += sum(1 for t in tree.iter(w + "tbl"))
                notes += sum(1 for n in tree.iter(w + "footnoteReference", )) + sum(1 for n in tree.iter(w + "endnoteReference"))
        for block in got["blocks"]:
            have.update(c for c in unicodedata.normalize("NFKC", block["label"] + block["text"]) if c.isalnum())
            for note in block.get("notes", []): have.update(c for c in note["mark"] if c.isalnum())
        missing = want - have
        if misses and missing: print(f"  {path.name}: {dict(missing)}")
        letters += sum(want.values())
        lost += sum(missing.values())
        cells += sum(1 for b in got["blocks"] if b["type"] == "cell")
        found += sum(1 for b in got["blocks"] if b["type"] == "note")
    print(f"\nText of {len(files)} real DOCX files\n\n| letters and digits in the runs | not in the blocks | tables | blocks of cells | anchors of notes | notes |\n|---|---|---|---|---|---|")
    print(f"| {letters} | {lost} | {tables} | {cells} | {notes} | {found} |")


def letters(text):
    return collections.Counter(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalpha())


def runs_of_docx(path):
    """The text of a DOCX without what is computed: of its body, its notes and the head of its pages."""
    with zipfile.ZipFile(path) as z:
        parts = [z.read(n).decode("utf8") for n in z.namelist() if re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", n)]
    # Text boxes stand twice in it, for new readers and for old ones.
    parts = [re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", p, flags=re.S) for p in parts]
    return html.unescape(" ".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", p)) for p in parts))


def doc(hexapla, misses):
    """Letters of DOC files as we, antiword and LibreOffice read them."""
    tools = [t for t in ("antiword", "soffice") if shutil.which(t)]
    for tool in {"antiword", "soffice"} - set(tools): print(f"\nskipped: {tool} is not installed")
    if not tools: return
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        office = ["soffice", f"-env:UserInstallation=file://{scratch}/profile", "--headless", "--convert-to"]
        groups = [("sample corpus", sorted((TOP / "corpus/manifestations").glob("*/*.doc"))),
                  ("fixtures", [p for p in sorted((TOP / "tests/pipeline/ingest/fixtures").glob("*.doc")) if p.stem != "locked"])]
        folder = shared("data/docx") if "soffice" in tools else None
        if folder is not None:
            (scratch / "real").mkdir()
            subprocess.run(office + ["doc:MS Word 97", "--outdir", scratch / "real", *sorted((folder / "data/docx").glob("*.docx"))], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            groups.append(("real documents", sorted((scratch / "real").glob("*.doc"))))
        print("\nLetters of DOC files: in our reading, and where another's differs\n")
        print("| documents | files | letters |" + "".join(f" only ours, against {t} | only {t}'s |" for t in tools) + "\n|" + "---|" * (3 + 2 * len(tools)))
        for title, files in groups:
            total, sums, read = 0, collections.Counter(), 0
            backs = {}
            if "soffice" in tools:
                for number, path in enumerate(files):  # names come again from folder to folder
                    (scratch / f"{title}{number}.doc").write_bytes(path.read_bytes())
                sources = [scratch / f"{title}{n}.doc" for n in range(len(files))]
                subprocess.run(office + ["docx:MS Word 2007 XML", "--outdir", scratch / "back", *sources], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                backs = {p: scratch / "back" / f"{title}{n}.docx" for n, p in enumerate(files)}
            for path in files:
                ours = subprocess.run([hexapla, "normalize", path, "--format", "json"], capture_output=True, text=True)
                if ours.returncode != 0: sys.exit(f"accuracy: {path}: {ours.stderr.strip()}")
                mine = letters(" ".join(b["text"] for b in json.loads(ours.stdout)["blocks"]))
                labelled = mine + letters(" ".join(b.get("label", "") or "" for b in json.loads(ours.stdout)["blocks"]))
                total, read = total + sum(mine.values()), read + 1
                for tool in tools:
                    if tool == "antiword":
                        out = subprocess.run(["antiword", "-w", "0", "-m", "UTF-8.txt", path], capture_output=True, text=True)
                        if out.returncode != 0:
                            sums["antiword", "failed"] += 1
                            continue
                        theirs = letters(out.stdout)
                    elif backs[path].exists():
                        theirs = letters(runs_of_docx(backs[path]))
                    else:
                        sums["soffice", "failed"] += 1
                        continue
                    # Labels are typed in some files and computed in others: they count for neither side.
                    only_ours, only_theirs = mine - theirs, theirs - labelled
                    sums[tool, "ours"] += sum(only_ours.values())
                    sums[tool, "theirs"] += sum(only_theirs.values())
                    if misses and only_ours + only_theirs: print(f"  {path.name} {tool}: only ours {dict(only_ours)}, only theirs {dict(only_theirs)}")
            print(f"| {title} | {read} | {total:,} |" + "".join(f" {sums[t, 'ours']:,} | {sums[t, 'theirs']:,} |" for t in tools))
            for tool in tools:
                if sums[tool, "failed"]: print(f"({tool} read {sums[tool, 'failed']} of them not at all)")
