"""Mailboxes on a server."""

from onrecord.adapters.mail.imap import ImapOpener

__all__ = ["ImapOpener"]
