"""One module for each family of pages; each turns a moment and a place into a page."""
