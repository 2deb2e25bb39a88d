"""Which submissions of a class share code: a list for a person to read. It changes no mark."""
