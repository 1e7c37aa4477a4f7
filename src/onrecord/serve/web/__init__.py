"""The desk in the browser: pages drawn on the server, which work without script."""
