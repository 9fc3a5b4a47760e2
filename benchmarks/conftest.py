"""What every benchmark shares: the machine without its name, and the kernels compiled."""

import pytest

from scheduler.lottery.compiling import compile_kernels


def pytest_benchmark_update_machine_info(config, machine_info):  # noqa: ARG001 - the hook's form
    """Leave out the host's name: results are published, and the processor says enough."""
    machine_info["node"] = ""


@pytest.fixture(scope="session", autouse=True)
def _compiled():
    """Compile before anything is measured."""
    compile_kernels()
