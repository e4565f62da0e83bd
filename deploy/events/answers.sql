-- Deploy salesflow:events/answers to pg
-- requires: foundation/schemas
-- Checks answers against JSON schemas: fastjsonschema, compiled once per schema and session.

begin;

-- plpython3u is untrusted: made by a superuser, then given to the owner like everything else
create function salesflow.schema_problem(p_schema jsonb)
  returns text
  language plpython3u
  immutable
  strict
  set search_path = pg_catalog, pg_temp
as $$
import json
import fastjsonschema

def refuse(uri):
    raise fastjsonschema.JsonSchemaDefinitionException("may not refer to " + uri)

try:
    fastjsonschema.compile(json.loads(p_schema), handlers={"http": refuse, "https": refuse, "ftp": refuse, "file": refuse},
                           use_default=False)
except Exception as problem:
    return f"{type(problem).__name__}: {problem}"
return None
$$;
comment on function salesflow.schema_problem(jsonb) is 'What is wrong with a JSON schema (draft 4, 6 or 7); null if nothing is.';

create function salesflow.check_answers(p_schema_hashes text[], p_answers jsonb)
  returns text[]
  language plpython3u
  stable
  set search_path = pg_catalog, pg_temp
as $$
import json

validators = GD.setdefault("salesflow.validators", {})
if len(validators) > 200:
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

def error(key, answer):
    try:
        validator(key)(answer)
    except ValueError as problem:  # JsonSchemaValueException is one
        # names the place and the rule; the value itself may be private or endless
        return getattr(problem, "message", str(problem))[:500]
    return None

return [error(key, answer) for key, answer in zip(p_schema_hashes, json.loads(p_answers))]
$$;
comment on function salesflow.check_answers(text[], jsonb) is
  'For each answer of a JSON array, what violates the schema of that hash (event_kinds.schema_hash); null where nothing does.';

alter function salesflow.schema_problem(jsonb) owner to salesflow_owner;
alter function salesflow.check_answers(text[], jsonb) owner to salesflow_owner;
revoke execute on function salesflow.schema_problem(jsonb), salesflow.check_answers(text[], jsonb) from public;

commit;
