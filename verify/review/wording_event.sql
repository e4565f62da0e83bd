-- Verify salesflow:review/wording_event on pg

begin;

do $$
begin
  assert (select count(distinct kind) from salesflow.event_kinds where kind = any (array[
    'review.plan_wording'
  ])) = 1, 'rows of salesflow.event_kinds are missing';
end
$$;

rollback;
