"""How much was said over time as a picture: bars in SVG that need no script, no font and nothing from elsewhere."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from onrecord.ports import Step, Stretch, Timeline
from onrecord.serve.formats.visible import counted

#: All in user units, which are CSS pixels at full size.
_WIDTH, _NARROW, _LEAST_WIDTH = 920, 340, 260
_ABOVE, _BELOW = 150, 90
_LEFT, _RIGHT, _TOP, _FOOT = 44, 10, 26, 24
_LABEL, _LINE = 11.5, 16
_LEAST_BAR = 3.0
_MOST_BAR = 40.0
_LABEL_ROOM = 62
#: More stretches than that, the last are drawn: the table beside the picture has all.
_MOST_SLOTS = 400
_DAYS = {Step.DAY: 1, Step.WEEK: 7}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LIGHT = "--paper:#fff;--ink:#1c2127;--soft:#56606b;--line:#dcd9d3;--said:#2f6ea5;--of:#a8620f"
_DARK = "--paper:#1b1f24;--ink:#e4e6e9;--soft:#a3adb8;--line:#343b43;--said:#7db5e6;--of:#e3a95c"
_LABELLED = 'aria-labelledby="time-title time-desc"'
_STYLE = f"""
.time{{{_LIGHT};font-family:system-ui,sans-serif;font-size:{_LABEL}px}}
@media (prefers-color-scheme:dark){{.time{{{_DARK}}}}}
.time text{{fill:var(--soft)}}
.time .end{{text-anchor:end}}
.time .mid{{text-anchor:middle}}
.time .paper{{fill:var(--paper)}}
.time .said{{fill:var(--said)}}
.time .of{{fill:var(--of)}}
.time line{{stroke:var(--line);stroke-width:1}}
.time .zero{{stroke:var(--soft)}}
"""


def timeline_svg(timeline: Timeline, *, is_narrow: bool = False) -> str:
    """Return a timeline as bars: what was said above the line, what was said of somebody below it.

    Args:
        timeline: With the stretches in which something was said; those between are drawn empty.
        is_narrow: Whether it is for a phone: fewer stretches, the last ones.
    """
    slots, left_out = _slots(timeline, _NARROW if is_narrow else _WIDTH)
    has_below = any(one.said_of for one in slots)
    width = _NARROW if is_narrow else _WIDTH
    # The key and what is not drawn have a line each: on a phone both do not stand in one.
    top = _TOP + (_LINE if has_below and left_out else 0)
    height = top + _ABOVE + (_BELOW if has_below else 0) + _FOOT
    zero = top + _ABOVE
    pitch = min(_MOST_BAR, (width - _LEFT - _RIGHT) / max(len(slots), 1))
    width = min(width, max(_LEAST_WIDTH, round(_LEFT + _RIGHT + pitch * len(slots))))
    most = max((one.said for one in slots), default=0)
    most_of = max((one.said_of for one in slots), default=0)
    # One measure for both sides, so that their bars can be compared; neither grows beyond its room.
    unit = min(_ABOVE / max(most, 1), _BELOW / max(most_of, 1)) if has_below else _ABOVE / max(most, 1)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" {_LABELLED}'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="time" role="img" {size}>',
        '<title id="time-title">How much was said over time</title>',
        f'<desc id="time-desc">{escape(describe_timeline(timeline))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
        *_key(has_below=has_below),
        *_grid(most, most_of if has_below else 0, unit, zero, width),
        *(
            bar
            for n, one in enumerate(slots)
            for bar in _bars(one, timeline.step, _LEFT + n * pitch, pitch, zero, unit)
        ),
        f'<line class="zero" x1="{_LEFT}" x2="{width - _RIGHT}" y1="{zero}" y2="{zero}"/>',
        *_days(slots, timeline.step, pitch, height - 7),
    ]
    if left_out:
        told = f"{counted(left_out, f'earlier {timeline.step}')} not drawn"
        parts.append(f'<text class="end" x="{width - _RIGHT}" y="{top - 10}">{told}</text>')
    return "\n".join([*parts, "</svg>\n"])


def describe_timeline(timeline: Timeline) -> str:
    """Return what the picture shows, in sentences, for who does not see it."""
    if not timeline.stretches:
        return "Nothing with a day was said."
    first, last = timeline.stretches[0].start, timeline.stretches[-1].start
    peak = max(timeline.stretches, key=lambda one: one.said)
    said = sum(one.said for one in timeline.stretches)
    if first == last:
        told = [f"{counted(said, 'statement')}, all in {name_of(first, timeline.step)}."]
    else:
        period = f"from {name_of(first, timeline.step)} to {name_of(last, timeline.step)}"
        told = [
            f"{counted(said, 'statement')} by {timeline.step} {period}.",
            f"Most in {name_of(peak.start, timeline.step)}: {peak.said}.",
        ]
    of = sum(one.said_of for one in timeline.stretches)
    if of:
        peak_of = max(timeline.stretches, key=lambda one: one.said_of)
        told.append(
            f"{counted(of, 'statement')} of others name them, most in "
            f"{name_of(peak_of.start, timeline.step)}: {peak_of.said_of}."
        )
    return " ".join(told)


def name_of(start: date, step: Step) -> str:
    """Return what a stretch is called.

    >>> name_of(date(2021, 5, 3), Step.WEEK), name_of(date(2021, 5, 1), Step.MONTH)
    ('week of 3 May 2021', 'May 2021')
    """
    month = f"{_MONTHS[start.month - 1]} {start.year}"
    if step is Step.MONTH:
        return month
    return f"{'week of ' if step is Step.WEEK else ''}{start.day} {month}"


def end_of(start: date, step: Step) -> date:
    """Return the last day of a stretch.

    >>> end_of(date(2024, 2, 1), Step.MONTH).isoformat()
    '2024-02-29'
    """
    if step is Step.MONTH:
        return start.replace(day=monthrange(start.year, start.month)[1])
    return start + timedelta(days=min(_DAYS[step] - 1, (date.max - start).days))


def _slots(timeline: Timeline, width: float) -> tuple[list[Stretch], int]:
    """Return the stretches to draw with the empty ones between, and how many earlier ones are left out."""
    most = min(_MOST_SLOTS, int((width - _LEFT - _RIGHT) / _LEAST_BAR))
    if not timeline.stretches:
        return [], 0
    held = {one.start: one for one in timeline.stretches}
    first, last = timeline.stretches[0].start, timeline.stretches[-1].start
    total = _steps_between(first, last, timeline.step) + 1
    drawn = [
        held.get(start, Stretch(start, 0, 0))
        for start in (_plus(last, -back, timeline.step) for back in range(min(most, total) - 1, -1, -1))
    ]
    return drawn, total - len(drawn)


def _steps_between(first: date, last: date, step: Step) -> int:
    if step is Step.MONTH:
        return (last.year - first.year) * 12 + last.month - first.month
    return (last - first).days // _DAYS[step]


def _plus(start: date, steps: int, step: Step) -> date:
    if step is Step.MONTH:
        months = start.year * 12 + start.month - 1 + steps
        return date(months // 12, months % 12 + 1, 1)
    return start + timedelta(days=steps * _DAYS[step])


def _bars(one: Stretch, step: Step, x: float, pitch: float, zero: float, unit: float) -> Iterator[str]:
    wide = max(pitch - (2 if pitch > 6 else 0.5), 1)  # noqa: PLR2004 -- thin bars stand closer
    for kind, count, told in (("said", one.said, "said"), ("of", one.said_of, "said of them")):
        if count:
            high = max(count * unit, 1)
            y = zero - high if kind == "said" else zero
            yield (
                f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}">'
                f"<title>{name_of(one.start, step)}: {count} {told}</title></rect>"
            )


def _grid(most: int, most_of: int, unit: float, zero: float, width: float) -> Iterator[str]:
    step = _round_step(max(most, most_of))
    for sign, top in ((-1, most), (1, most_of)):
        for count in range(step, top + 1, step):
            y = zero + sign * count * unit
            yield f'<line x1="{_LEFT}" x2="{width - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
            yield f'<text class="end" x="{_LEFT - 6}" y="{y + 4:.1f}">{count:,}</text>'
    yield f'<text class="end" x="{_LEFT - 6}" y="{zero + 4:.1f}">0</text>'


def _round_step(most: int) -> int:
    """Return a round number of which at most five make up `most`.

    >>> _round_step(37), _round_step(3), _round_step(800)
    (10, 1, 200)
    """
    step = 1
    while most / step > 5:  # noqa: PLR2004 -- more lines than that are a fence
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def _key(*, has_below: bool) -> list[str]:
    if not has_below:
        return []
    keys = (("said", _LEFT, "said by them"), ("of", _LEFT + 110, "said of them"))
    return [
        f'<rect class="{kind}" x="{x}" y="7" width="10" height="10"/><text x="{x + 15}" y="16">{told}</text>'
        for kind, x, told in keys
    ]


def _days(slots: Sequence[Stretch], step: Step, pitch: float, y: float) -> Iterator[str]:
    """Yield the names under the line, as many as have room."""
    if not slots:
        return
    every = max(1, -int(-_LABEL_ROOM // pitch))
    for n in range(0, len(slots), every):
        start = slots[n].start
        name = f"{_MONTHS[start.month - 1]} {start.year}"
        if step is not Step.MONTH:
            name = f"{start.day} {_MONTHS[start.month - 1]} {start.year % 100:02}"
        x = _LEFT + n * pitch
        # A name at the right edge would be cut off.
        if n == 0 or x + _LABEL_ROOM - _RIGHT <= _LEFT + pitch * len(slots):
            yield f'<text x="{x:.1f}" y="{y:.1f}">{name}</text>'
