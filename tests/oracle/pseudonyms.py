"""Pseudonyms from the cipher and the rule as they are described (vector ratings/pseudonyms).

ChaCha with 8 rounds after Bernstein (2008): the key is the seed in 8 bytes, the least significant first, then zeros; nonce
and first counter are 0. Places of 0..122,880 are swapped from the front, each with one of those from it on.
"""

import json
from collections.abc import Iterator
from pathlib import Path

WORDS = json.loads((Path(__file__).parents[2] / "collabpro-core/data/pseudonyms.json").read_text())
QUARTERS = [(0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)]
DIAGONALS = [(0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)]
MASK = 0xFFFF_FFFF


def stream(seed: int) -> Iterator[int]:
    constants = [int.from_bytes(b"expand 32-byte k"[at : at + 4], "little") for at in (0, 4, 8, 12)]
    counter = 0
    while True:
        start = [*constants, seed & MASK, seed >> 32, *[0] * 6, counter, 0, 0, 0]
        state = list(start)
        for a, b, c, d in (QUARTERS + DIAGONALS) * 4:
            for x, y, z, left in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                state[x] = (state[x] + state[y]) & MASK
                mixed = state[z] ^ state[x]
                state[z] = (mixed << left | mixed >> (32 - left)) & MASK
        yield from ((one + other) & MASK for one, other in zip(state, start))
        counter += 1


def below(words: Iterator[int], n: int) -> int:
    while True:
        product = next(words) * n
        if product & MASK >= 2**32 % n:
            return product >> 32


def pseudonyms(count: int, seed: int) -> list[str]:
    words, places = stream(seed), list(range(64 * 64 * 30))
    for at in range(count):
        other = at + below(words, len(places) - at)
        places[at], places[other] = places[other], places[at]
    named = ((place // 1920, place // 30 % 64, 30 + place % 30) for place in places[:count])
    return [f"{WORDS['first'][one]}-{WORDS['second'][two]}-{number}" for one, two, number in named]


assert [f"{word:08x}" for _, word in zip(range(4), stream(0))] == ["2fef003e", "d6405f89", "e8b85b7f", "a1a5091f"]
for count, seed in ((4, 0), (20, 2**53 - 1)):
    print(seed, json.dumps(pseudonyms(count, seed)))
