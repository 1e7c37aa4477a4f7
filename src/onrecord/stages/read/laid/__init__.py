"""What every reader of a format gives: decoded text in raw blocks, and what the format itself tells."""
