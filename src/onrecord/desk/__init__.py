"""What an editor does with a desk: add, search, show, verify."""

from onrecord.desk.add import Added, Already, add, plan_leads
from onrecord.desk.desk import Desk
from onrecord.desk.reread import Reread, Unchanged, reread
from onrecord.desk.search import search, search_statements
from onrecord.desk.show import list_reports, show
from onrecord.desk.verify import Finding, Gravity, verify

__all__ = [
    "Added",
    "Already",
    "Desk",
    "Finding",
    "Gravity",
    "Reread",
    "Unchanged",
    "add",
    "list_reports",
    "plan_leads",
    "reread",
    "search",
    "search_statements",
    "show",
    "verify",
]
