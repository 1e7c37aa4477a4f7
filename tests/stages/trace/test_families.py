from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.trace.families import drop_circles, find_families

EDGES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 8), st.sampled_from([0.6, 0.8, 0.9])), max_size=30
)


def test_reports_that_share_with_one_are_one_family() -> None:
    assert find_families([(5, 4), (4, 2), (8, 9)]) == {5: 2, 4: 2, 2: 2, 8: 8, 9: 8}


@given(EDGES)
def test_no_report_is_its_own_origin_in_what_is_left(edges: list[tuple[int, int, float]]) -> None:
    edges = [edge for edge in edges if edge[0] != edge[1]]
    dropped = drop_circles(edges)
    following: dict[int, set[int]] = {}
    for number, (copy, origin, _) in enumerate(edges):
        if number not in dropped:
            following.setdefault(copy, set()).add(origin)

    def reaches(start: int) -> set[int]:
        seen: set[int] = set()
        left = [start]
        while left:
            for onward in following.get(left.pop(), ()):
                if onward not in seen:
                    seen.add(onward)
                    left.append(onward)
        return seen

    assert not any(start in reaches(start) for start in following)


def test_what_is_in_no_circle_is_kept() -> None:
    assert drop_circles([(3, 1, 0.1), (3, 2, 0.2), (2, 1, 0.3)]) == set()
