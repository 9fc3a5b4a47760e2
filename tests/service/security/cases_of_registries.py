"""Registries, imports, snapshots, rules."""

from api.usecases.people.roles import Operation as Op
from tests.service.security.cases import Case, Id
from tests.service.security.rights import anywhere, of_district, touching
from tests.service.security.world import LEAD

READ, WRITE = Op.REGISTRY_READ, Op.REGISTRY_WRITE
LEAVE = {"officer_id": "B01-003", "starts": "2027-06-01", "ends": "2027-06-03"}
TARGET = {"target_id": "NEW-TARGET", "name": "New"}


def of_lead(*operations: Op):
    """Ask for operations in matters of the leading body."""
    first, *others = (touching(one, LEAD) for one in operations)
    for other in others:
        first &= other
    return first


CASES = (
    Case("listRegistries", anywhere(READ)),
    Case("listRegistryChanges", anywhere(READ), at={"kind": "officers"}),
    Case("listRegistryRows", anywhere(READ), at={"kind": "officers"}),
    Case("createRegistryRow", of_lead(READ, WRITE), at={"kind": "leave"}, json={"values": LEAVE}),
    Case(
        "createRegistryRow",
        of_district(READ) & of_district(WRITE),
        at={"kind": "targets"},
        json={"values": TARGET},
    ),
    Case("getRegistryRow", anywhere(READ), at={"key": "B01", "kind": "bodies"}),
    Case("getRegistryRow", of_lead(READ), at={"key": "B01-003", "kind": "officers"}),
    Case("getRegistryRowHistory", of_lead(READ), at={"key": Id("leave"), "kind": "leave"}),
    Case(
        "changeRegistryRow",
        of_lead(READ, WRITE),
        at={"key": "B01-003", "kind": "officers"},
        json={"values": {"unit": "Second"}},
    ),
    Case(
        "changeRegistryRow",
        of_district(READ) & of_district(WRITE),
        at={"key": "B01", "kind": "bodies"},
        json={"values": {"name": "Renamed"}},
    ),
    Case("endRegistryRow", of_lead(READ, WRITE), at={"key": Id("leave"), "kind": "leave"}),
    Case(
        "startImport",
        of_lead(WRITE),
        at={"kind": "leave"},
        params={"file_name": "l.csv", "body_id": LEAD},
        content=b"x",
    ),
    Case(
        "startImport",
        of_district(WRITE),
        at={"kind": "officers"},
        params={"file_name": "o.csv"},
        content=b"x",
    ),
    Case("listImports", anywhere(READ)),
    *(
        Case(operation, right, at={"import_id": Id(name)}, json=json)
        for name, reads, writes in (
            ("own import", of_lead(READ), of_lead(READ, WRITE)),
            ("import", of_district(READ), of_district(READ) & of_district(WRITE)),
        )
        for operation, right, json in (
            ("getImport", reads, None),
            ("getImportReport", reads, None),
            ("getImportDifferences", reads, None),
            ("commitImport", writes, {}),
            ("compareImport", writes, None),
            ("discardImport", writes, None),
        )
    ),
    Case("takeSnapshot", of_district(READ), at={"kind": "targets"}),
    Case("listSnapshots", anywhere(READ), at={"kind": "targets"}),
    Case("getSnapshot", anywhere(READ), at={"digest": Id("snapshot of officers")}),
    *(
        Case(operation, right, at={"digest": Id(f"snapshot of {kind}")}, known=True)
        for kind, right in (("officers", of_district(READ)), ("bodies", anywhere(READ)))
        for operation in ("getSnapshotText", "getSnapshotParquet")
    ),
    Case("listPolicies", anywhere(Op.PLAN_READ)),
    Case("getPolicy", anywhere(Op.PLAN_READ), at={"version": Id("policy")}),
    Case("addPolicy", of_district(Op.RULES_WRITE), json={"version": "another"}),
    Case("getCalendar", anywhere(Op.PLAN_READ), params={"year": 2027}),
    Case(
        "changeDay", of_district(Op.RULES_WRITE), at={"day": "2027-05-06"}, json={"working": False}
    ),
    Case("restoreDay", of_district(Op.RULES_WRITE), at={"day": "2027-05-05"}),
)
