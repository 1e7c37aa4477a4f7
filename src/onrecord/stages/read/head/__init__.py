"""What a page says of itself: its head, its JSON-LD, its bylines and times."""
