"""What can be wrong with a document, as the process that takes it apart says it."""


class DocumentFaultError(Exception):
    """A document that cannot be taken apart; `answers.FAULTS` has the words for each kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
