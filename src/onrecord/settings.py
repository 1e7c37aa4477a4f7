"""What an installation can choose: `onrecord.toml` in the desk, and `ONRECORD_*` in the environment."""

import json
import textwrap
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from onrecord.errors import BadRequest

#: The file that makes a folder a desk.
SETTINGS_FILE = "onrecord.toml"
ENV_PREFIX = "ONRECORD_"
#: Ten years: after that nobody looks at an article again.
_MOST_HOURS = 87_600

_PAGE_HEAD = """\
# Settings

A desk's folder holds `onrecord.toml`, one `key = value` a line. A variable in the environment goes before
the file. `ONRECORD_DESK` (or `--desk`) names the desk's folder; otherwise it is the current folder, or the
nearest one above it that holds an `onrecord.toml`.

| key | variable | default | meaning |
|---|---|---|---|
"""


class Settings(BaseSettings):
    """Return the settings of one desk; the environment goes before the file."""

    model_config = SettingsConfigDict(env_prefix=ENV_PREFIX, extra="forbid", frozen=True)

    store_url: SecretStr = Field(
        default=SecretStr("sqlite:///desk.db"),
        description=(
            "The database: `sqlite:///FILE`, a path in the desk's folder, or "
            "`postgresql://USER:PASSWORD@HOST/NAME`. Never printed."
        ),
    )
    evidence: Path = Field(
        default=Path("evidence"), description="The folder of the exact bytes, a path in the desk's folder."
    )
    max_bytes: int = Field(
        default=20_000_000,
        gt=0,
        le=1_000_000_000,
        description=(
            "The largest report taken, in bytes, after unpacking. The longest reports of the field are below "
            "1 MB; 20 MB leaves room for pages with embedded pictures, and a small machine can read it."
        ),
    )
    timeout_seconds: float = Field(
        default=30.0,
        gt=0,
        le=3600,
        description="For fetching one address, redirects included. Slow outlets take some 10 seconds.",
    )
    user_agent_contact: str = Field(
        default="",
        max_length=200,
        description="An address or page by which an outlet can reach you; sent with every request.",
    )
    allow_networks: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Networks to fetch from although they are not public, such as `10.1.0.0/16` for an intranet. "
            "In the environment: separated by commas."
        ),
    )
    proxy: str = Field(
        default="",
        description=(
            "An HTTP proxy to fetch through, `http://HOST:PORT`. It resolves the names, so it must refuse "
            "private addresses itself. `HTTPS_PROXY` and the like are not read."
        ),
    )
    ca_file: str = Field(
        default="",
        description="A file of certificates to trust in place of the public ones, for an intranet.",
    )
    document_seconds: float = Field(
        default=60.0,
        gt=0,
        le=3600,
        description=(
            "How long one PDF or DOCX may take to be taken apart, in a process of its own. A thousand pages of "
            "text take some twenty seconds."
        ),
    )
    document_memory_bytes: int = Field(
        default=1_500_000_000,
        ge=300_000_000,
        le=100_000_000_000,
        description="How much memory that process may take, where the system can hold it to that (not on Windows).",
    )
    mailbox_passwords: Annotated[dict[str, SecretStr], NoDecode] = Field(
        default={},
        description=(
            "Passwords of mailboxes that newsletters come to, each under `USER@HOST`, as in "
            '`{"desk@imap.example.org" = "…"}`. In the environment: a JSON object. Never printed.'
        ),
    )
    tagger: Literal["model", "rules"] = Field(
        default="model",
        description=(
            "Who finds attributions in running English prose: the model that ships with the program, or the "
            "rules by cue words alone, which find fewer and need no model."
        ),
    )
    model: str = Field(
        default="",
        description=(
            "The folder of another model, such as one trained on your own annotations; a path in the desk's "
            "folder. Empty: the one that ships."
        ),
    )
    model_threads: int = Field(
        default=1, ge=1, le=64, description="How many threads the model may use for one report."
    )
    host_delay_seconds: float = Field(
        default=2.0,
        ge=0.0,
        le=3600.0,
        description=(
            "The least time between two requests of `onrecord watch` to one host; a host's robots.txt may ask for "
            "more. Each pause is up to a quarter longer, at random."
        ),
    )
    crawl_delay_seconds: float = Field(
        default=60.0,
        ge=0.0,
        le=3600.0,
        description="The longest delay that a robots.txt may ask for; a longer one counts as this.",
    )
    host_concurrency: int = Field(
        default=1, ge=1, le=16, description="How many articles of one host are fetched at once."
    )
    fetch_concurrency: int = Field(
        default=8, ge=1, le=256, description="How many addresses one `onrecord watch` fetches at once."
    )
    visit_shortest_seconds: float = Field(
        default=300.0,
        ge=1.0,
        description="A feed, sitemap or folder that keeps having something new is looked at so often.",
    )
    visit_longest_seconds: float = Field(
        default=21_600.0, ge=1.0, description="One that has had nothing new for long is looked at so often."
    )
    lead_tries: int = Field(
        default=8, ge=1, le=100, description="An article that could not be fetched so often is given up."
    )
    retry_seconds: float = Field(
        default=60.0,
        gt=0.0,
        description=(
            "About how long after a failed try the next one is made; each further pause is twice as long, up to "
            "`visit_longest_seconds`."
        ),
    )
    recheck_hours: Annotated[tuple[float, ...], NoDecode] = Field(
        default=(1.0, 6.0, 24.0, 168.0),
        description=(
            "An article that was captured is looked at again after so many hours, each counted from the last "
            "look, so that changes are seen. Empty: never. In the environment: separated by commas."
        ),
    )
    lease_seconds: float = Field(
        default=120.0,
        ge=5.0,
        description=(
            "In PostgreSQL: how long other watchers leave alone what a watcher that died was at work on."
        ),
    )
    watch_folders: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Folders that `onrecord watch` looks for new files in, paths in the desk's folder. "
            "In the environment: separated by commas."
        ),
    )
    watch_mailboxes: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Mailboxes that it looks for new messages in, `imaps://USER@HOST/MAILBOX`, without a password. "
            "In the environment: separated by commas."
        ),
    )
    timestamp_url: str = Field(
        default="",
        description=(
            "An RFC 3161 timestamp authority, which `onrecord evidence timestamp` asks. Empty: none is asked. "
            "It is told one hash and learns nothing of what the desk holds."
        ),
    )
    timestamp_ca_file: str = Field(
        default="",
        description=(
            "A PEM file of the authority's certificates, its root first, against which timestamps are checked "
            "offline; a path in the desk's folder."
        ),
    )
    editor: str = Field(
        default="",
        max_length=200,
        description="Who judges identities where `--by` says nothing. Empty: the name of the system's user.",
    )
    site_address: str = Field(
        default="http://127.0.0.1:8000",
        description=(
            "The address under which browsers reach the desk, such as `https://desk.example.org`: it stands in "
            "one-time links and in feeds, and is where a sign-in elsewhere comes back to."
        ),
    )
    session_idle_hours: float = Field(
        default=12.0, gt=0.0, le=720.0, description="Who does nothing for so long must sign in again."
    )
    session_days: float = Field(
        default=14.0,
        gt=0.0,
        le=365.0,
        description="So long after signing in, one must sign in again in any case.",
    )
    link_hours: float = Field(
        default=24.0, gt=0.0, le=720.0, description="How long a one-time link to set a password may be used."
    )
    sign_in_tries: int = Field(
        default=5,
        ge=1,
        le=100,
        description=(
            "How many wrong passwords for one name are free. After that one waits half a minute, then twice as long "
            "each time, up to a quarter of an hour."
        ),
    )
    oidc_issuer: str = Field(
        default="",
        description=(
            "An OpenID provider to sign in with, such as `https://id.example.org/realms/desk`, as its own description "
            "writes it. Empty: none. Needs `pip install 'onrecord[oidc]'`."
        ),
    )
    oidc_client_id: str = Field(default="", description="What the provider calls this desk.")
    oidc_client_secret: SecretStr = Field(
        default=SecretStr(""), description="What this desk shows the provider. Never printed."
    )
    oidc_name: str = Field(
        default="", max_length=100, description="What people know the provider as. Empty: its host."
    )
    oidc_role: Literal["reader", "editor", "administrator", "none"] = Field(
        default="reader",
        description="The role of those who sign in with the provider for the first time; `none`: nobody new is let in.",
    )
    oidc_role_claim: str = Field(
        default="",
        description="The claim that says what somebody belongs to, such as `groups`, for `oidc_roles`.",
    )
    oidc_roles: Annotated[dict[str, Literal["reader", "editor", "administrator"]], NoDecode] = Field(
        default={},
        description=(
            'Which of those give which role, as in `{"newsroom" = "editor"}`: roles then follow the provider at each '
            "sign-in. In the environment: a JSON object."
        ),
    )
    oidc_domains: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description=(
            "Who signs in for the first time needs a mail address, checked by the provider, of one of these domains. "
            "Empty: anybody the provider knows is let in. In the environment: separated by commas."
        ),
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="How much is told on standard error."
    )

    @field_validator(
        "allow_networks", "recheck_hours", "watch_folders", "watch_mailboxes", "oidc_domains", mode="before"
    )
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allow_networks")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network)
        return value

    @field_validator("recheck_hours")
    @classmethod
    def _are_hours(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(not 0 < hours <= _MOST_HOURS for hours in value):
            raise ValueError(f"hours lie above 0 and up to {_MOST_HOURS:,}")
        return value

    @field_validator("mailbox_passwords", "oidc_roles", mode="before")
    @classmethod
    def _parse_table(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise ValueError("is no JSON object") from None

    @field_validator("site_address")
    @classmethod
    def _is_site(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")) or not (value.isascii() and value.isprintable()):
            raise ValueError("an address of a site begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("user_agent_contact", "proxy")
    @classmethod
    def _is_header_text(cls, value: str) -> str:
        if not (value.isascii() and (value.isprintable() or not value)):
            raise ValueError("only printable ASCII can be sent")
        return value

    @field_validator("proxy")
    @classmethod
    def _is_proxy(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("a proxy's address begins with http:// or https://")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return where values come from, the strongest first: the environment, then the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return (env_settings, init_settings)


def load_settings(file: Path | None) -> Settings:
    """Return the settings of `file` under those of the environment; of the environment alone for None.

    Raises:
        BadRequest: The file cannot be read, is not TOML, or has an unknown key;
            or a value is wrong. The message names the file (or variable) and the key.
    """
    table = _read_table(file) if file is not None else {}
    for key in table:
        if key not in Settings.model_fields:
            near = get_close_matches(key, Settings.model_fields, n=1)
            cure = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(Settings.model_fields)}"
            raise BadRequest(f"unknown key {key!r}; {cure}", subject=str(file))
    try:
        return Settings(**table)
    except ValidationError as error:
        raise _explained(error, table, file) from None


def find_desk(start: Path) -> Path | None:
    """Return the nearest folder, `start` or above it, that holds an `onrecord.toml`; None where none does."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / SETTINGS_FILE).is_file()), None)


def draw_settings() -> str:
    """Return the reference page of the settings, as Markdown, from the fields themselves."""
    rows = [
        f"| `{name}` | `{ENV_PREFIX}{name.upper()}` | `{_toml(field.get_default())}` | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return _PAGE_HEAD + "\n".join(rows) + "\n"


def draw_settings_file() -> str:
    """Return the `onrecord.toml` of a new desk: every key with its default, commented out."""
    lines = [
        "# The settings of this desk. A variable such as ONRECORD_MAX_BYTES goes before its key here.",
        "",
    ]
    for name, field in Settings.model_fields.items():
        lines += textwrap.wrap(
            field.description or "", width=100, initial_indent="# ", subsequent_indent="# "
        )
        lines += [f"#{name} = {_toml(field.get_default())}", ""]
    return "\n".join(lines)


def _read_table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadRequest(f"is not TOML; mend it: {error}", subject=str(file)) from None
    except UnicodeDecodeError as error:
        raise BadRequest("is not UTF-8; save it as UTF-8", subject=str(file)) from error
    except OSError as error:
        raise BadRequest("cannot be read; check its permissions", subject=str(file)) from error


def _explained(error: ValidationError, table: Mapping[str, object], file: Path | None) -> BadRequest:
    """Return the first complaint, its key and where it was given; never the value, it may be a secret."""
    complaint = error.errors(include_input=False, include_url=False)[0]
    key = str(complaint["loc"][0]).removeprefix(ENV_PREFIX.casefold()) if complaint["loc"] else "?"
    from_file = key in table
    where = str(file) if from_file else f"{ENV_PREFIX}{key.upper()}"
    said = str(complaint["msg"]).removeprefix("Value error, ")
    return BadRequest(f"{key} is wrong: {said}; see the settings page for what it takes", subject=where)


def _toml(value: object) -> str:
    """Return a default as TOML writes it."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, dict):
        return "{}"  # the only default of a table: an empty one
    # TOML's strings, floats and lists of strings are JSON's.
    return json.dumps(
        value if isinstance(value, float) else list(value) if isinstance(value, tuple) else str(value)
    )
