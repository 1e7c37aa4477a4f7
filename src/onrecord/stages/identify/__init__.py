"""From names in reports to who is who across reports."""
