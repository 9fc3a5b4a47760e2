"""Teams: from a pool to its plan, every plan that obeys the rules equally likely."""
