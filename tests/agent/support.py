"""A daemon in the test's own loop, and waiting for what it should bring about."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

from agent import model
from agent.config import Settings
from agent.worker import Worker
from tests.conftest import Database


def settings(database: Database, url: str | None, **more: Any) -> Settings:
    """As from the environment, with short intervals."""
    return Settings.model_validate(
        {
            "DATABASE_URL": database.url,
            "OPENAI_API_KEY": "sk-test" if url else None,
            "OPENAI_BASE_URL": url,
            "SALESFLOW_MODEL": "test-model",
            "SALESFLOW_HEARTBEAT": 1,
            "SALESFLOW_MODEL_TIMEOUT": 5,
            "SALESFLOW_PATIENCE": 0,
        }
        | more
    )


def worker(chosen: Settings, *, once: bool = True) -> Worker:
    client = model.client(chosen) if chosen.has_model else None
    ask = partial(model.ask, client, chosen.model_timeout) if client else None
    return Worker(chosen, ask, None if ask else "no_key", once)


async def drain(chosen: Settings) -> Counter[str]:
    """What `salesflow agent once` does."""
    drained = worker(chosen)
    async with asyncio.timeout(60):
        await drained.run()
    return drained.counts


async def until(condition: Callable[[], Any], what: str, seconds: float = 30) -> None:
    """Wait for a condition that the database or a server will meet."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never came: {what}"
        await asyncio.sleep(0.01)
