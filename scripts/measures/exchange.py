"""TMX and XLIFF of others, read, written and read again."""
import json, subprocess, tempfile

from measures.common import TOP, shared


def exchange(hexapla, misses):
    """TMX there and back, compared by scripts/compare-tmx; XLIFF that must be read and that must be refused."""
    folder = shared("data/tmx", "data/xliff")
    if folder is None: return
    print("\nExchange\n\n| | files | as they should be |\n|---|---|---|")
    tmx = sorted(p for p in (folder / "data/tmx").rglob("*") if p.name.endswith((".tmx", ".tmx.gz", ".tmx.zip")))
    count, equal = 0, 0
    with tempfile.TemporaryDirectory() as out:
        for n, path in enumerate(tmx):
            memory, written = f"{out}/{n}", f"{out}/{n}.tmx"
            subprocess.run([hexapla, "tm", "import", "--memory", memory, path], capture_output=True)
            subprocess.run([hexapla, "tm", "export", "--memory", memory, "--output", written], capture_output=True)
            same = subprocess.run([TOP / "scripts/compare-tmx", path, written], capture_output=True, text=True)
            equal += same.returncode == 0
            if same.returncode == 0: count += int(same.stdout.split()[0])
            elif misses: print(f"  differs {path.name}: {same.stdout}{same.stderr[-300:]}")
        print(f"| TMX imported and exported: the same units ({count} of them) | {len(tmx)} | {equal} |")
        for kind in ("valid", "invalid"):
            files = sorted((folder / "data/xliff").rglob(f"{kind}/*.xlf"))
            if kind == "valid": files += sorted((folder / "data/xliff").rglob("in-out/*.xlf"))
            right = 0
            for path in files:
                told = json.loads(subprocess.run([hexapla, "tm", "import", "--format", "json", "--memory", out + "/x", path],
                                                 capture_output=True, text=True).stdout)["files"][0]
                good = ("error" in told) == (kind == "invalid")
                right += good
                if misses and not good: print(f"  {kind} {path.name}: {told.get('error', 'is read')}")
            print(f"| XLIFF 2.1, {kind}: {'read' if kind == 'valid' else 'refused with a reason'} | {len(files)} | {right} |")
