"""Text that flows (`format=flowed`, RFC 3676): lines that a mail program broke are put together again."""


def unflow(text: str, *, delsp: bool = False) -> str:
    r"""Return flowed text with each paragraph on one line, the depth of quotation kept as `>` marks.

    Args:
        text: As sent, lines of any end.
        delsp: Whether the blank at the end of a broken line was added by the sender (`DelSp=yes`).

    >>> unflow("The ferry \nsails at noon.\n\n-- \nAda\n")
    'The ferry sails at noon.\n\n-- \nAda\n'
    """
    pieces: list[str] = []
    open_depth: int | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        # A blank is stuffed before lines that would look like something else.
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        if open_depth is None or open_depth != depth or words == "-- ":
            pieces.append("\n" + ">" * depth + (" " if depth and words else ""))
        pieces.append(words[:-1] if flows and delsp else words)
        open_depth = depth if flows else None
    return "".join(pieces).removeprefix("\n")
