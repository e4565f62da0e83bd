#!/usr/bin/env bash
# Deploy the schema to DATABASE_URL. Needs a superuser of that database.
# Arguments go to `sqitch deploy`, e.g. --no-verify or --to <change>.
set -euo pipefail
cd "$(dirname "$0")/.."

: "${DATABASE_URL:?is not set: run \`make deploy\`, or source .salesflow/env}"
python=${PYTHON:-.salesflow/venv/bin/python}

# libpq itself takes the URL apart, into the variables that both psql and Sqitch's
# driver read: every form works, and no password is seen in the list of processes.
settings=$("$python" - <<'PY'
import os, shlex
from psycopg import pq

for option in pq.Conninfo.parse(os.environ["DATABASE_URL"].encode()):
    if option.val is not None and option.envvar:
        print(f"export {option.envvar.decode()}={shlex.quote(option.val.decode())}")
PY
) || { echo "db/deploy.sh: cannot read DATABASE_URL" >&2; exit 64; }
eval "$settings"
export PGOPTIONS="-c client_min_messages=warning ${PGOPTIONS-}" PGAPPNAME=sqitch
export SQITCH_FULLNAME=${SQITCH_FULLNAME:-Sales Flow AI}
export SQITCH_EMAIL=${SQITCH_EMAIL:-deploy@salesflow.invalid}

# Sqitch starts psql for each script: the program itself, not Debian's wrapper, which takes
# three times as long to find it.
newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/psql | sort -V | tail -1)
[ ! -x "$newest" ] || PATH=${newest%/psql}:$PATH

code=0
sqitch deploy "$@" db:pg: || code=$?
# Before the first release, changes are edited in place: what an older checkout deployed does not match.
if ! sqitch check db:pg: >/dev/null 2>&1; then
	echo "db/deploy.sh: this database was deployed from other files than these (sqitch check); make clean demo starts afresh" >&2
fi
exit "$code"
