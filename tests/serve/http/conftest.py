"""The site with an account for each role, under short names."""

import pytest
from fastapi import FastAPI

from onrecord.desk import Desk


@pytest.fixture
def desk(staffed: Desk) -> Desk:
    return staffed


@pytest.fixture
def app(site_app: FastAPI) -> FastAPI:
    return site_app
