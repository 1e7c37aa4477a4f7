"""The addresses of the API as people read them."""

from typing import Any

from onrecord.serve.formats.api_listing import Field, draw_markdown, list_api, notes_of

DESCRIPTION: dict[str, Any] = {
    "info": {"description": "One desk.\n\nTwo\nlines."},
    "paths": {
        "/ships": {
            "get": {
                "tags": ["ships"],
                "description": "List ships.\n\nThe newest\nfirst.",
                "security": [],
                "parameters": [
                    {"name": "q", "in": "query", "schema": {"type": "string"}, "x-filter": True},
                    {
                        "name": "limit",
                        "in": "query",
                        "schema": {"type": "integer", "minimum": 1, "maximum": 9, "default": 5},
                        "description": "How many | at most.",
                    },
                ],
                "responses": {
                    "200": {"content": {"application/json": {}, "application/jsonl": {}}},
                    "404": {},
                },
            },
            "post": {
                "description": "Add one.",
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ship"}}}
                },
                "responses": {"201": {}},
            },
        }
    },
    "components": {
        "schemas": {
            "Ship": {
                "required": ["name"],
                "properties": {
                    "name": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "flags": {"type": "array", "items": {"$ref": "#/components/schemas/Flag"}},
                    "at": {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer"}]},
                },
            },
            "Flag": {"enum": ["red", "blue"]},
        }
    },
}


def test_addresses_are_listed_by_subject_with_what_they_are_asked_with() -> None:
    listing = list_api(DESCRIPTION)
    assert listing.about == ("One desk.", "Two lines.")
    (ships, (get,)), (more, (post,)) = listing.subjects
    assert (ships, more) == ("ships", "more")
    assert (get.method, get.path, get.summary, get.told) == (
        "GET",
        "/ships",
        "List ships.",
        "The newest first.",
    )
    limit = Field("limit", "query", "number, 1 to 9; else 5", is_needed=False, told="How many | at most.")
    assert get.fields == (limit,)
    assert [one.name for one in listing.filters] == ["q"]
    assert [(one.name, one.kind, one.is_needed) for one in post.fields] == [
        ("name", "text", True),
        ("flags", "any of: red, blue", False),
        ("at", "[number, number]", False),
    ]
    assert notes_of(get) == [
        "Takes the filters of a search besides.",
        "Gives lines of JSON to whoever accepts `application/jsonl`.",
        "Answers without signing in.",
    ]
    assert notes_of(post) == ["Answers with status 201."]


def test_reference_is_markdown_whose_tables_hold() -> None:
    page = draw_markdown(list_api(DESCRIPTION))
    assert "### GET /ships" in page
    assert "| `limit` | query | number, 1 to 9; else 5 | How many \\| at most. |" in page
