"""Invented news to make reprints of: a small grammar of our own, and words made from syllables.

No sentence is taken from anywhere. A text has a topic, with names, places and things that all texts of
the topic share, so that unrelated reports look alike as real ones do. `Newsroom("held")` speaks with other
syllables, other sentence patterns and other words than `Newsroom("own")`: thresholds are set on the one and
shown on the other.
"""

import random
from dataclasses import dataclass, field
from typing import Literal

_SYLLABLES = {
    "own": "sel mar ka to rin ve lo dan ash ber hol ti mu ra ne fos gal wi ter yan lor pes dor mik".split(),
    "held": "qua zeb ix thu pla gor ney sul bra vin cho dre el kip jor na wem stra ob uly fen hax".split(),
}
_STEMS = {
    "own": """harbour budget ferry school water tariff quarry council bridge clinic union grain rail court border
    reservoir housing market fishery tunnel museum power levy pension dock refinery park census airport dairy
    vaccine ballot archive tram timber lottery flood sewer cable canal depot orchard barracks visa customs""".split(),
    "held": """copper festival heating parliament satellite wheat hostel textile ombudsman pipeline stadium
    tax passport observatory lagoon ceasefire prison broadband cement coral mosque orchestra pesticide seminar
    shipyard solar tannery turbine vineyard warehouse monastery glacier insulin helicopter hydrogen referee""".split(),
}
_HEADS = {
    "own": """board plan dispute fund authority project committee workers extension report fee closure contract
    inspectors deal reform delay licence strike operator deadline inquiry programme subsidy survey
    engineers tender shortage proposal agreement staff""".split(),
    "held": """scheme row trust agency venture panel crews upgrade audit surcharge shutdown lease monitors pact
    overhaul setback permit walkout supplier cutoff probe initiative grant poll technicians bid glut blueprint
    accord personnel hearing moratorium""".split(),
}
_VERBS = {
    "own": """delayed approved criticised rejected reviewed welcomed financed postponed expanded cancelled defended
    examined questioned reopened inspected replaced suspended presented completed blocked revised ordered
    abandoned endorsed signed repaired announced considered""".split(),
    "held": """stalled ratified condemned vetoed reassessed praised bankrolled shelved widened scrapped upheld
    probed disputed relaunched audited swapped frozen unveiled finalised obstructed redrafted commissioned
    deserted backed initialled restored disclosed weighed""".split(),
}
_ADJECTIVES = {
    "own": """costly regional public unfinished annual disputed modern temporary northern private secret joint
    expensive urgent former national voluntary provisional coastal rural damaged long-awaited unpopular""".split(),
    "held": """pricey provincial communal half-built yearly contested novel stopgap southern commercial classified
    shared lavish pressing ex federal optional interim inland alpine crumbling overdue divisive""".split(),
}
_ROLES = {
    "own": "minister mayor spokeswoman chairman director engineer judge union leader senator governor".split(),
    "held": "premier prefect envoy chancellor curator surveyor prosecutor commissioner deputy admiral".split(),
}
#: {N} a person, {R} a role, {P} a place, {T} a thing of the topic, {t} any thing, {V} a verb, {A} an adjective,
#: {D} a day, {C} a number, {Y} a year.
_PATTERNS = {
    "own": """The {A} {T} in {P} was {V} on {D} after {R} {N} {V} the {t}.
{N}, the {R} of {P}, said the {T} had been {V} because the {A} {t} could not wait until {Y}.
About {C} people from {P} gathered near the {A} {t} while the {T} was being {V}.
“We have never {V} a {T} without asking {P},” {N} told reporters.
According to {N}, {C} of the {C} homes beside the {t} depend on the {T}.
Neither {N} nor the {t} of {P} would say whether the {A} {T} will be {V} again.
A letter seen on {D} shows that {R} {N} {V} the {T} as early as {Y}.
Since {Y} the {A} {t} has cost {P} {C} million, more than any {T} before it.
The {T}, which {N} once called {A}, is now {V} by a {t} from {P}.
Opponents of the {t} say {P} {V} its {A} {T} too late and paid {C} million for it.
“Nobody asked for a {A} {t}, and nobody needs the {T},” said {N}, a {R}.
If the {T} is {V}, {P} would lose {C} jobs and its {A} {t}.
{P} and {P} share the {T}, yet only one of them {V} the {t}.
Last {D} {N} travelled to {P}, where a {A} {T} {V} in {Y} still stands empty.
It took {C} days before the {t} {V} what {N} had written about the {T}.
For {N} the matter is simple: the {A} {T} belongs to {P}, not to the {t}.
Lawyers acting for the {t} want {C} pages about the {T} {V}.
In {P} the {t} {V} at noon, {C} hours later than {R} {N} had promised.
The figures, {V} by the {t} in {Y}, put the {T} at {C} million.
Few in {P} remember the {A} {T} that {N} {V} when she was {R}.
“Ask the {t}, they {V} it,” {N} answered when the {T} came up on {D}.
Work on the {T} stopped; the {A} {t} of {P} {V} its share and left.
{R} {N} and {N} disagree about the {T}: one {V} it, the other calls it {A}.
Between {Y} and {Y} the {T} grew by {C} percent, the {t} of {P} reported.
The {t} has {C} weeks to answer, and {P} will not see its {T} {V} before {D}.
That {A} {T} was {V} twice, first by {N}, then by a {t}.""".split("\n"),
    "held": """Residents woke on {D} to find {P}'s {T} {V} and the {t} gone.
It was {N} who {V} the {A} {T}, colleagues of the {R} insist.
"{P} deserves a {T}, not another {A} {t}," {N} said.
Documents from {Y} describe how the {t} {V} {C} parts of the {T}.
With {C} votes against, the {T} failed; {R} {N} had {V} it alone.
Not since {Y} has any {A} {t} {V} {P} like this.
{N} blamed {N} for the {A} state of the {T}.
The bill for the {T} reached {C} thousand, though {P} {V} only half the {t}.
Both {P} and the {t} were {V} by {D}, leaving {C} families without a {T}.
Whether {R} {N} ever {V} the {t} remains unclear.
"I {V} it once and I would again," {N} told a hearing on the {A} {t}.
Under the {A} {T}, every {t} in {P} must be {V} within {C} weeks.
What began as a {t} in {P} became, by {Y}, a {A} {T}.
Some {C} trucks carried the {t} out of {P} while {N} {V} the {T}.
No {t} was {V}, {R} {N} maintains, and no {T} promised.
Critics, among them {N}, see a {A} {t} where {P} sees a {T}.
By {D} evening the {T} stood {V}, its {t} {A} and dark.
Insurers valued the {A} {T} of {P} at {C} million in {Y}.
To {N}, a {R} for {C} years, the {t} is the {T} by other means.
{P} will host {C} delegates once its {t} has been {V}.""".split("\n"),
}
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

Dialect = Literal["own", "held"]


@dataclass(slots=True)
class Story:
    """Return a story before anybody prints it: paragraphs of sentences."""

    title: str
    paragraphs: list[list[str]]
    topic: int = 0

    @property
    def sentences(self) -> list[str]:
        """Return all sentences in order."""
        return [sentence for paragraph in self.paragraphs for sentence in paragraph]


@dataclass(slots=True)
class _Topic:
    things: list[str]
    people: list[str]
    places: list[str]


@dataclass(slots=True)
class Newsroom:
    """Write stories about a few dozen topics; the same seed writes the same.

    Args:
        dialect: Whose syllables, words and sentence patterns.
        seed: Of everything that is drawn.
        topics: How many there are.
    """

    dialect: Dialect = "own"
    seed: int = 0
    topics: int = 40
    _topics: list[_Topic] = field(init=False, default_factory=list)
    _draw: random.Random = field(init=False)
    _things: list[str] = field(init=False)

    def __post_init__(self) -> None:
        draw = self._draw = random.Random(f"{self.dialect}{self.seed}")
        stems, heads = _STEMS[self.dialect], _HEADS[self.dialect]
        self._things = [f"{stem} {head}" for stem in stems for head in heads] + stems
        for _ in range(self.topics):
            self._topics.append(
                _Topic(
                    draw.sample(self._things, 12),
                    [f"{self.name(2)} {self.name(3)}" for _ in range(10)],
                    [self.name(draw.choice((2, 3))) for _ in range(8)],
                )
            )

    def name(self, syllables: int) -> str:
        """Return an invented name."""
        return "".join(self._draw.choice(_SYLLABLES[self.dialect]) for _ in range(syllables)).capitalize()

    def story(self, *, sentences: int | None = None) -> Story:
        """Return a new story on one of the topics."""
        draw = self._draw
        number = draw.randrange(self.topics)
        topic = self._topics[number]
        # A story has people and places of its own beside those of its topic.
        people = [*draw.sample(topic.people, 3), *(f"{self.name(2)} {self.name(3)}" for _ in range(3))]
        places = [*draw.sample(topic.places, 3), self.name(3)]
        things = [*draw.sample(topic.things, 4), *draw.sample(self._things, 6)]
        count = sentences or draw.randint(10, 32)
        written = [self._sentence(topic, people, places, things) for _ in range(count)]
        paragraphs, at = [], 0
        while at < count:
            step = draw.choice((1, 2, 2, 3))
            paragraphs.append(written[at : at + step])
            at += step
        head = f"{draw.choice(places)} {draw.choice(things)} {draw.choice(_VERBS[self.dialect])}"
        return Story(f"{head} over {draw.choice(things)}", paragraphs, number)

    def _sentence(self, topic: _Topic, people: list[str], places: list[str], things: list[str]) -> str:
        draw, out = self._draw, []
        for piece in draw.choice(_PATTERNS[self.dialect]).split("{"):
            if len(piece) > 1 and piece[1] == "}":
                out.append(self._fill(piece[0], topic, people, places, things) + piece[2:])
            else:
                out.append(piece)
        sentence = "".join(out)
        return sentence[0].upper() + sentence[1:]

    def _fill(self, slot: str, topic: _Topic, people: list[str], places: list[str], things: list[str]) -> str:
        draw = self._draw
        match slot:
            case "N":
                return draw.choice(people)
            case "P":
                return draw.choice(places)
            case "T":
                return draw.choice(topic.things)
            case "t":
                return draw.choice(things)
            case "D":
                return draw.choice(_DAYS)
            case "C":
                return str(draw.choice((draw.randint(2, 20), draw.randint(21, 990))))
            case "Y":
                return str(draw.randint(1988, 2024))
            case "R":
                return draw.choice(_ROLES[self.dialect])
            case "V":
                return draw.choice(_VERBS[self.dialect])
            case _:
                return draw.choice(_ADJECTIVES[self.dialect])
