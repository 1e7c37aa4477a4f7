"""What an act asks of whoever wants it done."""

from onrecord.errors import NotAllowed, SignInRefused
from onrecord.model.access import Asker, Role, Via


def demand(by: Asker, role: Role) -> None:
    """Do nothing where who asks may do what needs `role`.

    Raises:
        SignInRefused: Nobody is signed in.
        NotAllowed: They are, and may not.
    """
    if by.may(role):
        return
    if not by.is_known:
        raise SignInRefused("sign in first")
    if by.via is Via.TOKEN and by.account is not None and by.account.role.includes(role):
        raise NotAllowed(
            "this token may not be used for that; make one with the scope it needs", subject=by.name
        )
    raise NotAllowed(
        f"only an account with the role {role} may do that; ask an administrator", subject=by.name
    )
