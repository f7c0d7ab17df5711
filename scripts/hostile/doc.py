"""Legacy Word files whose structures lead in circles or nowhere."""
import struct


def files(put, fixtures):
    """Each field of the headers, each place of the file information block, each special character."""
    base = (fixtures / "fields.doc").read_bytes()
    for f in ("fields.doc", "tables.doc", "boxes.doc", "changes.doc", "sections.doc", "arabic.doc"):
        sound = (fixtures / f).read_bytes()
        for i in range(24, 76, 2):
            for v in (0, 65535, 32767):
                if f == "fields.doc":
                    put(f"doc-head-{f[:-4]}-{i}-{v:x}.doc", sound[:i] + struct.pack("<H", v) + sound[i + 2 :])
        secsz = 1 << struct.unpack_from("<H", sound, 30)[0]
        fat0 = struct.unpack_from("<I", sound, 76)[0]
        fat = (fat0 + 1) * secsz
        put(
            f"doc-fat-self-{f}", sound[:fat] + struct.pack(f"<{secsz // 4}I", *range(secsz // 4)) + sound[fat + secsz :]
        )
        put(f"doc-fat-zero-{f}", sound[:fat] + b"\x00" * secsz + sound[fat + secsz :])
        dirs = struct.unpack_from("<I", sound, 48)[0]
        directory = (dirs + 1) * secsz
        changed = bytearray(sound)
        for entry in range(4):
            for offset in (68, 72, 76):
                struct.pack_into("<I", changed, directory + entry * 128 + offset, entry)
        put(f"doc-dir-cycle-{f}", bytes(changed))
        changed = bytearray(sound)
        for entry in range(1, 4):
            struct.pack_into("<Q", changed, directory + entry * 128 + 120, 2**63)
        put(f"doc-dir-size-{f}", bytes(changed))
        header = sound.find(b"\xec\xa5")
        for k in range(200):
            for v in (4294967295,) if f != "fields.doc" else (4294967295, 2147483647, 16):
                changed = bytearray(sound)
                struct.pack_into("<I", changed, header + 24 + 4 * k, v)
                put(f"doc-fib-{f[:-4]}-{k}-{v:x}.doc", bytes(changed))
        for ch in (19, 20, 21, 7, 12, 2, 1, 13, 11, 5, 8, 40):
            changed = bytearray(sound)
            n = min(6000, secsz * 4)
            start = header + 1024
            for k in range(start, min(start + 6000, len(changed) - 1), 2):
                changed[k] = ch
                changed[k + 1] = 0
            put(f"doc-char-{f[:-4]}-{ch:x}.doc", bytes(changed))
