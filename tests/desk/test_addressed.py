"""Whom somebody addresses and answers."""

from dataclasses import replace

from onrecord.desk import Desk, whom_addressed
from onrecord.model import Act, IdentityRef
from tests.desk.test_filing import keep, read, take


def test_those_spoken_to_are_counted_under_whichever_name(desk: Desk) -> None:
    for words in ("No.", "Never."):
        found = read(f"Ada Lindqvist said: “{words}” Tomas Okoro had asked.", "Ada Lindqvist", "Tomas Okoro")
        to = found.identities[1]
        said = replace(found.statements[0], addressee=IdentityRef(to.id, to.name), act=Act.ANSWER)
        keep(desk, replace(found, statements=(said,)))
    take(desk, "Ada Lindqvist said: “To nobody.”", "Ada Lindqvist")
    clusters = {line.name: line.cluster for line in desk.store.finding.known().lines}
    members = [clusters["Ada Lindqvist"]]
    (to_okoro,) = whom_addressed(desk, members)
    assert (to_okoro.name, to_okoro.times, to_okoro.answered) == ("Tomas Okoro", 2, 2)
    assert to_okoro.cluster == clusters["Tomas Okoro"]
    assert whom_addressed(desk, members, newest=1) == []
