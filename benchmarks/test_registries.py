"""What it costs to bring a large registry into the service, and to freeze it."""

from __future__ import annotations

import io
import logging
from functools import cache

import polars as pl
import pytest
import structlog
import xlsxwriter

from api.database.migrating import upgrade
from api.records.registries.frames import registry_frame
from api.records.registries.kinds import KINDS
from api.usecases.people.roles import Role
from api.usecases.registries.snapshots import take_snapshot
from scenarios.catalogue import build
from scheduler.domain.frames import flat
from tests.databases.postgres import postgres_cluster
from tests.databases.programs import postgres_programs
from tests.databases.sqlite import sqlite_databases
from tests.service.house import open_house

ROWS = 100_000
CASE = f"{ROWS:,} targets of 23 columns"


@cache
def registry():
    """Return as many targets as a large district has: those of one, and others like them."""
    district = build("binhai").targets.frame
    others = district.with_columns(
        pl.format("X{}", pl.int_range(pl.len())).alias("target_id"),
        pl.format("X{}", pl.int_range(pl.len())).alias("premises_id"),
    )
    both = pl.concat([district, others]).head(ROWS)
    return flat(both).with_columns(pl.lit("食品销售；日用百货").alias("经营范围"))


@cache
def upload(ending):
    """Return the registry as a file."""
    if ending == "csv":
        return registry().write_csv().encode()
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        texts = registry().select(pl.all().cast(pl.String()).fill_null(""))
        for place, row in enumerate((texts.columns, *texts.iter_rows())):
            sheet.write_row(place, 0, row)
    return target.getvalue()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def databases(request, tmp_path_factory):
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    if request.param == "sqlite":
        with sqlite_databases(tmp_path_factory.mktemp("databases")) as found:
            yield found
    else:
        postgres_programs()
        with postgres_cluster() as found:
            yield found


@pytest.fixture
def house(databases, tmp_path):
    """An empty service."""
    url = databases.fresh_database()
    upgrade(url)
    opened = open_house(url, tmp_path)
    yield opened
    opened.service.engine.dispose()
    databases.drop(url)


@pytest.fixture
def planner(house):
    """Somebody who brings registries into it."""
    return house.join("planner", Role.PLANNER)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_import(benchmark, planner, ending):
    benchmark.extra_info["case"] = f"{CASE}, received, read, compared, committed"
    content = upload(ending)
    done = benchmark.pedantic(
        planner.commit_file, args=("targets", f"targets.{ending}", content), rounds=1
    )

    assert done.json()["differences"]["added"] == ROWS


def test_the_same_again(benchmark, planner):
    benchmark.extra_info["case"] = f"{CASE}, sent again: read and compared"
    content = upload("csv")
    planner.commit_file("targets", "targets.csv", content)
    found = benchmark.pedantic(
        planner.send_file, args=("targets", "targets.csv", content), rounds=3
    )

    assert found.json()["differences"]["changed"] == 0


def test_frame(benchmark, house, planner):
    benchmark.extra_info["case"] = f"{CASE}, from the database to a frame"
    planner.commit_file("targets", "targets.csv", upload("csv"))
    with house.transaction() as tx:
        frame = benchmark.pedantic(registry_frame, args=(tx.session, KINDS["targets"]), rounds=3)

    assert frame.height == ROWS


def test_snapshot(benchmark, house, planner):
    benchmark.extra_info["case"] = f"{CASE}, frozen under the SHA-256 of their text"
    planner.commit_file("targets", "targets.csv", upload("csv"))
    with house.transaction() as tx:
        found = benchmark.pedantic(take_snapshot, args=(tx, KINDS["targets"]), rounds=1)

    assert found.n_rows == ROWS


def test_change_of_a_row(benchmark, planner):
    benchmark.extra_info["case"] = f"one row of {ROWS:,} seen and changed by hand"
    planner.commit_file("targets", "targets.csv", upload("csv"))
    streets = iter(range(1_000))

    def change():
        address = "/registries/targets/rows/X1"
        seen = {"If-Match": planner.get(address).headers["etag"]}
        json = {"values": {"street": f"street {next(streets)}"}}
        return planner.patch(address, json=json, headers=seen)

    assert benchmark.pedantic(change, rounds=20).status_code == 200
