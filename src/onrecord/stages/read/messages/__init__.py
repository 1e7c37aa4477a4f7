"""Mail and channel messages as reports."""
