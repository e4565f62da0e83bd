-- Verify salesflow:access/errors on pg

begin;

do $$
begin
  assert (select count(*) from public.text_templates where key ~ '^error\.sf[0-9a-z]{3}\.(meaning|remedy)$') >= 112,
    'rows of public.text_templates are missing';
end
$$;

rollback;
