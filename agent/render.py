"""A rep's morning in the terminal."""

from __future__ import annotations

from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from agent.text import clean, language

Document = dict[str, Any]

# Headings only: every sentence comes said from the database, in the language of the plan's user.
WORDS = {
    "en": {
        "nothing": "Nothing to do first today.",
        "why": "Why",
        "how": "How",
        "say": "Say",
        "quote": "“{}”",
        "done": "done",
        "quick_wins": "Quick wins",
        "risks": "At risk",
        "goals": "This month",
    },
    "de": {
        "nothing": "Heute drängt nichts.",
        "why": "Warum",
        "how": "Wie",
        "say": "Text",
        "quote": "„{}“",
        "done": "erledigt",
        "quick_wins": "Schnelle Erfolge",
        "risks": "In Gefahr",
        "goals": "Dieser Monat",
    },
}
COLOURS = {
    "critical": "bold red",
    "high": "bold yellow",
    "medium": "bold cyan",
    "low": "bold green",
}


def priority(item: Document, words: dict[str, str]) -> RenderableType:
    """One priority of ``get_daily_plan()`` as a panel: what, why, how, and what to say."""
    done = item.get("status") == "completed"
    how = Text(clean(item["contact_text"]))
    if item.get("company") and item["company"] != item["lead_name"]:
        how.append(f" · {clean(item['company'])}", "dim")
    stake = Text(clean(item["win_probability_text"]), "bold")
    stake.append(f" · {clean(item['expected_value_text'])}", "dim")
    lines = Table.grid(padding=(0, 2))
    lines.add_row(Text(words["why"], "dim"), Text(clean(item["reasoning"])))
    lines.add_row(Text(words["how"], "dim"), how)
    script = words["quote"].format(item["suggested_script"])
    lines.add_row(Text(words["say"], "dim"), Text(clean(script), "italic"))
    lines.add_row(Text(), stake)
    title = Text(f" {item['position']} ")
    title.append(clean(item["urgency_text"]), COLOURS.get(item["urgency"], "bold"))
    title.append(" " + clean(item["action"]) + " ", "bold strike" if done else "bold")
    if done:
        title.append(f"✓ {words['done']} ", "green")
    return Panel(lines, title=title, title_align="left", border_style="dim", padding=(0, 1))


def listing(title: str, items: list[str], bullet: str, style: str) -> list[RenderableType]:
    """A headed list of texts; nothing where there are none."""
    if not items:
        return []
    lines = Table.grid(padding=(0, 1))
    for item in items:
        lines.add_row(Text(f"  {bullet}", style), Text(clean(item)))
    return [Text(title, "bold"), lines, Text()]


def plan(document: Document) -> RenderableType:
    """A whole plan, as ``get_daily_plan()`` returns it, in the language of its user."""
    words = WORDS[language(document["locale"])]
    headline = Text(clean(document["greeting_text"]), "bold")
    headline.append("  " + clean(document["plan_date_text"]), "dim")
    parts: list[RenderableType] = [Rule(headline, align="left", style="dim")]
    if document.get("strategic_insights"):
        parts.append(Padding(Text(clean(document["strategic_insights"])), (0, 0, 1, 0)))
    items = document["top_3_priorities"]
    parts.extend(priority(item, words) for item in items)
    if not items:
        parts.append(Text(words["nothing"], "dim"))
    parts.append(Text())
    parts.extend(listing(words["quick_wins"], document["quick_wins"], "+", "green"))
    parts.extend(listing(words["risks"], document["risks"], "!", "red"))
    parts.extend(listing(words["goals"], document["goal_progress_text"], "•", "blue"))
    parts.append(Text(clean(f"{document['progress_text']} · {document['source_text']}"), "dim"))
    return Group(*parts)


def show(document: Document, console: Console | None = None) -> None:
    """Prints a plan; width and colour follow the terminal."""
    (console or Console(highlight=False)).print(plan(document))
