"""What an editor does with a desk: watch, add, search, show, verify."""

from onrecord.desk.add import Added, Already, add, plan_leads
from onrecord.desk.desk import Desk
from onrecord.desk.plans import WatchRules, plan_sources
from onrecord.desk.reread import Reread, Unchanged, reread
from onrecord.desk.search import search, search_statements
from onrecord.desk.show import list_reports, show
from onrecord.desk.tasks import Captured, Failed, Hands, Looked
from onrecord.desk.verify import Finding, Gravity, verify
from onrecord.desk.watch import Event, Tally, Watch, new_owner

__all__ = [
    "Added",
    "Already",
    "Captured",
    "Desk",
    "Event",
    "Failed",
    "Finding",
    "Gravity",
    "Hands",
    "Looked",
    "Reread",
    "Tally",
    "Unchanged",
    "Watch",
    "WatchRules",
    "add",
    "list_reports",
    "new_owner",
    "plan_leads",
    "plan_sources",
    "reread",
    "search",
    "search_statements",
    "show",
    "verify",
]
