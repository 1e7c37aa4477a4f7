import zipfile
from pathlib import Path

import pytest

from tests.authority import ABSENT, HAS_OPENSSL, running_authority
from tests.serve.conftest import Run


def test_head_is_printed_and_found_again_by_verify(run: Run, desk: Path) -> None:
    assert desk
    number, hash_ = run("evidence", "head").out.split()
    assert (number, len(hash_)) == ("2", 64)
    for head in (hash_, f"2 {hash_}", f"2:{hash_}", hash_[:16].upper()):
        assert run("verify", "--head", head).code == 0
    ended = run("verify", "--head", "0" * 64)
    assert ended.code == 7
    assert "no entry has the hash that you wrote down" in ended.out
    assert run("verify", "--head", "abc").code == 2


@pytest.mark.parametrize("name", ["out.wacz", "out.warc.gz"])
def test_package_is_written_verified_without_a_desk_and_taken_into_another(
    run: Run, desk: Path, name: str
) -> None:
    ended = run("evidence", "export", "a.txt", "-o", name)
    assert ended.out == f"exported 1 capture with 3 statements and 0 timestamps to {name}\n"
    (desk / "onrecord.toml").rename(desk / "away.toml")
    assert run("verify", name).out == f"verified 1 capture in {name}: all true\n"
    (desk / "away.toml").rename(desk / "onrecord.toml")
    run("init", "other")
    assert run("evidence", "import", name, "--desk", "other").out.endswith(
        "imported a.txt · 3 statements\n1 imported, 0 already here, 0 failed\n"
    )
    assert run("evidence", "import", name, "--desk", "other").out == "0 imported, 1 already here, 0 failed\n"
    assert run("verify", "--desk", "other").code == 0


def test_package_that_was_changed_ends_with_the_status_of_broken_evidence(run: Run, desk: Path) -> None:
    run("evidence", "export", "harbour", "-o", "out.wacz")
    with zipfile.ZipFile(desk / "out.wacz", "a") as file:
        file.writestr("onrecord/extra.json", "{}")
    ended = run("verify", "out.wacz")
    assert ended.code == 7
    assert "onrecord/extra.json: is not listed in datapackage.json; it was put in later" in ended.out
    run("init", "other")
    refused = run("evidence", "import", "out.wacz", "--desk", "other")
    assert (refused.code, "nothing was taken in" in refused.err) == (7, True)


def test_what_cannot_be_exported_or_verified_is_told(run: Run, desk: Path) -> None:
    assert run("evidence", "export", "zeppelin", "-o", "out.wacz").code == 4
    assert run("evidence", "export", "a.txt", "-o", "out.zip").code == 2
    assert run("evidence", "export", "a.txt", "-o", "out.wacz").code == 0
    assert run("evidence", "export", "a.txt", "-o", "out.wacz").code == 2
    assert run("verify", "nothing.wacz").code == 4
    (desk / "page.wacz").write_bytes(b"no package")
    assert run("verify", "page.wacz").code == 7


def test_timestamp_without_an_authority_names_the_setting(run: Run, desk: Path) -> None:
    assert desk
    ended = run("evidence", "timestamp")
    assert (ended.code, "timestamp_url" in ended.err) == (2, True)


@pytest.mark.skipif(not HAS_OPENSSL, reason=ABSENT)
def test_timestamp_is_taken_told_and_verified(run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_authority(desk / "tsa") as authority:
        monkeypatch.setenv("ONRECORD_TIMESTAMP_URL", authority.url)
        assert run("evidence", "timestamp").code == 5, "this machine is not public unless the settings say so"
        monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8")
        monkeypatch.setenv("ONRECORD_TIMESTAMP_CA_FILE", str(authority.ca_file))
        ended = run("evidence", "timestamp")
    assert ended.code == 0
    assert ended.out.startswith("entry 2 existed by ")
    assert "CN=Selm Time Authority (signature checked); kept as entry 3" in ended.out
    assert run("verify").code == 0
    run("evidence", "export", "a.txt", "-o", "out.wacz")
    monkeypatch.delenv("ONRECORD_TIMESTAMP_CA_FILE")
    ended = run("verify", "out.wacz", "--ca-file", authority.ca_file)
    assert "CN=Selm Time Authority saw the ledger up to entry 2" in ended.out
    assert "not checked" not in ended.out
    assert "its signature was not checked: give --ca-file" in run("verify", "out.wacz").out
