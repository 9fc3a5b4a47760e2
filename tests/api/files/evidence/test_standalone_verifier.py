"""The verifier that bundles carry: its arithmetic against published vectors, and that it is alone.

What it says about whole bundles is tested where bundles are made.
"""

import ast
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scheduler.evidence.vectors import LEAVES, NOTE, NOTE_KEY, ROOTS

SCRIPT = Path(__file__).parents[4] / "api" / "files" / "evidence" / "standalone" / "verify.py"


@pytest.fixture(scope="module")
def verify():
    spec = importlib.util.spec_from_file_location("standalone_verify", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # named tuples look for their module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


# RFC 8032, section 7.1: public key, message, signature.
RFC_8032 = {
    "test 1": (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
            "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    "test 2": (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
            "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    "test 3": (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
            "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
    "test 1024": (
        "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
        (
            "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12"
            "ee50f8f54e9f77b1e355f6c50544e23fb1433ddf73be84d879de7c0046dc4996d9e773f4bc9efe57"
            "38829adb26c81b37c93a1b270b20329d658675fc6ea534e0810a4432826bf58c941efb65d57a338b"
            "bd2e26640f89ffbc1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4fe"
            "ba15452f80288a821a579116ec6dad2b3b310da903401aa62100ab5d1a36553e06203b33890cc9b8"
            "32f79ef80560ccb9a39ce767967ed628c6ad573cb116dbefefd75499da96bd68a8a97b928a8bbc10"
            "3b6621fcde2beca1231d206be6cd9ec7aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53"
            "f1d8ac70bdcb7ed185ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2"
            "d17ba70eb6248e594e1a2297acbbb39d502f1a8c6eb6f1ce22b3de1a1f40cc24554119a831a9aad6"
            "079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f27088d78b7e883c8759d2c4f5c65adb7553"
            "878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2"
            "cf65bd92dd597b0707e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128ba"
            "b27af87a71314f318c782b23ebfe808b82b0ce26401d2e22f04d83d1255dc51addd3b75a2b1ae078"
            "4504df543af8969be3ea7082ff7fc9888c144da2af58429ec96031dbcad3dad9af0dcbaaaf268cb8"
            "fcffead94f3c7ca495e056a9b47acdb751fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301"
            "651339e22904cc8c42f58c30c04aafdb038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8"
            "ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34dff7310fdc82aebfd9"
            "04b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08d78ff4ef5d63653a65040cf9bfd4aca7"
            "984a74d37145986780fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a"
            "3ca8e1b939ae49e488acba6b965610b5480109c8b17b80e1b7b750dfc7598d5d5011fd2dcc5600a3"
            "2ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e6aed3fb0f9cd71a4"
            "3dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5fb93246f6b1116398a346f1a641f3b041"
            "e989f7914f90cc2c7fff357876e506b50d334ba77c225bc307ba537152f3f1610e4eafe595f6d9d9"
            "0d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315cf4fde7cb68606937380d"
            "b2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef"
            "68d3a101e8a3b8cac60c905c15fc910840b94c00a0b9d0"
        ),
        (
            "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350aa5371b1508f9f45"
            "28ecea23c436d94b5e8fcd4f681e30a6ac00a9704a188a03"
        ),
    ),
    "test sha(abc)": (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        (
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a8"
            "36ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        ),
        (
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ec"
            "fdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        ),
    ),
}

# A log of four records with a witness: made with published test keys.
LOG_KEY = "scjg.example.gov.cn/draw-log+1e5952d8+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c"
WITNESS_KEY = "audit.example.gov.cn/w1+e839687e+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU"
RECORD_1 = (
    '{"algorithm":"sha256-ticket-1","attempt":1,"draw":"330106-2026-000001/1","entropy":['
    '{"commit":"0b5ada2e8185fb6fd5009e146ed6f3d698b9789dfc9a721e06e89d31c7f60257","party"'
    ':"amr","type":"commit-reveal"},{"commit":"f35e428a468035b7b89bbd25c6ee06540cbe3f471d'
    '1bbfd32cc501d1b069ec7f","party":"justice","type":"commit-reveal"},{"commit":"db67b60'
    '582b64a07ca7bc63c656e5c1b7e4fb347797a6511450e22a6f5e3417d","party":"discipline","typ'
    'e":"commit-reveal"},{"digits":20,"type":"dice"},{"chain":"52db9ba70e0cc0f6eaf7803dd0'
    '7447a1f5477735fd3f661792ba94600c84e971","round":657413,"type":"drand"}],"locked_at":'
    '"2023-09-15T10:00:00Z","officers":{"sha256":"da4f6d6c79291d9de81540f1cf84d59b083758e'
    'e4bd0b357c08bb76de0cb2788","size":6},"officers_per_target":2,"plan":"330106-2026-P07'
    '","schema":"srds-lock-1","snapshot":{"merkle_root":"ed6a3aefaf27d9733ea94794796cba63'
    '72ef52f235251b07f455eeee1d8b7b83","sha256":"d12016932c958c3a7d571d6d5eb9ea43f93196a0'
    'ac1a99408ac75ef3260ef6ea","size":24},"strata":[{"k":4,"n":18,"name":"A"},{"k":2,"n":'
    '6,"name":"B"}]}'
)
RECORD_1_ROOT = "a123b17079f5aeb634f12f1395177a97e328ab498faa62ae015c133698114a7b"
CHECKPOINT = (
    "scjg.example.gov.cn/draw-log\n"
    "4\n"
    "oSOxcHn1rrY08S8TlRd6l+Moq0mPqmKuAVwTNpgRSns=\n"
    "\n"
    "— scjg.example.gov.cn/draw-log HllS2B15oHyvXeQEZwJfm2zYcTqON4hJfRbqz/2K5ydVa4pYO"
    "4qOyysx/0wWsIyImIWIBmJnbYp8OEh9wcUI5VX4Pgo=\n"
    "— audit.example.gov.cn/w1 6DlofgAAAABlBDmUwzbWlaD3h64/c+nTnGO5wNyNtsImgcyYXCVz6V"
    "0MhG0EtWIgKGN7wTPRhnYZHEy6elsDLSG2g6ekc62NfPAACw==\n"
)
PROOF = (
    "c2sp.org/tlog-proof@v1\n"
    "index 1\n"
    "TpV6R3CAju35oTnksPtYw2KIFHuZT5kiFanlpsN/ico=\n"
    "Jb/st2vD/3wRoSgPrQK+KjhSlUQehW2rGiSA75y6tpY=\n"
    "\n"
) + CHECKPOINT
WITNESSED_AT = 1694775700


@pytest.mark.parametrize("name", RFC_8032)
def test_signatures_of_the_rfc_hold(verify, name):
    key, message, signature = map(bytes.fromhex, RFC_8032[name])
    assert verify.ed25519_holds(key, message, signature)


@pytest.mark.parametrize("name", RFC_8032)
@pytest.mark.parametrize("byte", [0, 31, 32, 63])
def test_a_changed_bit_is_noticed(verify, name, byte):
    key, message, signature = map(bytes.fromhex, RFC_8032[name])
    changed = bytearray(signature)
    changed[byte] ^= 1
    assert not verify.ed25519_holds(key, message, bytes(changed))
    assert not verify.ed25519_holds(key, message + b"\x00", signature)


def test_the_second_signature_that_s_plus_l_would_be_is_refused(verify):
    key, message, signature = map(bytes.fromhex, RFC_8032["test 2"])
    s = int.from_bytes(signature[32:], "little") + verify.L
    assert not verify.ed25519_holds(key, message, signature[:32] + s.to_bytes(32, "little"))


def test_a_key_of_small_order_signs_nothing(verify):
    neutral = verify.point_encode(verify.NEUTRAL)
    # With such a key R = S B would hold for every message whatever.
    signature = verify.point_encode(verify.BASE) + b"\1" + bytes(31)
    assert not verify.ed25519_holds(neutral, b"anything", signature)


@pytest.mark.parametrize(
    "encoding",
    [
        (2**255 - 19 + 1).to_bytes(32, "little"),  # y = 1, written with P added
        (1 | 1 << 255).to_bytes(32, "little"),  # x = 0 with the sign of an odd x
        (2).to_bytes(32, "little"),  # no point has y = 2
        bytes(31),
    ],
    ids=["y-not-reduced", "minus-zero", "not-on-the-curve", "too-short"],
)
def test_only_the_one_encoding_of_a_point_is_read(verify, encoding):
    assert verify.point_decode(encoding) is None


def test_points_read_are_written_alike(verify):
    for key, _, _ in RFC_8032.values():
        assert verify.point_encode(verify.point_decode(bytes.fromhex(key))).hex() == key


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_rfc(verify, size):
    assert verify.tree_root(LEAVES[:size]).hex() == ROOTS[size]


def test_paths_lead_to_the_root_and_nothing_else_does(verify):
    leaves = LEAVES
    # The path of leaf 4 of 7: its neighbour, then leaf 6, then the left half.
    path = [
        verify.leaf_hash(leaves[5]),
        verify.leaf_hash(leaves[6]),
        verify.tree_root(leaves[:4]),
    ]
    assert verify.root_from_path(leaves[4], 4, 7, path).hex() == ROOTS[7]
    assert verify.root_from_path(leaves[3], 4, 7, path).hex() != ROOTS[7]
    assert verify.root_from_path(leaves[4], 4, 7, path[:2]) is None
    assert verify.root_from_path(leaves[4], 4, 7, [*path, path[0]]) is None
    assert verify.root_from_path(leaves[4], 7, 7, path) is None


def test_the_example_of_a_signed_note_holds(verify):
    key = verify.read_key(NOTE_KEY, verify.SIGNATURE, "key")
    assert verify.signed_by(verify.read_note(NOTE.encode(), "note"), key) is True
    changed = NOTE.replace("example message", "exemple message").encode()
    assert verify.signed_by(verify.read_note(changed, "note"), key) is False


def test_a_key_that_did_not_sign_says_nothing(verify):
    other = verify.read_key(LOG_KEY, verify.SIGNATURE, "key")
    assert verify.signed_by(verify.read_note(NOTE.encode(), "note"), other) is None


def test_a_checkpoint_is_signed_by_log_and_witness(verify):
    checkpoint = verify.read_checkpoint(CHECKPOINT.encode(), "checkpoint")
    assert (checkpoint.size, checkpoint.root.hex()) == (4, RECORD_1_ROOT)
    log = verify.read_key(LOG_KEY, verify.SIGNATURE, "key")
    witness = verify.read_key(WITNESS_KEY, verify.COSIGNATURE, "key")
    assert verify.signed_by(checkpoint.note, log) is True
    assert verify.cosigned_at(checkpoint.note, witness, "checkpoint") == WITNESSED_AT


def test_a_cosignature_with_another_time_is_refused(verify):
    note = verify.read_note(CHECKPOINT.encode(), "checkpoint")
    witness = verify.read_key(WITNESS_KEY, verify.COSIGNATURE, "key")
    name, key_id, signature = note.signatures[1]
    later = (WITNESSED_AT + 1).to_bytes(8, "big") + signature[8:]
    forged = note._replace(signatures=[(name, key_id, later)])
    with pytest.raises(verify.Mismatch):
        verify.cosigned_at(forged, witness, "checkpoint")


def test_a_proof_leads_from_its_record_to_the_root(verify):
    index, path, checkpoint = verify.read_proof(PROOF.encode(), "proof")
    assert index == 1
    found = verify.root_from_path(RECORD_1.encode(), index, checkpoint.size, path)
    assert found == checkpoint.root


@pytest.mark.parametrize(
    "text",
    [
        CHECKPOINT.replace("\n4\n", "\n04\n"),
        CHECKPOINT.replace("\n", "\r\n"),
        CHECKPOINT.replace("—", "-"),
        CHECKPOINT.replace("Cw==", "Cx=="),  # other bits behind the end of base64
        CHECKPOINT.rstrip("\n"),
    ],
    ids=["leading-zero", "crlf", "hyphen", "loose-base64", "no-line-feed"],
)
def test_what_only_looks_like_a_checkpoint_is_refused(verify, text):
    with pytest.raises(verify.Mismatch):
        verify.read_checkpoint(text.encode(), "checkpoint")


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":2}', '{"a":1.0}', '{"a":NaN}', "[]", "{", "[" * 100_000]
)
def test_json_that_can_be_read_in_two_ways_is_refused(verify, text):
    with pytest.raises(verify.Mismatch):
        verify.read_json(text, "file")


def test_people_written_differently_are_the_same(verify):
    assert verify.person("Ｗ. Smith ") == verify.person("w.smith")
    assert verify.person("张三") != verify.person("李四")


def test_a_folder_without_a_bundle_is_not_verified(verify, tmp_path, capsys):
    assert verify.main([str(tmp_path), "--lang", "en"]) == 5
    assert "NOT VERIFIED" in capsys.readouterr().out
    assert verify.main([str(tmp_path), "--lang", "zh"]) == 5
    assert "未通过" in capsys.readouterr().out


def test_it_imports_the_standard_library_alone():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    named = {
        name.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    }
    named |= {
        node.module.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    assert named <= sys.stdlib_module_names


def test_it_is_written_in_the_language_of_python_3_8():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("name", ["python3.8", "python3.12", "python3.13"])
def test_it_runs_under_other_interpreters(name, tmp_path):
    python = shutil.which(name)
    tried = python and subprocess.run([python, "-c", ""], check=False, capture_output=True)
    if not tried or tried.returncode:
        pytest.skip(f"{name} is not installed here")
    code = (
        "import runpy, sys; v = runpy.run_path(sys.argv[1]); "
        "print(v['ed25519_holds'](*map(bytes.fromhex, sys.argv[2:])))"
    )
    arguments = [python, "-c", code, str(SCRIPT), *RFC_8032["test 3"]]
    run = subprocess.run(arguments, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "True"
    run = subprocess.run([python, str(SCRIPT), str(tmp_path)], check=False, capture_output=True)
    assert (run.returncode, run.stderr) == (5, b"")
