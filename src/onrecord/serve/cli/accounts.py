"""`onrecord accounts`: who may sign in to the desk in the browser, and what they may do."""

from typing import Annotated

import typer

from onrecord import app
from onrecord.desk import access
from onrecord.desk.access import OneTimeLink
from onrecord.model.access import Role
from onrecord.serve.cli.asking import ListForm, ListFormOption, command_asker, print_list
from onrecord.serve.cli.console import show_line
from onrecord.serve.cli.frame import ByOption, DeskOption, chosen_desk
from onrecord.serve.formats.access import account_object, accounts_table, link_address
from onrecord.serve.formats.visible import visible

accounts = typer.Typer(
    name="accounts",
    help="Who may sign in to the desk in the browser, and what they may do.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name they sign in with, or the account's id.")]
RoleArgument = Annotated[
    Role, typer.Argument(metavar="ROLE", help="reader, editor, or administrator.", show_default=False)
]


@accounts.command("list")
def list_accounts(
    context: typer.Context, *, form: ListFormOption = ListForm.TABLE, where: DeskOption = None
) -> None:
    """List the accounts."""
    with app.open_desk(chosen_desk(context, where), read_only=True) as opened:
        found = access.list_accounts(opened, by=command_asker(opened, None))
    print_list(
        map(account_object, found),
        lambda: accounts_table(found),
        form,
        key="accounts",
        empty="there is no account yet; `onrecord serve` makes the first one, or: onrecord accounts add NAME",
    )


@accounts.command("add")
def add_account(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What they sign in with.")],
    *,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.READER,
    by: ByOption = None,
    where: DeskOption = None,
) -> None:
    """Make an account, and a one-time link by which its owner sets a password.

    Examples: onrecord accounts add "Mila Kern" --role editor
    """
    folder = chosen_desk(context, where)
    with app.open_desk(folder) as opened, opened.store.writing():
        asker = command_asker(opened, by)
        account = access.add_account(opened, name, role, by=asker)
        link = access.make_link(opened, account.id, by=asker)
    show_line(f"{visible(account.name)} is {_a(role)}")
    _tell_link(link, app.find_site_address(folder))


@accounts.command("link")
def make_link(context: typer.Context, name: Name, *, by: ByOption = None, where: DeskOption = None) -> None:
    """Make a one-time link to set a password anew; the password they have holds until it is used."""
    folder = chosen_desk(context, where)
    with app.open_desk(folder) as opened:
        link = access.make_link(opened, name, by=command_asker(opened, by))
    _tell_link(link, app.find_site_address(folder))


@accounts.command("role")
def set_role(
    context: typer.Context, name: Name, role: RoleArgument, *, by: ByOption = None, where: DeskOption = None
) -> None:
    """Give an account a role; whoever is signed in with it must sign in again.

    Examples: onrecord accounts role "Mila Kern" administrator
    """
    with app.open_desk(chosen_desk(context, where)) as opened:
        account = access.set_role(opened, name, role, by=command_asker(opened, by))
    show_line(f"{visible(account.name)} is {_a(account.role)}")


@accounts.command("disable")
def disable(context: typer.Context, name: Name, *, by: ByOption = None, where: DeskOption = None) -> None:
    """Let an account do nothing any longer, at once; what it did stays under its name."""
    with app.open_desk(chosen_desk(context, where)) as opened:
        account = access.disable_account(opened, name, by=command_asker(opened, by))
    show_line(
        f"{visible(account.name)} is disabled; let them in again: onrecord accounts enable {account.id}"
    )


@accounts.command("enable")
def enable(context: typer.Context, name: Name, *, by: ByOption = None, where: DeskOption = None) -> None:
    """Let a disabled account sign in again."""
    with app.open_desk(chosen_desk(context, where)) as opened:
        account = access.enable_account(opened, name, by=command_asker(opened, by))
    show_line(f"{visible(account.name)} may sign in as {_a(account.role)}")


def _tell_link(link: OneTimeLink, site: str) -> None:
    show_line(f"to set a password, once, until {link.expires_at:%Y-%m-%d %H:%M} UTC:")
    show_line(link_address(site, link.key))


def _a(role: Role) -> str:
    return f"a {role}" if role is Role.READER else f"an {role}"
