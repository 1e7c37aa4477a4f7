"""What an editor does with a desk: watch, add, search, show, compare, verify, export, remove."""

from onrecord.desk.add import add, keep_fetched, plan_leads
from onrecord.desk.addressed import Addressed, whom_addressed
from onrecord.desk.between import Between, reprints_between
from onrecord.desk.deciding import judge_as, undo_as
from onrecord.desk.desk import Desk
from onrecord.desk.editions import compare_editions, find_edition, list_editions
from onrecord.desk.evidence import StatementEvidence, passage_around, show_evidence
from onrecord.desk.export import Exported, choose_reports, export
from onrecord.desk.family import find_family, trace, trace_statement
from onrecord.desk.filing import Filed, file_unfiled, match_known
from onrecord.desk.findings import Finding, Gravity
from onrecord.desk.hits import hits_of
from onrecord.desk.judging import Cluster, Judged, judge, judge_all, rejoin, undo
from onrecord.desk.keep import Added, Already, Kept, NewEdition, Seen
from onrecord.desk.keying import has_old_keys, rekey
from onrecord.desk.known import find_known
from onrecord.desk.lens import Lens, Naming, NamingExample, lens
from onrecord.desk.origins import Origins, origins
from onrecord.desk.package import Checker, verify_package
from onrecord.desk.plans import WatchRules, plan_sources
from onrecord.desk.remove import Removal, plan_removal, remove
from onrecord.desk.reread import Reread, Unchanged, reread
from onrecord.desk.review import Asked, Remembered, history, review
from onrecord.desk.search import search, search_statements
from onrecord.desk.show import list_reports, show
from onrecord.desk.stamps import Stamped, stamp_head
from onrecord.desk.take_in import take_in
from onrecord.desk.tasks import Captured, Failed, Hands, Looked
from onrecord.desk.tracing import trace_report, trace_untraced
from onrecord.desk.variants import Carried, Variants, cut_from, variants
from onrecord.desk.verify import verify
from onrecord.desk.watch import Event, Tally, Watch, new_owner
from onrecord.desk.who import Somebody, members_of, tell_of, who

__all__ = [
    "Added",
    "Addressed",
    "Already",
    "Asked",
    "Between",
    "Captured",
    "Carried",
    "Checker",
    "Cluster",
    "Desk",
    "Event",
    "Exported",
    "Failed",
    "Filed",
    "Finding",
    "Gravity",
    "Hands",
    "Judged",
    "Kept",
    "Lens",
    "Looked",
    "Naming",
    "NamingExample",
    "NewEdition",
    "Origins",
    "Remembered",
    "Removal",
    "Reread",
    "Seen",
    "Somebody",
    "Stamped",
    "StatementEvidence",
    "Tally",
    "Unchanged",
    "Variants",
    "Watch",
    "WatchRules",
    "add",
    "choose_reports",
    "compare_editions",
    "cut_from",
    "export",
    "file_unfiled",
    "find_edition",
    "find_family",
    "find_known",
    "has_old_keys",
    "history",
    "hits_of",
    "judge",
    "judge_all",
    "judge_as",
    "keep_fetched",
    "lens",
    "list_editions",
    "list_reports",
    "match_known",
    "members_of",
    "new_owner",
    "origins",
    "passage_around",
    "plan_leads",
    "plan_removal",
    "plan_sources",
    "rejoin",
    "rekey",
    "remove",
    "reprints_between",
    "reread",
    "review",
    "search",
    "search_statements",
    "show",
    "show_evidence",
    "stamp_head",
    "take_in",
    "tell_of",
    "trace",
    "trace_report",
    "trace_statement",
    "trace_untraced",
    "undo",
    "undo_as",
    "variants",
    "verify",
    "verify_package",
    "who",
    "whom_addressed",
]
