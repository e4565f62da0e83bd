"""What the daemon is told by its environment."""

from __future__ import annotations

import os
import secrets
import socket

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def _worker_name() -> str:
    """A name nobody else has: host, process, chance."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(3)}"


class Settings(BaseSettings):
    """Read from the environment; intervals in seconds.

    Raises pydantic.ValidationError when DATABASE_URL is missing or a value makes no sense.
    """

    model_config = SettingsConfigDict(frozen=True, extra="ignore", populate_by_name=True)

    database_url: str = Field(alias="DATABASE_URL", min_length=1)
    api_key: SecretStr | None = Field(default=None, alias="OPENAI_API_KEY")
    base_url: str | None = Field(default=None, alias="OPENAI_BASE_URL")
    model: str = Field(default="gpt-4.1-mini", alias="SALESFLOW_MODEL", min_length=1)
    model_timeout: float = Field(default=45, alias="SALESFLOW_MODEL_TIMEOUT", gt=0)
    concurrency: int = Field(default=8, alias="SALESFLOW_CONCURRENCY", ge=1, le=500)
    poll: float = Field(default=5, alias="SALESFLOW_POLL", gt=0)
    heartbeat: float = Field(default=10, alias="SALESFLOW_HEARTBEAT", gt=0)
    grace: float = Field(default=20, alias="SALESFLOW_GRACE", ge=0)
    # how long an answer is handed in alone, again and again, before its event is to blame
    patience: float = Field(default=600, alias="SALESFLOW_PATIENCE", ge=0)
    # until a model that refused our key, or our bill, is asked again
    recheck: float = Field(default=60, alias="SALESFLOW_RECHECK", gt=0)
    worker: str = Field(default_factory=_worker_name, alias="SALESFLOW_WORKER", min_length=1)
    log_level: str = Field(default="info", alias="SALESFLOW_LOG_LEVEL")

    @property
    def has_model(self) -> bool:
        """Whether there is a model to ask: a key, or a server of one's own that needs none."""
        return bool((self.api_key and self.api_key.get_secret_value()) or self.base_url)
