"""Captions of broadcasts as reports: the words as people said them, with the time of each.

The canonical text is made of turns and paragraphs, a blank line between each
two; a turn begins with its speaker's name and a colon, as in a transcript.
"""

from onrecord.errors import PageUnreadable
from onrecord.model import Capture
from onrecord.stages.read.laid.decode import Decoded, decode_text
from onrecord.stages.read.laid.laid import Laid, check_length
from onrecord.stages.read.laid.marked import Marked
from onrecord.stages.read.subtitles.cues import Track, begins_as_srt, begins_as_vtt, parse_track
from onrecord.stages.read.subtitles.rolling import unroll
from onrecord.stages.read.subtitles.speakers import find_utterances
from onrecord.stages.read.subtitles.talk import Talk
from onrecord.stages.read.subtitles.ttml import begins_as_ttml, parse_ttml

#: So much is looked at to know captions by their first words.
_HEAD_BYTES = 2_048
_SUFFIXES = (".srt", ".vtt")


def is_track(capture: Capture, body: bytes) -> bool:
    """Return whether a capture is captions although its type does not say so.

    Plain text is, where its address also ends as that of captions does: servers
    know few of their types. XML is, where its first element is one of TTML.
    """
    kind = capture.media_type.casefold()
    head = body[:_HEAD_BYTES].decode("utf-8", "replace")
    if kind.startswith("text/plain"):
        path = capture.address.partition("?")[0].partition("#")[0].casefold()
        return path.endswith(_SUFFIXES) and (begins_as_vtt(head) or begins_as_srt(head))
    if kind in {"text/xml", "application/xml"} or kind.endswith("+xml"):
        return begins_as_ttml(head)
    return False


def read_track(capture: Capture, body: bytes, subject: str) -> Laid:
    """Return what is said in a file of captions: SRT, WebVTT or TTML, whichever it is.

    Raises:
        PageUnreadable: It is none of them, broken, or without words.
    """
    decoded = decode_text(body, declared=capture.charset, subject=subject)
    check_length(decoded.text, subject)
    if begins_as_ttml(decoded.text[:_HEAD_BYTES]):
        track = parse_ttml(decoded.text, subject)
    elif begins_as_vtt(decoded.text) or "-->" in decoded.text:
        track = parse_track(decoded.text, subject)
    else:
        raise PageUnreadable(
            "is called captions and holds none; hand it in under the type that it has", subject=subject
        )
    return _lay_out(track, decoded)


def _lay_out(track: Track, decoded: Decoded) -> Laid:
    talk = Talk(track)
    for utterance in find_utterances(track, unroll(track.cues)):
        talk.add(utterance)
    text, blocks, times = talk.finish()
    undecodable = min(decoded.undecodable, text.count("\ufffd"))
    marked = Marked(title=track.title, language=track.language)
    return Laid(Decoded(text, decoded.encoding, undecodable), blocks, marked, times)
