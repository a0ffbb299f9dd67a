"""LinkedIn Guard: the way out of LinkedIn's AI training, one screen at a time."""

__version__ = "1.1.0"
