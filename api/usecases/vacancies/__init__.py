"""Vacancies: places and targets that come free after a draw, and who or what comes instead."""
