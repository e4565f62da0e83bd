"""Asks a language model, and tells apart all the ways in which it does not answer.

What comes back is a completion for salesflow.complete_events(): an answer, which is only a
proposal, or the reason why there is none. The queue owns all retries but one.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import openai
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from agent.config import Settings

Json = dict[str, Any]

# A truncated answer is asked for once more with this many times the room.
MORE_ROOM = 4
# How long nobody is asked after a 429 that names no time, and at most, in seconds.
PAUSE = 1.0
LONGEST_PAUSE = 60.0
# What no answer of ours comes near: levels of JSON, characters of text, bytes of a response.
DEEPEST = 100
LONGEST = 1_000_000
LARGEST = 20_000_000


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
    input: str  # JSON
    schema: Json
    max_output_tokens: int


@dataclass(frozen=True)
class Reply:
    """completion: {answer} | {offline} | {error, reason, retry_after}, with {usage: [calls]}.

    pause: for how many seconds the model wants to be left alone;
    unavailable: why it should not be asked again before somebody did something about it.
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
    http = DefaultAsyncHttpxClient(event_hooks={"response": [_limit_size]})
    return AsyncOpenAI(
        http_client=http,
        api_key=key or "none",  # servers of one's own often want none
        base_url=settings.base_url,
        timeout=settings.model_timeout,
        max_retries=0,
    )


async def ask(client: AsyncOpenAI, limit: float, request: Request) -> Reply:
    """Ask for the answer to one event. Whatever a model or a network does is a reply.

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
            {"role": "user", "content": request.input},
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
    # The client takes over what it is sent without a look at its types.
    usage: Any = response.usage
    details = getattr(usage, "prompt_tokens_details", None)
    choices: Any = response.choices
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = getattr(choice, "message", None)
    content = getattr(message, "content", None)
    finish_reason = getattr(choice, "finish_reason", None)
    if getattr(message, "refusal", None) or finish_reason == "content_filter":
        outcome = "refusal"
    elif finish_reason == "length":
        outcome = "truncated"
    elif isinstance(content, str):
        outcome = "answered"
    else:
        outcome = "malformed"
    model: Any = response.model
    is_name = isinstance(model, str) and model.isprintable() and len(model) < 200
    return _Said(
        outcome=outcome,
        text=content if isinstance(content, str) else "",
        tokens_in=_count(getattr(usage, "prompt_tokens", 0)),
        tokens_cached=_count(getattr(details, "cached_tokens", 0)),
        tokens_out=_count(getattr(usage, "completion_tokens", 0)),
        model=model if is_name else None,
    )


def _count(value: Any) -> int:
    """A number of tokens as reported, held to what one can be."""
    return min(max(value, 0), 2**31 - 1) if isinstance(value, int) else 0


async def _limit_size(response: Any) -> None:
    """Called before the body is read: no more of it is than we can hold many times over."""
    whole = response.stream

    async def chunks() -> AsyncIterator[bytes]:
        size = 0
        async for chunk in whole:
            size += len(chunk)
            if size > LARGEST:
                raise ValueError("the response has no end")
            yield chunk

    class Limited(type(whole)):  # type: ignore[misc]
        def __init__(self) -> None:
            pass

        def __aiter__(self) -> AsyncIterator[bytes]:
            return chunks()

        async def aclose(self) -> None:
            await whole.aclose()

    response.stream = Limited()


def _judge(said: _Said) -> Json:
    """The completion for what was said."""
    if said.outcome in ("refusal", "truncated"):
        return {"offline": said.outcome}  # asking again would not change it
    try:
        return {"answer": parse(said.text)}
    except (ValueError, RecursionError) as problem:
        return {"error": f"the answer is not JSON: {type(problem).__name__}", "reason": "malformed"}


def parse(text: str) -> Any:
    """JSON that PostgreSQL and its checker can hold.

    No NUL, no half surrogate, no infinite number, neither endless nor bottomless.
    Raises ValueError (or RecursionError) for all else.
    """
    if len(text) > LONGEST:
        raise ValueError("too long")
    answer = json.loads(text)
    level, depth = [answer], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise ValueError("too deep")
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    written = json.dumps(answer, ensure_ascii=False, allow_nan=False)
    written.encode()  # a half surrogate raises here
    if "\\u0000" in written:
        raise ValueError("NUL")
    return answer


def _failure(problem: Exception) -> Reply:
    """The reply for an exception. Names class, status and code, never a message or a key."""
    match problem:
        case openai.AuthenticationError():
            return Reply({"offline": "unauthorized"}, unavailable="unauthorized")
        case openai.PermissionDeniedError():
            return Reply({"offline": "forbidden"})  # this event, this model: others may pass
        case openai.RateLimitError() if "insufficient_quota" in (problem.code, problem.type):
            return Reply({"offline": "quota"}, unavailable="quota")
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
