"""What a report says around each of its names."""

from onrecord.model import Circumstances, Family, Identity, IdentityType, Reading, Report, ToldRole, family_of
from onrecord.stages.identify.naming import Weight, fold, weigh_name
from onrecord.stages.identify.role_words import load_role_words
from onrecord.stages.identify.roles import find_roles

#: Code points before and after a name in which its country is looked for.
_BESIDE = 40
#: Mentions looked at for a country.
_MENTIONS = 20


def describe(reading: Reading) -> dict[str, Circumstances]:
    """Return the circumstances of each named identity of a report, by its id.

    Roles are looked for with persons; of a state organ ("Interior Ministry") the one role
    is its country, with no title.
    """
    meta = reading.report.metadata
    people = {
        identity.id: fold(identity.name)
        for identity in reading.identities
        if identity.named
        and weigh_name(identity.name, identity.type) is Weight.FULL
        and identity.type is IdentityType.PERSON
    }
    found: dict[str, Circumstances] = {}
    for identity in reading.identities:
        if not identity.named:
            continue
        roles, gender = _roles(reading.report, identity)
        found[identity.id] = Circumstances(
            roles=roles,
            gender=gender,
            company=frozenset(name for id_, name in people.items() if id_ != identity.id),
            outlets=frozenset({meta.outlet}) if meta.outlet else frozenset(),
            languages=frozenset({meta.language}) if meta.language else frozenset(),
            first_day=meta.published,
            last_day=meta.published,
        )
    return found


def _roles(report: Report, identity: Identity) -> tuple[tuple[ToldRole, ...], str]:
    if identity.type is IdentityType.PERSON:
        return find_roles(report, identity)
    if family_of(identity.type) is Family.BODY and weigh_name(identity.name, identity.type) is Weight.GENERIC:
        country = find_country(report, identity)
        return ((ToldRole("", country),) if country else ()), ""
    return (), ""


def find_country(report: Report, identity: Identity) -> str:
    """Return the country whose organ an identity is, folded, "" where the report does not say.

    It stands before the name ("Iran's", "Iranian", "the Iranian") or behind it ("of Iran").
    """
    countries = load_role_words().countries
    votes: dict[str, int] = {}
    for mention in identity.mentions[:_MENTIONS]:
        before = fold(
            _without_possessive(report.text[max(0, mention.span.start - _BESIDE) : mention.span.start])
        )
        after = fold(report.text[mention.span.end : mention.span.end + _BESIDE]).split()
        words = before.split()
        nearest = [" ".join(words[-size:]) for size in (3, 2, 1) if len(words) >= size]
        if after[:1] == ["of"]:
            rest = after[2:] if after[1:2] == ["the"] else after[1:]
            nearest += [" ".join(rest[:size]) for size in (3, 2, 1)]
        country = next((countries[name] for name in nearest if name in countries), None)
        if country:
            votes[country] = votes.get(country, 0) + 1
    return max(votes, key=lambda one: (votes[one], one)) if votes else ""


def _without_possessive(words: str) -> str:
    return words.replace("’s ", " ").replace("'s ", " ")
