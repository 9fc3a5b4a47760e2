"""The district's list of inspection items: a topic of a body, and the targets it applies to."""

from __future__ import annotations

from scenarios.bodies import BY_NAME, FACTS, BodyFacts
from scenarios.topics import JOINT_TOPICS, TOPICS, Topic
from scheduler.domain.items import InspectionItem
from scheduler.domain.scope import Scope

_LISTING_ZONE_FAMILIES = frozenset({"market", "emergency"})
"""Among the bodies of zones only these keep a list; without one every inspection is general."""


def listed_topics(facts: BodyFacts) -> tuple[Topic, ...]:
    """Return the topics for which the body has an item on the list.

    The largest department of a family lists all of its topics, its sisters and the zones' bodies
    the first one only, streets and towns none.
    """
    if facts.street or (facts.zone and facts.family not in _LISTING_ZONE_FAMILIES):
        return ()
    topics = TOPICS[facts.family]
    if facts.zone or facts != _largest_department(facts.family):
        return topics[:1]
    return topics + JOINT_TOPICS.get(facts.name, ())


def _largest_department(family: str) -> BodyFacts:
    departments = (
        facts
        for facts in FACTS.values()
        if facts.family == family and not facts.zone and not facts.street
    )
    return max(departments, key=lambda facts: facts.officers)


_IDS = {
    (body_id, topic.name): f"{body_id}-{number:02}"
    for body_id, facts in FACTS.items()
    for number, topic in enumerate(listed_topics(facts), 1)
}


def item_id(body_id: str, topic: Topic) -> str | None:
    """Return the id of the body's item on the *topic*, or None if it has none."""
    return _IDS.get((body_id, topic.name))


def item_of(body: str, topic: str) -> str:
    """Return the id of the item on the topic named *topic* of the body named *body*."""
    return _IDS[BY_NAME[body], topic]


def items() -> tuple[InspectionItem, ...]:
    """Return all items, ascending by id; each applies to its topic's targets in the territory."""
    return tuple(
        InspectionItem(
            item_id=_IDS[body_id, topic.name],
            name=f"{topic.name}检查",
            body_id=body_id,
            legal_basis=f"《{topic.basis}》",
            key_item=topic.key_item,
            applies_to=Scope((*topic.scope.conditions, *facts.territory)),
        )
        for body_id, facts in FACTS.items()
        for topic in listed_topics(facts)
    )
