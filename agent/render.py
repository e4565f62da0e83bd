"""A rep's morning in the terminal."""

from __future__ import annotations

from datetime import date
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from agent.text import clean, language

Document = dict[str, Any]

WORDS = {
    "en": {
        "morning": "Good morning, {name}",
        "weekdays": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "months": (
            "January February March April May June July August September October November December"
        ).split(),
        "date": "{weekday}, {day} {month} {year}",
        "nothing": "Nothing to do first today.",
        "why": "Why",
        "how": "How",
        "say": "Say",
        "quote": "“{}”",
        "channel": {
            "phone": "by telephone",
            "email": "by e-mail",
            "whatsapp": "on WhatsApp",
            "sms": "by text message",
            "linkedin": "on LinkedIn",
            "meeting": "in person",
        },
        "no_channel": "no telephone or e-mail known: find one first",
        "at": "at {time}",
        "chance": "{percent} % to win",
        "worth": "{value} expected from acting today",
        "urgency": {"critical": "NOW", "high": "TODAY", "medium": "SOON", "low": "WHEN FREE"},
        "done": "done",
        "quick_wins": "Quick wins",
        "risks": "At risk",
        "goals": "This month",
        "won": "{count} won ({revenue})",
        "pipeline": "{value} in the pipeline, {expected} to be expected",
        "rate": "{percent} % of the deals decided in the last {days} days were won",
        "progress": "{completed} of {total} done",
        "by_model": "worded by the model, every number by the database",
        "by_rules": "by rules, without a model",
    },
    "de": {
        "morning": "Guten Morgen, {name}",
        "weekdays": (
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ),
        "months": (
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
        ).split(),
        "date": "{weekday}, {day}. {month} {year}",
        "nothing": "Heute drängt nichts.",
        "why": "Warum",
        "how": "Wie",
        "say": "Text",
        "quote": "„{}“",
        "channel": {
            "phone": "telefonisch",
            "email": "per E-Mail",
            "whatsapp": "per WhatsApp",
            "sms": "per SMS",
            "linkedin": "über LinkedIn",
            "meeting": "persönlich",
        },
        "no_channel": "weder Telefon noch E-Mail bekannt: zuerst herausfinden",
        "at": "um {time}",
        "chance": "{percent} % Gewinnchance",
        "worth": "{value} Erwartungswert, wenn Sie heute handeln",
        "urgency": {"critical": "JETZT", "high": "HEUTE", "medium": "BALD", "low": "WENN ZEIT IST"},
        "done": "erledigt",
        "quick_wins": "Schnelle Erfolge",
        "risks": "In Gefahr",
        "goals": "Dieser Monat",
        "won": "{count} gewonnen ({revenue})",
        "pipeline": "{value} in der Pipeline, davon {expected} zu erwarten",
        "rate": "{percent} % der in den letzten {days} Tagen entschiedenen Geschäfte gewonnen",
        "progress": "{completed} von {total} erledigt",
        "by_model": "Worte vom Modell, jede Zahl aus der Datenbank",
        "by_rules": "nach Regeln, ohne Modell",
    },
}
COLOURS = {
    "critical": "bold red",
    "high": "bold yellow",
    "medium": "bold cyan",
    "low": "bold green",
}


def money(amount: float, currency: str | None, lang: str) -> str:
    """Whole units with the grouping of the language, for example ``12.000 EUR``."""
    grouped = f"{amount:,.0f}"
    return f"{grouped.replace(',', '.') if lang == 'de' else grouped} {currency or ''}".rstrip()


def long_date(day: date, lang: str) -> str:
    """A date in words: ``Monday, 23 November 2026``."""
    words: Any = WORDS[lang]
    return str(
        words["date"].format(
            weekday=words["weekdays"][day.weekday()],
            day=day.day,
            month=words["months"][day.month - 1],
            year=day.year,
        )
    )


def priority(item: Document, lang: str) -> RenderableType:
    """One priority of ``get_daily_plan()`` as a panel: what, why, how, and what to say."""
    words: Any = WORDS[lang]
    done = item.get("status") == "completed"
    script = words["quote"].format(item["suggested_script"])
    stake = Text(words["chance"].format(percent=round(item["win_probability"] * 100)), "bold")
    worth = words["worth"].format(value=money(item["expected_value"], item["currency"], lang))
    stake.append(f" · {worth}", "dim")
    lines = Table.grid(padding=(0, 2))
    lines.add_row(Text(words["why"], "dim"), Text(clean(item["reasoning"])))
    channel = words["channel"].get(item["channel"], item["channel"])
    time = words["at"].format(time=item["optimal_time"])
    how = Text(f"{clean(channel)} {time}" if channel else words["no_channel"])
    if item.get("company") and item["company"] != item["lead_name"]:
        how.append(f" · {clean(item['company'])}", "dim")
    lines.add_row(Text(words["how"], "dim"), how)
    lines.add_row(Text(words["say"], "dim"), Text(clean(script), "italic"))
    lines.add_row(Text(), stake)
    title = Text(f" {item['position']} ")
    title.append(words["urgency"][item["urgency"]], COLOURS[item["urgency"]])
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


def goals(progress: Document, lang: str) -> list[RenderableType]:
    """The month so far: won, pipeline, conversion."""
    words: Any = WORDS[lang]
    currency = progress.get("currency")
    lines = [
        words["won"].format(
            count=progress["deals_closed_this_month"],
            revenue=money(progress["revenue_this_month"], currency, lang),
        ),
        words["pipeline"].format(
            value=money(progress["pipeline_value"], currency, lang),
            expected=money(progress["expected_pipeline_value"], currency, lang),
        ),
    ]
    if progress.get("conversion_rate") is not None:
        percent = round(progress["conversion_rate"] * 100)
        lines.append(words["rate"].format(percent=percent, days=progress["conversion_days"]))
    return listing(words["goals"], lines, "•", "blue")


def plan(document: Document) -> RenderableType:
    """A whole plan, as ``get_daily_plan()`` returns it, in the language of its user."""
    lang = language(document["locale"])
    words: Any = WORDS[lang]
    name = clean(document["user_name"]).split(" ")[0]
    headline = Text(words["morning"].format(name=name), "bold")
    headline.append("  " + long_date(date.fromisoformat(document["plan_date"]), lang), "dim")
    parts: list[RenderableType] = [Rule(headline, align="left", style="dim")]
    if document.get("strategic_insights"):
        parts.append(Padding(Text(clean(document["strategic_insights"])), (0, 0, 1, 0)))
    items = document["top_3_priorities"]
    parts.extend(priority(item, lang) for item in items)
    if not items:
        parts.append(Text(words["nothing"], "dim"))
    parts.append(Text())
    parts.extend(listing(words["quick_wins"], document["quick_wins"], "+", "green"))
    parts.extend(listing(words["risks"], document["risks"], "!", "red"))
    parts.extend(goals(document["goal_progress"], lang))
    source = words["by_model" if document["source"] == "model" else "by_rules"]
    progress = words["progress"].format(
        completed=document["actions_completed"], total=document["actions_total"]
    )
    parts.append(Text(f"{progress} · {source}", "dim"))
    return Group(*parts)


def show(document: Document, console: Console | None = None) -> None:
    """Prints a plan; width and colour follow the terminal."""
    (console or Console(highlight=False)).print(plan(document))
