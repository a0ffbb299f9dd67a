"""The walk: which pages there are and where each choice leads, and the one session that goes along it."""
