"""Floors of tracing on families made from invented stories, in the dialect that weights were not fitted with."""

from collections import defaultdict

from bench.reprint_families import LEVELS, Press
from bench.reprint_texts import Newsroom
from onrecord.stages.trace import trace_reports
from tests.stages.trace.told import read

#: Measured when written: recall 1, 1, 1, .821; precision 1; directions all right.
FLOORS = {"mild": 0.99, "cut": 0.97, "rewritten": 0.95, "quoted": 0.75}
PRECISION = 0.97
DIRECTION = {"credit": 0.95, "times": 0.85}


def test_reprints_are_found_and_point_the_right_way() -> None:
    press = Press(Newsroom("held", seed=11).story, seed=11)
    made = [one for number in range(60) for one in press.family(number)] + press.others(150)
    by_name = {one.name: one for one in made}
    originals = {one.family: one.name for one in made if one.level == "original"}
    levels: dict[str, list[bool]] = defaultdict(list)
    directions: dict[str, list[bool]] = defaultdict(list)
    found = {frozenset((f.a, f.b)): f for f in trace_reports(read(one.text, one.name) for one in made)}
    for one in made:
        if one.level in LEVELS:
            pair = found.get(frozenset((originals[one.family], one.name)))
            levels[one.level].append(pair is not None)
            if pair is not None:
                directions[str(one.evidence)].append(pair.origin == originals[one.family])
    wrong = [
        pair
        for pair in found
        if len({by_name[n].family for n in pair}) > 1 or None in {by_name[n].family for n in pair}
    ]
    assert {
        level: sum(found) / len(found) >= FLOORS[level] for level, found in levels.items()
    } == dict.fromkeys(levels, True)
    assert 1 - len(wrong) / len(found) >= PRECISION
    assert all(sum(directions[kind]) / len(directions[kind]) >= least for kind, least in DIRECTION.items())
    assert all(found[pair].origin is None for pair in found if by_name[min(pair)].evidence == "nothing")
