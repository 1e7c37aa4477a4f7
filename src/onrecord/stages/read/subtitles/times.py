"""Times as TTML writes them: clock times, frames, ticks, in the time base that the file declares.

Source: W3C, "Timed Text Markup Language 2", sections 7.2 (parameters) and 12.3 (time expressions).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_CLOCK = re.compile(
    r"(?P<hours>\d{2,6}):(?P<minutes>\d{2}):(?P<seconds>\d{2})"
    r"(?:(?P<fraction>\.\d{1,9})|[:;](?P<frames>\d{1,4})(?:\.(?P<sub>\d{1,4}))?)?",
    re.ASCII,
)
_OFFSET = re.compile(r"(?P<count>\d{1,15}(?:\.\d{1,9})?)(?P<metric>h|ms|m|s|f|t)", re.ASCII)
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
_PAIR = re.compile(r"(\d{1,9})\s+(\d{1,9})", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_RATE, _SUB_RATE = 30, 1
#: Two frame numbers are left out each minute, but not each tenth: SMPTE 12M.
_DROPPED, _KEPT_MINUTES = 2, 10


@dataclass(frozen=True, slots=True)
class Clock:
    """Return how a file counts time.

    Attributes:
        frame_rate: Whole frames that its clock counts in a second.
        effective_rate: Frames that really pass in one: 29.97 where the clock counts 30.
        sub_rate: Sub-frames of a frame.
        tick_rate: Ticks in a second.
        smpte: Whether its clock counts frames, so that it runs slow where the two rates differ.
        drops: Whether its clock leaves out frame numbers to keep up.
    """

    frame_rate: int = _RATE
    effective_rate: float = float(_RATE)
    sub_rate: int = _SUB_RATE
    tick_rate: float = 1.0
    smpte: bool = False
    drops: bool = False

    def seconds(self, words: str) -> float | None:
        """Return what a time expression says in seconds; None where it is none.

        >>> Clock(frame_rate=25, effective_rate=25).seconds("00:00:01:05"), Clock().seconds("90s")
        (1.2, 90.0)
        """
        offset = _OFFSET.fullmatch(words)
        if offset:
            count, metric = float(offset["count"]), offset["metric"]
            if metric == "f":
                return count / self.effective_rate
            return count / self.tick_rate if metric == "t" else count * _SECONDS[metric]
        clock = _CLOCK.fullmatch(words)
        if clock is None:
            return None
        minutes = int(clock["hours"]) * 60 + int(clock["minutes"])
        whole = minutes * 60 + int(clock["seconds"])
        frames = int(clock["frames"] or 0) + int(clock["sub"] or 0) / self.sub_rate
        if self.smpte and clock["fraction"] is None:
            left_out = _DROPPED * (minutes - minutes // _KEPT_MINUTES) if self.drops else 0
            return (whole * self.frame_rate + frames - left_out) / self.effective_rate
        return whole + float(clock["fraction"] or 0) + frames / self.effective_rate


def read_clock(parameters: Mapping[str, str]) -> Clock:
    """Return how a file counts time, from the parameters on its first element, by their local names.

    Parameters that are no numbers count as not given.

    >>> read_clock({"frameRate": "30", "frameRateMultiplier": "1000 1001"}).effective_rate
    29.97002997002997
    """
    rate = _number(parameters.get("frameRate"))
    multiplier = _PAIR.fullmatch(parameters.get("frameRateMultiplier", "").strip())
    up, down = (int(multiplier[1]), int(multiplier[2])) if multiplier else (1, 1)
    frame_rate = rate or _RATE
    effective = frame_rate * up / down if up and down else float(frame_rate)
    sub_rate = _number(parameters.get("subFrameRate")) or _SUB_RATE
    ticks = _number(parameters.get("tickRate"))
    return Clock(
        frame_rate=frame_rate,
        effective_rate=effective,
        sub_rate=sub_rate,
        tick_rate=float(ticks or (effective * sub_rate if rate else 1)),
        smpte=parameters.get("timeBase") == "smpte",
        drops=parameters.get("dropMode") == "dropNTSC",
    )


def _number(words: str | None) -> int | None:
    return int(words) or None if words and _NUMBER.fullmatch(words.strip()) else None
