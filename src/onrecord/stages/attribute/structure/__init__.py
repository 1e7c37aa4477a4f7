"""What the layout of a report tells: turns, letters, headings, speeches over paragraphs."""
