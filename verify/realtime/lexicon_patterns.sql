-- Verify salesflow:realtime/lexicon_patterns on pg

begin;

do $$
begin
  assert exists (select from public.signal_patterns where pattern = 'price.too_expensive'), 'patterns are missing';
  assert exists (select from public.signal_examples where pattern = 'authority.no_vote'), 'examples are missing';
end
$$;

rollback;
