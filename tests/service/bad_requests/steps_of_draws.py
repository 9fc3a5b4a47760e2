"""Steps of draws at the wrong time, by the wrong means, or once too often."""

from __future__ import annotations

from tests.service.bad_requests.exhibit import Exhibit, seen, sent

INVALID = (422, "field-invalid")
WRONG_STATE = (409, "wrong-state")
NOT_FOUND = (404, "not-found")
NONCE = "0" * 64


DRAWS = (
    Exhibit("a draw of nothing", *INVALID, "POST", "/draws", sent(title="x", plan_ids=[])),
    Exhibit(
        "a draw of a plan that is none",
        *NOT_FOUND,
        "POST",
        "/draws",
        sent(title="x", plan_ids=["nowhere"]),
    ),
    Exhibit(
        "a plan that is in another draw",
        409,
        "plan-taken",
        "POST",
        "/draws",
        sent(title="x", plan_ids=["J1"]),
    ),
    Exhibit(
        "a draw anew that was not void",
        *WRONG_STATE,
        "POST",
        "/draws",
        sent(title="x", plan_ids=["free"], repeats=2),
    ),
    Exhibit(
        "a beacon that is none",
        *INVALID,
        "POST",
        "/draws",
        sent(title="x", plan_ids=["free"], sources={"beacon": "moon"}),
    ),
    Exhibit("a change after the lock", *WRONG_STATE, "PATCH", "/draws/{waiting}", seen(title="x")),
    Exhibit("a check after the lock", *WRONG_STATE, "POST", "/draws/{waiting}/check"),
    Exhibit(
        "giving up after the lock",
        *WRONG_STATE,
        "POST",
        "/draws/{waiting}/cancel",
        sent(reason="x"),
    ),
    Exhibit("running what is no test", 422, "not-a-test", "POST", "/draws/{checked}/run"),
    Exhibit(
        "locking a test", 422, "test-draw", "POST", "/draws/{test}/approvals", seen(step="lock")
    ),
    Exhibit(
        "a step that is none", *INVALID, "POST", "/draws/{checked}/approvals", seen(step="explode")
    ),
    Exhibit(
        "a void without a code",
        422,
        "reason-missing",
        "POST",
        "/draws/{waiting}/approvals",
        seen(step="void"),
    ),
    Exhibit(
        "a void with a code that is none",
        *INVALID,
        "POST",
        "/draws/{waiting}/approvals",
        seen(step="void", code="mood"),
    ),
    Exhibit(
        "voiding what is public",
        422,
        "draw-published",
        "POST",
        "/draws/{public}/approvals",
        seen(step="void", code="other"),
    ),
    Exhibit(
        "publishing what is not drawn",
        *WRONG_STATE,
        "POST",
        "/draws/{waiting}/approvals",
        seen(step="publish"),
    ),
    Exhibit(
        "asking twice",
        409,
        "approval-open",
        "POST",
        "/draws/{checked}/approvals",
        seen(step="lock"),
    ),
    Exhibit(
        "confirming what one asked for",
        403,
        "second-person-same",
        "POST",
        "/draws/{checked}/approvals/{approval}/confirm",
    ),
    Exhibit(
        "an approval of another draw",
        *NOT_FOUND,
        "POST",
        "/draws/{waiting}/approvals/{approval}/confirm",
        who="second",
    ),
    Exhibit(
        "an approval that is past",
        *WRONG_STATE,
        "POST",
        "/draws/{waiting}/approvals/3/confirm",
        who="second",
    ),
    Exhibit(
        "a relaxation that was not offered", *NOT_FOUND, "POST", "/draws/{short}/relaxations/999"
    ),
    Exhibit(
        "a relaxation of what is not short", *WRONG_STATE, "POST", "/draws/{waiting}/relaxations/0"
    ),
    Exhibit(
        "explaining what is not drawn",
        *WRONG_STATE,
        "POST",
        "/draws/{waiting}/explanations",
        sent(subject="x"),
    ),
    Exhibit("files of what is not drawn", *WRONG_STATE, "GET", "/draws/{waiting}/workbook"),
    Exhibit("a bundle of what is sealed", *WRONG_STATE, "GET", "/draws/{drawn}/bundles/public"),
)


def commitment(**changes: object) -> dict[str, object]:
    return sent(**{"draw": "somewhere/1", "party": "B01", "commitment": NONCE, **changes})


ENTROPY = (
    Exhibit(
        "a commitment for another number",
        422,
        "draw-number-moved",
        "POST",
        "/draws/{checked}/commitments",
        commitment(),
    ),
    Exhibit(
        "a commitment after the lock",
        *WRONG_STATE,
        "POST",
        "/draws/{waiting}/commitments",
        commitment(),
    ),
    Exhibit(
        "a commitment of a stranger",
        422,
        "party-not-in-draw",
        "POST",
        "/draws/{checked}/commitments",
        commitment(party="B09"),
    ),
    Exhibit(
        "a commitment in a test",
        422,
        "test-draw",
        "POST",
        "/draws/{test}/commitments",
        commitment(),
    ),
    Exhibit(
        "a commitment that is no hash",
        *INVALID,
        "POST",
        "/draws/{checked}/commitments",
        commitment(commitment="x"),
    ),
    Exhibit(
        "a commitment in capitals",
        *INVALID,
        "POST",
        "/draws/{checked}/commitments",
        commitment(commitment="A" * 64),
    ),
    Exhibit(
        "digits too few",
        422,
        "digits-miscounted",
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=0, value="123"),
    ),
    Exhibit(
        "digits too many",
        422,
        "digits-miscounted",
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=0, value="1" * 2_000),
    ),
    Exhibit(
        "digits that are none",
        422,
        "digits-not-ascii",
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=0, value="12a45"),
    ),
    Exhibit("no digits", *INVALID, "POST", "/draws/{waiting}/entropy", sent(source=0, value="")),
    Exhibit(
        "entropy of this machine from outside",
        *NOT_FOUND,
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=1, value="1" * 64),
    ),
    Exhibit(
        "entropy of a source that was not declared",
        *NOT_FOUND,
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=7, value="12345"),
    ),
    Exhibit(
        "entropy of a source below all",
        *INVALID,
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=-1, value="12345"),
    ),
    Exhibit(
        "entropy before the lock",
        *WRONG_STATE,
        "POST",
        "/draws/{checked}/entropy",
        sent(source=0, value="12345"),
    ),
    Exhibit(
        "entropy after the draw",
        *WRONG_STATE,
        "POST",
        "/draws/{drawn}/entropy",
        sent(source=0, value="12345"),
    ),
    Exhibit(
        "a proof without end",
        *INVALID,
        "POST",
        "/draws/{waiting}/entropy",
        sent(source=0, value="12345", proof={"x" * 50: 1}),
    ),
)

EXHIBITS = (*DRAWS, *ENTROPY)
