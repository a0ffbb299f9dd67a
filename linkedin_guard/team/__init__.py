"""A team's sheet: people's own rows in, a report out."""
