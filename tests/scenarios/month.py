"""What a month of plans comes to, recomputed in plain Python from the problem alone."""

from collections import Counter, defaultdict
from fractions import Fraction
from functools import cache

from scheduler.domain.calendar import months_before
from scheduler.domain.overlap import OverlappingQuota
from scheduler.domain.plans import DrawnTargets
from scheduler.domain.quota import NO_VALUE, QuotaKind


def tasks(problem):
    """Count tasks by kind of plan; only what other plans take from a pool is left out."""
    registry = Registry(problem)
    found = Counter()
    for plan in problem.plans:
        if isinstance(plan.targets, DrawnTargets):
            found[plan.kind] += registry.drawn(plan)
        else:
            found[plan.kind] += len(plan.targets.target_ids)
    return found


class Registry:
    def __init__(self, problem):
        self.problem = problem
        self.columns = problem.targets.frame.to_dict(as_series=False)
        self.conditions = {}
        oldest = months_before(problem.window.starts, problem.policy.grace_months)
        standing = zip(
            *(self.columns[name] for name in ("active", "whitelisted", "reg_date")), strict=True
        )
        self.eligible = {
            row
            for row, (active, whitelisted, born) in enumerate(standing)
            if active and not whitelisted and (born is None or born <= oldest)
        }
        self.read_the_past()

    def read_the_past(self):
        problem, position = self.problem, self.problem.targets.position
        self.done, self.recent = defaultdict(set), defaultdict(set)
        self.visits = defaultdict(lambda: defaultdict(set))
        since = months_before(problem.window.starts, problem.policy.redraw_gap_months)
        for log in (problem.history, problem.live):
            for row in log.frame.iter_rows(named=True):
                target = position[row["target_id"]]
                if row["day"].year == problem.window.starts.year:
                    for item in row["item_ids"]:
                        self.done[item].add(target)
                    if not row["cap_exempt"]:
                        level = problem.body[row["body_id"]].level
                        for whose in (row["body_id"], level, "anybody"):
                            self.visits[whose][target].add(row["visit_id"])
                if row["day"] > since and row["plan_kind"].endswith("dual_random"):
                    self.recent[row["body_id"]].add(target)

    def holding(self, scope):
        found = self.eligible
        for condition in scope.conditions:
            if condition not in self.conditions:
                name = condition.column
                tell = cache(lambda cell, c=condition: c.holds({c.column: thaw(cell)}))
                cells = map(freeze, self.columns[name])
                self.conditions[condition] = {n for n, cell in enumerate(cells) if tell(cell)}
            found = found & self.conditions[condition]
        return found

    def pool(self, plan):
        found = self.holding(plan.targets.scope) - self.recent[plan.initiating_body]
        items = plan.participations[0].item_ids
        if items:
            found &= set().union(
                *(self.holding(self.problem.item[i].applies_to) - self.done[i] for i in items)
            )
        for whose, cap in self.caps(plan):
            found = {row for row in found if len(self.visits[whose][row]) < cap}
        return found

    def caps(self, plan):
        caps = self.problem.policy.caps
        yield "anybody", caps.total
        for part in plan.participations:
            level = self.problem.body[part.body_id].level
            yield part.body_id, caps.per_body
            yield level, caps.per_level[level]

    def drawn(self, plan):
        quota = plan.targets.quota
        if isinstance(quota, OverlappingQuota):
            return quota.size
        columns = [self.columns[name] for name in quota.columns]
        sizes = Counter(
            tuple(NO_VALUE if column[row] is None else str(column[row]) for column in columns)
            for row in self.pool(plan)
        )
        base = {QuotaKind.COUNT: 1, QuotaKind.PER_OFFICER: self.in_post(plan.initiating_body)}
        return sum(
            min(size, quota.rounding.apply(Fraction(base.get(quota.kind, size)) * amount))
            for stratum, size in sizes.items()
            for amount in (quota.amount(stratum),)
        )

    def in_post(self, body_id):
        return sum(
            row["body_id"] == body_id
            and row["front_line"]
            and row["status"] == "on_duty"
            and not row["seconded"]
            for row in self.problem.officers.frame.iter_rows(named=True)
        )


def freeze(cell):
    return tuple(cell) if isinstance(cell, list) else cell


def thaw(cell):
    return list(cell) if isinstance(cell, tuple) else cell
