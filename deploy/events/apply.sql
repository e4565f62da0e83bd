-- Deploy salesflow:events/apply to pg
-- requires: events/queue
-- requires: events/check_answers
-- replaceable: The functions of the kinds are called, answers are checked and take effect; each event by itself.

begin;
set local role salesflow_owner;

create or replace function salesflow.is_outage(p_sqlstate text)
  returns boolean
  language sql
  immutable
  parallel safe
  return left(p_sqlstate, 2) in ('08', '40', '53', '55', '57', '58');
comment on function salesflow.is_outage(text) is
  'Whether an error says that the database cannot do it now: connections (08), a conflict (40), out of disk, memory or connections (53), locked (55), cancelled or shut down (57), input and output (58). Nobody''s attempt is counted for it.';

create or replace function salesflow.call_kind(p_function text, p_event salesflow.events, p_answer jsonb, p_source text)
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- how the queue is to be read is no law for their tables
  set plan_cache_mode = auto
  set enable_seqscan = on
  set enable_bitmapscan = on
as $$
declare
  v_name text[] := parse_ident(p_function);
  v_result jsonb;
begin
  if p_source is null then
    execute format('select %I.%I($1)', v_name[1], v_name[2]) into v_result using p_event;
  else
    execute format('select %I.%I($1, $2, $3)', v_name[1], v_name[2]) using p_event, p_answer, p_source;
  end if;
  return v_result;
end
$$;
comment on function salesflow.call_kind(text, salesflow.events, jsonb, text) is
  'Calls a function of a kind for one event: context or offline (p_source null), or apply with the answer and its source. Raises what it raises.';

-- In all functions below the arrays have a place for each event; null functions are not called.
create or replace function salesflow.call_kinds(
  p_functions text[], p_events salesflow.events[], p_answers jsonb[], p_source text, out results jsonb[], out errors text[])
  language plpgsql
  set search_path = pg_catalog, pg_temp
  -- how the queue is to be read is no law for their tables
  set plan_cache_mode = auto
  set enable_seqscan = on
  set enable_bitmapscan = on
as $$
declare
  v_function text;
  v_places integer[];
  v_call text;
  v_events salesflow.events[];
  v_answers jsonb[];
  v_results jsonb[];
begin
  results := array_fill(null::jsonb, array[cardinality(p_events)]);
  errors := array_fill(null::text, array[cardinality(p_events)]);
  for v_function, v_places in
    select f.name, array_agg(f.place::integer)
    from unnest(p_functions) with ordinality as f (name, place)
    where f.name is not null
    group by f.name
  loop
    v_call := format(
      case when p_source is null
        then 'select array_agg(%1$I.%2$I($1[i])) from generate_subscripts($1, 1) as i'
        else 'select array_fill(null::jsonb, array[count(%1$I.%2$I($1[i], $2[i], $3))::integer]) from generate_subscripts($1, 1) as i'
      end,
      (parse_ident(v_function))[1], (parse_ident(v_function))[2]);
    if cardinality(v_places) = cardinality(p_events) then
      v_events := p_events;
      v_answers := p_answers;
    else
      v_events := array(select p_events[place] from unnest(v_places) as place);
      v_answers := array(select p_answers[place] from unnest(v_places) as place);
    end if;
    -- all at once; only where that fails singly, so that one event cannot undo the others
    begin
      execute v_call into v_results using v_events, v_answers, p_source;
      for i in 1 .. cardinality(v_places) loop
        results[v_places[i]] := v_results[i];
      end loop;
    exception
      when others then
        if salesflow.is_outage(sqlstate) then
          raise;
        end if;
        for i in 1 .. cardinality(v_places) loop
          begin
            execute v_call into v_results using v_events[i:i], v_answers[i:i], p_source;
            results[v_places[i]] := v_results[1];
          exception
            when others then
              if salesflow.is_outage(sqlstate) then
                raise;
              end if;
              errors[v_places[i]] := format('%s %s: %s', v_function, sqlstate, sqlerrm);
          end;
        end loop;
    end;
  end loop;
end
$$;
comment on function salesflow.call_kinds(text[], salesflow.events[], jsonb[], text) is
  'Calls for each event its function, context or offline of a kind (p_source null), or apply with the answer and its source; a set at a time. An event whose function raises gets the error, and the others their results. Raises what an outage raises.';

create or replace function salesflow.apply_answers(
  p_functions text[], p_events salesflow.events[], p_hashes text[], p_answers jsonb[], p_source text,
  out endings text[], out errors text[])
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_invalid text[] := salesflow.check_answers(p_hashes, p_answers::text[]);
  v_rejected text[];
begin
  select c.errors
  into v_rejected
  from salesflow.call_kinds(
    array(
      select case when g.answer is not null and g.invalid is null then g.name end
      from unnest(p_functions, p_answers, v_invalid) as g (name, answer, invalid)),
    p_events, p_answers, p_source) as c;
  select
    array_agg(case
      when g.answer is null then null
      when g.invalid is not null then 'invalid'
      when g.rejected is not null then 'rejected'
      else 'applied'
    end),
    array_agg(coalesce('the answer violates its schema: ' || g.invalid, g.rejected))
  into endings, errors
  from unnest(p_answers, v_invalid, v_rejected) as g (answer, invalid, rejected);
end
$$;
comment on function salesflow.apply_answers(text[], salesflow.events[], text[], jsonb[], text) is
  'Checks answers against the schemas of their kinds and applies those that hold: applied, invalid or rejected, and why; null where there is no answer.';

create or replace function salesflow.answer_by_rules(
  p_offline text[], p_apply text[], p_events salesflow.events[], p_hashes text[], out endings text[], out errors text[])
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_answers jsonb[];
  v_failed text[];
  v_applied text[];
  v_refused text[];
begin
  select c.results, c.errors into v_answers, v_failed from salesflow.call_kinds(p_offline, p_events, null, null) as c;
  -- the same shape, held to the same schema
  select a.endings, a.errors
  into v_applied, v_refused
  from salesflow.apply_answers(p_apply, p_events, p_hashes, v_answers, 'rules') as a;
  select
    array_agg(case
      when g.name is null then null
      when g.failed is not null then 'failed'
      else coalesce(g.applied, 'skipped')
    end),
    array_agg(coalesce(g.failed, g.refused))
  into endings, errors
  from unnest(p_offline, v_failed, v_applied, v_refused) as g (name, failed, applied, refused);
end
$$;
comment on function salesflow.answer_by_rules(text[], text[], salesflow.events[], text[]) is
  'Lets the rules answer events, and applies that: applied, skipped (nothing to do), invalid, rejected or failed, and why; null where no rules are asked.';

commit;
