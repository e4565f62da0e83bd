# Everything one does with a checkout. Each target may be run again at any time.
# DATABASE_URL in the environment: use that database and start no private cluster.

BIN := .salesflow/venv/bin
# For recipes that talk to the database: where it is, unless the environment says.
ENV := [ -n "$$DATABASE_URL" ] || . .salesflow/env;

.DEFAULT_GOAL := help
.PHONY: help demo test install up deploy doctor stop clean lint bench schema

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: deploy ## a sales team at work: data, one run of the agent, today's plan
	@$(ENV) $(BIN)/salesflow demo

test: ## the tests, on servers of their own; ARGS='tests/crm -x' goes to pytest, -n0 leaves out the workers
	@DATABASE_URL= db/install.sh
	@$(BIN)/pytest -n auto --dist worksteal $(ARGS)

install: ## system packages and the Python environment
	@db/install.sh

up: install ## start the private PostgreSQL
	@$(BIN)/python -m db.cluster up

deploy: up ## bring the schema up to date
	@$(ENV) db/deploy.sh

doctor: up ## is everything all right, and what to do if not
	@$(ENV) $(BIN)/salesflow doctor

stop: ## stop the private PostgreSQL
	@python3 -m db.cluster stop

clean: ## remove the private PostgreSQL with its data, and the Python environment
	@python3 -m db.cluster clean

lint: install ## style and types of the Python code, style of the SQL, order of the plan
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m db.plan --check
	@$(BIN)/python -m db.lint

bench: install ## how fast it is, on a server of its own; ARGS=review measures one thing
	@$(BIN)/python -m bench $(ARGS)

schema: up ## refresh the snapshot db/schema.sql from an empty database
	@$(ENV) $(BIN)/python -m db.schema > .salesflow/schema.sql
	@mv .salesflow/schema.sql db/schema.sql
