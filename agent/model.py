"""Asks a language model, and tells apart all the ways in which it does not answer.

What comes back is a completion for salesflow.complete_events(): an answer, which is only a
proposal, or the reason why there is none. The queue owns all retries but one.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import openai
from openai import AsyncOpenAI

from agent.config import Settings

Json = dict[str, Any]

# A truncated answer is asked for once more with this many times the room.
MORE_ROOM = 4
# How long nobody is asked after a 429 that names no time, and at most, in seconds.
PAUSE = 1.0
LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class Request:
    """One event to be answered."""

    event_id: int
    lease: str
    kind: str
    attempt: int
    model: str
    prompt_version: int
    instructions: str
    input: Any
    schema: Json
    max_output_tokens: int


@dataclass(frozen=True)
class Reply:
    """completion: {answer} | {offline} | {error, reason, retry_after}, with {usage: [calls]}.

    pause: for how many seconds the model wants to be left alone;
    unavailable: why it should not be asked again at all.
    """

    completion: Json
    pause: float = 0
    unavailable: str | None = None


Ask = Callable[[Request], Awaitable[Reply]]


@dataclass(frozen=True)
class _Said:
    """What one call came to: outcome, and the text where there is one."""

    outcome: str
    text: str = ""
    tokens_in: int = 0
    tokens_cached: int = 0
    tokens_out: int = 0
    model: str | None = None


def client(settings: Settings) -> AsyncOpenAI:
    """A client for the configured server. The caller closes it."""
    key = settings.api_key.get_secret_value() if settings.api_key else ""
    return AsyncOpenAI(
        api_key=key or "none",  # servers of one's own often want none
        base_url=settings.base_url,
        timeout=settings.model_timeout,
        max_retries=0,
    )


async def ask(client: AsyncOpenAI, limit: float, request: Request) -> Reply:
    """Ask for the answer to one event. Never raises for what a model or a network can do.

    The whole takes no longer than `limit` seconds a call, of which there are two at most.
    """
    calls: list[Json] = []
    for room in (request.max_output_tokens, request.max_output_tokens * MORE_ROOM):
        started = time.monotonic()

        def record(said: _Said, started: float = started) -> None:
            calls.append(
                {
                    "model": said.model or request.model,
                    "prompt_version": request.prompt_version,
                    "tokens_in": said.tokens_in,
                    "tokens_cached": said.tokens_cached,
                    "tokens_out": said.tokens_out,
                    "latency_ms": round((time.monotonic() - started) * 1000),
                    "outcome": said.outcome,
                }
            )

        try:
            # the client's own limit is per read: a server that drips would never meet it
            async with asyncio.timeout(limit):
                said = await _call(client, request, room)
        except Exception as problem:
            reply = _failure(problem)
            record(_Said(str(reply.completion.get("reason") or reply.completion.get("offline"))))
            return Reply(reply.completion | {"usage": calls}, reply.pause, reply.unavailable)
        record(said)
        if said.outcome != "truncated":
            break
    return Reply(_judge(said) | {"usage": calls})


async def _call(client: AsyncOpenAI, request: Request, room: int) -> _Said:
    response = await client.chat.completions.create(
        model=request.model,
        max_completion_tokens=room,
        messages=[
            {"role": "system", "content": request.instructions},
            # data, not instructions: whatever it says, it is quoted
            {"role": "user", "content": json.dumps(request.input, ensure_ascii=False)},
        ],
        response_format={
            "type": "json_schema",
            "json_schema": {
                "name": request.kind.replace(".", "_")[:64],
                "strict": True,
                "schema": request.schema,
            },
        },
    )
    usage = response.usage
    details = usage.prompt_tokens_details if usage else None
    choice = response.choices[0] if response.choices else None
    if choice is None:
        outcome = "malformed"
    elif choice.message.refusal or choice.finish_reason == "content_filter":
        outcome = "refusal"
    elif choice.finish_reason == "length":
        outcome = "truncated"
    else:
        outcome = "answered"
    return _Said(
        outcome=outcome,
        text=(choice.message.content if choice else None) or "",
        tokens_in=usage.prompt_tokens if usage else 0,
        tokens_cached=(details.cached_tokens or 0) if details else 0,
        tokens_out=usage.completion_tokens if usage else 0,
        model=response.model,
    )


def _judge(said: _Said) -> Json:
    """The completion for what was said."""
    if said.outcome in ("refusal", "truncated"):
        return {"offline": said.outcome}  # asking again would not change it
    try:
        return {"answer": parse(said.text)}
    except (ValueError, RecursionError) as problem:
        return {"error": f"the answer is not JSON: {type(problem).__name__}", "reason": "malformed"}


def parse(text: str) -> Any:
    """JSON that PostgreSQL can hold: no NUL, no half surrogate, no infinite number.

    Raises ValueError (or RecursionError) for all else.
    """
    answer = json.loads(text)
    written = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    written.encode()  # a half surrogate raises here
    if "\\u0000" in written:
        raise ValueError("NUL")
    return answer


def _failure(problem: Exception) -> Reply:
    """The reply for an exception. Names class, status and code, never a message or a key."""
    match problem:
        case openai.AuthenticationError() | openai.PermissionDeniedError():
            return Reply({"offline": "unauthorized"}, unavailable="unauthorized")
        case openai.RateLimitError() if "insufficient_quota" in (problem.code, problem.type):
            return Reply({"offline": "quota"})
        case openai.RateLimitError():
            wait = _retry_after(problem)
            pause = min(PAUSE if wait is None else wait, LONGEST_PAUSE)
            return Reply(_error(problem, "rate_limited", wait), pause=pause)
        case openai.InternalServerError():
            return Reply(_error(problem, "server_error", _retry_after(problem)))
        case openai.APITimeoutError() | TimeoutError():
            return Reply(_error(problem, "timeout"))
        case openai.APIConnectionError():
            return Reply(_error(problem, "connection"))
        case openai.APIResponseValidationError() | json.JSONDecodeError():
            return Reply(_error(problem, "malformed"))
        case openai.APIStatusError():
            return Reply(_error(problem, "rejected_request"))
        case _:
            return Reply(_error(problem, "error"))


def _error(problem: Exception, reason: str, retry_after: float | None = None) -> Json:
    said = type(problem).__name__
    if isinstance(problem, openai.APIStatusError):
        said = " ".join(filter(None, [f"HTTP {problem.status_code}", said, problem.code]))
    completion: Json = {"error": said, "reason": reason}
    return completion if retry_after is None else completion | {"retry_after": retry_after}


def _retry_after(problem: openai.APIStatusError) -> float | None:
    """Seconds the server wants us to wait, where it says so in seconds."""
    headers = problem.response.headers
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(float(headers[name]) * unit, 0.0)
        except (KeyError, ValueError):
            continue
    return None
