import json
import tomllib
from pathlib import Path

import pytest

from onrecord.errors import BadRequest
from onrecord.settings import Settings, draw_settings_file, find_desk, load_settings


def written(folder: Path, text: str) -> Path:
    file = folder / "onrecord.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_the_defaults_hold() -> None:
    settings = load_settings(None)
    assert settings.store_url.get_secret_value() == "sqlite:///desk.db"
    assert settings.max_bytes == 20_000_000


def test_file_goes_before_defaults_and_environment_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, 'max_bytes = 5\ntimeout_seconds = 7\nallow_networks = ["10.0.0.0/8"]\n')
    monkeypatch.setenv("ONRECORD_TIMEOUT_SECONDS", "9")
    settings = load_settings(file)
    assert (settings.max_bytes, settings.timeout_seconds) == (5, 9.0)
    assert settings.allow_networks == ("10.0.0.0/8",)


def test_networks_in_the_environment_stand_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_ALLOW_NETWORKS", "127.0.0.0/8, ::1/128")
    assert load_settings(None).allow_networks == ("127.0.0.0/8", "::1/128")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("max_byte = 5", "unknown key 'max_byte'; did you mean max_bytes?"),
        ("colour = 1", "unknown key 'colour'; the keys are store_url"),
        ("max_bytes = 0", "max_bytes is wrong"),
        ('max_bytes = "much"', "max_bytes is wrong"),
        ('allow_networks = ["intranet"]', "allow_networks is wrong"),
        ('proxy = "socks5://a"', "proxy is wrong: a proxy's address begins with http"),
        ('user_agent_contact = "a\\nb"', "user_agent_contact is wrong: only printable ASCII"),
        ('log_level = "loud"', "log_level is wrong"),
        ("max_bytes = ", "is not TOML"),
        ("[max_bytes]\nx = 1", "max_bytes is wrong"),
    ],
)
def test_wrong_settings_name_the_file_the_key_and_the_cure(tmp_path: Path, text: str, complaint: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(BadRequest) as refusal:
        load_settings(file)
    assert str(refusal.value).startswith(f"{file}: {complaint}")
    assert "\n" not in str(refusal.value)


def test_wrong_variable_is_named_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MAX_BYTES", "hunter2")
    with pytest.raises(BadRequest, match=r"^ONRECORD_MAX_BYTES: max_bytes is wrong") as refusal:
        load_settings(None)
    assert "hunter2" not in str(refusal.value)


def test_file_that_is_not_utf8_or_not_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "onrecord.toml"
    file.write_bytes(b"store_url = '\xff'")
    with pytest.raises(BadRequest, match="is not UTF-8"):
        load_settings(file)
    with pytest.raises(BadRequest, match="cannot be read"):
        load_settings(tmp_path)


def test_password_of_the_database_is_never_shown(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, 'store_url = "postgresql://desk:hunter2@db/desk"'))
    assert "hunter2" not in repr(settings) + str(settings) + json.dumps(settings.model_dump(mode="json"))
    assert settings.store_url.get_secret_value().endswith("hunter2@db/desk")


def test_desk_is_found_from_the_folders_below_it(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_desk(below) is None or find_desk(below) not in (below, tmp_path)
    written(tmp_path, "")
    assert find_desk(below) == tmp_path


def test_file_of_a_new_desk_holds_every_key_with_its_default() -> None:
    text = draw_settings_file()
    uncommented = "\n".join(line.removeprefix("#") for line in text.splitlines() if not line.startswith("# "))
    table = tomllib.loads(uncommented)
    assert set(table) == set(Settings.model_fields)
    assert Settings(**table) == Settings()
    assert tomllib.loads(text) == {}


def test_passwords_of_mailboxes_are_a_table_or_an_object_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, '[mailbox_passwords]\n"desk@imap.press.example" = "hunter2"\n')
    settings = load_settings(file)
    assert settings.mailbox_passwords["desk@imap.press.example"].get_secret_value() == "hunter2"
    assert "hunter2" not in repr(settings)
    for wrong in ("hunter2", '["hunter2"]', '{"a": ["hunter2"]}'):
        monkeypatch.setenv("ONRECORD_MAILBOX_PASSWORDS", wrong)
        with pytest.raises(
            BadRequest, match="ONRECORD_MAILBOX_PASSWORDS: mailbox_passwords is wrong"
        ) as refusal:
            load_settings(None)
        assert "hunter2" not in str(refusal.value)
