"""The command line: which commands there are, what each does, and how a run ends."""
