"""Which steps a person has, how each stands and when an answer is due. Pure."""
