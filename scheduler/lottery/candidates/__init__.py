"""Candidates: who could go to which visit, encoded in the arrays of a pool."""
