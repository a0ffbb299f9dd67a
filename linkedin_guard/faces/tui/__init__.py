"""The wizard in a terminal window. The only package that imports textual."""
