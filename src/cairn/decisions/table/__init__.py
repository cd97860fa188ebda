"""The room of options × criteria: what cells say in numbers, the grid as it is shown, the ranking, what is discussed."""
