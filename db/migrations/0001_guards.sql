-- Guards that hold whoever connects: what the ledger and the records say cannot be rewritten, and nothing that
-- touches a person changes without a command that says who and what.

create function countersign_refuse_rewrite() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: this table is append-only', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array[
    'ledger_entries', 'ledger_checkpoints', 'batches', 'event_keys', 'session_facts', 'refused_lines', 'rarity_tables', 'assessments',
    'notes', 'touches', 'exhibit_sets', 'decisions', 'countersignatures', 'confirmations', 'liftings', 'orders', 'notices',
    'delivery_tries', 'holder_pages', 'answers', 'policies', 'staff_identities'
  ] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function countersign_refuse_rewrite()', name);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
end $$;
--> statement-breakpoint
create function countersign_keep_events() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.ip is null and current_setting('countersign.command', true) = 'addresses.blank'
    and (to_jsonb(new) - 'ip') = (to_jsonb(old) - 'ip') then
    return new;
  end if;
  raise exception '% on events is refused: only addresses past their retention are blanked', tg_op using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on events for each row execute function countersign_keep_events();
--> statement-breakpoint
create trigger append_only_whole before truncate on events for each statement execute function countersign_refuse_rewrite();
--> statement-breakpoint
create function countersign_move_forward() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.chain = old.chain and new.signed_seq >= old.signed_seq and new.signed_seq <= new.seq
    and (new.seq > old.seq or (new.seq = old.seq and new.digest = old.digest)) then
    return new;
  end if;
  raise exception '% on ledger_chains is refused: a chain only moves forward', tg_op using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger forward_only before update or delete on ledger_chains for each row execute function countersign_move_forward();
--> statement-breakpoint
create trigger append_only_whole before truncate on ledger_chains for each statement execute function countersign_refuse_rewrite();
--> statement-breakpoint
create function countersign_require_command() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('countersign.command', true), '') = '' or coalesce(current_setting('countersign.actor', true), '') = '' then
    raise exception '% on % is refused: changes are made by commands, which say who and what', tg_op, tg_table_name using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array[
    'events', 'assessments', 'cases', 'notes', 'touches', 'exhibit_sets', 'decisions', 'countersignatures', 'confirmations', 'liftings', 'orders', 'notices',
    'deliveries', 'webhooks', 'holder_pages', 'answers', 'appeals', 'staff', 'staff_identities', 'api_keys', 'policies', 'network_lists',
    'ledger_entries', 'ledger_checkpoints'
  ] loop
    execute format('create trigger by_command before insert or update or delete on %I for each row execute function countersign_require_command()', name);
    -- Nothing is ever emptied whole, not by a command either.
    execute format('create or replace trigger append_only_whole before truncate on %I for each statement execute function countersign_refuse_rewrite()', name);
  end loop;
end $$;
--> statement-breakpoint
create function countersign_refuse_delete() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: what was once entered here stays', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  -- These change by commands, but no command removes them: other records speak of them.
  foreach name in array array['cases', 'appeals', 'deliveries', 'staff', 'api_keys'] loop
    execute format('create trigger never_removed before delete on %I for each row execute function countersign_refuse_delete()', name);
  end loop;
end $$;
