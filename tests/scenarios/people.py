"""The two kinds of people in a registry of officers."""

from scheduler.domain.registry import Role


def officers(problem):
    return problem.officers.frame.filter(role=Role.OFFICER.value)


def experts(problem):
    return problem.officers.frame.filter(role=Role.EXPERT.value)
