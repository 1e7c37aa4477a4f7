"""Times in a clip, as people and programs write them."""

_HOUR, _MINUTE = 3_600_000, 60_000


def format_timecode(seconds: float) -> str:
    """Return seconds from a clip's start as hours, minutes, seconds and milliseconds.

    >>> format_timecode(62.5), format_timecode(360_000)
    ('00:01:02.500', '100:00:00.000')
    """
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def format_clock(seconds: float) -> str:
    """Return the same for a narrow column: whole seconds, hours only where there are any.

    >>> format_clock(62.5), format_clock(3_725)
    ('1:02', '1:02:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
