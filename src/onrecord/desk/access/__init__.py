"""Who may use a desk: accounts, signing in, sessions, tokens, and the log of who did what."""

from onrecord.desk.access.accounts import (
    FIRST_NAME,
    OneTimeLink,
    add_account,
    disable_account,
    enable_account,
    find_account,
    first_link,
    list_accounts,
    make_link,
    set_role,
)
from onrecord.desk.access.audit import export_acts, list_acts, note_act
from onrecord.desk.access.demand import demand
from onrecord.desk.access.keys import TOKEN_PREFIX
from onrecord.desk.access.passwords import SHORTEST, check_password
from onrecord.desk.access.sessions import (
    SignedIn,
    end_session,
    find_session,
    list_sessions,
    open_session,
    sign_out,
    sign_out_everywhere,
)
from onrecord.desk.access.sign_in import change_password, open_link, set_password_by_link, sign_in
from onrecord.desk.access.tokens import NewToken, add_token, find_token, list_tokens, revoke_token
from onrecord.desk.access.vouched import link_account, sign_in_vouched, unlink_account

__all__ = [
    "FIRST_NAME",
    "SHORTEST",
    "TOKEN_PREFIX",
    "NewToken",
    "OneTimeLink",
    "SignedIn",
    "add_account",
    "add_token",
    "change_password",
    "check_password",
    "demand",
    "disable_account",
    "enable_account",
    "end_session",
    "export_acts",
    "find_account",
    "find_session",
    "find_token",
    "first_link",
    "link_account",
    "list_accounts",
    "list_acts",
    "list_sessions",
    "list_tokens",
    "make_link",
    "note_act",
    "open_link",
    "open_session",
    "revoke_token",
    "set_password_by_link",
    "set_role",
    "sign_in",
    "sign_in_vouched",
    "sign_out",
    "sign_out_everywhere",
    "unlink_account",
]
