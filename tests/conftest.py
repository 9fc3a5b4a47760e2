"""Settings for all tests."""

import os

from hypothesis import settings

# Kernels are compiled at their first call, so one example may take seconds; time is measured in
# benchmarks. On CI the same examples are tried every time: a red run means a change.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")
