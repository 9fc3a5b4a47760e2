"""The commands with which a person at a terminal makes a draw's keys and tickets."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.domain.hashing import Profile

HASH: Mapping[Profile, str] = {
    Profile.SHA256: "sha256sum",
    Profile.SM3: "openssl dgst -sm3 -r",
}
NAME: Mapping[Profile, str] = {Profile.SHA256: "SHA-256", Profile.SM3: "SM3"}
