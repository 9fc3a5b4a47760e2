#!/usr/bin/env python3
"""Verify the published bundle of a DoubleDraw draw, with Python's standard library alone.

    python3 verify.py                      the folder in which this file lies
    python3 verify.py FOLDER --pin-key 'office.example/log+1a2b3c4d+AT...' --witness-keys keys
    python3 verify.py FOLDER --target 91120116MA05XXXXXX

This is a second verifier, written from the description of the formats and from nothing else; it
shares no line with the program that made the draw. It needs Python 3.8 or later, no network and no
other file. Exit code: 0 all that was checked holds, 5 something does not, 2 wrong usage.

It is meant to be read from top to bottom:

    1  words           the two languages, and how a mismatch is told
    2  Ed25519         signatures, as in RFC 8032, in plain integers
    3  Merkle trees    as in RFC 6962
    4  signed notes    checkpoints, cosignatures and proofs, as in C2SP
    5  reading         files, JSON and tables of the bundle
    6  steps           what is checked, one function for each step
    7  the report      the steps in order, the level reached, what was not checked

Not checked here, and said in the report: the BLS signature of a beacon, how planned days were dealt
to single visits, the officers, and, unless the bundle is one for auditors and small, that nobody
outside the list had a lower ticket. `doubledraw verify` does all of that.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import calendar
import csv
import hashlib
import itertools
import json
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

# --- 1  words ------------------------------------------------------------------------------------

LANGUAGE = {"chinese": False}


def t(english: str, chinese: str) -> str:
    """Return a sentence in the language that was chosen."""
    return chinese if LANGUAGE["chinese"] else english


class Mismatch(Exception):  # noqa: N818 - it is a finding, not an error of the program
    """The first thing in a step that does not hold."""

    def __init__(self, place: str, found: object, expected: object) -> None:
        super().__init__(place, found, expected)
        self.place, self.found, self.expected = place, found, expected

    def __str__(self) -> str:
        found, expected = t("found", "实际为"), t("expected", "应为")
        return f"{self.place}: {found} {_short(self.found)}, {expected} {_short(self.expected)}"


class NotShown(Exception):  # noqa: N818 - as above
    """Why a step could not be done with what was given; nothing speaks against it."""


def _short(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 160 else text[:157] + "..."


def at_line(name: str, line: int) -> str:
    """Return a place in a file, lines counted from 1."""
    return t(f"{name} line {line}", f"{name} 第 {line} 行")


def same(place: str, found: object, expected: object) -> None:
    """Raise Mismatch unless two values are equal."""
    if found != expected:
        raise Mismatch(place, found, expected)


def sha256_hex(data: bytes) -> str:
    """Return H of the specification: SHA-256 as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


PROFILES = {
    # profile of the lock: (first line of the seed text, name of the hash, command that makes it)
    "sha256-ticket-1": ("doubledraw-seed-1", "sha256", "sha256sum"),
    "sm3-ticket-1": ("doubledraw-seed-sm3-1", "sm3", "openssl dgst -sm3 -r"),
}
"""The lock declares the hash of a draw's keys and tickets; all else is SHA-256."""


def ticket_hex(profile: str, text: str) -> str:
    """Return the hash of *text* in the profile of the draw, as 64 hexadecimal digits."""
    name = PROFILES[profile][1]
    try:
        return hashlib.new(name, text.encode()).hexdigest()
    except ValueError:  # not every build of Python has SM3
        known = t("a hash known here", "本机支持的散列")
        raise Mismatch("public/lock.json, profile", profile, known) from None


# --- 2  Ed25519 (RFC 8032, section 5.1) ----------------------------------------------------------
# The curve is -x^2 + y^2 = 1 + D x^2 y^2 over the integers modulo P; B is its base point, of prime
# order L. A point is kept as (X, Y, Z, T) with x = X/Z, y = Y/Z, x y = T/Z.

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


class Point(NamedTuple):
    """A point of the curve."""

    X: int
    Y: int
    Z: int
    T: int


NEUTRAL = Point(0, 1, 1, 0)


def point_add(p: Point, q: Point) -> Point:
    """Return p + q; the formula is complete, so it also doubles."""
    a = (p.Y - p.X) * (q.Y - q.X) % P
    b = (p.Y + p.X) * (q.Y + q.X) % P
    c = 2 * p.T * q.T * D % P
    d = 2 * p.Z * q.Z % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return Point(e * f % P, g * h % P, f * g % P, e * h % P)


def point_multiply(factor: int, p: Point) -> Point:
    """Return p added to itself *factor* times, by doubling and adding."""
    total = NEUTRAL
    while factor:
        if factor & 1:
            total = point_add(total, p)
        p = point_add(p, p)
        factor >>= 1
    return total


def point_decode(data: bytes) -> Point | None:
    """Return the point that 32 bytes stand for, or None if they are not its one encoding."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if len(data) != 32 or y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_OF_MINUS_1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return Point(x, y, 1, x * y % P)


def point_encode(p: Point) -> bytes:
    """Return the 32 bytes that stand for a point."""
    inverse = pow(p.Z, P - 2, P)
    x, y = p.X * inverse % P, p.Y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE = point_decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def ed25519_holds(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature holds, by the strict rules.

    Refused are: S not below L (a second signature for one message), a key or R that is not the
    canonical encoding of a point, and a key of small order (for which anything can be signed).
    """
    key = point_decode(public_key)
    if key is None or BASE is None or len(signature) != 64:
        return False
    if point_encode(point_multiply(8, key)) == point_encode(NEUTRAL):
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    if s >= L or point_decode(r) is None:
        return False
    k = int.from_bytes(hashlib.sha512(r + public_key + message).digest(), "little") % L
    minus_key = Point(P - key.X, key.Y, key.Z, P - key.T)
    # S B = R + k A, compared as bytes: S B - k A must be exactly what R encodes.
    return point_encode(point_add(point_multiply(s, BASE), point_multiply(k, minus_key))) == r


# --- 3  Merkle trees (RFC 6962, section 2.1) -----------------------------------------------------


def leaf_hash(leaf: bytes) -> bytes:
    """Return the hash of a leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over *leaves*, in their order."""
    full: list[tuple[int, bytes]] = []  # complete subtrees (height, hash), the largest first
    for leaf in leaves:
        height, node = 0, leaf_hash(leaf)
        while full and full[-1][0] == height:
            height, node = height + 1, node_hash(full.pop()[1], node)
        full.append((height, node))
    if not full:
        return hashlib.sha256(b"").digest()
    root = full.pop()[1]
    while full:
        root = node_hash(full.pop()[1], root)
    return root


def root_from_path(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes | None:
    """Return the root to which an inclusion proof leads (RFC 9162, section 2.1.3.2), or None."""
    position, last, found = index, size - 1, leaf_hash(leaf)
    if not 0 <= position <= last:
        return None
    for sibling in path:
        if last == 0:
            return None
        if position & 1 or position == last:
            found = node_hash(sibling, found)
            while position & 1 == 0 and position != 0:
                position, last = position >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        position, last = position >> 1, last >> 1
    return found if last == 0 else None


# --- 4  signed notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof) -----------

SIGNATURE, COSIGNATURE = 0x01, 0x04


class Key(NamedTuple):
    """A verifier key: `name+hash+base64(type and public key)`."""

    name: str
    key_id: bytes
    kind: int
    public_key: bytes


def from_base64(text: str) -> bytes | None:
    """Return what *text* encodes, or None if it is not exactly its base64."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        return None
    return data if base64.b64encode(data).decode("ascii") == text else None


def read_key(vkey: str, kind: int, place: str) -> Key:
    """Read a verifier key of one kind."""
    parts = vkey.split("+", 2)
    data = from_base64(parts[2]) if len(parts) == 3 else None
    if data is None or len(data) != 33 or not parts[0] or re.search(r"\s", parts[0]):
        raise Mismatch(place, vkey, t("a verifier key, name+hash+base64", "公钥：名称+散列+base64"))
    same(place, data[0], kind)
    key_id = hashlib.sha256(parts[0].encode() + b"\n" + data).digest()[:4]
    same(place, parts[1], key_id.hex())
    return Key(parts[0], key_id, kind, data[1:])


class Note(NamedTuple):
    """A signed note: its text, and (name, key id, signature) of each signature."""

    text: bytes
    signatures: list[tuple[str, bytes, bytes]]


def read_note(data: bytes, place: str) -> Note:
    """Take a signed note apart."""
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise Mismatch(place, t("other bytes", "其他字节"), "UTF-8") from None
    body, gap, tail = whole.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", whole):
        raise Mismatch(place, whole[:60], t("a signed note", "带签名的文本（signed note）"))
    signatures = []
    for line in tail[:-1].split("\n"):
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        signature = from_base64(encoded)
        if dash != "\u2014" or not name or signature is None or len(signature) < 5:
            raise Mismatch(place, line, t("a signature line", "签名行"))
        signatures.append((name, signature[:4], signature[4:]))
    return Note((body + "\n").encode(), signatures)


def signed_by(note: Note, key: Key) -> bool | None:
    """Tell whether a key signed a note; None if it has no signature of that key."""
    found = [sig for name, key_id, sig in note.signatures if (name, key_id) == key[:2]]
    return all(ed25519_holds(key.public_key, note.text, sig) for sig in found) if found else None


def cosigned_at(note: Note, key: Key, place: str) -> int | None:
    """Return when a witness cosigned a checkpoint (seconds since 1970); None if it did not."""
    moments = []
    for name, key_id, signature in note.signatures:
        if (name, key_id) != key[:2]:
            continue
        moment = int.from_bytes(signature[:8], "big")
        message = b"cosignature/v1\ntime %d\n" % moment + note.text
        if len(signature) != 72 or not ed25519_holds(key.public_key, message, signature[8:]):
            raise Mismatch(place, t("a broken cosignature", "无效的见证签名"), name)
        moments.append(moment)
    return min(moments) if moments else None


class Checkpoint(NamedTuple):
    """What a checkpoint says: the log's name, how many records it has, and their root."""

    origin: str
    size: int
    root: bytes
    note: Note


def read_checkpoint(data: bytes, place: str) -> Checkpoint:
    """Read a checkpoint."""
    note = read_note(data, place)
    lines = note.text.decode()[:-1].split("\n")
    root = from_base64(lines[2]) if len(lines) == 3 else None
    if root is None or len(root) != 32 or not all(lines):
        raise Mismatch(place, " / ".join(lines), t("origin, size and root", "名称、条数与根"))
    if not re.fullmatch(r"0|[1-9][0-9]*", lines[1]):
        raise Mismatch(place, lines[1], t("a number of records", "记录条数"))
    return Checkpoint(lines[0], int(lines[1]), root, note)


def read_proof(data: bytes, place: str) -> tuple[int, list[bytes], Checkpoint]:
    """Read a tlog-proof: the index of the record, its path, and the checkpoint."""
    head, gap, checkpoint = data.partition(b"\n\n")
    lines = head.decode("ascii", "replace").split("\n")
    if not gap or lines[0] != "c2sp.org/tlog-proof@v1":
        raise Mismatch(place, lines[0], "c2sp.org/tlog-proof@v1")
    if len(lines) > 1 and lines[1].startswith("extra "):
        del lines[1]  # by its definition not authenticated, so it means nothing here
    index = re.fullmatch(r"index (0|[1-9][0-9]*)", lines[1] if len(lines) > 1 else "")
    path = [from_base64(line) for line in lines[2:]]
    hashes = [node for node in path if node is not None and len(node) == 32]
    if index is None or len(hashes) != len(path):
        raise Mismatch(place, " / ".join(lines[1:]), t("index and path", "序号与路径"))
    return int(index[1]), hashes, read_checkpoint(checkpoint, place)


# --- 5  reading ----------------------------------------------------------------------------------


class Bundle:
    """The files of a folder, by their paths with forward slashes."""

    def __init__(self, folder: Path) -> None:
        self.paths: dict[str, Path] = {}
        self.links: list[str] = []
        for here, folders, files in os.walk(str(folder)):
            for name in files + folders:
                path = Path(here) / name
                relative = path.relative_to(folder).as_posix()
                if path.is_symlink():
                    self.links.append(relative)
                elif path.is_file():
                    self.paths[relative] = path

    def __contains__(self, name: str) -> bool:
        return name in self.paths

    def under(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, ascending."""
        return sorted(name for name in self.paths if name.startswith(folder + "/"))

    def data(self, name: str) -> bytes:
        """Return the bytes of a file."""
        if name not in self.paths:
            raise Mismatch(name, t("no such file", "缺少该文件"), t("a file", "该文件"))
        return self.paths[name].read_bytes()

    def text(self, name: str) -> str:
        """Return the text of a file: UTF-8 without mark, lines ending in LF alone."""
        data = self.data(name)
        for number, line in enumerate(data.split(b"\n"), start=1):
            if b"\r" in line:
                raise Mismatch(at_line(name, number), "CR", t("lines ending in LF", "仅以 LF 换行"))
        if data.startswith(b"\xef\xbb\xbf"):
            raise Mismatch(
                at_line(name, 1), t("a byte-order mark", "字节顺序标记"), t("none", "无")
            )
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            number = data.count(b"\n", 0, error.start) + 1
            raise Mismatch(at_line(name, number), data[error.start : error.end], "UTF-8") from None

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file, which must end with one."""
        text = self.text(name)
        if not text.endswith("\n"):
            last = text.count("\n") + 1
            raise Mismatch(at_line(name, last), t("the end of the file", "文件结尾"), "LF")
        return text[:-1].split("\n")

    def json(self, name: str) -> dict[str, Any]:
        """Return the JSON object in a file."""
        return read_json(self.text(name), name)

    def table(self, name: str, columns: str) -> list[tuple[int, dict[str, str]]]:
        """Return the rows of a CSV table with their line numbers; it must have these columns."""
        reader = csv.reader(self.lines(name), strict=True)
        heading = next(reader, [])
        missing = [column for column in columns.split(",") if column not in heading]
        if missing or len(set(heading)) != len(heading):
            raise Mismatch(at_line(name, 1), ",".join(heading), columns)
        rows = []
        for cells in reader:
            same(at_line(name, reader.line_num), len(cells), len(heading))
            rows.append((reader.line_num, dict(zip(heading, cells))))
        return rows


def read_json(text: str, place: str) -> dict[str, Any]:
    """Return a JSON object; a key given twice, and numbers that are not whole, are refused."""

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, _ in pairs:
            if sum(key == other for other, _ in pairs) > 1:
                raise Mismatch(place, t(f"key {key} twice", f"键 {key} 重复"), t("once", "一次"))
        return dict(pairs)

    def refuse(number: str) -> NoReturn:
        raise Mismatch(place, number, t("whole numbers only", "整数"))

    try:
        found = json.loads(
            text, object_pairs_hook=unique, parse_float=refuse, parse_constant=refuse
        )
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Mismatch(place, text[:60], t("a JSON object", "JSON 对象"))
    return found


def whole(value: object, place: str) -> int:
    """Return a whole number, 0 or more, given as a number or in digits."""
    if isinstance(value, str) and re.fullmatch(r"0|[1-9][0-9]*", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise Mismatch(place, value, t("a whole number", "非负整数"))


def seconds(moment: object, place: str) -> int:
    """Return a moment such as 2026-11-30T08:00:00Z as seconds since 1970."""
    if isinstance(moment, str) and re.fullmatch(r"[-0-9]{10}T[0-9:]{8}Z", moment):
        try:
            return calendar.timegm(time.strptime(moment, "%Y-%m-%dT%H:%M:%SZ"))
        except ValueError:
            pass
    raise Mismatch(place, moment, "YYYY-MM-DDThh:mm:ssZ")


def moment_text(at: int) -> str:
    """Return seconds since 1970 as records tell them."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


HEX = re.compile(r"[0-9a-f]{64}")


def is_hex(value: object) -> bool:
    """Tell whether a value is 64 lower-case hexadecimal digits."""
    return isinstance(value, str) and HEX.fullmatch(value) is not None


def is_plain(value: object) -> bool:
    """Tell whether a value is printable ASCII without blanks, so that nothing looks alike."""
    return isinstance(value, str) and re.fullmatch(r"[\x21-\x7e]+", value) is not None


# --- 6  steps ------------------------------------------------------------------------------------

FIELDS = {  # what the records of each event have beside schema, event, draw, at
    "commit": "party commit",
    "lock": "profile algorithms announced plans entropy documents",
    "entropy": "source commitment",
    "exec": "lock documents",
    "vacancy": "number kind reason by second entropy documents",
    "replace": "number vacancy documents",
    "void": "reason by second",
    "publish": "exec manifest by second",
    "outcome": "documents",
}


class Record:
    """One line of the log."""

    def __init__(self, data: bytes, line: int) -> None:
        self.data, self.line = data, line  # line counts from 0, as in the tree
        self.place = at_line("log.jsonl", line + 1)
        self.fields = read_json(data.decode(), self.place)
        self.event = self.fields.get("event")
        self.digest = sha256_hex(data)
        same(self.place, self.fields.get("schema"), "doubledraw-record-1")
        if self.event not in FIELDS:
            raise Mismatch(self.place, self.event, " | ".join(FIELDS))
        wanted = ["schema", "event", "draw", "at", *FIELDS[self.event].split()]
        same(self.place, sorted(self.fields), sorted(wanted))
        form = r"([\x21-\x2e\x30-\x7e]*[0-9]{6})/([1-9][0-9]*)"
        number = re.fullmatch(form, str(self.fields["draw"]))
        if number is None:
            raise Mismatch(self.place, self.fields["draw"], "120116-2026-000012/1")
        self.draw, self.series, self.attempt = number[0], number[1], int(number[2])
        self.at = seconds(self.fields["at"], self.place)
        documents = self.fields.get("documents", {})
        if not isinstance(documents, dict) or not all(map(is_hex, documents.values())):
            raise Mismatch(self.place, documents, t("name -> commitment", "文件名 -> 承诺值"))
        self.documents: dict[str, str] = documents


class Attempt:
    """How far one attempt at a draw has come."""

    def __init__(self) -> None:
        self.of: dict[str, list[Record]] = {event: [] for event in FIELDS}

    def the(self, event: str) -> Record | None:
        """Return the record of something that happens once, or None."""
        return self.of[event][0] if self.of[event] else None

    @property
    def plans(self) -> list[str]:
        """The plans that it locked."""
        lock = self.the("lock")
        return list(lock.fields["plans"]) if lock else []

    def sources(self) -> list[dict[str, Any]]:
        """Return the entropy sources that its lock declares."""
        lock = self.the("lock")
        return list(lock.fields["entropy"]) if lock else []

    def missing(self) -> list[int]:
        """Return the sources that have not delivered."""
        delivered = {record.fields["source"] for record in self.of["entropy"]}
        return [number for number in range(len(self.sources())) if number not in delivered]


class Case:
    """A bundle, whom to trust, and what the steps found in it."""

    def __init__(self, bundle: Bundle, pinned: str | None, witnesses: str | None) -> None:
        self.bundle, self.pinned, self.witness_file = bundle, pinned, witnesses
        self.is_audit = bool(bundle.under("audit"))
        self.limits: list[str] = []  # what is not proved, in sentences
        self.records: list[Record] = []
        self.attempts: dict[str, Attempt] = {}
        self.draw = ""
        self.attempt = Attempt()
        self.checkpoint: Checkpoint | None = None
        self.office_keys: list[tuple[Key, int | None]] = []  # and the last size that each signed
        self.witnesses: list[Key] = []
        self.roots: dict[int, bytes] = {}
        self.openings: dict[str, Any] = {}
        self.sources: list[dict[str, Any]] = []  # of entropy.json
        self.keys: dict[str, str] = {}
        self.lock: dict[str, Any] = {}  # public/lock.json
        self.selections: list[tuple[int, dict[str, str]]] = []
        self.strata: list[tuple[int, dict[str, str]]] = []
        self.rows: list[str] = []
        self.rows_opened = False

    def root_at(self, size: int) -> bytes:
        """Return the root of the log's first *size* records."""
        if size not in self.roots:
            self.roots[size] = tree_root(record.data for record in self.records[:size])
        return self.roots[size]

    def limit(self, english: str, chinese: str) -> None:
        """Note what the bundle does not prove."""
        self.limits.append(t(english, chinese))

    @property
    def locked(self) -> Record:
        """The record of the lock of the draw that is opened."""
        lock = self.attempt.the("lock")
        if lock is None:
            raise Mismatch(self.draw, t("no lock", "无锁定记录"), t("a lock", "锁定记录"))
        return lock

    @property
    def profile(self) -> str:
        """The profile that the lock declares: it tells the hash of keys and tickets."""
        found = str(self.locked.fields["profile"])
        if found not in PROFILES:
            raise Mismatch("log.jsonl, profile", found, " | ".join(PROFILES))
        return found

    def plan_rows(self, plan_id: str) -> list[tuple[int, dict[str, str]]]:
        """Return the selections of a plan."""
        return [(line, row) for line, row in self.selections if row["plan_id"] == plan_id]


# Files, log and signatures


def check_sums(case: Case) -> str:
    """Compare every file of the bundle with SHA256SUMS, and miss none."""
    name, listed = "SHA256SUMS", set()
    if case.bundle.links:
        raise Mismatch(case.bundle.links[0], t("a link", "链接"), t("a file", "文件"))
    for number, line in enumerate(case.bundle.lines(name), start=1):
        match = re.fullmatch(r"([0-9a-f]{64}) [ *](.+)", line)
        if match is None or match[2] in listed:
            raise Mismatch(
                at_line(name, number), line, t("hash and path, once", "散列与路径，不重复")
            )
        listed.add(match[2])
        same(match[2], sha256_hex(case.bundle.data(match[2])), match[1])
    for path in sorted(case.bundle.paths):
        if path != name and path not in listed:
            raise Mismatch(path, t("a file that is not listed", "未列出的文件"), name)
    return t(f"{len(listed)} files", f"{len(listed)} 个文件")


def check_log(case: Case) -> str:
    """Read the log, and compare its size and root with the checkpoint."""
    lines = case.bundle.lines("log.jsonl")
    case.records = [Record(line.encode(), number) for number, line in enumerate(lines)]
    case.checkpoint = read_checkpoint(case.bundle.data("checkpoint"), "checkpoint")
    same("checkpoint", case.checkpoint.size, len(lines))
    same("checkpoint", case.checkpoint.root.hex(), case.root_at(len(lines)).hex())
    return (
        t(f"{len(lines)} records, root ", f"{len(lines)} 条记录，根 ")
        + case.root_at(len(lines)).hex()
    )


def check_signature(case: Case) -> str:
    """Check the office's signature under the checkpoint."""
    lines = case.bundle.lines("keys.txt")
    for number, line in enumerate(lines, start=1):
        vkey, _, until = line.partition(" until ")
        place = at_line("keys.txt", number)
        last = whole(until, place) if until else None  # of a key that another followed
        if (last is None) != (number == len(lines)):
            raise Mismatch(place, line, t("an end for each key but the last", "除末行外均有截止"))
        case.office_keys.append((read_key(vkey, SIGNATURE, place), last))
    ends = [last for _, last in case.office_keys if last is not None]
    same("keys.txt", ends, sorted(ends))
    if case.pinned is not None:
        pinned = read_key(case.pinned, SIGNATURE, "--pin-key")
        if pinned not in [key for key, _ in case.office_keys]:
            raise Mismatch("keys.txt", lines[-1], case.pinned)
        case.office_keys = [(pinned, None)]
    else:
        case.limit(
            "Self-consistent, not attributable: the key came with the bundle. Get the office's key "
            "by another way and give it with --pin-key.",
            "仅自洽，不可归属：公钥随本包提供。请另行取得机关公钥，用 --pin-key 给出。",
        )
    checkpoint = _checkpoint(case)
    _signed(case, checkpoint, "checkpoint")
    return checkpoint.origin


def _checkpoint(case: Case) -> Checkpoint:
    if case.checkpoint is None:
        raise Mismatch("checkpoint", t("none", "无"), t("a checkpoint", "检查点"))
    return case.checkpoint


def _signed(case: Case, checkpoint: Checkpoint, place: str) -> None:
    """Raise Mismatch unless the office signed a checkpoint, under its own name."""
    answers = [
        signed_by(checkpoint.note, key)
        for key, last in case.office_keys
        if key.name == checkpoint.origin and (last is None or checkpoint.size <= last)
    ]
    if False in answers or True not in answers:
        found = t("no valid signature", "没有有效签名")
        raise Mismatch(place, found, " | ".join(key.name for key, _ in case.office_keys))


def check_witnesses(case: Case) -> str:
    """Check the cosignatures of the witnesses whose keys were given."""
    if case.witness_file is None:
        raise NotShown(t("no witness keys given", "未给出见证方公钥"))
    text = Path(case.witness_file).read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines()]
    place = case.witness_file
    case.witnesses = [
        read_key(line, COSIGNATURE, place) for line in lines if line and line[0] != "#"
    ]
    checkpoint = _checkpoint(case)
    found = [
        f"{key.name} {moment_text(moment)}"
        for key in case.witnesses
        for moment in [cosigned_at(checkpoint.note, key, "checkpoint")]
        if moment is not None
    ]
    if not found:
        case.limit(
            "None of these witnesses signed the checkpoint of this bundle: whether others see the "
            "same log is not shown.",
            "所给见证方均未签署本包的检查点：他人所见日志是否相同，未得证明。",
        )
        raise NotShown(t("the checkpoint has none of these witnesses", "检查点无所给见证方的签名"))
    return ", ".join(found)


def check_proofs(case: Case) -> str:
    """Check each proof: its path, its checkpoint's root over the log, and its signatures."""
    names = case.bundle.under("proofs")
    for name in names:
        index, path, checkpoint = read_proof(case.bundle.data(name), name)
        same(name, name, f"proofs/{index}.tlog-proof")
        if not index < checkpoint.size <= len(case.records):
            raise Mismatch(name, checkpoint.size, f"{index + 1} .. {len(case.records)}")
        same(name, checkpoint.root.hex(), case.root_at(checkpoint.size).hex())
        leaf = case.records[index].data
        same(name, root_from_path(leaf, index, checkpoint.size, path), checkpoint.root)
        same(name, checkpoint.origin, _checkpoint(case).origin)
        _signed(case, checkpoint, name)
        for key in case.witnesses:
            cosigned_at(checkpoint.note, key, name)
    return t(f"{len(names)} proofs", f"{len(names)} 份证明")


# The order of the records


def check_order(case: Case) -> str:
    """Go through the log: numbers, attempts, what follows what, one live attempt per plan."""
    last_in: dict[str, int] = {}  # number without its six digits -> the last six
    latest: dict[str, int] = {}  # series -> its last attempt
    at = 0
    for record in case.records:
        if record.at < at:
            raise Mismatch(record.place, record.fields["at"], ">= " + moment_text(at))
        at = record.at
        if record.draw not in case.attempts:
            _begin(case, record, last_in, latest)
        attempt = case.attempts[record.draw]
        _follows(attempt, record)
        if record.event == "lock":
            _lock_is_lawful(case, attempt, record)
        attempt.of[str(record.event)].append(record)
    voids = sum(bool(attempt.of["void"]) for attempt in case.attempts.values())
    return t(
        f"{len(latest)} draws, {len(case.attempts)} attempts, {voids} void",
        f"{len(latest)} 次抽取，{len(case.attempts)} 次尝试，其中 {voids} 次作废",
    )


def _begin(case: Case, record: Record, last_in: dict[str, int], latest: dict[str, int]) -> None:
    """Begin an attempt: no gap in numbers, and the attempt before is void."""
    before = latest.get(record.series, 0)
    same(record.place, record.attempt, before + 1)
    if before:
        if not case.attempts[f"{record.series}/{before}"].of["void"]:
            found = t("the attempt before is live", "前次尝试尚未作废")
            raise Mismatch(record.place, found, "void")
    else:
        series, number = record.series[:-6], int(record.series[-6:])
        same(record.place, number, last_in.get(series, number - 1) + 1)
        last_in[series] = number
    latest[record.series] = record.attempt
    case.attempts[record.draw] = Attempt()


def _follows(attempt: Attempt, record: Record) -> None:
    """Raise Mismatch unless an event may follow what an attempt has."""
    has = {event for event, records in attempt.of.items() if records}
    event, fields = str(record.event), record.fields
    open_vacancy = len(attempt.of["vacancy"]) > len(attempt.of["replace"])
    allowed = {
        "commit": not has - {"commit"},
        "lock": not has - {"commit"},
        "entropy": "lock" in has and not has & {"exec", "void", "publish"},
        "exec": "lock" in has and not has & {"exec", "void", "publish"},
        "vacancy": "exec" in has and not has & {"void", "publish"} and not open_vacancy,
        "replace": "exec" in has and not has & {"void", "publish"} and open_vacancy,
        "void": bool(has) and not has & {"void", "publish"},
        "publish": bool(has & {"exec", "void"}) and "publish" not in has,
        "outcome": "publish" in has and "void" not in has,
    }[event]
    if not allowed or (event == "publish" and open_vacancy and "void" not in has):
        found = t(f"{event} after ", f"{event} 位于 ") + (", ".join(sorted(has)) or "-")
        raise Mismatch(record.place, found, t("an event that may follow", "允许的后续事件"))
    if event == "entropy" and fields["source"] not in attempt.missing():
        raise Mismatch(record.place, fields["source"], attempt.missing())
    if event in ("exec", "publish") and (attempt.missing() or "lock" not in has):
        found = t(f"{event}, though sources are missing: ", f"{event}，但随机数来源未交付：")
        raise Mismatch(record.place, found + str(attempt.missing()), t("none missing", "全部交付"))
    if event in ("vacancy", "replace"):
        same(record.place, fields["number"], len(attempt.of[event]) + 1)
    quoted = {"exec": "lock", "replace": "vacancy", "publish": "exec"}.get(event)
    if quoted:
        quotable = attempt.of[quoted] or attempt.of["lock"]  # a void one may have no exec
        same(record.place, fields[quoted], quotable[-1].digest)
    if event in ("vacancy", "void", "publish"):
        first, second = person(fields["by"]), person(fields["second"])
        if not first or not second or first == second:
            expected = t("two different people", "两个不同的人")
            raise Mismatch(record.place, [fields["by"], fields["second"]], expected)
    parties = [one.fields["party"] for one in attempt.of["commit"]]
    if event == "commit" and fields["party"] in parties:
        raise Mismatch(record.place, fields["party"], t("each party once", "每方一次"))


def person(name: object) -> str:
    """Return a name without what makes two spellings of one name look different."""
    if not isinstance(name, str):
        return ""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


SOURCES = {  # type -> its fields, in the order in which types must come
    "commit-reveal": "party commit",
    "physical": "what digits",
    "local": "",
    "drand": "chain round delay",
}


def _lock_is_lawful(case: Case, attempt: Attempt, record: Record) -> None:
    """Check the plans and the entropy that a lock declares."""
    plans, sources = record.fields["plans"], record.fields["entropy"]
    if not isinstance(plans, list) or not plans or not all(map(is_plain, plans)):
        raise Mismatch(record.place, plans, t("ids of plans", "计划编号"))
    same(record.place, plans, sorted(set(plans)))
    for draw, other in case.attempts.items():
        common = sorted(set(plans) & set(other.plans))
        if common and not other.of["void"]:
            found = t(f"plan {common[0]} also in {draw}", f"计划 {common[0]} 同时在 {draw} 中")
            raise Mismatch(
                record.place, found, t("one live attempt per plan", "每计划仅一次有效尝试")
            )
    if not isinstance(sources, list) or not sources:
        raise Mismatch(record.place, sources, t("sources of entropy", "随机数来源"))
    _sources_are_lawful(attempt, record, sources)


def _sources_are_lawful(attempt: Attempt, record: Record, sources: list[dict[str, Any]]) -> None:
    """Check the sources that a lock declares: known, in order, each once."""
    order = list(SOURCES)
    types = [str(source.get("type")) for source in sources]
    if not set(types) <= set(order):
        raise Mismatch(record.place, types, order)
    same(record.place, types, sorted(types, key=order.index))
    beginnings = []
    for source in sources:
        fields = SOURCES[source["type"]].split()
        same(record.place, sorted(source), sorted(["type", *fields]))
        beginnings.append([source["type"], *[source[field] for field in fields[:1]]])
        if source["type"] == "commit-reveal":
            logged = [(c.fields["party"], c.fields["commit"]) for c in attempt.of["commit"]]
            if (source["party"], source["commit"]) not in logged:
                expected = t("a commit record before the lock", "锁定前的承诺记录")
                raise Mismatch(record.place, source["party"], expected)
    for number, beginning in enumerate(beginnings):
        if beginning in beginnings[:number]:
            raise Mismatch(record.place, beginning, t("every source once", "每个随机数来源一次"))


# What was opened


def check_manifest(case: Case) -> str:
    """Find the draw that is opened, and compare its files with the manifest in the log."""
    name = "manifest.json"
    manifest = case.bundle.json(name)
    case.draw = str(manifest.get("draw"))
    if case.draw not in case.attempts:
        raise Mismatch(name, case.draw, " | ".join(case.attempts))
    case.attempt = case.attempts[case.draw]
    publish = case.attempt.the("publish")
    if publish is None:
        raise Mismatch("log.jsonl", t("no publish record", "无公布记录"), case.draw)
    same(name, sha256_hex(case.bundle.data(name)), publish.fields["manifest"])
    public, audit = manifest["public"], manifest["audit"]
    same(name, sorted(set(public) & set(audit)), [])
    for path, digest in sorted({**public, **audit}.items()):
        if path in public or path in case.bundle or case.is_audit:
            same(path, sha256_hex(case.bundle.data(path)), digest)
    for path in _opened_files(case):
        if path not in public and path not in audit:
            raise Mismatch(path, t("a file that is not in it", "清单之外的文件"), name)
    return case.draw + t(
        f", {len(public)} public, {len(audit)} audit documents",
        f"，公开 {len(public)} 份，审计 {len(audit)} 份",
    )


def _opened_files(case: Case) -> list[str]:
    """Return the documents in the bundle."""
    found = [name for name in ("seed.txt", "entropy.json") if name in case.bundle]
    folders = ("public", "audit", "sealed")
    found += [name for folder in folders for name in case.bundle.under(folder)]
    later = {name for record in case.attempt.of["outcome"] for name in record.documents}
    return [name for name in found if name not in later]


MUST_BE_LOCKED = ("public/lock.json", "public/rows.csv")
MUST_BE_EXECUTED = (
    "seed.txt",
    "entropy.json",
    "public/selections.csv",
    "public/strata.csv",
    "public/visits.csv",
)


def check_openings(case: Case) -> str:
    """Compare the opened documents with the commitments in the log."""
    case.openings = case.bundle.json("openings.json")
    executed = case.attempt.the("exec")
    committed = _committed(case)
    folders = ("public/", "audit/") if case.is_audit else ("public/",)
    for name in sorted(committed):
        must = name.startswith(folders) or name in MUST_BE_EXECUTED
        if must or name in case.openings or name in case.bundle:
            salt = case.openings.get(name)
            if not is_hex(salt):
                expected = t("64 hex digits", "64 位十六进制")
                raise Mismatch("openings.json", f"{name}: {salt}", expected)
            same(name, commitment(name, str(salt), case.bundle.data(name)), committed[name])
    for name in sorted(set(case.openings) | set(_opened_files(case))):
        listed_alone = name == "public/replacements.csv" and case.attempt.of["replace"]
        if name not in committed and executed and not listed_alone:
            raise Mismatch(name, t("no commitment", "无承诺"), "log.jsonl")
    for record in case.attempt.of["outcome"]:
        for name, value in record.documents.items():
            if name in case.bundle:
                same(name, commitment(name, "", case.bundle.data(name)), value)
    _tell_what_else_was_opened(case)
    return t(f"{len(committed)} commitments", f"{len(committed)} 个承诺")


def _tell_what_else_was_opened(case: Case) -> None:
    """Note replacements, and a result that nobody committed to."""
    if case.attempt.of["vacancy"]:
        case.limit(
            "Replacements are recorded in order; how they were drawn is not checked here.",
            "替补已按次序记录；其抽取过程此处未核对。",
        )
    if not case.attempt.of["exec"]:
        case.limit(
            "The attempt was void before its result was sealed: what it would have given is "
            "recomputed from its seed, but was not committed to.",
            "该次尝试在结果封存之前作废：其结果由种子重算，并未事先承诺。",
        )


def _committed(case: Case) -> dict[str, str]:
    """Return the commitments of the draw, by the names of documents."""
    due: list[tuple[Record, tuple[str, ...]]] = [(case.locked, MUST_BE_LOCKED)]
    due += [(record, MUST_BE_EXECUTED) for record in case.attempt.of["exec"]]
    for record, names in due:
        for name in names:
            if name not in record.documents:
                raise Mismatch(record.place, t("no ", "缺 ") + name, t("committed", "已承诺"))
    found: dict[str, str] = {}
    for event in ("lock", "exec", "vacancy", "replace"):
        for record in case.attempt.of[event]:
            for name, value in record.documents.items():
                if name in found:
                    raise Mismatch(record.place, name, t("committed once", "只承诺一次"))
                found[name] = value
    return found


def commitment(name: str, salt: str, content: bytes) -> str:
    """Return the commitment to a document."""
    return sha256_hex(f"doubledraw-commit-1|{name}|{salt}|".encode() + content)


# Seed and entropy


def check_seed(case: Case) -> str:
    """Compare the seed text, line by line, with the lock, the log and entropy.json."""
    lines, name = case.bundle.lines("seed.txt"), "seed.txt"
    declared = case.attempt.sources()
    for number, line in enumerate(lines, start=1):
        if not re.fullmatch(r"[\x21-\x7e]+( [\x21-\x7e]+)*", line):
            raise Mismatch(at_line(name, number), line, t("printable ASCII", "可见 ASCII 字符"))
    same(at_line(name, 1), lines[0], PROFILES[case.profile][0])
    same(at_line(name, 2), lines[1] if len(lines) > 1 else "", f"draw {case.draw}")
    same(name, len(lines), 2 + len(declared))
    case.sources = case.bundle.json("entropy.json")["sources"]
    same("entropy.json", len(case.sources), len(declared))
    records = {record.fields["source"]: record for record in case.attempt.of["entropy"]}
    for number, (source, opened) in enumerate(zip(declared, case.sources)):
        place, line = at_line(name, number + 3), lines[number + 2]
        prefix, _, content = line.partition(" ")
        same(place, prefix, "entropy")
        form = _form(source)
        if not re.fullmatch(form, content):
            raise Mismatch(place, content, form)
        same("entropy.json", opened["line"], content)
        document = f"entropy/{number}"
        if not is_hex(opened["salt"]):
            raise Mismatch("entropy.json", opened["salt"], t("64 hex digits", "64 位十六进制"))
        value = commitment(document, opened["salt"], content.encode())
        same(records[number].place, records[number].fields["commitment"], value)
    if {source["type"] for source in declared} == {"local"}:
        case.limit(
            "The only source is local: whoever ran the draw could choose the seed.",
            "唯一的随机数来源为 local：组织抽取者可以选择种子。",
        )
    return t(f"{len(declared)} sources: ", f"{len(declared)} 个随机数来源：") + ", ".join(
        str(source["type"]) for source in declared
    )


def _form(source: dict[str, Any]) -> str:
    """Return the pattern of the seed line of a source."""
    told = {key: re.escape(str(value)) for key, value in source.items()}
    if source["type"] == "commit-reveal":
        return f"commit-reveal {told['party']} [0-9a-f]{{64}}"
    if source["type"] == "physical":
        return f"physical {told['what']} [0-9]{{{whole(source['digits'], 'log.jsonl')}}}"
    if source["type"] == "drand":
        return f"drand {told['chain']} {told['round']} [0-9a-f]{{64}}"
    return "local [0-9a-f]{64}"


def check_nonces(case: Case) -> str:
    """Compare revealed nonces with their commitments, and look for any that was used twice."""
    nonces: dict[str, str] = {}
    for source, opened in zip(case.attempt.sources(), case.sources):
        if source["type"] != "commit-reveal":
            continue
        party, nonce = str(source["party"]), str(opened["line"]).rpartition(" ")[2]
        same(f"entropy.json, {party}", reveal(case.draw, party, nonce), source["commit"])
        if nonce in nonces:
            raise Mismatch(
                party, t("the nonce of ", "随机数同于 ") + nonces[nonce], t("its own", "自己的")
            )
        nonces[nonce] = party
    commits: set[str] = set()
    for attempt in case.attempts.values():
        for record in attempt.of["commit"]:
            if record.fields["commit"] in commits:
                found = t("a commitment made before", "先前用过的承诺")
                raise Mismatch(record.place, found, t("a new one", "新的承诺"))
            commits.add(record.fields["commit"])
            for nonce, party in nonces.items():
                other = str(record.fields["party"])
                own = record.draw == case.draw and other == party
                if not own and reveal(record.draw, other, nonce) == record.fields["commit"]:
                    found = t(f"the nonce of {party}, used again", f"{party} 的随机数被再次使用")
                    raise Mismatch(record.place, found, t("a fresh nonce", "新的随机数"))
    return t(f"{len(nonces)} nonces", f"{len(nonces)} 个随机数")


def reveal(draw: str, party: str, nonce: str) -> str:
    """Return the commitment to a nonce."""
    return sha256_hex(f"doubledraw-reveal-1|{draw}|{party}|{nonce}".encode())


NETWORKS = {  # drand chain -> (genesis, period), both in seconds
    "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971": (1692803367, 3),
    "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce": (1595431050, 30),
}
LEAST_DELAY, MOST_DELAY = 60, 7 * 24 * 3600  # seconds from the lock to the round


def check_beacon(case: Case) -> str:
    """Check that a beacon's round follows from the lock, and its value from its signature."""
    told = []
    for number, (source, opened) in enumerate(zip(case.attempt.sources(), case.sources)):
        if source["type"] != "drand":
            continue
        randomness = str(opened["line"]).rpartition(" ")[2]
        same("entropy.json", sha256_hex(bytes.fromhex(opened["signature"])), randomness)
        known_at = _round_time(case, source)
        for record in case.attempt.of["entropy"]:
            own = record.fields["source"] == number
            if (record.at >= known_at) != own:  # others must not know it, it must be known itself
                expected = (">= " if own else "< ") + moment_text(known_at)
                raise Mismatch(record.place, record.fields["at"], expected)
        told.append(t(f"round {source['round']}", f"第 {source['round']} 轮"))
    if not told:
        raise NotShown(t("no beacon declared", "未声明信标"))
    case.limit("BLS signature: not checked here.", "BLS 签名：此处未核对。")
    return ", ".join(told)


def _round_time(case: Case, source: dict[str, Any]) -> int:
    """Return when the round of a beacon was due, which must be the one that the lock implies."""
    place = case.locked.place
    if source["chain"] not in NETWORKS:
        raise Mismatch(place, source["chain"], " | ".join(NETWORKS))
    genesis, period = NETWORKS[source["chain"]]
    delay = whole(source["delay"], place)
    if not LEAST_DELAY <= delay <= MOST_DELAY:
        raise Mismatch(place, delay, f"{LEAST_DELAY} .. {MOST_DELAY}")
    # The first round whose time is at least the delay after the lock; -(-a // b) rounds up.
    due = max(1, -(-(case.locked.at + delay - genesis) // period) + 1)
    same(place, source["round"], due)
    return genesis + (due - 1) * period


def check_entropy_order(case: Case) -> str:
    """Look for a witness who signed the log when the lock was in it and no entropy yet."""
    name = "lock.checkpoint"
    seen = []
    if name in case.bundle:
        checkpoint = read_checkpoint(case.bundle.data(name), name)
        first = min((one.line for one in case.attempt.of["entropy"]), default=len(case.records))
        if not case.locked.line < checkpoint.size <= first:
            raise Mismatch(name, checkpoint.size, f"{case.locked.line + 1} .. {first}")
        same(name, checkpoint.root.hex(), case.root_at(checkpoint.size).hex())
        same(name, checkpoint.origin, _checkpoint(case).origin)
        _signed(case, checkpoint, name)
        beacons = [source for source in case.attempt.sources() if source["type"] == "drand"]
        known_at = min((_round_time(case, source) for source in beacons), default=None)
        for key in case.witnesses:
            moment = cosigned_at(checkpoint.note, key, name)
            if moment is not None and (known_at is None or moment < known_at):
                seen.append(f"{key.name} {moment_text(moment)}")
    if seen:
        return t("lock seen before entropy by ", "产生随机数之前已见证锁定：") + ", ".join(seen)
    case.limit(
        "Order of lock and entropy asserted by the operator only.",
        "锁定与随机数的先后仅由抽取机关自称。",
    )
    raise NotShown(t("no witness of the lock", "锁定无见证"))


def check_keys(case: Case) -> str:
    """Derive the keys of the draw from the seed text."""
    root = ticket_hex(case.profile, case.bundle.data("seed.txt").decode("ascii"))
    case.keys = {
        use: ticket_hex(case.profile, f"{root}/{use}") for use in ("target", "officer", "day")
    }
    return f"K_target {case.keys['target']}"


# Targets


def check_lock(case: Case) -> str:
    """Compare the published lock with its record, and its figures with each other."""
    name = "public/lock.json"
    case.lock = lock = case.bundle.json(name)
    same(name, lock["draw"], case.draw)
    for field in ("profile", "algorithms"):
        same(f"{name}, {field}", lock[field], case.locked.fields[field])
    same(f"{name}, plans", sorted(p["plan_id"] for p in lock["plans"]), case.locked.fields["plans"])
    types = {source["type"] for source in case.attempt.sources()}
    if lock["independent_entropy"] and types == {"local"}:
        raise Mismatch(f"{name}, independent_entropy", "local", " | ".join(set(SOURCES) - types))
    same(f"{name}, locked_at", lock["locked_at"], case.locked.fields["at"])
    if lock["coordination"] not in ("shared", "independent"):
        raise Mismatch(f"{name}, coordination", lock["coordination"], "shared | independent")
    for plan in _drawn(case):
        _figures_agree(plan)
    for plan_id in lock["days"]:
        if plan_id not in case.locked.fields["plans"]:
            raise Mismatch(f"{name}, days", plan_id, t("a plan of the lock", "锁定的计划"))
    drawn = len(_drawn(case))
    return t(
        f"{len(lock['plans'])} plans, {drawn} drawn here",
        f"{len(lock['plans'])} 个计划，其中抽取 {drawn} 个",
    )


def _figures_agree(plan: dict[str, Any]) -> None:
    """Check that registry, pool, exclusions, strata and quotas of a plan add up."""
    place = f"public/lock.json, {plan['plan_id']}"
    pool, quota = whole(plan["pool"], place), whole(plan["quota"], place)
    excluded = sum(whole(number, place) for number in plan["exclusions"].values())
    same(place, whole(plan["registry"], place), pool + excluded)
    if quota > pool:
        raise Mismatch(place, quota, f"<= {pool}")
    if plan["strata"]:
        same(place, sum(whole(one["pool"], place) for one in plan["strata"]), pool)
        if plan["quotas"] == "strata":
            same(place, sum(whole(one["quota"], place) for one in plan["strata"]), quota)


def _drawn(case: Case) -> list[dict[str, Any]]:
    """Return the plans whose targets are drawn in this draw."""
    return [plan for plan in case.lock["plans"] if plan["source"] in ("drawn", "draw")]


def ticket_key(case: Case, plan_id: str) -> str:
    """Return the key with which the tickets of a plan begin."""
    key = case.keys["target"]
    if case.lock["coordination"] == "shared":
        return key
    return ticket_hex(case.profile, f"{key}/{plan_id}")


def ticket(case: Case, key: str, target_id: str) -> str:
    """Return a ticket: what `printf '%s%s' KEY ID | sha256sum` prints, or the same by SM3."""
    return ticket_hex(case.profile, key + target_id)


MAX_WEIGHT = 64


def weighted_tickets(case: Case, key: str, target_id: str, weight: int = MAX_WEIGHT) -> list[str]:
    """Return the tickets of a target of this weight, of which the smallest counts."""
    return [ticket(case, key, f"{target_id}#{number}") for number in range(1, weight + 1)]


def check_tickets(case: Case) -> str:
    """Recompute every published ticket, and the order of the list."""
    name = "public/selections.csv"
    columns = "plan_id,target_id,target_name,ticket,stratum_no,rank"
    case.selections = case.bundle.table(name, columns)
    plans = {plan["plan_id"]: plan for plan in case.lock["plans"]}
    drawn = {plan["plan_id"] for plan in _drawn(case)}
    seen: set[tuple[str, str]] = set()
    before, counted = ("", "", ""), 0
    for line, row in case.selections:
        place, plan_id, target_id = at_line(name, line), row["plan_id"], row["target_id"]
        if plan_id not in plans:
            raise Mismatch(place, plan_id, "public/lock.json")
        if not is_plain(target_id) or (plan_id, target_id) in seen:
            raise Mismatch(
                place, target_id, t("a plain id, once per plan", "纯 ASCII 编号，每计划一次")
            )
        seen.add((plan_id, target_id))
        if plan_id in drawn:
            key, counted = ticket_key(case, plan_id), counted + 1
            if plans[plan_id]["weighted"]:
                if row["ticket"] not in weighted_tickets(case, key, target_id):
                    expected = t("one of its 64 tickets", "其 64 个签号之一")
                    raise Mismatch(place, row["ticket"], expected)
            else:
                same(place, row["ticket"], ticket(case, key, target_id))
        else:
            same(place, row["ticket"], "")
        here = (plan_id, row["ticket"], target_id if row["ticket"] else "")
        if here < before:
            raise Mismatch(place, target_id, t("order by plan and ticket", "按计划与签号排序"))
        before = here
    return t(f"{counted} tickets", f"{counted} 个签号")


def check_quotas(case: Case) -> str:
    """Compare counts, ranks and cutoffs with the quotas that were locked."""
    name = "public/strata.csv"
    case.strata = case.bundle.table(name, "plan_id,stratum_no,stratum,pool,quota,cutoff")
    told = 0
    rows_of: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in case.strata:
        rows_of.setdefault(row["plan_id"], []).append((line, row))
    for plan_id in rows_of:
        if plan_id not in case.locked.fields["plans"]:
            raise Mismatch(name, plan_id, "public/lock.json")
    for plan in _drawn(case):
        plan_id = plan["plan_id"]
        rows, selected = rows_of.get(plan_id, []), case.plan_rows(plan_id)
        same(f"public/selections.csv, {plan_id}", len(selected), plan["quota"])
        if plan["strata"]:
            told += len(rows)
            _strata_hold(plan, rows, selected)
        else:
            _whole_holds(plan, rows, selected)
    for plan in case.lock["plans"]:
        if "listed" in plan:
            place = f"public/selections.csv, {plan['plan_id']}"
            same(place, len(case.plan_rows(plan["plan_id"])), plan["listed"])
    if any(plan["quotas"] != "strata" for plan in _drawn(case)):
        case.limit(
            "How many each cell of overlapping quotas gives was drawn too; that draw is not "
            "repeated here.",
            "交叉配额各单元的名额亦由抽取决定，此处未重复该抽取。",
        )
    return t(
        f"{len(_drawn(case))} plans, {told} strata told",
        f"{len(_drawn(case))} 个计划，公开 {told} 层",
    )


def _whole_holds(
    plan: dict[str, Any],
    rows: list[tuple[int, dict[str, str]]],
    selected: list[tuple[int, dict[str, str]]],
) -> None:
    """Check a plan that does not tell its strata: its figures, and that nothing more is told."""
    name = "public/strata.csv"
    same(f"{name}, {plan['plan_id']}", len(rows), 1 if rows or plan["pool"] else 0)
    for line, row in rows:
        place = at_line(name, line)
        same(place, [row[column] for column in ("stratum_no", "stratum", "cutoff")], ["", "", ""])
        figures = [whole(row[column], place) for column in ("pool", "quota")]
        same(place, figures, [plan["pool"], plan["quota"]])
    for line, row in selected:
        place = at_line("public/selections.csv", line)
        same(place, [row["stratum_no"], row["rank"]], ["", ""])


def _strata_hold(
    plan: dict[str, Any],
    rows: list[tuple[int, dict[str, str]]],
    selected: list[tuple[int, dict[str, str]]],
) -> None:
    """Check the strata of a plan that tells them: figures, ranks, cutoffs."""
    name, plan_id = "public/strata.csv", plan["plan_id"]
    locked = {str(one["stratum_no"]): one for one in plan["strata"]}
    same(f"{name}, {plan_id}", sorted(row["stratum_no"] for _, row in rows), sorted(locked))
    for _, row in selected:
        if row["stratum_no"] not in locked:
            raise Mismatch(f"public/selections.csv, {plan_id}", row["stratum_no"], sorted(locked))
    for line, row in rows:
        place, lock = at_line(name, line), locked[row["stratum_no"]]
        stratum = lock["stratum"] if isinstance(lock["stratum"], str) else "|".join(lock["stratum"])
        same(place, [row["stratum"], whole(row["pool"], place)], [stratum, lock["pool"]])
        quota = whole(row["quota"], place)
        if plan["quotas"] == "strata":
            same(place, quota, lock["quota"])
        if quota > lock["pool"]:
            raise Mismatch(place, quota, f"<= {lock['pool']}")
        members = [(at, one) for at, one in selected if one["stratum_no"] == row["stratum_no"]]
        same(place, len(members), quota)
        for rank, (at, one) in enumerate(members, start=1):  # they stand in order of ticket
            same(at_line("public/selections.csv", at), one["rank"], str(rank))
        same(place, row["cutoff"], members[-1][1]["ticket"] if members else "")


def check_days(case: Case) -> str:
    """Check that every task has one visit, and that visits take days that were planned.

    A visit made for several plans takes the planned day of one of them, its `slot_plan`.
    """
    name = "public/visits.csv"
    visits = case.bundle.table(name, "visit_id,day,slot_plan,tasks,bodies")
    plan_of = {f"{row['plan_id']}/{row['target_id']}": row["plan_id"] for _, row in case.selections}
    waiting = set(plan_of)
    starts, ends = case.lock["window"]["starts"], case.lock["window"]["ends"]
    used: dict[tuple[str, str], int] = {}
    off_plan = []
    for line, row in visits:
        place, day, slot = at_line(name, line), row["day"], row["slot_plan"]
        tasks = row["tasks"].split("|")
        for task in tasks:
            if task not in waiting:
                expected = t("a task of the list, in one visit", "名单中的任务，且只在一次检查中")
                raise Mismatch(place, task, expected)
            waiting.remove(task)
        if not starts <= day < ends:
            raise Mismatch(place, day, f"{starts} <= ... < {ends}")
        if not slot:
            off_plan.append(row["visit_id"])
            continue
        if slot not in {plan_of[task] for task in tasks}:
            raise Mismatch(place, slot, t("a plan of its tasks", "其任务所属的计划"))
        used[slot, day] = used.get((slot, day), 0) + 1
        planned = whole(case.lock["days"].get(slot, {}).get(day, 0), place)
        if used[slot, day] > planned:
            found = t(
                f"visit {used[slot, day]} of plan {slot} on {day}",
                f"计划 {slot} 在 {day} 的第 {used[slot, day]} 次",
            )
            raise Mismatch(place, found, t(f"{planned} planned", f"计划 {planned} 次"))
    if waiting:
        raise Mismatch(name, t("no visit for ", "没有检查：") + min(waiting), t("one", "一次"))
    if off_plan:
        some = ", ".join(off_plan[:3])
        case.limit(
            f"{len(off_plan)} visits are on no planned day ({some}): whether that was allowed is "
            "not checked here.",
            f"{len(off_plan)} 次检查不在计划日期（{some}）：是否允许，此处未核对。",
        )
    return t(f"{len(visits)} visits", f"{len(visits)} 次检查")


def check_rows(case: Case) -> str:
    """Check the list of row commitments: ascending, as many as locked, and their root."""
    name = "public/rows.csv"
    lines = case.bundle.lines(name)
    same(at_line(name, 1), lines[0], "commitment")
    case.rows = lines[1:]
    for number, row in enumerate(case.rows, start=2):
        if not is_hex(row) or (number > 2 and row <= lines[number - 2]):
            raise Mismatch(
                at_line(name, number), row, t("64 hex digits, ascending", "64 位十六进制，递增")
            )
    same(name, len(case.rows), case.lock["rows"]["count"])
    same(name, tree_root(row.encode() for row in case.rows).hex(), case.lock["rows"]["root"])
    pools = [whole(plan["pool"], name) for plan in _drawn(case)]
    if not max(pools, default=0) <= len(case.rows) <= sum(pools):
        raise Mismatch(name, len(case.rows), f"{max(pools, default=0)} .. {sum(pools)}")
    return t(f"{len(case.rows)} rows", f"{len(case.rows)} 行")


# For auditors


def check_row_openings(case: Case) -> str:
    """Open every row of the pools, and redo the draw of all targets."""
    if not case.is_audit:
        raise NotShown(t("needs the audit bundle", "需要审计包"))
    master = case.bundle.text("audit/rows.txt")
    if not re.fullmatch(r"[0-9a-f]{64}\n", master):
        raise Mismatch(
            "audit/rows.txt", master[:70], t("64 hex digits and LF", "64 位十六进制与 LF")
        )
    strata = case.bundle.table("audit/strata.csv", "plan_id,stratum_no,pool,quota")
    _drawn_are_lowest(case, strata, _members(case, master[:-1]))
    case.rows_opened = True
    return t(f"{len(case.rows)} rows opened", f"已打开 {len(case.rows)} 行")


def _members(case: Case, master: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Open the rows with what audit/rows.csv tells of each target; all of them must open."""
    name = "audit/rows.csv"
    members: dict[tuple[str, str], list[tuple[str, str]]] = {}  # (plan, stratum) -> (ticket, id)
    rows, found = set(case.rows), set()
    weighted = {plan["plan_id"] for plan in _drawn(case) if plan["weighted"]}
    registry = "audit/inputs/targets.csv"
    known = {row["target_id"] for _, row in case.bundle.table(registry, "target_id")}
    for line, told in case.bundle.table(name, "target_id,memberships"):
        target_id, memberships = told["target_id"], told["memberships"]
        salt = sha256_hex(f"doubledraw-row-salt-1|{master}|{target_id}".encode())
        row = sha256_hex(f"doubledraw-row-1|{salt}|{target_id}|{memberships}".encode())
        if row not in rows:
            raise Mismatch(at_line(name, line), target_id, t("a row of a pool", "某待抽库的一行"))
        found.add(row)
        for plan_id, stratum_no, weight in (one.rsplit(":", 2) for one in memberships.split(";")):
            key = ticket_key(case, plan_id)
            if plan_id in weighted:
                value = min(weighted_tickets(case, key, target_id, int(weight)))
            else:
                value = ticket(case, key, target_id)
            members.setdefault((plan_id, stratum_no), []).append((value, target_id))
        if target_id not in known:
            raise Mismatch(at_line(name, line), target_id, registry)
    for plan in _drawn(case):
        same(f"public/lock.json, {plan['plan_id']}", plan["registry"], len(known))
    if found != rows:
        raise Mismatch("public/rows.csv", min(rows - found), t("the row of a target", "某对象的行"))
    return members


def _drawn_are_lowest(
    case: Case,
    strata: list[tuple[int, dict[str, str]]],
    members: dict[tuple[str, str], list[tuple[str, str]]],
) -> None:
    """Check the pools, and that exactly the lowest tickets of each stratum were drawn."""
    drawn: dict[str, list[str]] = {plan["plan_id"]: [] for plan in _drawn(case)}
    pools = dict.fromkeys(drawn, 0)
    for line, row in strata:
        if row["plan_id"] not in drawn:
            continue
        place = at_line("audit/strata.csv", line)
        tickets = sorted(members.get((row["plan_id"], row["stratum_no"]), []))
        same(place, whole(row["pool"], place), len(tickets))
        pools[row["plan_id"]] += len(tickets)
        drawn[row["plan_id"]] += [name for _, name in tickets[: whole(row["quota"], place)]]
    for plan in _drawn(case):
        plan_id = plan["plan_id"]
        same(f"public/lock.json, {plan_id}", plan["pool"], pools[plan_id])
        selected = sorted(row["target_id"] for _, row in case.plan_rows(plan_id))
        due = sorted(drawn[plan_id])
        for found, expected in itertools.zip_longest(selected, due, fillvalue="-"):
            same(f"public/selections.csv, {plan_id}", found, expected)


# --- 7  the report -------------------------------------------------------------------------------


class Step(NamedTuple):
    """One step: its name, in two languages, what it does, and the steps that it rests on."""

    name: str
    english: str
    chinese: str
    check: Callable[[Case], str]
    needs: str


STEPS = (
    Step("sums", "files and sums", "文件与校验和", check_sums, ""),
    Step("log", "log and root", "日志与根", check_log, ""),
    Step("signature", "office's signature", "机关签名", check_signature, "log"),
    Step("witnesses", "cosignatures", "见证签名", check_witnesses, "log"),
    Step("proofs", "proofs of records", "记录证明", check_proofs, "log signature witnesses"),
    Step("order", "order of records", "记录次序", check_order, "log"),
    Step("manifest", "manifest", "清单", check_manifest, "order"),
    Step("openings", "opened documents", "公开文件与承诺", check_openings, "manifest"),
    Step("seed", "seed text", "种子文本", check_seed, "openings"),
    Step("nonces", "nonces", "承诺随机数", check_nonces, "seed"),
    Step("beacon", "beacon", "随机信标", check_beacon, "seed"),
    Step("before", "lock before entropy", "先锁定后取随机数", check_entropy_order, "seed proofs"),
    Step("keys", "keys", "密钥", check_keys, "seed"),
    Step("lock", "published lock", "锁定内容", check_lock, "openings"),
    Step("tickets", "tickets", "签号", check_tickets, "keys lock"),
    Step("quotas", "quotas and cutoffs", "名额与分界签号", check_quotas, "tickets"),
    Step("days", "visits and days", "检查与日期", check_days, "tickets"),
    Step("rows", "row commitments", "各行承诺", check_rows, "lock"),
    Step("openings of rows", "rows opened", "打开各行", check_row_openings, "quotas rows"),
)


MALFORMED = (
    ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
    RecursionError, OSError, csv.Error,
)  # fmt: skip
"""What files raise that are not of the form described. None of it may pass for a good bundle."""


def verify(case: Case) -> dict[str, str]:
    """Run the steps, printing each; return the names of those that hold -> what they found."""
    held: dict[str, str] = {}
    for step in STEPS:
        title = t(step.english, step.chinese)
        missing = [name for name in step.needs.split() if name not in held]
        if missing:
            print(f"-  {title}: " + t("not reached", "未进行到"))
            continue
        try:
            held[step.name] = step.check(case)
        except NotShown as reason:
            held[step.name] = str(reason)
            print(f"-  {title}: {reason}")
        except Mismatch as mismatch:
            print(f"\u2717  {title}: {mismatch}")
        except MALFORMED as error:
            print(f"\u2717  {title}: " + t("malformed: ", "格式错误：") + repr(error))
        else:
            print(f"\u2713  {title}: {held[step.name]}")
    return held


def level(case: Case, held: dict[str, str]) -> str:
    """Return the level that was reached."""
    if len(held) < len(STEPS):
        return t("NOT VERIFIED", "未通过")
    if case.rows_opened:
        return t(
            "targets full: exactly the lowest tickets of all committed rows were drawn",
            "对象（完整）：抽中的恰为全部已承诺行中签号最小者",
        )
    return t(
        "targets public: records, seed, tickets, quotas and days agree",
        "对象（公开）：记录、种子、签号、名额与日期一致",
    )


def tell_target(case: Case, target_id: str) -> None:
    """Print how to recompute the tickets of one target, and what they came to."""
    print()
    if not is_plain(target_id):
        english = "This id is not plain ASCII; look for full-width or similar letters."
        print(t(english, "该编号不是纯 ASCII，请检查全角或形近字符。"))
    found = {row["plan_id"]: row for _, row in case.selections if row["target_id"] == target_id}
    lines: dict[str, list[str]] = {}  # text that is hashed -> what came of it
    for plan in _drawn(case):
        row = found.get(plan["plan_id"])
        if found and row is None:
            continue
        key, text = ticket_key(case, plan["plan_id"]), target_id
        if plan["weighted"]:
            tickets = weighted_tickets(case, key, target_id)
            text += f"#{tickets.index(row['ticket']) + 1 if row else 1}"
        lines.setdefault(f"{key} '{text}'", []).append(_what_came(case, row) if row else "")
    for text, told in sorted(lines.items()):
        key, _, quoted = text.partition(" ")
        print(f"printf '%s%s' {text} | {PROFILES[case.profile][2]}")
        print(f"{ticket(case, key, quoted[1:-1])}  -")
        for sentence in filter(None, told):
            print("   " + sentence)
    for plan_id, row in sorted(found.items()):
        if not row["ticket"]:
            print(t(f"listed by plan {plan_id}, without a draw", f"计划 {plan_id} 指定，未经抽取"))
    if not found:
        english = (
            "Not drawn: its ticket lies above the cutoff of its stratum, or it was in no pool. "
            "The firm's own proof page tells which."
        )
        chinese = "未抽中：签号大于本层分界签号，或不在任何待抽库中；企业自己的证明页会说明。"
        print(t(english, chinese))


def _what_came(case: Case, row: dict[str, str]) -> str:
    """Return a sentence about a target that was drawn."""
    told = t("drawn by plan ", "抽中，计划 ") + row["plan_id"]
    for _, one in case.strata:
        same_stratum = one["plan_id"] == row["plan_id"] and one["stratum_no"] == row["stratum_no"]
        if same_stratum and one["cutoff"]:
            told += t(f", rank {row['rank']}, cutoff ", f"，第 {row['rank']} 位，分界签号 ")
            told += one["cutoff"]
    return told


def main(arguments: list[str] | None = None) -> int:
    """Verify a bundle and return the exit code."""
    told = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, told), "")
    parser = argparse.ArgumentParser(
        description="Verify the bundle of a DoubleDraw draw. 核验 DoubleDraw 抽取的公开包。"
    )
    parser.add_argument("folder", nargs="?", default=str(Path(__file__).resolve().parent))
    parser.add_argument("--pin-key", metavar="VKEY", help="the office's key 机关公钥")
    parser.add_argument("--witness-keys", metavar="FILE", help="keys of witnesses 见证方公钥")
    parser.add_argument("--target", metavar="ID", help="show one target 显示一个对象")
    parser.add_argument("--lang", choices=("zh", "en"))
    given = parser.parse_args(arguments)
    LANGUAGE["chinese"] = (given.lang or locale[:2].lower()) == "zh"
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    if not Path(given.folder).is_dir():
        parser.error(t(f"no folder {given.folder}", f"没有文件夹 {given.folder}"))
    case = Case(Bundle(Path(given.folder)), given.pin_key, given.witness_keys)
    kind = t("audit bundle", "审计包") if case.is_audit else t("public bundle", "公开包")
    print(t("DoubleDraw, independent verifier: ", "DoubleDraw 独立核验：") + kind)
    held = verify(case)
    if given.target is not None and "quotas" in held:
        tell_target(case, given.target)
    print("\n" + t("Level reached: ", "核验级别：") + level(case, held))
    rest = t(
        "Officers, whether pools are those that the rules give, and how days were dealt are not "
        "checked here; `doubledraw verify` does that.",
        "执法人员、待抽库是否符合规则、日期如何分派，此处未核对，请用 doubledraw verify。",
    )
    for sentence in [*case.limits, rest]:
        print("*  " + sentence)
    return 0 if len(held) == len(STEPS) else 5


if __name__ == "__main__":
    sys.exit(main())
