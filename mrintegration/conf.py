"""Every setting that the environment can give, typed, documented and secure by default."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SECRETS_DIR = Path("/run/secrets")

SCHEMES = {
    "database_url": ("postgresql://", "postgres://"),
    "redis_url": ("redis://", "rediss://", "unix://"),
    "email_url": ("smtp://", "smtp+tls://", "smtps://", "file://"),
}

CommaSeparated = Annotated[list[str], NoDecode]


class Environment(BaseSettings):
    """Read from environment variables with the same names, or from files of that name in /run/secrets.

    Fields without a default must be given: the start stops with a sentence that names what is missing.
    """

    model_config = SettingsConfigDict(
        case_sensitive=False,
        secrets_dir=SECRETS_DIR if SECRETS_DIR.is_dir() else None,
        extra="ignore",
        hide_input_in_errors=True,
    )

    secret_key: SecretStr = Field(
        description="Signs sessions, links and forms. At least 50 random characters.", min_length=50
    )
    database_url: SecretStr = Field(
        description="PostgreSQL 17 or later, as postgresql://user:password@host:port/name."
    )
    redis_url: SecretStr = Field(
        description="Redis or Valkey for Celery and rate limits, as redis://host:port/0."
    )
    allowed_hosts: CommaSeparated = Field(
        min_length=1,
        description="Host names that the service answers to, separated by commas. The first one is used in e-mails.",
    )
    debug: bool = Field(
        default=False, description="Django's own error pages with code and values. Never on in production."
    )
    development: bool = Field(
        default=False,
        description="The demo, the component gallery, and static files straight from the source. Off in production.",
    )
    https: bool = Field(
        default=True,
        description="The service is reached by HTTPS: secure cookies with the __Host- prefix, redirects and HSTS.",
    )
    trusted_proxies: int = Field(
        default=1,
        ge=0,
        le=5,
        description="Number of reverse proxies in front of the web server that add to X-Forwarded-For.",
    )
    public_url: str = Field(
        default="",
        description="The address that links in e-mails start with. Empty: https:// and the first allowed host.",
    )
    data_dir: Path = Field(
        default=Path("/var/lib/mr-integrering"),
        description="Folder for report files and for beat's schedule.",
    )
    survey_keys_dir: Path = Field(
        default=Path("/var/lib/mr-survey-keys"),
        description="Folder for the private keys of open surveys. Only the worker needs it. Never in a backup.",
    )
    static_root: Path = Field(
        default=Path("staticfiles"), description="Folder that collectstatic fills when the image is built."
    )
    email_url: SecretStr = Field(
        default=SecretStr("smtp://localhost:25"),
        description="Where e-mail goes: smtp://, smtp+tls:// or smtps://user:password@host:port, or file:///folder.",
    )
    email_from: str = Field(
        default="MR-integrering <no-reply@localhost>", description="Sender of the service's e-mails."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="The least serious level that is logged."
    )
    log_format: Literal["json", "text"] = Field(
        default="json", description="json for machines, text for a person at a terminal."
    )
    worker_concurrency: int = Field(default=2, ge=1, le=64, description="Report processes of one worker.")
    report_memory_mb: int = Field(
        default=1500,
        ge=768,
        description="Most address space, in MiB, of one report process while it renders.",
    )

    @field_validator("database_url", "redis_url", "email_url")
    @classmethod
    def known_scheme(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        """Refuse an address that nothing here can talk to, at the start and not at the first use."""
        schemes = SCHEMES[str(info.field_name)]
        if not value.get_secret_value().startswith(schemes):
            raise ValueError(f"must start with {' or '.join(schemes)}")
        return value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def split_commas(cls, value: object) -> object:
        """Accept a comma-separated string, as environment variables are text."""
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value
