"""Reprint families made from any stories: four levels, credits, times, boilerplate; and reports that look alike."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.reprint_texts import Story

#: Gives a new story each time.
StorySource = Callable[[], Story]

LEVELS = ("mild", "cut", "rewritten", "quoted")
EVIDENCE = ("credit", "times", "nothing")

#: Words that a rewriting editor swaps; both ways.
_SYNONYMS = """said:stated said:remarked told:informed approved:cleared delayed:held-up criticised:attacked big:large
    about:around before:ahead-of because:since after:following million:mln people:residents children:youngsters
    government:cabinet police:officers killed:slain attack:assault war:conflict talks:negotiations country:nation
    president:head-of-state city:town show:demonstrate help:assist ask:request start:begin end:finish buy:purchase
    need:require large:sizeable small:minor new:recent old:former year:twelve-months week:seven-days many:numerous
    few:handful every:each whole:entire reporters:journalists report:account letter:note cost:price money:funds
    homes:houses work:labour stopped:halted early:soon late:belatedly also:too but:however although:though
    according:as-reported wants:seeks gathered:met near:close-to share:divide remember:recall answer:reply
    workers:staff union:federation fee:charge plan:scheme dispute:row law:statute court:tribunal budget:finances
    would:could will:shall must:has-to not:never only:merely still:yet now:currently first:initially last:final
    than:compared-with more:additional less:fewer under:beneath between:among against:opposed-to without:lacking
    public:open private:closed former:ex costly:expensive modern:contemporary secret:hidden urgent:pressing
    rejected:dismissed reviewed:assessed welcomed:hailed expanded:enlarged cancelled:dropped defended:backed
    examined:studied reopened:restarted inspected:checked replaced:exchanged suspended:paused presented:shown
    completed:ended blocked:barred revised:amended ordered:commanded signed:inked announced:declared""".split()
_SPELLINGS = (
    ("isation", "ization"),
    ("ised", "ized"),
    ("our ", "or "),
    ("ogramme", "ogram"),
    ("entre", "enter"),
)
_ADVERBS = "reportedly meanwhile however yesterday again apparently indeed also officially clearly".split()
_LEADS = (
    "In a development that surprised few, {} has dominated the week.",
    "Readers have asked for background on {}; here is what is known so far.",
    "There was fresh movement on Friday in the matter of {}.",
)
_OUTLETS_A = (
    "Harbor Coastal Northern Evening Daily Meridian Union Lantern Granite Sunday Silver Eastern".split()
)
_OUTLETS_B = "Courier Gazette Dispatch Ledger Tribune Wire Observer Chronicle Post Monitor Standard".split()
_AGENCIES = ("NPA", "CWS", "Orbis News Agency", "Meridian Press Agency", "UNI-Wire", "KLP")
_FURNITURE = (
    "Subscribe to our newsletter for the latest news delivered straight to your inbox.",
    "Follow us on social media and never miss a story from our award-winning newsroom again.",
    "This website uses cookies to make sure that you get the best experience on our website.",
    "Do you have a story for us? Write to the newsroom at any hour, and tell us what you know about it in confidence.",
    "All rights reserved. No part of this page may be copied, rewritten or redistributed without our written consent.",
    "Our reporting is paid for by readers like you. If you can, please consider giving a small amount every month.",
)
#: Standing paragraphs that several reports of one agency end in.
_BACKGROUND = tuple(
    " ".join(paragraph.split())
    for paragraph in """The long dispute over the straits began when both coasts claimed the fishing grounds in
the spring of the great storm; three rounds of talks have failed since then, and neither side recognises the line that
surveyors drew.

The association brings together forty municipalities along the river. It was founded after the collapse
of the old canal company and has run the locks, the ferries and most of the towpaths ever since.

Under the constitution the assembly elects the head of state for six years by two thirds of its members;
a second term is allowed, a third is not, though lawyers disagree about terms that were cut short.

The agency's index covers three hundred companies in eleven countries and is recalculated every evening;
it stood at one thousand when it began, and has doubled only once since the crisis.""".split("\n\n")
)


@dataclass(frozen=True, slots=True)
class Made:
    """Return one made report.

    Attributes:
        name: Its file name, which tells nothing.
        text: Its text.
        family: Number of its family, or None for one that has nothing to do with any other.
        level: `original`, a level, or `other`.
        evidence: What tells the direction in its family, or None.
    """

    name: str
    text: str
    family: int | None
    level: str
    evidence: str | None


class Press:
    """Print stories as reports of many outlets, and reprint them.

    Args:
        stories: Gives a new story, unrelated to all before.
        seed: Of everything that is drawn.
        harsh: Largest share of words that a rewriting changes.
    """

    def __init__(self, stories: StorySource, *, seed: int = 0, harsh: float = 0.35) -> None:
        self._stories = stories
        self._draw = random.Random(f"press{seed}")
        self._harsh = harsh
        self._swap: dict[str, list[str]] = {}
        for pair in _SYNONYMS:
            one, other = pair.replace("-", " ").split(":")
            self._swap.setdefault(one, []).append(other)
            self._swap.setdefault(other, []).append(one)
        self._vocabulary = [
            w for _ in range(60) for s in stories().sentences for w in s.split() if w.isalpha()
        ]
        self._names = self._draw.sample([f"{a} {b}" for a in _OUTLETS_A for b in _OUTLETS_B], 90)
        self._count = 0

    def others(self, count: int) -> list[Made]:
        """Return reports that share topics and boilerplate with the rest, and no words."""
        return [
            self._made(self._page(self._stories(), self._outlet()), None, "other", None) for _ in range(count)
        ]

    def family(self, number: int) -> list[Made]:
        """Return an original and one to four reports that carry its words."""
        draw, story = self._draw, self._stories()
        evidence = EVIDENCE[number % len(EVIDENCE)]
        outlet = draw.choice(_AGENCIES) if draw.random() < 0.4 else self._outlet()
        at = datetime(
            2024,
            draw.randint(1, 12),
            draw.randint(1, 27),
            draw.randint(0, 23),
            draw.randint(0, 59),
            tzinfo=UTC,
        )
        dated = evidence == "times" or (evidence == "credit" and draw.random() < 0.5)
        style = draw.randrange(len(_STAMPS))
        masthead = evidence == "credit" and draw.random() < 0.6
        made = [
            self._made(
                self._page(story, outlet if masthead else None, stamp=_stamp(style, at) if dated else None),
                number,
                "original",
                evidence,
            )
        ]
        for level in draw.sample(LEVELS, draw.choice((1, 2, 2, 3, 4))):
            carried = getattr(self, f"_{level}")(story)
            later = at + timedelta(minutes=draw.choice((7, 45, 180, 700, 3000, 9000)))
            credited, host = "", carried
            if evidence == "credit":
                host, credited = self._credited(carried, outlet, level)
            elif level == "quoted":
                host = without_names(carried)
            page = self._page(
                host,
                self._other(outlet) if masthead else None,
                stamp=_stamp(style, later) if dated else None,
                foot=credited,
            )
            made.append(self._made(page, number, level, evidence))
        draw.shuffle(made)
        return made

    def _made(self, text: str, family: int | None, level: str, evidence: str | None) -> Made:
        self._count += 1
        tag = self._draw.getrandbits(40)
        return Made(f"{tag:010x}-{self._count}.txt", text, family, level, evidence)

    def _outlet(self) -> str:
        return self._draw.choice(self._names)

    def _other(self, outlet: str) -> str:
        return self._draw.choice([name for name in self._names if name != outlet])

    def _page(self, story: Story, outlet: str | None, *, stamp: str | None = None, foot: str = "") -> str:
        draw = self._draw
        head = [] if outlet is None else [outlet if draw.random() < 0.5 else outlet.upper()]
        if stamp and draw.random() < 0.5:
            head.append(stamp)
            stamp = None
        parts = [*head, story.title, *([stamp] if stamp else []), *(" ".join(p) for p in story.paragraphs)]
        if draw.random() < 0.2:
            parts.append(draw.choice(_BACKGROUND))
        if foot:
            parts.append(foot)
        for line in draw.sample(_FURNITURE, draw.choice((0, 0, 1, 2))):
            parts.insert(draw.choice((0, len(parts))), line)
        return "\n\n".join(parts) + "\n"

    def _credited(self, story: Story, outlet: str, level: str) -> tuple[Story, str]:
        """Return the story with a credit in it, and a line to end in."""
        draw = self._draw
        paragraphs = [list(p) for p in story.paragraphs]
        if level == "quoted":
            return Story(story.title, [[s.replace("{outlet}", outlet) for s in p] for p in paragraphs]), ""
        way = draw.randrange(7)
        if way == 0:
            paragraphs[0][0] = (
                f"{draw.choice(('SELM', 'ORVA', 'TANDRE'))}, {draw.randint(1, 28)} March ({outlet}) – "
                + paragraphs[0][0]
            )
        elif way == 1:
            lead = paragraphs[0][0].rstrip()
            paragraphs[0][0] = (
                lead[:-1] + f", {outlet} reports." if lead.endswith(".") else f"{outlet} reports: " + lead
            )
        foot = {
            2: f"Source: {outlet}",
            3: f"({outlet})",
            4: f"This article was originally published by {outlet}.",
            5: f"The story first appeared in {outlet} and is reprinted with permission.",
            6: f"As reported by {outlet}.",
        }.get(way, "")
        return Story(story.title, paragraphs), foot

    def _words(self, sentence: str, share: float) -> str:
        """Return a sentence with about `share` of its words swapped, dropped or joined by others."""
        draw, out = self._draw, []
        for word in sentence.split(" "):
            bare = word.strip(".,;:“”\"'!?").lower()
            if draw.random() >= share:
                out.append(word)
            elif bare in self._swap:
                out.append(word.lower().replace(bare, draw.choice(self._swap[bare])))
            else:
                match draw.randrange(6):
                    case 0:
                        pass
                    case 1:
                        out += [word, draw.choice(_ADVERBS)]
                    case 2:
                        out.append(word)
                    case _:
                        tail = word[len(word.rstrip('.,;:”"!?')) :]
                        out.append(draw.choice(self._vocabulary).lower() + tail)
        return " ".join(out)

    def _spelled(self, sentence: str) -> str:
        draw = self._draw
        if draw.random() < 0.5:
            for one, other in _SPELLINGS:
                sentence = sentence.replace(one, other)
        if draw.random() < 0.5:
            sentence = sentence.replace("“", '"').replace("”", '"').replace("’", "'")
        return re.sub(r"\bmillion\b", "m", sentence) if draw.random() < 0.2 else sentence

    def _mild(self, story: Story) -> Story:
        draw, share = self._draw, self._draw.uniform(0.0, 0.08)
        paragraphs = [[self._words(self._spelled(s), share) for s in p] for p in story.paragraphs]
        if draw.random() < 0.4:
            paragraphs.insert(0, [draw.choice(_LEADS).format(story.title.lower())])
        title = story.title if draw.random() < 0.4 else self._stories().title
        return Story(title, paragraphs)

    def _cut(self, story: Story) -> Story:
        draw = self._draw
        kept = draw.uniform(0.12, 0.7)
        total = len(story.sentences)
        wanted = max(3, round(kept * total))
        if draw.random() < 0.6:
            first = 0 if draw.random() < 0.6 else draw.randrange(max(1, total - wanted))
            sentences = story.sentences[first : first + wanted]
        else:
            sentences = [story.sentences[i] for i in sorted(draw.sample(range(total), min(wanted, total)))]
        sentences = [self._words(self._spelled(s), 0.02) for s in sentences]
        title = story.title if draw.random() < 0.5 else self._stories().title
        paragraphs = [sentences[i : i + 2] for i in range(0, len(sentences), 2)]
        if draw.random() < 0.35:  # merged with another source
            paragraphs += self._stories().paragraphs[: draw.randint(1, 5)]
        return Story(title, paragraphs)

    def _rewritten(self, story: Story) -> Story:
        draw = self._draw
        share = draw.uniform(0.12, self._harsh)
        paragraphs = []
        for paragraph in story.paragraphs:
            if draw.random() < 0.15:
                continue
            sentences = [self._words(self._spelled(_turned(s, draw)), share) for s in paragraph]
            if draw.random() < 0.3:
                draw.shuffle(sentences)
            paragraphs.append(sentences)
        if draw.random() < 0.4:
            draw.shuffle(paragraphs)
        return Story(self._stories().title, paragraphs or story.paragraphs)

    def _quoted(self, story: Story) -> Story:
        draw, host = self._draw, self._stories()
        paragraphs = [list(p) for p in host.paragraphs]
        sentences = story.sentences
        for _ in range(draw.choice((1, 1, 2, 3))):
            length = draw.choice((1, 1, 2, 3))
            first = draw.randrange(max(1, len(sentences) - length))
            words = " ".join(sentences[first : first + length])
            if len(words.split()) < 15:
                words = " ".join(sentences[first : first + length + 2])
            words = self._words(self._spelled(words), draw.choice((0.0, 0.0, 0.05)))
            inner = words.replace("“", "‘").replace("”", "’")
            way = draw.randrange(4)
            placed = (
                [f"According to {{outlet}}, {words[0].lower() + words[1:]}"]
                if way == 0
                else [f"“{inner}” {{outlet}} reported."]
                if way == 1
                else [f"{{outlet}} wrote: “{inner}”"]
                if way == 2
                else [words, "That is what {outlet} had reported earlier."]
            )
            paragraphs.insert(draw.randrange(1, len(paragraphs) + 1), placed)
        return Story(host.title, paragraphs)


def without_names(story: Story) -> Story:
    """Return the story with what stands for an outlet's name left open filled by no name."""
    return Story(
        story.title, [[s.replace("{outlet}", "another report") for s in p] for p in story.paragraphs]
    )


_STAMPS = (
    "Published: {0:%Y-%m-%d %H:%M} UTC",
    "{0:%d %B %Y} | {0:%H:%M} GMT",
    "{0:%B} {0.day}, {0.year} {0:%I:%M} {0:%p} GMT",
    "Posted on {0:%d %B %Y} at {0:%H:%M}",
    "{0:%Y-%m-%dT%H:%M:%SZ}",
    "By Ines Vall, {0:%d %B %Y}, {0:%H:%M}",
    "Date: {0:%A}, {0:%d} {0:%B} {0:%Y} {0:%H:%M}",
)


def _stamp(style: int, at: datetime) -> str:
    return _STAMPS[style].format(at)


def _turned(sentence: str, draw: random.Random) -> str:
    """Return "X said A" as "A, X said", or the halves around a comma changed, or the sentence itself."""
    found = re.match(r"(.{3,60}?) said (?:that )?(.{20,})\.$", sentence)
    if found and draw.random() < 0.6:
        return f"{found[2][0].upper()}{found[2][1:]}, {found[1]} said."
    halves = sentence.rstrip(".").split(", ")
    if len(halves) == 2 and draw.random() < 0.3:
        return f"{halves[1][0].upper()}{halves[1][1:]}, {halves[0][0].lower()}{halves[0][1:]}."
    return sentence
