"""What an answer says about whether somebody was let in."""

from __future__ import annotations


def refused(answer, case) -> bool:
    """Tell whether somebody was refused for who he is, or the service failed over him."""
    for_who_he_is = answer.status_code in {401, 403, 404}
    if for_who_he_is and case.tells and answer.json()["code"] == case.tells:
        return False
    return for_who_he_is or answer.status_code >= 500


def answered(answer):
    """Return what tells one refusal from another."""
    return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else ""


def unlike(answers, expected):
    """Return what is worth reading of those answers that are not as expected."""
    return {
        key: (answer.status_code, answer.text[:300])
        for key, answer in answers.items()
        if not expected(answer)
    }
