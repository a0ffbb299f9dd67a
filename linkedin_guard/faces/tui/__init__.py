"""The wizard in a terminal window. The only package that imports textual."""

import os

for _name in [name for name in os.environ if name.startswith("TEXTUAL")]:
    # Textual reads these when it is imported. They are meant for other programs, and some of them end it.
    del os.environ[_name]
