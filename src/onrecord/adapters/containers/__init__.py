"""Files that hold many captures: mailbox files, exports of channels, web archives."""

from onrecord.adapters.containers.mbox import MboxOpener
from onrecord.adapters.containers.telegram import TelegramOpener
from onrecord.adapters.containers.warc import WarcOpener

__all__ = ["MboxOpener", "TelegramOpener", "WarcOpener"]
