"""What a person takes away, as blocks: written once, shown in every format."""
