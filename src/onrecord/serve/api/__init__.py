"""The API: the desk's verbs as REST under `/api/v1`, described by OpenAPI."""

from onrecord.serve.api.router import PREFIX, make_router

__all__ = ["PREFIX", "make_router"]
