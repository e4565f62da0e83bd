"""The queries of the deployment guide run here word for word.

Left out: its third dashboard query, which no PostgreSQL can run (round(double precision,
integer) does not exist); dashboard_status_velocity stands in for it.
"""

from __future__ import annotations

import psycopg
import pytest

from tests.analytics.support import Row, add_lead

TABLES = """
SELECT table_name FROM information_schema.tables 
WHERE table_schema = 'public' 
AND table_name IN (
    'lead_status_history',
    'autonomous_actions',
    'agent_memory',
    'daily_action_plans',
    'realtime_interventions',
    'outbound_messages_queue',
    'inbound_messages_processing',
    'dynamic_proposals',
    'squad_performance_snapshots',
    'coaching_needs',
    'success_pattern_tracking'
);
"""  # noqa: W291

QUERIES = {
    "recent actions": (
        """
SELECT 
    action_type,
    COUNT(*) as count,
    MAX(executed_at) as last_execution
FROM autonomous_actions
WHERE executed_at > NOW() - INTERVAL '24 hours'
GROUP BY action_type
ORDER BY count DESC;
""",  # noqa: W291
        ["action_type", "count", "last_execution"],
    ),
    "transitions": (
        """
SELECT 
    l.name,
    lsh.from_status,
    lsh.to_status,
    lsh.automated,
    lsh.created_at
FROM lead_status_history lsh
JOIN leads l ON l.id = lsh.lead_id
WHERE lsh.automated = TRUE
ORDER BY lsh.created_at DESC
LIMIT 10;
""",  # noqa: W291
        ["name", "from_status", "to_status", "automated", "created_at"],
    ),
    "plans": (
        """
SELECT 
    plan_date,
    user_id,
    jsonb_array_length(top_priorities) as priority_count,
    strategic_insights,
    completion_status
FROM daily_action_plans
ORDER BY plan_date DESC
LIMIT 5;
""",  # noqa: W291
        ["plan_date", "user_id", "priority_count", "strategic_insights", "completion_status"],
    ),
    "dashboard 1": (
        """
SELECT 
    DATE(executed_at) as date,
    action_type,
    COUNT(*) as count,
    COUNT(*) FILTER (WHERE success = TRUE) as successful,
    ROUND(COUNT(*) FILTER (WHERE success = TRUE)::NUMERIC / COUNT(*) * 100, 2) as success_rate
FROM autonomous_actions
WHERE executed_at > NOW() - INTERVAL '7 days'
GROUP BY DATE(executed_at), action_type
ORDER BY date DESC, count DESC;
""",  # noqa: W291
        "dashboard_autonomous_actions",
    ),
    "dashboard 2": (
        """
SELECT 
    plan_date,
    COUNT(*) as users_with_plans,
    SUM(actions_completed) as total_actions_completed,
    SUM(actions_total) as total_actions_planned,
    ROUND(SUM(actions_completed)::NUMERIC / NULLIF(SUM(actions_total), 0) * 100, 2) as completion_rate
FROM daily_action_plans
WHERE plan_date > CURRENT_DATE - INTERVAL '30 days'
GROUP BY plan_date
ORDER BY plan_date DESC;
""",  # noqa: E501, W291
        "dashboard_daily_review",
    ),
    "dashboard 4": (
        """
SELECT 
    memory_type,
    COUNT(*) as count,
    ROUND(AVG(importance_score), 2) as avg_importance,
    ROUND(AVG(access_count), 1) as avg_access_count
FROM agent_memory
WHERE created_at > NOW() - INTERVAL '30 days'
GROUP BY memory_type
ORDER BY count DESC;
""",  # noqa: W291
        "dashboard_agent_memory",
    ),
}


@pytest.fixture
def busy(db: psycopg.Connection[Row]) -> psycopg.Connection[Row]:
    """A system in which something has happened."""
    lead = add_lead(db)
    db.execute("insert into activities (lead_id, type) values (%s, 'call')", [lead])
    db.execute("""
        insert into agent_memory (memory_type, content, importance_score, access_count)
        values ('insight', 'a', 0.4, 1), ('feedback', 'b', 0.9, 3), ('feedback', 'c', 0.8, 2);
        insert into users (name) values ('Rosa Rep');
        insert into daily_action_plans (user_id, plan_date, actions_total, actions_completed)
        select id, current_date, 3, 1 from users""")
    return db


@pytest.mark.parametrize("name", QUERIES)
def test_it_runs_and_has_its_columns(busy: psycopg.Connection[Row], name: str) -> None:
    query, expected = QUERIES[name]
    found = busy.execute(query).fetchall()
    assert found
    if isinstance(expected, str):
        # the dashboard shows the very same
        assert busy.execute(f"select * from {expected}").fetchall() == found
    else:
        assert list(found[0]) == expected


def test_the_tables_of_the_guide(db: psycopg.Connection[Row]) -> None:
    """All eleven once every room is built; whatever is there must be a table of that name."""
    found = {row["table_name"] for row in db.execute(TABLES)}
    assert found >= {
        "lead_status_history",
        "autonomous_actions",
        "agent_memory",
        "daily_action_plans",
    }
