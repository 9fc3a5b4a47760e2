"""Recusals (回避): applied for, decided by the head of the body, obeyed by later draws."""
