"""Who a session is: its login role says it, only a gateway may speak for others."""

from __future__ import annotations

from uuid import uuid4

from tests.conftest import Database
from tests.people import login_role, refused, user, value

WHO = "select salesflow.current_user_id()"


def test_a_session_is_the_user_of_its_login_role(database: Database) -> None:
    with login_role(database, "salesflow_rep") as role, database.connect() as admin:
        rita = user(admin, db_role=role)
        user(admin, "Somebody Else")
        with database.connect(user=role) as session:
            assert value(session, WHO) == rita
        assert value(admin, WHO) is None


def test_the_setting_of_a_gateway_means_nothing_for_others(database: Database) -> None:
    with login_role(database, "salesflow_rep") as role, database.connect() as admin:
        rita, other = user(admin, db_role=role), user(admin, "Other")
        with database.connect(user=role) as session:
            session.execute("select set_config('salesflow.acting_user', %s, false)", (str(other),))
            assert value(session, WHO) == rita


def test_only_a_gateway_may_act_for_a_user(database: Database) -> None:
    with login_role(database, "salesflow_rep") as role, database.connect() as admin:
        other = user(admin, "Other")
        # the grant alone is no gateway
        admin.execute(f"grant execute on function act_as(uuid) to {role}")
        with database.connect(user=role) as session, refused(session, "SF003"):
            session.execute("select act_as(%s)", (other,))
        admin.execute(f"revoke execute on function act_as(uuid) from {role}")
        with database.connect(user=role) as session, refused(session, "42501"):
            session.execute("select act_as(%s)", (other,))


def test_a_gateway_acts_for_a_user_until_its_transaction_ends(database: Database) -> None:
    with login_role(database, "salesflow_gateway") as role, database.connect() as admin:
        rita, gone = user(admin), user(admin, "Gone", active=False)
        with database.connect(user=role) as session:
            with session.transaction():
                session.execute("select act_as(%s)", (rita,))
                assert value(session, WHO) == rita
            assert value(session, WHO) is None
            for nobody in (uuid4(), gone):
                with refused(session, "SF004"):
                    session.execute("select act_as(%s)", (nobody,))
