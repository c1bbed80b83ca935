"""Keyed hashes of a release record, by Python's hmac (vectors release/record, release/previous and
report/previous).

Keys are HMAC-SHA-256 of the salt over a purpose; a person is HMAC-SHA-256 under the first key over unit, a control
character and rater; the check is the one under the second key over nothing. 128 bits of each stay.
"""

import hashlib
import hmac

SALT = "kept apart from the ratings"
ORIGIN = "\x1f"


def keyed(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def purpose(salt: str, name: str) -> bytes:
    return keyed(salt.encode(), f"collabpro.release/2 {name}")


def person(salt: str, unit: str, rater: str) -> str:
    return keyed(purpose(salt, "person"), unit + ORIGIN + rater)[:16].hex()


if __name__ == "__main__":
    print("saltCheck", keyed(purpose(SALT, "check"), "")[:16].hex())
    for member in sorted(person(SALT, "Birch", f"r{number}") for number in range(1, 7)):
        print(member)
