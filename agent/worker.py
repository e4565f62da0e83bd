"""The daemon: listens, claims, asks, completes. Carries messages; knows no kind of event.

One task pumps: whatever attempts ended meanwhile go back in one round trip that also brings new
work (salesflow.exchange), so that batches form by themselves under load. One task listens for the
doorbell and says that we live. Each event that a model answers is a task of its own, during which
neither a connection nor a transaction is held.

Nothing here needs to be remembered: whoever is killed leaves leases behind that others take over,
and a completion sent twice, or too late, is refused by its lease.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

import psycopg
import structlog
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from agent.config import Settings
from agent.model import Ask, Json, Request
from agent.queries import events as queries

log = structlog.get_logger()

# Looks at the queue after it was found empty, in seconds, before polling as configured: a
# transaction that read "nobody waits" just before we did may have left its events behind.
SOON = (0.05, 0.5)
# Events asked for at once when no model is asked: nothing to wait for, so concurrency is no limit.
RULES_BATCH = 100
# Longest pause between attempts to reach a lost database, in seconds.
LONGEST_BACKOFF = 15.0


@dataclass
class Worker:
    """A daemon's state. `ask` is None where there is no model."""

    settings: Settings
    ask: Ask | None
    problem: str | None = None
    until_drained: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    _ended: list[Json] = field(default_factory=list)
    _attempts: dict[int, int] = field(default_factory=dict)
    _asked: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _is_hungry: bool = True
    _is_stopping: bool = False
    _is_unknown: bool = False
    _paused_until: float = 0.0
    _due_at: float | None = None
    _looks: Iterator[float] = field(default_factory=lambda: iter(()))

    async def run(self) -> None:
        """Work until stopped, or until nothing is due.

        Raises psycopg.Error (in an ExceptionGroup) when the database refuses us from the start.
        """
        async with (
            AsyncConnectionPool(
                self.settings.database_url,
                min_size=1,
                max_size=2,
                open=False,
                configure=_configure,
                kwargs={"autocommit": True, "application_name": "salesflow agent"},
            ) as pool,
            asyncio.TaskGroup() as group,
        ):
            listener = group.create_task(self._listen())
            await self._ready.wait()
            try:
                await self._pump(pool, group)
            finally:
                listener.cancel()
                for task in self._asked.values():
                    task.cancel()
                with suppress(psycopg.Error, PoolTimeout, TimeoutError):
                    async with asyncio.timeout(5), pool.connection() as connection:
                        held = await queries.stop_worker(connection, self.settings.worker)
                        log.info("worker_stopped", given_back=held, **self.counts)

    def stop(self) -> None:
        """Claim no more; finish what is asked already, or give it back."""
        self._is_stopping = True
        self._ready.set()
        for task in self._asked.values():
            asyncio.get_running_loop().call_later(self.settings.grace, task.cancel)
        self._wake.set()

    # ------------------------------------------------------------------ working

    async def _pump(self, pool: AsyncConnectionPool[Any], group: asyncio.TaskGroup) -> None:
        failures = 0
        while not (self._is_stopping and not self._asked and not self._ended):
            room = self._room()
            if not self._ended and not (room and self._is_hungry):
                if self.until_drained and not self._asked and not self._paused_for():
                    return
                await self._sleep()
                continue
            ended, self._ended = self._ended, []
            self._is_hungry = False
            try:
                got = await self._exchange(pool, ended, room)
            except (psycopg.Error, PoolTimeout) as problem:
                # kept and sent again: had they arrived, the second time they are refused
                self._ended = ended + self._ended
                self._is_hungry = True
                failures += 1
                log.warning(
                    "exchange_failed", error=type(problem).__name__, sqlstate=_state(problem)
                )
                if self._is_stopping and failures > 3:
                    return
                await asyncio.sleep(_backoff(failures))
                continue
            failures = 0
            self._note(got.results)
            for event in got.events:
                self._start(event, got.kinds, group)
            if room:
                self._plan_next_look(got)

    def _room(self) -> int:
        """How many events to ask for now."""
        if self._is_stopping or self._paused_for():
            return 0
        if self.ask is None or self.problem:
            return RULES_BATCH
        return self.settings.concurrency - len(self._asked)

    def _paused_for(self) -> float:
        """Seconds for which the model wants to be left alone."""
        return max(self._paused_until - time.monotonic(), 0)

    async def _sleep(self) -> None:
        """Until something ended, rang, or is due."""
        if self._is_stopping:
            wait = None
        else:
            wait = next(self._looks, self.settings.poll)
            if self._due_at is not None:
                wait = min(wait, max(self._due_at - time.monotonic(), 0.001))
            if pause := self._paused_for():
                wait = pause  # not sooner, and no later
        try:
            async with asyncio.timeout(wait):
                await self._wake.wait()
        except TimeoutError:
            self._is_hungry = True
        self._wake.clear()
        await asyncio.sleep(0)  # what ends in the same breath goes in the same batch

    def _plan_next_look(self, got: queries.Exchange) -> None:
        self._due_at = None if got.next_due_in is None else time.monotonic() + got.next_due_in
        if not got.is_drained:
            self._is_hungry = True
        if got.events or self._is_hungry:
            self._looks = chain(SOON, repeat(self.settings.poll))

    async def _exchange(
        self, pool: AsyncConnectionPool[Any], ended: list[Json], room: int
    ) -> queries.Exchange:
        """One round trip. A completion that the database cannot take does not hold up the rest."""
        worker = self.settings.worker
        async with pool.connection() as connection:
            try:
                return await queries.exchange(connection, worker, ended, room)
            except psycopg.Error as problem:
                if _state(problem) == queries.NOT_REGISTERED:
                    self._is_unknown = True
                    raise
                if connection.broken or not ended:
                    raise
                log.warning("batch_refused", error=type(problem).__name__, size=len(ended))
            results: list[queries.Row] = []
            for one in ended:
                results += await self._alone(connection, one)
            got = await queries.exchange(connection, worker, [], room)
            return queries.Exchange(
                results + got.results, got.events, got.kinds, got.is_drained, got.next_due_in
            )

    async def _alone(self, connection: AsyncConnection[Any], one: Json) -> list[queries.Row]:
        """A completion by itself; as a failure if it is not taken as it is."""
        said = {"error": "refused by the database", "reason": "refused"}
        failure = {key: one[key] for key in ("event_id", "lease")} | said
        for attempt in (one, failure):
            try:
                got = await queries.exchange(connection, self.settings.worker, [attempt], 0)
                return got.results
            except psycopg.Error as problem:
                if connection.broken:
                    raise
                failure["error"] = f"refused by the database: {_state(problem)}"
        log.error("completion_dropped", event_id=one["event_id"])  # its lease will run out
        return []

    def _start(
        self, event: queries.Row, kinds: dict[str, queries.Row], group: asyncio.TaskGroup
    ) -> None:
        self._attempts[event["event_id"]] = event["attempt"]
        key = {"event_id": event["event_id"], "lease": event["lease"]}
        if event["mode"] == "offline" or self.ask is None or self.problem:
            self._ended.append(key | {"offline": event["reason"] or self.problem or "no_model"})
            return
        kind = kinds[event["kind"]]
        request = Request(
            event_id=event["event_id"],
            lease=event["lease"],
            kind=event["kind"],
            attempt=event["attempt"],
            model=event["model"],
            prompt_version=event["prompt_version"],
            instructions=kind["instructions"],
            input=event["input"],
            schema=kind["schema"],
            max_output_tokens=kind["max_output_tokens"],
        )
        task = group.create_task(self._answer(self.ask, request, key))
        self._asked[event["lease"]] = task

    async def _answer(self, ask: Ask, request: Request, key: Json) -> None:
        """One event's model call. Always ends in a completion."""
        completion: Json = {"release": True}
        try:
            reply = await ask(request)
            completion = reply.completion
            if reply.pause:
                self._paused_until = max(self._paused_until, time.monotonic() + reply.pause)
            if reply.unavailable and not self.problem:
                self.problem = reply.unavailable
                log.error("model_unavailable", problem=reply.unavailable)
            if reason := completion.get("reason") or completion.get("offline"):
                log.warning(
                    "model_gave_no_answer", event_id=request.event_id, attempt=request.attempt,
                    kind=request.kind, reason=reason, error=completion.get("error"),
                )  # fmt: skip
        finally:
            del self._asked[request.lease]
            self._ended.append(key | completion)
            self._wake.set()

    def _note(self, results: list[queries.Row]) -> None:
        for result in results:
            status, detail = result["status"], result["detail"]
            self.counts[f"by_{detail}" if status == "applied" else status] += 1
            attempt = self._attempts.pop(result["event_id"], None)
            say = log.debug if status in ("applied", "skipped", "released") else log.warning
            say("event_settled", event_id=result["event_id"], attempt=attempt, status=status)

    # ---------------------------------------------------------------- listening

    async def _listen(self) -> None:
        """Hear the doorbell and say that we live, on a connection of its own, for ever."""
        failures = 0
        while True:
            try:
                async with await AsyncConnection.connect(
                    self.settings.database_url,
                    autocommit=True,
                    application_name="salesflow agent: listener",
                    connect_timeout=10,
                ) as connection:
                    await _configure(connection)
                    model = self._model()
                    await queries.register_worker(
                        connection,
                        self.settings.worker,
                        model,
                        self.problem,
                        self.settings.heartbeat,
                    )
                    # first listen, then drain: what comes in between rings or is found
                    await queries.listen(connection)
                    log.info("worker_listening", worker=self.settings.worker, model=model)
                    failures = 0
                    self._ring()
                    self._ready.set()
                    await self._hear(connection)
                    self._is_unknown = False
            except psycopg.Error as problem:
                if not self._ready.is_set() and self.until_drained:
                    raise
                failures += 1
                log.warning("listener_lost", error=type(problem).__name__, sqlstate=_state(problem))
            await asyncio.sleep(_backoff(failures))

    async def _hear(self, connection: AsyncConnection[Any]) -> None:
        model = self._model()
        beat_at = time.monotonic() + self.settings.heartbeat
        while not self._is_unknown:
            # wakes up at least every second, so that news of ours get out soon
            wait = min(max(beat_at - time.monotonic(), 0), 1.0)
            async for _ in connection.notifies(timeout=wait, stop_after=1):
                self._ring()
            if time.monotonic() >= beat_at or model != self._model():
                beat_at = time.monotonic() + self.settings.heartbeat
                model = self._model()
                await queries.heartbeat(
                    connection, self.settings.worker, list(self._asked), model, self.problem
                )

    def _model(self) -> str | None:
        return self.settings.model if self.ask is not None and not self.problem else None

    def _ring(self) -> None:
        self._is_hungry = True
        self._wake.set()


async def _configure(connection: AsyncConnection[Any]) -> None:
    await queries.become_agent(connection)


def _state(problem: BaseException) -> str | None:
    return problem.sqlstate if isinstance(problem, psycopg.Error) else None


def _backoff(failures: int) -> float:
    """A pause in seconds, full jitter."""
    ceiling: float = min(0.1 * 2 ** min(failures, 12), LONGEST_BACKOFF)
    return random.uniform(0.02, ceiling)  # noqa: S311  jitter, not a secret
