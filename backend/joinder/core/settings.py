"""Typed settings, read once from the environment (prefix JOINDER_); docs/settings.md documents each."""

import ipaddress
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Settings(BaseSettings):
    """Every setting of one running Joinder; refuses combinations that would leak or lose something."""

    model_config = SettingsConfigDict(env_prefix="JOINDER_", extra="ignore")

    data_dir: Path = Path("data")
    key_file: Path | None = None
    database_url: str = ""
    public_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    metrics_port: int = 0
    demo: bool = False
    static_dir: Path | None = None
    pages_dir: Path | None = None
    operator_name: str = ""
    default_lang: Literal["zh", "en", "id"] = "zh"
    log_level: str = "INFO"

    storage_url: str = ""
    s3_endpoint: str = ""
    s3_region: str = "us-east-1"
    s3_access_key: SecretStr = SecretStr("")
    s3_secret_key: SecretStr = SecretStr("")

    outbox: bool | None = None
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_tls: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: str = "joinder@localhost"
    sms_url: str = ""
    sms_method: Literal["POST", "GET"] = "POST"
    sms_headers: dict[str, str] = Field(default_factory=dict[str, str])
    sms_body: str = '{"to": "$to", "text": "$text"}'

    embedder: Literal["builtin", "http", "none"] = "builtin"
    embedder_url: str = ""
    embedder_model: str = ""
    embedder_key: SecretStr = SecretStr("")
    embedder_timeout: float = Field(default=20, gt=0, le=600)

    auto_publish: bool = False
    auto_appoint: bool = False
    queue_at: int = 3
    import_claim_days: int = 30
    closed_files_days: int = Field(default=180, ge=60, le=3650)
    embedded_jobs: bool | None = None
    trusted_proxies: str = ""

    @field_validator("public_url")
    @classmethod
    def _end_without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @model_validator(mode="after")
    def _refuse_leaks(self) -> "Settings":
        if self.outbox_enabled and not (self.host in LOOPBACK and self._public_is_loopback):
            raise ValueError(
                "The local outbox (/dev/mail) shows every code and link, so it only runs on a loopback address. "
                "Set JOINDER_HOST=127.0.0.1 (and a loopback JOINDER_PUBLIC_URL), or configure "
                "JOINDER_SMTP_HOST (and JOINDER_SMS_URL) and JOINDER_OUTBOX=false."
            )
        if self.demo and (self.smtp_host or self.sms_url):
            raise ValueError("A demo database refuses real mail and SMS: unset JOINDER_SMTP_HOST and JOINDER_SMS_URL.")
        if not (self.outbox_enabled or self.smtp_host or self.sms_url):
            raise ValueError(
                "Without a mail server nobody could sign in: set JOINDER_SMTP_HOST (or, for phones, JOINDER_SMS_URL)."
            )
        if not self.public_url.startswith("https://") and not self._public_is_loopback:
            raise ValueError("JOINDER_PUBLIC_URL must be https:// unless it is a loopback address.")
        return self

    @model_validator(mode="after")
    def _refuse_unknown_proxies(self) -> "Settings":
        for one in filter(None, (part.strip() for part in self.trusted_proxies.split(","))):
            try:
                ipaddress.ip_network(one)
            except ValueError:
                raise ValueError(_unknown_proxy(one)) from None
        return self

    @model_validator(mode="after")
    def _refuse_unready_embedder(self) -> "Settings":
        if self.embedder == "http":
            if not (self.embedder_url and self.embedder_model):
                raise ValueError("JOINDER_EMBEDDER=http needs JOINDER_EMBEDDER_URL and JOINDER_EMBEDDER_MODEL.")
            if not self.embedder_url.startswith("https://") and not _is_loopback(self.embedder_url):
                raise ValueError("JOINDER_EMBEDDER_URL must be https:// unless it is a loopback address.")
        return self

    @property
    def _public_is_loopback(self) -> bool:
        return _is_loopback(self.public_url)

    @property
    def outbox_enabled(self) -> bool:
        """Whether messages go to the local outbox page; by default only when no SMTP host is set."""
        return self.outbox if self.outbox is not None else not self.smtp_host

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies carry Secure and the __Host- prefix (everywhere but plain http on loopback)."""
        return self.public_url.startswith("https://")

    @property
    def url(self) -> str:
        """The database address; an SQLite file in the data directory unless one is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'joinder.db'}"

    @property
    def is_sqlite(self) -> bool:
        """Whether the embedded database is in use."""
        return self.url.startswith("sqlite")

    @property
    def root_key_file(self) -> Path:
        """Where the root key lives: a file outside the data directory."""
        return self.key_file or self.data_dir.absolute().parent / f"{self.data_dir.absolute().name}.joinder.key"

    @property
    def runs_jobs(self) -> bool:
        """Whether this server process runs jobs itself; by default on SQLite only."""
        return self.embedded_jobs if self.embedded_jobs is not None else self.is_sqlite


def _unknown_proxy(named: str) -> str:
    try:
        meant = ipaddress.ip_network(named, strict=False)
    except ValueError:
        return (
            "JOINDER_TRUSTED_PROXIES takes addresses or networks with commas between them, for example "
            "127.0.0.1,172.28.5.1; from anywhere else X-Forwarded-For is not believed."
        )
    return f"JOINDER_TRUSTED_PROXIES: {named} is an address inside a network. Write {meant} or the address alone."


def _is_loopback(url: str) -> bool:
    host = url.split("://", 1)[-1].split("/", 1)[0].rsplit(":", 1)[0].strip("[]")
    return host in LOOPBACK


@lru_cache
def get_settings() -> Settings:
    """Return the process's settings, read once."""
    return Settings()
