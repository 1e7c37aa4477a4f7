"""Who is named in a report, and who speaks."""
