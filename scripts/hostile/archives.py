"""ZIP archives that lie about what is in them."""
import io, struct, warnings, zipfile, zlib

from .package import intro, package, paragraph, zipped


def files(put):
    """Sizes, places, methods, names and archives in archives."""

    def patch(data, mark, at, new, all=False):
        packed = bytearray(data)
        i = packed.find(mark)
        while i >= 0:
            packed[i + at : i + at + len(new)] = new
            if not all:
                break
            i = packed.find(mark, i + 1)
        return bytes(packed)

    good = zipped({"a.txt": "A note on lakes, read by everybody.\n", "b.txt": "Another note of the secretariat.\n"})
    put("zip-crc.zip", patch(good, b"PK\x01\x02", 16, b"\x01\x02\x03\x04", True))
    put("zip-method99.zip", patch(patch(good, b"PK\x01\x02", 10, b"c\x00"), b"PK\x03\x04", 8, b"c\x00"))
    put(
        "zip-size-lie-small.zip",
        patch(patch(good, b"PK\x01\x02", 24, b"\x01\x00\x00\x00", True), b"PK\x03\x04", 22, b"\x01\x00\x00\x00", True),
    )
    put("zip-size-lie-huge.zip", patch(good, b"PK\x01\x02", 24, b"\xfe\xff\xff\xff", True))
    put("zip-comp-lie.zip", patch(good, b"PK\x01\x02", 20, b"\xfe\xff\xff\x7f", True))
    put("zip-offset.zip", patch(good, b"PK\x01\x02", 42, b"\xff\xff\xff\x7f", True))
    put("zip-overlap.zip", patch(good, b"PK\x01\x02", 42, b"\x00\x00\x00\x00", True))
    put("zip-eocd-count.zip", patch(good, b"PK\x05\x06", 8, b"\xff\xff\xff\xff"))
    put("zip-eocd-offset.zip", patch(good, b"PK\x05\x06", 16, b"\xff\xff\xff\xff"))
    put("zip-disk.zip", patch(good, b"PK\x05\x06", 4, b"\x07\x00\x07\x00"))
    put("zip-comment-eocd.zip", patch(good, b"PK\x05\x06", 20, struct.pack("<H", 22)) + b"PK\x05\x06" + b"\x00" * 18)
    zip64 = (
        b"PK\x06\x06"
        + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 2**63, 2**63, 2**63 - 1, 2**62)
        + b"PK\x06\x07"
        + struct.pack("<IQI", 0, len(good) - 22, 1)
    )
    put("zip-zip64.zip", good[:-22] + zip64 + patch(good[-22:], b"PK\x05\x06", 8, b"\xff" * 12))
    put(
        "zip-flag-enc.zip", patch(patch(good, b"PK\x01\x02", 8, b"\x01\x00", True), b"PK\x03\x04", 6, b"\x01\x00", True)
    )
    put(
        "zip-names.zip",
        zipped(
            {
                n: "A note.\n"
                for n in (
                    "../x.txt",
                    "/abs.txt",
                    "a\\..\\b.txt",
                    "CON.txt",
                    "x" * 60000 + ".txt",
                    "a/" * 20000 + "a.txt",
                    "\u202eevil.txt",
                    "\x1b[31mred.txt",
                    "new\nline.txt",
                    ".",
                    "..",
                    "dir/",
                )
            }
        ),
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the same name again and again
        for i in range(3000):
            z.writestr("same.txt", f"A note number {i}.\n")
    put("zip-same-name.zip", packed.getvalue())
    put("zip-badname.zip", good.replace(b"a.txt", b"\xff\xfe\x00\x01t"))
    put("zip-many-docx.zip", zipped({f"{i}.docx": zipped(package(paragraph(f"note {i}"))) for i in range(1500)}))
    put(
        "zip-nested-wrong-ext.txt",
        zipped({"a.pdf": zipped({"b.html": zipped({"c.docx": "plain text it is, by the secretariat."})})}),
    )
    put("zip-docx-in-docx.docx", zipped({"x.docx": zipped(package(intro))}))

    def overlapping():
        kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
        body = b"A" * 20000000
        c = kernel.compress(body) + kernel.flush()
        crc = zlib.crc32(body)
        lh = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, crc, len(c), len(body), 5, 0) + b"a.txt"
        cd = b""
        for i in range(5000):
            n = f"{i:05}".encode()
            cd += (
                b"PK\x01\x02"
                + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 33, crc, len(c), len(body), 5, 0, 0, 0, 0, 0, 0)
                + n
            )
        return lh + c + cd + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 5000, 5000, len(cd), len(lh) + len(c), 0)

    put("zip-overlap-bomb.zip", overlapping())
    put("zip-empty.zip", b"PK\x05\x06" + b"\x00" * 18)
    put("zip-head.zip", b"PK\x03\x04")
    put("zip-head-only.docx", b"PK\x03\x04" + b"\x00" * 100)
    put("zip-prefix.zip", b"#!/bin/sh\n" + b"x" * 100000 + good)
