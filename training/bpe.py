"""CLIP's byte-pair vocabulary, learned from a small corpus (as in openai/CLIP's simple_tokenizer.py)."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

START, END = "<|startoftext|>", "<|endoftext|>"
LENGTH = 77
"""Tokens of every prompt."""


def byte_symbols() -> dict[int, str]:
    """The printable character that stands for each byte (GPT-2's table)."""
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printable]
    return {byte: chr(byte) for byte in printable} | {byte: chr(256 + i) for i, byte in enumerate(others)}


def split_words(text: str) -> list[str]:
    """Runs of letters, single digits, runs of the rest: CLIP's pattern, for the ASCII corpus at hand."""
    return re.findall(r"'s|'t|'re|'ve|'m|'ll|'d|[a-z]+|[0-9]|[^\sa-z0-9]+", text.lower())


def learn_merges(sentences: list[str], count: int) -> list[tuple[str, str]]:
    """The most frequent pairs of neighbouring symbols, one after the other."""
    symbols = byte_symbols()
    words = Counter(word for sentence in sentences for word in split_words(sentence))
    spelled = {word: [symbols[byte] for byte in word.encode()] for word in words}
    for letters in spelled.values():
        letters[-1] += "</w>"
    merges: list[tuple[str, str]] = []
    while len(merges) < count:
        pairs: Counter = Counter()
        for word, letters in spelled.items():
            for pair in pairwise(letters):
                pairs[pair] += words[word]
        if not pairs:
            break
        # Of equally frequent pairs the first in the alphabet, so that the same corpus gives the same vocabulary.
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        for word, letters in spelled.items():
            spelled[word] = merge(letters, best)
    return merges


def merge(letters: list[str], pair: tuple[str, str]) -> list[str]:
    out: list[str] = []
    i = 0
    while i < len(letters):
        if tuple(letters[i : i + 2]) == pair:
            out.append(letters[i] + letters[i + 1])
            i += 2
        else:
            out.append(letters[i])
            i += 1
    return out


def write_tokenizer(folder: Path, sentences: list[str], merges: int = 1500) -> int:
    """Writes the files of a CLIPTokenizer; -> size of the vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = learn_merges(sentences, merges)
    single = list(byte_symbols().values())
    tokens = [*single, *(symbol + "</w>" for symbol in single), *(a + b for a, b in pairs), START, END]
    vocabulary = {token: i for i, token in enumerate(tokens)}
    if len(vocabulary) != len(tokens):
        raise ValueError("two merges give the same token")
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in pairs))
    special = {"bos_token": START, "eos_token": END, "unk_token": END, "pad_token": END}
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=1))
    config = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": LENGTH,
        "do_lower_case": True,
        "errors": "replace",
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config | special, indent=1))
    return len(tokens)
