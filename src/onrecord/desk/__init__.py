"""What an editor does with a desk: add, search, show, verify."""
