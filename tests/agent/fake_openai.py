"""An OpenAI-compatible server on loopback that speaks the real protocol and can misbehave.

Every request is checked against OpenAI's published schema where that is at hand (SALESFLOW_DATA,
or ../shared/data beside the checkout); what violates it is answered with 400 and remembered.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

Json = dict[str, Any]
Behaviour = Callable[[Json], Response]

_DATA = Path(os.environ.get("SALESFLOW_DATA", Path(__file__).parents[3] / "shared" / "data"))
SPEC = _DATA / "openai_spec" / "openapi_cut.json"


@cache
def _validator() -> jsonschema.Draft202012Validator | None:
    if not SPEC.exists():
        return None
    spec = json.loads(SPEC.read_text())
    reference = {"$ref": "#/components/schemas/CreateChatCompletionRequest"}
    return jsonschema.Draft202012Validator(spec | reference)


def _json(body: Json, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(json.dumps(body), status, headers, mimetype="application/json")


def _completion(request: Json, message: Json, finish_reason: str = "stop") -> Response:
    return _json(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": request["model"],
            "choices": [
                {
                    "index": 0,
                    "finish_reason": finish_reason,
                    "logprobs": None,
                    "message": {"role": "assistant", "content": None, "refusal": None} | message,
                }
            ],
            "usage": {
                "prompt_tokens": 100,
                "completion_tokens": 10,
                "total_tokens": 110,
                "prompt_tokens_details": {"cached_tokens": 40},
            },
        }
    )


def answer(value: Any) -> Behaviour:
    return lambda request: _completion(request, {"content": json.dumps(value)})


def text(content: str | None, finish_reason: str = "stop") -> Behaviour:
    return lambda request: _completion(request, {"content": content}, finish_reason)


def refusal(request: Json) -> Response:
    return _completion(request, {"refusal": "I would rather not."})


def truncated(request: Json) -> Response:
    return _completion(request, {"content": '{"word": "unfin'}, "length")


def no_choice(request: Json) -> Response:
    return _json(
        {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": []}
    )


def broken_body(request: Json) -> Response:
    return Response('{"id": "chatcm', mimetype="application/json")


def error(status: int, code: str | None = None, headers: dict[str, str] | None = None) -> Behaviour:
    body = {"error": {"message": "secret-in-message", "type": code, "code": code, "param": None}}
    return lambda request: _json(body, status, headers)


def slow(seconds: float, then: Behaviour) -> Behaviour:
    def behave(request: Json) -> Response:
        time.sleep(seconds)  # the server's, not the test's
        return then(request)

    return behave


@dataclass
class FakeOpenAI:
    """`script` is used up call by call; after that every call gets `default`."""

    default: Behaviour
    script: list[Behaviour] = field(default_factory=list)
    requests: list[Json] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    url: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def handle(self, http: Request) -> Response:
        request = json.loads(http.get_data())
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            self.requests.append(request)
            behave = self.script.pop(0) if self.script else self.default
        try:
            validator = _validator()
            found = [e.message for e in validator.iter_errors(request)] if validator else []
            if not http.headers.get("Authorization", "").startswith("Bearer "):
                found.append("no bearer token")
            if found:
                self.violations += found
                return error(400, "invalid_request")(request)
            return behave(request)
        finally:
            with self._lock:
                self.at_once -= 1


@contextmanager
def fake_openai(default: Behaviour | None = None) -> Iterator[FakeOpenAI]:
    """A running server. Its requests have met OpenAI's schema, or the context ends in an error."""
    fake = FakeOpenAI(default or answer({"word": "model"}))
    with HTTPServer(host="127.0.0.1", port=0, threaded=True) as server:
        server.expect_request("/v1/chat/completions", method="POST").respond_with_handler(
            fake.handle
        )
        server.expect_request("/v1/models/test-model").respond_with_json(
            {"id": "test-model", "object": "model", "created": 1, "owned_by": "us"}
        )
        server.expect_request("/v1/models/forbidden").respond_with_json({"error": {}}, status=401)
        fake.url = server.url_for("/v1")
        yield fake
    assert fake.violations == []
