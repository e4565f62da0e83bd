#!/usr/bin/env bash
# Install what Sales Flow AI needs: system packages by apt (Debian 12/13, Ubuntu
# 22.04/24.04), then the Python package into .salesflow/venv. Run it as often as
# you like. With DATABASE_URL set no server is installed; with --system, no Python.
set -euo pipefail
umask 022
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

oldest=15
venv=.salesflow/venv
N=0 # the server's major version, once known
unavailable=69 # EX_UNAVAILABLE of sysexits.h

say() { echo "install: $*"; }
die() { echo "install: $*" >&2; exit $unavailable; }

# ---------------------------------------------------------------- what is missing

# The newest server here, else the one the distribution would give.
server_version() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | cut -d/ -f5 | sort -n | tail -1)
  [ -n "$found" ] || found=$(apt-cache depends postgresql 2>/dev/null |
    sed -n 's/.*Depends: postgresql-\([0-9]\+\)$/\1/p' | head -1)
  echo "$found"
}

# The first Python from 3.11 on that this user can run and that can make a venv.
# Running it is the test: a pyenv shim may exist for a Python that does not, and
# one under /root is root's alone.
find_python() {
  local name
  for name in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
    if "$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
    then command -v "$name"; return; fi
  done
}

needs_python() { ! "$venv/bin/python" -c '' 2>/dev/null && [ -z "$(find_python)" ]; }

# Sets `needed`, the packages this machine should have, and N.
list_needed() {
  needed=(sqitch libdbd-pg-perl make)
  if needs_python; then
    # Ubuntu 22.04's python3 is older than ours
    if python3 -c 'import sys; sys.exit(sys.version_info >= (3, 11))' 2>/dev/null
    then needed+=(python3.11-venv); else needed+=(python3-venv); fi
  fi
  if [ -n "${DATABASE_URL-}" ]; then
    command -v psql >/dev/null || needed+=(postgresql-client)
    return
  fi
  N=$(server_version)
  : "${N:=0}" # the package lists are not here yet
  if [ "$N" -gt 0 ] && [ "$N" -lt $oldest ]; then
    die "this system has PostgreSQL $N, Sales Flow AI needs $oldest or later." \
      "Add PostgreSQL's own packages with" \
      "'apt-get install postgresql-common && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh'" \
      "and run this again."
  fi
  # fastjsonschema and numpy are imported by plpython3u, which runs on the system's Python
  needed+=("postgresql-$N" "postgresql-$N-cron" "postgresql-plpython3-$N"
    "postgresql-$N-plpgsql-check" python3-fastjsonschema python3-numpy)
}

# Of `needed`, those not installed.
list_missing() {
  local installed
  installed=" $(dpkg-query -W -f='${Package}/${db:Status-Status} ' "${needed[@]}" 2>/dev/null || true)"
  missing=()
  for package in "${needed[@]}"; do
    [[ $installed == *" $package/installed "* ]] || missing+=("$package")
  done
}

# ---------------------------------------------------------------- system packages

# plpython3 depends on the exact version of its server. Unpinned, apt would upgrade
# the server under a cluster that runs, which then cannot load its own libraries.
pin() {
  local package version
  version=$(dpkg-query -W -f='${Version}' "postgresql-$N" 2>/dev/null || true)
  wanted=()
  for package in "${missing[@]}"; do
    if [ "$package" = "postgresql-plpython3-$N" ] && [ -n "$version" ]; then
      if apt-cache show "$package=$version" >/dev/null 2>&1; then
        package+="=$version"
      else
        say "warning: $package $version is gone, apt will upgrade the server: restart what runs on it"
      fi
    fi
    wanted+=("$package")
  done
}

become_root() {
  sudo=()
  [ "$(id -u)" = 0 ] && return
  command -v sudo >/dev/null || return 1
  if sudo -n true 2>/dev/null; then sudo=(sudo -n); return; fi
  [ -t 0 ] && sudo=(sudo)
}

# apt-get with its output kept for the case that it fails.
apt() {
  local log
  log=$(mktemp)
  if ! "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -o DPkg::Lock::Timeout=300 "$@" >"$log" 2>&1 </dev/null
  then tail -20 "$log" >&2; die "apt-get $1 failed; all it said is in $log"; fi
  rm "$log"
}

install_packages() {
  if ! command -v apt-get >/dev/null; then
    die "missing: ${missing[*]}. This is no Debian or Ubuntu: install what corresponds to them."
  fi
  if ! become_root; then
    pin
    [ "$N" != 0 ] || [ -n "${DATABASE_URL-}" ] || die "missing: PostgreSQL and what goes with it. An administrator must run:" \
      "$root/db/install.sh --system"
    echo "install: missing: ${missing[*]}" >&2
    die "an administrator must run:" \
      "apt-get update && apt-get install --yes --no-install-recommends ${wanted[*]}"
  fi
  say "reading the package lists"
  apt update
  if [ -z "${DATABASE_URL-}" ] && ! ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1; then
    # The checkout has its own cluster; the system needs none.
    apt install --yes --no-install-recommends postgresql-common
    "${sudo[@]}" mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' |
      "${sudo[@]}" tee /etc/postgresql-common/createcluster.d/salesflow.conf >/dev/null
    list_needed
    list_missing
  fi
  pin
  say "installing ${wanted[*]}"
  apt install --yes --no-install-recommends "${wanted[@]}"
}

# ---------------------------------------------------------------- Python

# A venv knows its own path, hence the checkout's in the stamp.
install_python() {
  local stamp python
  stamp=$(echo "$root" | cat - pyproject.toml | sha256sum)
  if "$venv/bin/python" -c '' 2>/dev/null; then
    if [ "$(cat "$venv/stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
  else
    rm -rf "$venv"
  fi
  if [ ! -d "$venv" ] || ! head -1 "$venv/bin/pip" 2>/dev/null | grep -qF "$root/$venv/"; then
    python=$(find_python)
    [ -n "$python" ] || die "no Python 3.11 or later that can make a venv"
    say "creating $venv with $python"
    rm -rf "$venv"
    "$python" -m venv "$venv"
  fi
  say "installing Python packages (half a minute the first time)"
  "$venv/bin/python" -m pip install -qq --disable-pip-version-check -e '.[dev]'
  echo "$stamp" >"$venv/stamp"
}

exec 9<"$root"
flock 9 # one at a time

list_needed
list_missing
[ ${#missing[@]} = 0 ] || install_packages
[ "${1-}" = --system ] || install_python
say "all there"
