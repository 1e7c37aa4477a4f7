"""Lists of identities as files: CSV, JSON, labels of Wikidata, FollowTheMoney.

The forms are described in docs/reference/identity-lists.md. Reading checks every value and says of each that is
wrong in which line it stands; what a list has beyond names, public roles, memberships and ids of others is not
taken in, and counted.
"""

from onrecord.serve.formats.identity_list.drawing import draw_judgement, draw_line, draw_rows, draw_sheet_head
from onrecord.serve.formats.identity_list.gathering import Listing
from onrecord.serve.formats.identity_list.money_out import MoneyDrawer
from onrecord.serve.formats.identity_list.reading import MOST_BYTES, read_list

__all__ = [
    "MOST_BYTES",
    "Listing",
    "MoneyDrawer",
    "draw_judgement",
    "draw_line",
    "draw_rows",
    "draw_sheet_head",
    "read_list",
]
