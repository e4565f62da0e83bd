-- Deploy salesflow:import/suggest_map to pg
-- requires: foundation/use_policies
-- requires: import/read_map
-- replaceable: what the rows of a file are, and which column means what, by headers and cells.

begin;
set local role salesflow_owner;

create or replace function salesflow.guess_import_object(p_headers text[])
  returns text
  language sql
  immutable
  set search_path = pg_catalog, pg_temp
as $$
  with h as (select array_agg(salesflow.normalise_header(name)) as has from unnest(p_headers) as name)
  select case
    when h.has && '{activitytype,activitysubject,aktivitaetstyp,aktivitaetsart,activityduedate,calltype,callduration,calldirection,activityid,tasksubtype,donotmodifyactivity}'
      then 'activity'
    when h.has && '{dealname,dealtitle,dealstage,dealid,dealstatus,opportunityname,opportunityid,opportunitystage,donotmodifyopportunity,potentialname,verkaufschance,verkaufschancenphase,dealphase,estclosedate,estrevenue,closingdate,deal,dealbezeichnung,opportunity,dealamount}'
      then 'deal'
    when h.has && '{contactid,contactowner,donotmodifycontact,personname,personid,kontaktinhaber,kontaktbesitzer,contactrecordid,associatedcompanyids,associatedcompany}'
      then 'contact'
    when h.has && '{accountname,companyname,organizationname,account,company,firma,firmenname,unternehmensname,unternehmen,companydomainname,donotmodifyaccount}'
      and not h.has && '{firstname,lastname,vorname,nachname,email,emailaddress,emailadresse,name,fullname,contactname,leadname,ansprechpartner,kontakt,status,stage,phase,leadstatus,amount,betrag,leadowner,dealvalue}'
      then 'company'
    when h.has && '{role,rolle,profile,userrole}' and h.has && '{email,emailaddress,username}' and not h.has && '{status,stage,company,firma,amount}'
      then 'user'
    else 'lead'
  end
  from h
$$;
comment on function salesflow.guess_import_object(text[]) is
  'What a row is by the headers of its file: deal, contact, company, activity, user, else lead.';

create or replace function public.suggest_import_map(p_headers text[], p_sample jsonb default null, p_object text default null)
  returns jsonb
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_object text := coalesce(p_object, salesflow.guess_import_object(p_headers));
  v_target record;
  v_header text;
  v_fits   boolean;
  v_map    jsonb := case when v_object = 'lead' then '{}' else jsonb_build_object('object', v_object) end;
  v_taken  text[] := array[]::text[];
  v_parts  text[];
  v_value  jsonb;
  v_blank  text[] := salesflow.policy_list('imports.blank_words');
begin
  -- a loop over the few targets, each of which takes the best header left
  for v_target in select t.* from public.import_targets as t order by t.position loop
    continue when v_target.target !~ case v_object
      when 'company' then '^(company|user|manager|squad)[.]'
      when 'user' then '^(user|manager|squad)[.]'
      when 'activity' then '^(activity|user|contact)[.]|^lead[.](email|company|name)$'
      else '.'
    end;
    for v_header in
      select h.header
      from unnest(p_headers) with ordinality as h (header, position)
      cross join lateral (
        select array_position(v_target.headers, spelled.word) as match
        from (values (salesflow.normalise_header(h.header) || '@' || v_object), (salesflow.normalise_header(h.header))) as spelled (word)
        where array_position(v_target.headers, spelled.word) is not null
        order by match
        limit 1
      ) as found
      where h.header <> all (v_taken)
      order by found.match, h.position
    loop
      if v_target.target like '%.external_id' then
        -- a key tells rows apart, or it is none
        if v_target.target not in ('lead.external_id', 'activity.external_id') and not (v_object = 'company' and v_target.target = 'company.external_id') then
          v_fits := true;
        else
          select coalesce(count(r ->> v_header) = count(distinct r ->> v_header) and count(r ->> v_header) * 2 > count(*), true)
          into v_fits
          from jsonb_array_elements(coalesce(p_sample, '[]')) as r;
          v_fits := v_fits or coalesce(p_sample, '[]') = '[]';
        end if;
      else
        -- the sample must agree: a column of which half cannot be read means something else; of the words of a
        -- status column those that are unknown are asked for
        execute format(
          'select coalesce(count(%s) * 2 >= count(s.cell), true) from ('
          'select salesflow.clean_cell(r ->> %L, %L) as cell from jsonb_array_elements(%L::jsonb) as r) as s',
          salesflow.import_value('s.cell', v_target.kind, v_target.max_length, null, 'UTC', '0'), v_header,
          v_blank, coalesce(p_sample, '[]'))
        into v_fits;
        v_fits := v_fits or v_target.target in ('lead.status', 'activity.type', 'activity.status');
        -- of a second status column only the ends count
        if v_fits and v_target.target = 'outcome.status' then
          select coalesce(bool_or(salesflow.import_words('status') ->> lower(r ->> v_header) in ('won', 'lost')), p_sample is null)
          into v_fits
          from jsonb_array_elements(coalesce(p_sample, '[]')) as r;
        end if;
      end if;
      if v_fits then
        v_parts := string_to_array(v_target.target, '.');
        v_taken := v_taken || v_header;
        v_value := case
          when v_target.target = 'outcome.status' then jsonb_build_object(
            'column', v_header, 'values', '{"open": "", "offen": "", "in progress": "", "in bearbeitung": "", "active": "", "aktiv": ""}'::jsonb)
          else to_jsonb(v_header)
        end;
        v_map := case
          when v_parts[1] = 'activity' then jsonb_set(
            v_map, '{activities}', jsonb_build_array(coalesce(v_map #> '{activities,0}', '{}') || jsonb_build_object(v_parts[2], v_value)))
          else jsonb_set(v_map, v_parts[1:1], coalesce(v_map -> v_parts[1], '{}') || jsonb_build_object(v_parts[2], v_value))
        end;
        exit;
      end if;
    end loop;
  end loop;
  -- a subject or a due date without a type is no activity, an amount without an outcome a value
  if v_object <> 'activity' and not v_map #> '{activities,0}' ? 'type' then
    v_map := v_map - 'activities';
  end if;
  if v_map ? 'outcome' and not (v_map -> 'outcome' ?| '{won,status}' or coalesce(v_map -> 'lead' ? 'status', false)) then
    v_map := v_map - 'outcome';
  end if;
  return v_map;
end
$$;
comment on function public.suggest_import_map(text[], jsonb, text) is
  'Import map for a file with these headers, in German or English. p_sample: an array of some rows of it as objects; a header whose cells cannot be read as what it says is then left out. p_object: what a row is, else guessed. What is not in the map goes to attributes.';

grant execute on function
  public.suggest_import_map(text[], jsonb, text), salesflow.guess_import_object(text[])
  to salesflow_admin;

commit;
