from onrecord.model import Ground
from onrecord.stages.read.laid.marked import Marked


def test_a_field_without_a_ground_of_its_own_is_the_markups() -> None:
    given = Ground("title", "the page's main heading", 0.9)
    marked = Marked(title="Fees rise", grounds=(given,))
    assert marked.ground("title") is given
    assert marked.ground("authors") == Ground("authors", "the page's markup", 0.8)
