-- Deploy salesflow:events/check_answers to pg
-- requires: events/kinds
-- replaceable: Answers are held to their JSON schema: fastjsonschema, compiled once per schema and session.

begin;

-- plpython3u is untrusted: made by a superuser, then given to the owner like everything else
create or replace function salesflow.schema_problem(p_schema jsonb)
  returns text
  language plpython3u
  immutable
  strict
  set search_path = pg_catalog, pg_temp
as $$
import json
import fastjsonschema

DEEPEST = 50  # models refuse far less; nobody who reads it shall run out of stack

def refuse(uri):
    raise fastjsonschema.JsonSchemaDefinitionException("may not refer to " + uri)

try:
    schema = json.loads(p_schema)
    level, depth = [schema], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            return f"deeper than {DEEPEST} levels"
        level = [inner for outer in level if isinstance(outer, (dict, list))
                 for inner in (outer.values() if isinstance(outer, dict) else outer)]
    fastjsonschema.compile(schema, handlers={"http": refuse, "https": refuse, "ftp": refuse, "file": refuse},
                           use_default=False)
except Exception as problem:
    return f"{type(problem).__name__}: {problem}"
return None
$$;
comment on function salesflow.schema_problem(jsonb) is 'What is wrong with a JSON schema (draft 4, 6 or 7); null if nothing is.';

create or replace function salesflow.check_answers(p_schema_hashes text[], p_answers text[])
  returns text[]
  language plpython3u
  stable
  set search_path = pg_catalog, pg_temp
as $$
import json

validators = GD.setdefault("salesflow.validators", {})
if len(validators) > 200:  # a session meets some dozens; it shall not grow for ever
    validators.clear()

def validator(key):
    found = validators.get(key)
    if found is None:
        import fastjsonschema

        def refuse(uri):
            raise fastjsonschema.JsonSchemaDefinitionException("may not refer to " + uri)

        plan = SD.get("plan")
        if plan is None:
            plan = SD["plan"] = plpy.prepare(
                "select k.schema from salesflow.event_kinds as k where k.schema_hash = $1 limit 1", ["text"])
        schema = json.loads(plan.execute([key], 1)[0]["schema"])
        found = validators[key] = fastjsonschema.compile(
            schema, handlers={"http": refuse, "https": refuse, "ftp": refuse, "file": refuse}, use_default=False)
    return found

def error(check, answer):
    try:
        check(json.loads(answer))
    except Exception as problem:  # whatever an answer does to the checker (too deep, too long), it fails alone
        # names the place and the rule; the value itself may be private or endless
        return getattr(problem, "message", type(problem).__name__)[:500]
    return None

return [None if answer is None else error(validator(key), answer) for key, answer in zip(p_schema_hashes, p_answers)]
$$;
comment on function salesflow.check_answers(text[], text[]) is
  'For each answer (JSON), what violates the schema of that hash (event_kinds.schema_hash); null where nothing does, or where there is no answer.';

alter function salesflow.schema_problem(jsonb) owner to salesflow_owner;
alter function salesflow.check_answers(text[], text[]) owner to salesflow_owner;
revoke execute on function salesflow.schema_problem(jsonb), salesflow.check_answers(text[], text[]) from public;

commit;
