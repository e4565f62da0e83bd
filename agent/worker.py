"""The daemon: listens, claims, asks, hands in. Carries messages; knows no kind of event.

One task pumps: whatever attempts ended meanwhile go back in one round trip that also brings new
work (salesflow.exchange), so that batches form by themselves under load. One task listens for the
doorbell and says that we live. Each event that a model answers is a task of its own, during which
neither a connection nor a transaction is held.

Nothing here needs to be remembered: whoever is killed leaves leases behind that others take over,
and a completion sent twice, or too late, is refused by its lease. While we live, an answer that was
paid for is kept until the database takes it. One that is refused alone, again and again, while the
database takes everything else, is its event's own fault: then it is handed in as a failure. What an
outage refuses, it refuses as a failure, too; so an outage costs nobody an attempt.
"""

from __future__ import annotations

import asyncio
import json
import random
import secrets
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any
from uuid import UUID, uuid4

import psycopg
import structlog
from psycopg import AsyncConnection

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
# Refusals alone before an event can be to blame.
STRIKES = 3
# Completions handed in alone at a time, each on a connection of its own.
ALONE = 4
# For how long events come without their input after a context function failed, in seconds.
BARE = 60.0


@dataclass(frozen=True)
class Done:
    """How an attempt ended, as JSON; sent as it is however often it takes."""

    event_id: int
    lease: str
    attempt: int
    usage: Any
    text: str

    def instead(self, said: Json) -> Done:
        """Another end of the same attempt, paid for all the same."""
        return _done(self.event_id, self.lease, self.attempt, said | {"usage": self.usage})


@dataclass
class Worker:
    """A daemon's state. `ask` is None where there is no model."""

    settings: Settings
    ask: Ask | None
    problem: str | None = None
    until_drained: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    _name: str = ""
    _instance: UUID = field(default_factory=uuid4)
    # leases of ours, from the claim until the database has said what became of them
    _held: set[str] = field(default_factory=set)
    _asked: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _ended: list[Done] = field(default_factory=list)
    _alone: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _suspects: set[str] = field(default_factory=set)
    _door: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(ALONE))
    _connection: AsyncConnection[Any] | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _ready: asyncio.Event = field(default_factory=asyncio.Event)
    _is_hungry: bool = True
    _is_stopping: bool = False
    _is_unknown: bool = False
    _is_doubtful: bool = False
    _bare_until: float = 0.0
    _paused_until: float = 0.0
    _recheck_at: float = 0.0
    _due_at: float | None = None
    _looks: Iterator[float] = field(default_factory=lambda: iter(()))

    async def run(self) -> None:
        """Work until stopped, or until nothing is due.

        Raises psycopg.Error (in an ExceptionGroup) when a worker of our name is running, or, until
        drained, when the database refuses us from the start.
        """
        self._name = self.settings.worker
        async with asyncio.TaskGroup() as group:
            listener = group.create_task(self._listen())
            await self._ready.wait()
            try:
                await self._pump(group)
            finally:
                listener.cancel()
                self._give_back()
                with suppress(psycopg.Error, TimeoutError, OSError):
                    async with asyncio.timeout(5), self._connected() as connection:
                        held = await queries.stop_worker(connection, self._name)
                        log.info("worker_stopped", given_back=held, **self.counts)
                if self._connection is not None:
                    await self._connection.close()

    def stop(self) -> None:
        """Claim no more; finish what is asked already, or give it back."""
        self._is_stopping = True
        self._ready.set()
        asyncio.get_running_loop().call_later(self.settings.grace, self._give_back)
        self._wake.set()

    def _give_back(self) -> None:
        for task in (*self._asked.values(), *self._alone.values()):
            task.cancel()

    # ------------------------------------------------------------------ working

    async def _pump(self, group: asyncio.TaskGroup) -> None:
        failures = 0
        while not (self._is_stopping and not (self._asked or self._ended or self._alone)):
            room = self._room()
            if not self._ended and not (room and self._is_hungry):
                if self.until_drained and not (self._asked or self._alone or self._paused_for()):
                    return
                await self._sleep()
                continue
            ended, self._ended = self._ended, []
            self._is_hungry = False
            try:
                await self._exchange(ended, room, group)
                failures = 0
            except Exception as problem:
                # Whatever it was, it is not the end of the daemon: what has not arrived is sent
                # again, and had it arrived, the second time it is refused.
                open_ = self._held - self._alone.keys()
                self._ended = [done for done in ended if done.lease in open_] + self._ended
                self._is_hungry = True
                failures += 1
                log.warning(
                    "exchange_failed",
                    error=type(problem).__name__,
                    sqlstate=queries.state(problem),
                )
                if self._is_stopping and failures > 3:
                    return
                await asyncio.sleep(_backoff(failures))
                if not self._is_stopping:
                    # first the listener says what we hold, lest we take it from ourselves
                    await self._ready.wait()

    def _room(self) -> int:
        """How many events to ask for now."""
        if self._is_stopping or self._paused_for():
            return 0
        if self._model() is None:
            return RULES_BATCH
        return (1 if self._is_doubtful else self.settings.concurrency) - len(self._asked)

    def _paused_for(self) -> float:
        """Seconds for which the model wants to be left alone."""
        return max(self._paused_until - time.monotonic(), 0)

    def _model(self) -> str | None:
        """The model we ask, while it is to be had."""
        if self.ask is None:
            return None
        if self.problem and time.monotonic() >= self._recheck_at:
            self.problem, self._is_doubtful = None, True  # one call tells
        return None if self.problem else self.settings.model

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

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection[Any]]:
        """The pump's own connection, made anew when it is lost."""
        if self._connection is None or self._connection.closed:
            self._connection = await queries.connect(self.settings.database_url, "salesflow agent")
        yield self._connection

    async def _exchange(self, ended: list[Done], room: int, group: asyncio.TaskGroup) -> None:
        """One round trip; where that fails, completions one by one, and events without input."""
        async with self._connected() as connection:
            if self._suspects.isdisjoint(done.lease for done in ended):
                try:
                    await self._together(connection, ended, room, group)
                    return
                except psycopg.Error as problem:
                    if queries.state(problem) == queries.NOT_REGISTERED:
                        self._is_unknown = True
                        self._ready.clear()
                        raise
                    if connection.closed or connection.broken:
                        # any of them may have brought it down
                        self._suspects.update(done.lease for done in ended)
                        raise
                    log.warning("batch_refused", sqlstate=queries.state(problem), size=len(ended))
                    if not ended:
                        if time.monotonic() < self._bare_until:
                            raise  # it is no context function
                        self._bare_until = time.monotonic() + BARE
            for done in ended:
                await self._by_itself(connection, done, group)
            await self._together(connection, [], room, group)

    async def _together(
        self,
        connection: AsyncConnection[Any],
        ended: list[Done],
        room: int,
        group: asyncio.TaskGroup,
    ) -> None:
        got = await queries.exchange(
            connection,
            self._name,
            [done.text for done in ended],
            room,
            time.monotonic() >= self._bare_until,
        )
        self._note(ended, got.results)
        for event in got.events:
            self._start(event, got.kinds, group)
        if room:
            self._plan_next_look(got)

    def _plan_next_look(self, got: queries.Exchange) -> None:
        self._due_at = None if got.next_due_in is None else time.monotonic() + got.next_due_in
        if not got.is_drained:
            self._is_hungry = True
        if got.events or self._is_hungry:
            self._looks = chain(SOON, repeat(self.settings.poll))

    async def _by_itself(
        self, connection: AsyncConnection[Any], done: Done, group: asyncio.TaskGroup
    ) -> None:
        """A completion alone: what the database cannot take now is kept and tried again apart."""
        try:
            got = await queries.exchange(connection, self._name, [done.text], 0)
        except psycopg.Error as problem:
            if done.lease not in self._alone:
                task = group.create_task(self._insist(done, problem))
                self._alone[done.lease] = task
            if connection.closed or connection.broken:
                raise
            return
        self._note([done], got.results)

    async def _insist(self, done: Done, problem: psycopg.Error) -> None:
        """Hand in one completion alone, until the database takes it, or its failure."""
        blame = _Blame(self.settings.patience)
        blame.add(problem)
        try:
            while True:
                await asyncio.sleep(_backoff(blame.refusals))
                said = f"refused by the database: {queries.state(problem) or 'connection lost'}"
                failure = done.instead({"error": said, "reason": "refused"})
                for attempt in (done, failure) if blame.is_proven() else (done,):
                    try:
                        async with self._apart() as connection:
                            got = await queries.exchange(connection, self._name, [attempt.text], 0)
                        self._note([done], got.results)
                        return
                    except psycopg.Error as again:
                        problem = again
                        blame.add(problem)
                        log.warning(
                            "completion_refused",
                            event_id=done.event_id,
                            sqlstate=queries.state(problem),
                            refusals=blame.refusals,
                        )
        except asyncio.CancelledError:
            self._ended.append(done.instead({"release": True}))
        finally:
            del self._alone[done.lease]
            self._wake.set()

    @asynccontextmanager
    async def _apart(self) -> AsyncIterator[AsyncConnection[Any]]:
        """A connection for one event alone, which may bring it down. Raises Unreachable."""
        async with self._door:
            try:
                connection = await queries.connect(
                    self.settings.database_url, "salesflow agent: alone"
                )
            except (psycopg.Error, OSError) as problem:
                raise Unreachable from problem
            async with connection:
                yield connection

    # ------------------------------------------------------------------- asking

    def _start(
        self, event: queries.Row, kinds: dict[str, queries.Row], group: asyncio.TaskGroup
    ) -> None:
        lease = event["lease"]
        self._held.add(lease)
        if event["model"] is None or self.ask is None or self.problem:
            said = {"offline": event["reason"] or self.problem or "no_model"}
            self._ended.append(_done(event["event_id"], lease, event["attempt"], said))
            return
        task = group.create_task(self._answer(self.ask, event, kinds[event["kind"]]))
        self._asked[lease] = task

    async def _answer(self, ask: Ask, event: queries.Row, kind: queries.Row) -> None:
        """One event's model call. Always ends in a completion."""
        completion: Json | None = {"release": True}
        try:
            text = event["input"] if event["input"] is not None else await self._render(event)
            if text is None:
                completion = None
                return
            request = Request(
                event_id=event["event_id"],
                lease=event["lease"],
                kind=event["kind"],
                attempt=event["attempt"],
                model=event["model"],
                prompt_version=kind["prompt_version"],
                instructions=kind["instructions"],
                input=text,
                schema=kind["schema"],
                max_output_tokens=kind["max_output_tokens"],
            )
            reply = await ask(request)
            completion = reply.completion
            if reply.pause:
                self._paused_until = max(self._paused_until, time.monotonic() + reply.pause)
            self._is_doubtful = False
            if reply.unavailable:
                self.problem = reply.unavailable
                self._recheck_at = time.monotonic() + self.settings.recheck
                log.error("model_unavailable", problem=reply.unavailable)
            if reason := completion.get("reason") or completion.get("offline"):
                log.warning(
                    "model_gave_no_answer", event_id=request.event_id, attempt=request.attempt,
                    kind=request.kind, reason=reason, error=completion.get("error"),
                )  # fmt: skip
        except Exception as problem:
            # no event may end the daemon: it fails, and is counted
            completion = {"error": type(problem).__name__, "reason": "error"}
            if isinstance(problem, psycopg.Error):
                said = f"context: {queries.state(problem) or 'connection lost'}"
                completion = {"error": said, "reason": "context"}
            log.error("attempt_failed", event_id=event["event_id"], error=type(problem).__name__)
        finally:
            del self._asked[event["lease"]]
            if completion is None:
                self._held.discard(event["lease"])
            else:
                key = event["event_id"], event["lease"], event["attempt"]
                self._ended.append(_done(*key, completion))
            self._wake.set()

    async def _render(self, event: queries.Row) -> str | None:
        """The input of an event that came bare. Raises psycopg.Error when it is to blame."""
        blame = _Blame(self.settings.patience)
        while True:
            try:
                async with self._apart() as connection:
                    return await queries.render_event(connection, event["event_id"], event["lease"])
            except psycopg.Error as problem:
                blame.add(problem)
                if blame.is_proven():
                    raise
            await asyncio.sleep(_backoff(blame.refusals))

    def _note(self, ended: list[Done], results: list[queries.Row]) -> None:
        for done, result in zip(ended, results, strict=True):
            self._held.discard(done.lease)
            self._suspects.discard(done.lease)
            status, detail = result["status"], result["detail"]
            self.counts[f"by_{detail}" if status == "applied" else status] += 1
            say = log.debug if status in ("applied", "skipped", "released") else log.warning
            say("event_settled", event_id=done.event_id, attempt=done.attempt, status=status)

    # ---------------------------------------------------------------- listening

    async def _listen(self) -> None:
        """Hear the doorbell and say that we live, on a connection of its own, for ever."""
        failures = 0
        has_registered = False
        while True:
            try:
                async with await queries.connect(
                    self.settings.database_url, "salesflow agent: listener"
                ) as connection:
                    model = self._model()
                    await queries.register_worker(
                        connection,
                        self._name,
                        model,
                        self.problem,
                        self.settings.heartbeat,
                        self._instance,
                    )
                    has_registered = True
                    self._is_unknown = False
                    await self._beat(connection)
                    # first listen, then drain: what comes in between rings or is found
                    await queries.listen(connection)
                    log.info("worker_listening", worker=self._name, model=model)
                    failures = 0
                    self._ring()
                    self._ready.set()
                    await self._hear(connection)
            except Exception as problem:
                # a listener that dies would leave a daemon that is deaf and counts as dead
                if queries.state(problem) == queries.NAME_IN_USE:
                    if not has_registered:
                        raise
                    # it took our name while we were away: what we held under it is gone
                    self._name = f"{self.settings.worker}~{secrets.token_hex(3)}"
                elif not has_registered and self.until_drained:
                    raise
                failures += 1
                log.warning(
                    "listener_lost", error=type(problem).__name__, sqlstate=queries.state(problem)
                )
            self._ready.clear()
            if self._is_stopping:
                self._ready.set()
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
                await self._beat(connection)

    async def _beat(self, connection: AsyncConnection[Any]) -> None:
        model = self._model()
        await queries.heartbeat(connection, self._name, list(self._held), model, self.problem)

    def _ring(self) -> None:
        self._is_hungry = True
        self._wake.set()


class Unreachable(psycopg.Error):
    """There was no connection to try it on: nobody's fault."""


@dataclass
class _Blame:
    """Whether an event, and not an outage, is why the database refuses it alone.

    An error that says so counts at once; a connection that ended over it after STRIKES times; what
    an outage raises (a lock, memory, a time limit) only when it went on for `patience` seconds.
    """

    patience: float
    refusals: int = 0
    _strikes: int = 0
    _losses: int = 0
    _since: float = 0.0
    _is_certain: bool = False

    def add(self, problem: psycopg.Error) -> None:
        self.refusals += 1
        if isinstance(problem, Unreachable):
            return
        self._strikes += 1
        self._since = self._since or time.monotonic()
        self._losses += queries.state(problem) is None
        self._is_certain = not queries.is_outage(problem)

    def is_proven(self) -> bool:
        if self._is_certain or self._losses >= STRIKES:
            return True
        return self._strikes >= STRIKES and time.monotonic() - self._since >= self.patience


def _done(event_id: int, lease: str, attempt: int, said: Json) -> Done:
    key = {"event_id": event_id, "lease": lease}
    try:
        text = json.dumps(key | said, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as problem:
        said = {"error": f"cannot be written: {type(problem).__name__}", "reason": "malformed"}
        text = json.dumps(key | said)
    return Done(event_id, lease, attempt, said.get("usage"), text)


def _backoff(failures: int) -> float:
    """A pause in seconds, full jitter."""
    ceiling: float = min(0.1 * 2 ** min(failures, 12), LONGEST_BACKOFF)
    return random.uniform(0.02, ceiling)  # noqa: S311  jitter, not a secret
