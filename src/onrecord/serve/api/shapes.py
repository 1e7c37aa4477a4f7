"""What the API's answers look like, for its description: the same objects that the commands print as JSON.

Fields are added at the end, never renamed or dropped. Objects may hold more than is told here.
"""

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

_Item = TypeVar("_Item")
SpanShape = tuple[int, int]


class Shape(BaseModel):
    """Return an object that may grow."""

    model_config = ConfigDict(extra="allow")


class Problem(Shape):
    """Return what is wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Named(Shape):
    """Return a pointer to an identity of the same report."""

    id: str
    name: str


class SpeakerShape(Shape):
    """Return who speaks; `name` is null where the report names nobody."""

    id: str
    name: str | None
    type: str
    mention: SpanShape | None


class LinkShape(Shape):
    """Return one carrier between the speaker and us."""

    name: str | None
    role: str
    span: SpanShape | None
    day: str | None


class StatementShape(Shape):
    """Return one statement: the interchange line (`onrecord read --format jsonl`), with its words and its report.

    Spans index the report's canonical text in code points.
    """

    report: str = Field(description="What the report is called.")
    capture: str = Field(description="`sha256:` and the hash of the kept bytes.")
    id: str
    speaker: SpeakerShape | None
    source: list[SpanShape]
    cue: list[SpanShape]
    content: list[SpanShape]
    kind: str
    act: str
    addressee: Named | None
    about: list[Named]
    said_on: str | None
    said_on_basis: str | None
    venue: str | None
    chain: list[LinkShape]
    nested_in: str | None
    confidence: float
    made_by: str
    words: list[str] = Field(description="Cut from the kept text by the content spans.")
    because: str
    report_id: str
    title: str | None
    outlet: str | None
    published: str | None
    address: str = Field(description="The statement's permanent page on this desk.")


class ReportLineShape(Shape):
    """Return one report in a list."""

    id: str
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    statements: int


class ReportShape(Shape):
    """Return a report with everything found in it (`onrecord read --format json`), and where it stands on this desk."""

    report: dict[str, Any]
    text: str
    blocks: list[dict[str, Any]]
    footnotes: list[dict[str, Any]]
    cross_references: list[dict[str, Any]]
    identities: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    id: str
    address: str = Field(description="The report's permanent page on this desk.")


class TotalShape(Shape):
    """Return how many there are: exactly, or at least so many."""

    count: int
    exact: bool


class Page(Shape, Generic[_Item]):
    """Return a page of things; `next` is the cursor of the next one, null at the end."""

    items: list[_Item]
    next: str | None
    total: TotalShape | None = None


class CountShape(Shape):
    """Return how many there are of one thing; `key` is what a filter asks for it by."""

    key: str
    name: str
    count: int


class FacetsShape(Shape):
    """Return what found statements have in common, counted over the newest `counted` of them."""

    counted: int
    is_all: bool
    speakers: list[CountShape]
    outlets: list[CountShape]
    kinds: list[CountShape]
    acts: list[CountShape]
    types: list[CountShape]
    languages: list[CountShape]
    months: list[CountShape]


class EvidenceShape(Shape):
    """Return what proves that a statement's words stand where the desk says.

    Cut `spans` from the canonical text with this hash, and you have `words`; the text was read from the bytes with
    that hash. `verified` says that this was done just now, from the kept bytes.
    """

    statement: str
    report: str
    words: list[str]
    spans: list[SpanShape]
    passage: str
    passage_span: SpanShape
    text_sha256: str
    capture: str
    fetched_at: str
    address: str
    verified: bool
    findings: list[str]
    citation: str


class VariantsShape(Shape):
    """Return a statement with where else it stands (`onrecord variants --format json`)."""

    statement: dict[str, Any]
    variants: list[dict[str, Any]]


class OriginsShape(Shape):
    """Return how many independent origins there are, and why (`onrecord origins --format json`)."""

    at_least: int
    at_most: int
    reports: int
    origins: list[dict[str, Any]]
    doubts: list[dict[str, Any]]
    denials: list[dict[str, Any]]


class TraceShape(Shape):
    """Return the way by which words came to us (`onrecord trace --format json`)."""

    focus: str
    stations: list[dict[str, Any]]
    legs: list[dict[str, Any]]


class LensShape(Shape):
    """Return what each outlet calls somebody (`onrecord lens --format json`)."""

    name: str
    times: int
    reports: int
    outlets: list[dict[str, Any]]
    phrases: list[dict[str, Any]]


class PersonShape(Shape):
    """Return one whom a name may mean (`onrecord who --format json`)."""

    id: str
    name: str
    type: str
    score: float
    because: str


class IdentityShape(Shape):
    """Return everything that is known of one identity."""

    id: str
    name: str
    type: str
    reports: int
    statements: int
    names: list[dict[str, Any]]
    roles: list[dict[str, Any]]


class KnownShape(Shape):
    """Return one identity in a list."""

    id: str
    name: str
    type: str
    statements: int
    reports: int
    members: int


class EditionShape(Shape):
    """Return one edition of a report."""

    edition: int
    report: str
    capture: str
    text_sha256: str
    statements: int
    latest: bool
    seen: list[dict[str, Any]]


class ReprintShape(Shape):
    """Return two reports that carry the same words (`onrecord reprints`), by their ids."""

    a: str
    b: str
    share_a: float
    share_b: float
    origin: str | None
    confidence: float
    because: str


class TodayShape(Shape):
    """Return what came in over a period."""

    since: str
    until: str
    reports: int
    is_all: bool
    statements: int
    outlets: list[CountShape]
    topics: list[CountShape]
    languages: list[CountShape]
    speakers: list[CountShape]
    copied: int
    changed: int
    questions: TotalShape
    newest: list[str]


class StretchShape(Shape):
    """Return how much was said in one stretch of time, from its first day on."""

    start: str
    said: int
    said_of: int


class TimelineShape(Shape):
    """Return what was said over time."""

    step: Literal["day", "week", "month"]
    stretches: list[StretchShape]
    counted: int
    is_all: bool


class NetworkShape(Shape):
    """Return who speaks about whom."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    since: str | None
    until: str | None
    is_all: bool


class ComparisonShape(Shape):
    """Return outlets side by side on one subject."""

    outlets: list[dict[str, Any]]
    counted: int
    is_all: bool


class QuestionShape(Shape):
    """Return a pair of known identities that nobody is sure of."""

    judgement: int
    settles: int
    score: float | None
    because: str
    a: dict[str, Any]
    b: dict[str, Any]


class JudgedShape(Shape):
    """Return what came of a judgement."""

    judgement: dict[str, Any]
    together: bool
    before: list[dict[str, Any]]
    after: list[dict[str, Any]]


class JudgementIn(BaseModel):
    """Return a judgement to be recorded: whether two known identities are one."""

    model_config = ConfigDict(extra="forbid")

    a: str = Field(
        min_length=1, max_length=200, description="An id, the start of one, or a name that one alone bears."
    )
    b: str = Field(min_length=1, max_length=200)
    verdict: Literal["same", "different", "unsure"]
    because: str = Field(default="", max_length=2_000)


class AddIn(BaseModel):
    """Return addresses to fetch and add: of pages, feeds' entries, documents."""

    model_config = ConfigDict(extra="forbid")

    addresses: list[str] = Field(min_length=1, max_length=20)


class AddedShape(Shape):
    """Return what became of one address."""

    name: str
    outcome: Literal["added", "already here", "failed"]
    report: str | None
    statements: int | None
    problem: str | None


class CorrectionShape(Shape):
    """Return one entry of the history of corrections (`onrecord corrections list --format jsonl`).

    An undoing has `undoes`, the number of what it takes back, and no field and values.
    """

    n: int
    report: str
    by: str
    at: str
    because: str
    report_name: str
    title: str | None


class CorrectedShape(Shape):
    """Return what came of a correction, or of its undoing."""

    report: str
    statement: str | None
    corrections: list[dict[str, Any]]
    undoings: list[dict[str, Any]]
    unfit: list[dict[str, Any]]


class ResolvedShape(Shape):
    """Return the id that a key stands for."""

    kind: Literal["report", "statement", "identity"]
    id: str


class SavedShape(Shape):
    """Return a saved search."""

    id: str
    name: str
    query: str
    is_public: bool
    made_at: str


class HealthShape(Shape):
    """Return how the program is: `ok`, or what is missing."""

    status: str
