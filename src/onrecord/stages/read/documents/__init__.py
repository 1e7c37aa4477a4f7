"""PDF and DOCX as text: order, paragraphs, notes, headings."""
