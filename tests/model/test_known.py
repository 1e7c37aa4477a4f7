"""The families of types."""

from onrecord.model import Family, IdentityType, family_of


def test_every_type_has_a_family_and_bodies_are_compared_with_each_other() -> None:
    assert {family_of(type_) for type_ in IdentityType} == set(Family)
    assert family_of(IdentityType.ORGANIZATION) is family_of(IdentityType.OUTLET) is Family.BODY
