"""What was judged of those who are known: `ports.Judgements` on both databases."""

from onrecord.adapters.store.session import Session


class SqlJudgements:
    """Return the judgements of an open desk."""

    def __init__(self, session: Session) -> None:
        self._session = session
