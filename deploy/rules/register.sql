-- Deploy salesflow:rules/register to pg
-- requires: foundation/tell
-- requires: rules/actions
-- replaceable: a rule, effect or action type that cannot work is not registered.

begin;
set local role salesflow_owner;

create or replace function salesflow.guard_rule()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.text_key := coalesce(new.text_key, new.rule);
  if new.finder is not null then
    new.finder := salesflow.function_name(new.finder, '(uuid[], timestamptz)', 'salesflow.finding', p_returns_set => true);
  end if;
  -- guard: what it would act by must be there
  if new.effect is not null and new.watch = 'manual' then
    raise exception 'rule % has an effect and watches nothing', new.rule
      using errcode = 'SF012', hint = 'Name a watch: select watch, description_en from rule_watches;';
  end if;
  return new;
end
$$;
comment on function salesflow.guard_rule() is 'Completes a rule and verifies its finder. Raises SF202 (no such finder), SF012 (an effect without a watch).';

create or replace trigger automation_rules_300_guard
  before insert or update of rule, watch, effect, finder, text_key on public.automation_rules
  for each row execute function salesflow.guard_rule();

create or replace function salesflow.guard_effect()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.raise_fn := salesflow.function_name(new.raise_fn, '(salesflow.raising[], timestamptz)', 'salesflow.deed', true, true);
  if new.refresh_fn is not null then
    new.refresh_fn := salesflow.function_name(new.refresh_fn, '(salesflow.raising[], timestamptz)', 'salesflow.deed', true, true);
  end if;
  if new.withdraw_fn is not null then
    new.withdraw_fn := salesflow.function_name(new.withdraw_fn, '(uuid[], text)', 'salesflow.deed', true, true);
  end if;
  return new;
end
$$;
comment on function salesflow.guard_effect() is 'Verifies the functions of an effect. Raises SF202 (no such function).';

create or replace trigger rule_effects_300_guard
  before insert or update on public.rule_effects
  for each row execute function salesflow.guard_effect();

create or replace function salesflow.guard_action_type()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if new.undo_fn is not null then
    new.undo_fn := salesflow.function_name(new.undo_fn, '(public.autonomous_actions, text)', 'void', false, true);
  end if;
  return new;
end
$$;
comment on function salesflow.guard_action_type() is 'Verifies the function that takes an action back. Raises SF202 (no such function).';

create or replace trigger action_types_300_guard
  before insert or update on public.action_types
  for each row execute function salesflow.guard_action_type();

create or replace function salesflow.rule_is_enabled(p_rule text)
  returns boolean
  language sql
  stable
  return coalesce((select r.is_enabled from public.automation_rules as r where r.rule = p_rule), false);
comment on function salesflow.rule_is_enabled(text) is 'Whether a rule may act; false for an unknown one.';

grant execute on function salesflow.rule_is_enabled(text) to salesflow_admin, salesflow_bi;

commit;
