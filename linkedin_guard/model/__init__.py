"""The values the program is made of: what the content says, what a person recorded, and what a page is."""
