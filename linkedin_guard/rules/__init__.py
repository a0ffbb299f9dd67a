"""What content must keep to beyond its shape: one rule a file, each with ID, REASON, FIX and a `check` for its faults.

`check` holds a folder of content against its shape and against every rule, and gives all that is wrong; `schema` says
the shape to editors. Nothing on the way of a person who uses the wizard comes here.
"""
