"""The draw record (抽取记录): one page for the file, to be printed and signed.

It names no target: figures, the seed text, the keys, and the digests that pin everything else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta

from api.files.planbook.documents import counts
from api.files.planbook.edition import Edition
from api.files.planbook.hash_commands import HASH, NAME
from api.files.planbook.markup import Markup, facts, grid, joined, tag
from api.files.planbook.plan_tables import source_of
from api.files.planbook.record_texts import STYLE, TEXTS, Texts
from api.files.planbook.sheets import reasons_found
from api.files.planbook.terms import LANGUAGES, term
from api.files.planbook.totals import TOTALS, beijing_time
from scheduler.domain.hashing import derived, marked, plain
from scheduler.domain.planbook import Shortfall, ShortfallKind
from scheduler.domain.plans import Plan
from scheduler.evidence.records import moment_text

LOCAL = "local"
"""The source of entropy that whoever runs the draw controls."""

SIGNED_BY = ("operator", "witness", "witness")


def record_page(edition: Edition, digests: Mapping[str, str], language: str) -> str:
    """Return the page; *digests* are the SHA-256 of the files that the signatures stand for."""
    texts = TEXTS[language]
    number = str(edition.problem.number)
    body = tag(
        "body",
        tag("header", tag("p", texts["marking"], class_="marking"), tag("h1", texts["title"])),
        _section(texts["about"], facts(_about(edition, texts))),
        _section(texts["totals"], facts(_totals(edition, language)), _days(edition, texts)),
        _section(texts["shortfalls"], _shortfalls(edition, texts, language)),
        _section(texts["seed"], *_seed(edition, texts)),
        _section(texts["digests"], tag("p", texts["digests_mean"]), _digests(digests, texts)),
        tag("section", tag("h2", texts["signatures"]), _signatures(texts), class_="whole"),
        tag("section", tag("h2", texts["check"]), *_check(edition, texts), class_="annex"),
        _section(texts["plans"], _plans(edition, texts, language)),
        _section(texts["exclusions"], *_exclusions(edition, texts, language)),
    )
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width">'),
        tag("title", f"{texts['title']} {number}"),
        tag("style", Markup(STYLE)),
    )
    tongue = {"zh": "zh-CN", "en": "en"}[language]
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=tongue)}\n"


def _section(heading: str, *parts: Markup | None) -> Markup:
    return tag("section", tag("h2", heading), *parts)


def _about(edition: Edition, texts: Texts) -> Iterator[tuple[str, str]]:
    problem, lock = edition.problem, edition.lock
    last_day = problem.window.ends - timedelta(days=1)
    yield texts["number"], problem.number.series
    yield texts["attempt"], str(problem.number.attempt)
    moment = f"{beijing_time(lock.locked_at)} ({moment_text(lock.locked_at)})"
    yield texts["locked_at"], moment
    yield texts["window"], f"{problem.window.starts} – {last_day}"
    yield texts["policy"], problem.policy.version
    yield texts["entropy"], ", ".join(lock.entropy)


def _totals(edition: Edition, language: str) -> Iterator[tuple[str, int]]:
    found = counts(edition)
    for name, names in TOTALS.items():
        yield names[LANGUAGES.index(language)], found[name]


def _days(edition: Edition, texts: Texts) -> Markup | None:
    return tag("p", texts["days_mean"], class_="note") if edition.lock.days.plan_days else None


def _seed(edition: Edition, texts: Texts) -> Iterator[Markup]:
    seed_text, keys, profile = edition.book.seed_text, edition.keys, edition.lock.profile
    yield tag("p", texts["seed_means"])
    if all(source == LOCAL for source in edition.lock.entropy):
        yield tag("p", texts["only_local"])
    yield tag("pre", seed_text)
    yield facts(
        (
            (f"{NAME[profile]} (seed.txt)", tag("code", _root(edition))),
            ("K_target", tag("code", plain(keys.target))),
            ("K_officer", tag("code", plain(keys.officer))),
            ("K_day", tag("code", plain(keys.day))),
        )
    )


def _root(edition: Edition) -> str:
    """K0."""
    return plain(derived(marked(edition.book.seed_text, edition.lock.profile)))


def _check(edition: Edition, texts: Texts) -> Iterator[Markup]:
    hashing, key = HASH[edition.lock.profile], plain(edition.keys.target)
    yield tag("p", texts["check_key"])
    yield tag("pre", f"{hashing} seed.txt\nprintf '%s' {_root(edition)}/target | {hashing}")
    yield tag("p", texts["check_ticket"])
    yield tag("pre", f"K={key}\nID=…\nprintf '%s%s' $K $ID | {hashing}")
    yield tag("p", texts["check_rank"])
    yield tag("p", texts["check_all"])
    yield tag("pre", "sha256sum -c SHA256SUMS\ndoubledraw verify .")


def _plans(edition: Edition, texts: Texts, language: str) -> Markup:
    drawn = Counter(selection.plan_id for selection in edition.selected)
    rows = (
        (
            plan.plan_id,
            plan.name,
            edition.body_name(plan.initiating_body),
            term(plan.kind, language),
            term(source_of(plan), language),
            *_pool_and_quota(plan, edition),
            drawn[plan.plan_id],
        )
        for plan in edition.problem.plans
    )
    return grid(texts["plan_columns"].split("|"), rows, class_="plans")


def _pool_and_quota(plan: Plan, edition: Edition) -> tuple[int | str, int | str]:
    pool = edition.pools.get(plan.plan_id)
    return (pool.size, pool.quota) if pool else ("—", "—")


def _exclusions(edition: Edition, texts: Texts, language: str) -> Iterator[Markup]:
    reasons = reasons_found(edition)
    yield tag("p", texts["exclusions_mean"])
    upright = [tag("span", term(reason, language)) for reason in reasons]
    headings = (texts["plan"], texts["registry"], *upright, texts["pool"])
    yield grid(
        headings,
        (
            (
                pool.plan_id,
                len(edition.problem.targets),
                *(pool.exclusions.get(reason, 0) for reason in reasons),
                pool.size,
            )
            for pool in edition.lock.pools
        ),
        class_="exclusions",
    )


def _shortfalls(edition: Edition, texts: Texts, language: str) -> Markup:
    if not edition.book.shortfalls:
        return tag("p", texts["no_shortfalls"])
    found: dict[tuple[ShortfallKind, str], list[Shortfall]] = defaultdict(list)
    for one in edition.book.shortfalls:
        found[one.kind, one.body_id].append(one)
    return grid(
        texts["shortfall_columns"].split("|"),
        (
            (
                term(kind, language),
                edition.body_name(body_id),
                len(alike),
                sum(one.needed for one in alike),
                sum(one.available for one in alike),
            )
            for (kind, body_id), alike in found.items()
        ),
    )


def _digests(digests: Mapping[str, str], texts: Texts) -> Markup:
    rows = ((name, tag("code", digest)) for name, digest in digests.items())
    return grid(texts["digest_columns"].split("|"), rows)


def _signatures(texts: Texts) -> Markup:
    line = tag("td", "", class_="line")
    rows = (
        tag("tr", tag("th", texts[role], scope="row"), line, tag("th", texts["date"]), line)
        for role in SIGNED_BY
    )
    remarks = tag("tr", tag("th", texts["remarks"]), tag("td", "", class_="line", colspan=3))
    return joined(tag("table", tag("tbody", *rows, remarks), class_="signatures"))
