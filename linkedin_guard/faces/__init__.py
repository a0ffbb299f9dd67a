"""The ways the walk is shown; none of them knows another."""
