#!/usr/bin/env python3
"""Check an evidence pack: python3 check_evidence.py PACK.zip

Needs Python 3.8 or newer and nothing else. It changes nothing and asks nobody.

What is checked:

1. `chain.json` and `evidence.json` are lists with one record on each line, written in one fixed
   way (keys in order, no spaces, ASCII), so every byte counts.
2. Each entry of the audit log that is in the pack gives the digest that its seal lists for it:
   SHA-256 of the entry, written in that fixed way. The salt in it lets nobody guess other entries.
   What was before and after a change has a digest of its own, which the entry names. It may be
   left out: when a person was erased, or where it holds the reason for an arrangement.
3. Each seal gives its digest: SHA-256 of its number, time, number of entries, root (SHA-256 of all
   its entries' digests) and the digest of the seal before it. So no seal can be changed without
   changing all that follow.
4. The log itself names the SHA-256 of `evidence.json` and `evidence.pdf`, so neither was changed
   after it was made.
5. Where the pack holds whole questions, their words and keys give the fingerprints under which
   certificates name them.

One thing no file can prove by itself: that the whole pack is not made up. Ask the organisation for
its seals (`lms audit check --seal NUMBER:DIGEST` compares), or compare with a seal noted earlier.
"""

import hashlib
import json
import sys
import zipfile


class Wrong(Exception):
    """Something in the pack does not fit."""


def expect(is_so, problem):
    """Stop with the problem when something is not so."""
    if not is_so:
        raise Wrong(problem)


def canonical(value):
    """The fixed way to write a value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def sha256(data):
    """The digest in small hexadecimal letters."""
    return hashlib.sha256(data).hexdigest()


def records(file, name):
    """The records of a list, line by line; each line must be written in the fixed way."""
    lines = iter(file)
    if next(lines, None) != b"[\n":
        raise Wrong(f"{name} does not begin as a list")
    is_open = True
    for line in lines:
        if not is_open:
            if line != b"]\n" or next(lines, None) is not None:
                raise Wrong(f"{name} does not end as a list")
            return
        is_open = line.endswith(b",\n")
        bare = line[:-2] if is_open else line[:-1]
        try:
            record = json.loads(bare)
        except ValueError:
            raise Wrong(f"{name} holds a line that cannot be read") from None
        if bare != canonical(record) or not isinstance(record, dict):
            raise Wrong(f"{name} holds a line that was written by another hand")
        yield record
    raise Wrong(f"{name} ends too early")


class Chain:
    """Follows the seals and entries of chain.json, record by record."""

    def __init__(self):
        self.seal = None  # the seal read last
        self.digests = None  # of the entries under it, where the pack holds one of them
        self.next = None  # the number and the previous digest that the next seal must have
        self.head = None  # the newest seal, named at the end
        self.made = []  # what the log says of packs that were made
        self.entries = 0

    def take_seal(self, record):
        """A seal follows the one before it, and its root is that of the entries it lists."""
        seal, digests = record["seal"], record["digests"]
        expect(set(record) == {"kind", "seal", "digests"}, "a seal has other fields")
        expect(
            set(seal) == {"entries", "number", "previous", "root", "sealed_at"},
            "a seal has other fields",
        )
        name = f"seal {seal['number']}"
        if seal["number"] == 1:
            expect(seal["previous"] == "0" * 64, "the first seal follows another one")
        if self.next is not None:
            expect(
                (seal["number"], seal["previous"]) == self.next,
                f"{name} does not follow the one before it",
            )
        if digests is not None:
            expect(len(digests) == seal["entries"], f"{name} lists too few or too many entries")
            expect(all(len(one) == 64 for one in digests), f"{name} lists what is no digest")
            joined = "".join(digests)
            expect(joined == joined.lower(), f"{name} lists what is no digest")
            expect(
                sha256(bytes.fromhex(joined)) == seal["root"], f"{name} did not seal these entries"
            )
        self.seal, self.digests = seal, digests
        self.next = (seal["number"] + 1, sha256(canonical(seal)))

    def take_entry(self, record):
        """An entry is under its seal, and its difference is the one it names."""
        entry, difference, place = record["entry"], record["difference"], record["position"]
        name = f"entry {entry['id']}"
        expect(
            set(record) == {"kind", "position", "entry", "difference"}, f"{name} has other fields"
        )
        expect(self.digests is not None, f"{name} stands under no seal")
        expect(0 <= place < len(self.digests), f"{name} has no place under its seal")
        expect(sha256(canonical(entry)) == self.digests[place], f"{name} was changed")
        if difference is not None:
            expect(
                sha256(canonical(difference)) == entry["difference"],
                f"before and after of {name} were changed",
            )
        self.entries += 1
        if entry["action"] == "evidence.made":
            self.made.append(entry["detail"])

    def take_head(self, record):
        """The newest seal is the one read last."""
        expect(self.next is not None, "there is no seal")
        named = {"kind": "head", "number": self.next[0] - 1, "digest": self.next[1]}
        expect(record == named, "the newest seal is not the one that is named")
        self.head = record


def check_chain(file):
    """Follow the whole chain."""
    chain = Chain()
    takers = {"seal": chain.take_seal, "entry": chain.take_entry, "head": chain.take_head}
    found = records(file, "chain.json")
    begin = {"kind": "chain", "format": "lms-chain-1"}
    expect(next(found, None) == begin, "chain.json has another format")
    for record in found:
        expect(chain.head is None, "chain.json goes on after the newest seal")
        expect(record.get("kind") in takers, "chain.json holds a record of another kind")
        takers[record["kind"]](record)
    expect(chain.head is not None, "chain.json names no newest seal")
    return chain


def check_evidence(file):
    """Whole questions give their fingerprints; gives the heading and counts of each kind."""
    heading, counts = None, {}
    for record in records(file, "evidence.json"):
        heading = heading or record
        kind = record.get("kind", "?")
        counts[kind] = counts.get(kind, 0) + 1
        if kind == "question" and record["body"] is not None:
            text = json.dumps(record["body"], sort_keys=True, ensure_ascii=True)
            name = f"question {record['name']}"
            expect(sha256(text.encode())[:40] == record["fingerprint"], f"{name} is another one")
    is_known = heading is not None and heading.get("format") == "lms-evidence-1"
    expect(is_known, "evidence.json has another format")
    return heading, counts


def digest_of(archive, name):
    """The SHA-256 of a file in the pack."""
    found = hashlib.sha256()
    with archive.open(name) as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            found.update(piece)
    return found.hexdigest()


def check(path):
    """Check a pack; gives what to tell, or raises Wrong."""
    with zipfile.ZipFile(path) as archive:
        with archive.open("chain.json") as file:
            chain = check_chain(file)
        digests = [digest_of(archive, name) for name in ("evidence.json", "evidence.pdf")]
        expect(
            " ".join(digests) in chain.made, "the log names another evidence.json or evidence.pdf"
        )
        with archive.open("evidence.json") as file:
            heading, counts = check_evidence(file)
    listed = ", ".join(f"{number} {kind}" for kind, number in sorted(counts.items()))
    return [
        f"About: {heading['about']}. Made at {heading['made_at']} for: {heading['purpose']}",
        f"Records: {listed}. Entries of the log: {chain.entries}.",
        f"Newest seal: {chain.head['number']}:{chain.head['digest']}",
        "Everything in this pack fits together. Compare the newest seal with the organisation.",
    ]


def main(arguments):
    """Check the pack that is named; exit code 1 when something does not fit."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python3 check_evidence.py PACK.zip\n")
        return 2
    try:
        lines = check(arguments[0])
    except Wrong as problem:
        sys.stdout.write(f"WRONG: {problem}.\n")
        return 1
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as problem:
        sys.stdout.write(f"WRONG: this is no evidence pack, or it is damaged ({problem}).\n")
        return 1
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
