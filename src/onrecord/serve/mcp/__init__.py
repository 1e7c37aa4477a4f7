"""The desk for assistants: tools by which they find what was said and quote it with its proof (MCP)."""

from onrecord.serve.mcp.server import make_server

__all__ = ["make_server"]
