"""One module for each kind of page: it asks the desk, and hands what comes back to a template."""
