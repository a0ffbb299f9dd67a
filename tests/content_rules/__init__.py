"""What content must keep to: one rule a module, each with ID, REASON, FIX, and `check(content, root)` → its faults."""
