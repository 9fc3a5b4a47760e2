"""Sources of entropy: what a lock declares, what is delivered, and how anybody checks it.

One file per type; `kinds` lists them in the order of the seed text. `checking` is the way in for
those who lock and those who verify, `assembling` for those who make the seed text.
"""
