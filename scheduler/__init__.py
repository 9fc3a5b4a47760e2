"""The core of DoubleDraw: values, rules, engines. Pure: no I/O, no clock, no global randomness.

Nothing is re-exported here, so that `import scheduler.verification` loads no solver.
"""
