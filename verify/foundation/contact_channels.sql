-- Verify salesflow:foundation/contact_channels on pg

begin;

select
  'public.contact_channels'::regclass;

do $$
begin
  assert (select count(*) from public.text_templates where key = any (array[
    'contact.no_channel'
  ])) = 2, 'rows of public.text_templates are missing';
end
$$;

rollback;
