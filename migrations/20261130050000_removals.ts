import { Migration } from '@mikro-orm/migrations'

/**
 * Events and users that leave both engines. `removals` is a queue of the projection; `removed_events` are those that the
 * log has lost and ClickHouse still has. Of an erased event a keyed hash of its id stays, so that a retry does not bring
 * the event back; of an erased user the number, under which processes may still write events. A day of expired events is
 * kept as it was.
 */
export class Removals extends Migration {
  override up(): void {
    this.addSql(`
      create table removals (
        id bigint primary key default nextval('restatement_ids'),
        project text collate "C" not null,
        users integer[],
        kind text,
        happened_from timestamptz(3),
        happened_before timestamptz(3),
        keeps_days boolean not null,
        removed bigint not null default 0,
        created_at timestamptz(3) not null default now()
      )`)
    this.addSql(`
      create table removed_events (
        id bigint generated always as identity primary key,
        removal_id bigint not null references removals on delete cascade,
        seqs bigint[] not null,
        copied integer not null,
        conversations text[] not null,
        ranges jsonb not null
      )`)
    this.addSql('create index removed_events_of_removal on removed_events (removal_id)')
    this.addSql(`
      create table erasure_keys (
        project text collate "C" primary key,
        key bytea not null
      )`)
    this.addSql(`
      create table erased_events (
        project text collate "C" not null,
        hash bytea not null,
        primary key (project, hash)
      )`)
    this.addSql(`
      create function erased_hash(project text, kind text, event_id text) returns bytea
      language sql stable strict
      return sha256((select key from erasure_keys k where k.project = erased_hash.project)
        || convert_to(kind || e'\\n' || event_id, 'UTF8'))`)
    this.addSql('alter table users alter column external_id drop not null')
    this.addSql('alter table users add column erased_at timestamptz(3)')
    this.addSql(`alter table daily_stats add column is_kept boolean not null default false`)
    this.addSql(`alter table projects add column expired jsonb not null default '{}'`)
    this.#keepSpend()
  }

  /** What was spent stays spent when its events expire. */
  #keepSpend(): void {
    this.addSql('drop trigger spend_deleted on events')
    this.addSql(`
      create trigger spend_deleted after delete on events
      referencing old table as former
      for each statement
      when (current_setting('convograph.keeps_spend', true) is distinct from 'on')
      execute function note_deleted_spend()`)
  }

  override down(): void {
    this.addSql('drop trigger spend_deleted on events')
    this.addSql(`
      create trigger spend_deleted after delete on events
      referencing old table as former
      for each statement execute function note_deleted_spend()`)
    this.addSql('alter table projects drop column expired')
    this.addSql('alter table daily_stats drop column is_kept')
    this.addSql('delete from users where external_id is null')
    this.addSql('alter table users drop column erased_at, alter column external_id set not null')
    this.addSql('drop function erased_hash')
    this.addSql('drop table erased_events, erasure_keys, removed_events, removals')
  }
}
