"""The SQL of reading messages: named calls, each one statement."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from psycopg import Connection

Record = dict[str, Any]


def score_signals(connection: Connection[Record], messages: Sequence[Record]) -> list[Record]:
    """score_signals(): {family, label, language, expected, found, right, precision, recall, f1}."""
    return connection.execute(
        "select * from public.score_signals(%s)", (json.dumps(messages),)
    ).fetchall()


def trial_scores(connection: Connection[Record]) -> list[Record]:
    """trial_scores(): the same figures by cross-validation, of the published classifier."""
    return connection.execute("select * from public.trial_scores()").fetchall()
