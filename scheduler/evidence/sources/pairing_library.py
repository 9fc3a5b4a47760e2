"""What we use of py_ecc. Loading it raises the recursion limit of the process; here it is put back.

With its limit, a document of brackets in brackets would overflow the stack, and not be refused.
"""

from __future__ import annotations

import sys

LIMIT = sys.getrecursionlimit()

try:
    from py_ecc.bls.g2_primitives import subgroup_check
    from py_ecc.bls.hash_to_curve import hash_to_G1, hash_to_G2
    from py_ecc.bls.point_compression import decompress_G1, decompress_G2
    from py_ecc.bls.typing import G1Compressed, G1Uncompressed, G2Compressed, G2Uncompressed
    from py_ecc.optimized_bls12_381.optimized_curve import G1, G2, is_inf, neg
    from py_ecc.optimized_bls12_381.optimized_pairing import final_exponentiate, pairing
finally:
    sys.setrecursionlimit(LIMIT)

__all__ = [
    "G1",
    "G2",
    "G1Compressed",
    "G1Uncompressed",
    "G2Compressed",
    "G2Uncompressed",
    "decompress_G1",
    "decompress_G2",
    "final_exponentiate",
    "hash_to_G1",
    "hash_to_G2",
    "is_inf",
    "neg",
    "pairing",
    "subgroup_check",
]
