-- Verify salesflow:foundation/texts on pg

begin;

select
  'public.text_templates'::regclass;

do $$
begin
  assert (select count(distinct key) from public.text_templates where key = any (array[
    'date.never',
    'points.none'
  ])) = 2, 'rows of public.text_templates are missing';
end
$$;

rollback;
