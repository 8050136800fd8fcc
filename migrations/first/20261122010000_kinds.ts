import { Migration } from '@mikro-orm/migrations'

/** The columns of the kinds of event, the conversations, and the prices of model calls. */
export class Kinds extends Migration {
  override up(): void {
    this.addSql(`
      alter table events
        add column is_bot boolean,
        add column browser text,
        add column os text,
        add column device text,
        add column status text,
        add column resolved boolean,
        add column satisfaction smallint,
        add column started_at timestamptz(3),
        add column ended_at timestamptz(3),
        add column topics jsonb,
        add column is_fallback boolean,
        add column feedback text,
        add column cache_hit boolean,
        add column first_token_ms double precision,
        add column error_class text,
        add column cost_source text,
        add column saved_cost_usd numeric`)

    this.addSql(`
      create index events_of_conversations on events (project, conversation_id, occurred_at, seq)
      where kind = 'conversation'`)
    this.addSql(`
      create table conversations (
        no bigint generated always as identity primary key,
        project text collate "C" not null,
        external_id text collate "C" not null,
        status text not null,
        is_implied boolean not null,
        resolved boolean,
        satisfaction smallint,
        topics jsonb not null default '[]',
        bot_id text,
        channel text,
        user_no integer,
        started_at timestamptz(3) not null,
        ended_at timestamptz(3),
        last_fact_at timestamptz(3) not null,
        unique (project, external_id)
      ) with (fillfactor = 80)`)
    this.addSql('create index conversations_by_time on conversations (project, started_at, no)')

    // PostgreSQL refuses a second price for the same model and usage at the same time.
    this.addSql('create extension if not exists btree_gist')
    this.addSql(`
      create table model_prices (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        provider text not null,
        model text not null,
        usage text not null check (usage in ('INPUT', 'CACHED_INPUT', 'OUTPUT')),
        usd_per_million numeric not null check (usd_per_million >= 0),
        valid_from timestamptz(3) not null,
        valid_to timestamptz(3) check (valid_to > valid_from),
        created_at timestamptz(3) not null default now(),
        exclude using gist (
          (project || e'\\n' || provider || e'\\n' || model || e'\\n' || usage) with =,
          tstzrange(valid_from, valid_to) with &&
        )
      )`)
  }

  override down(): void {
    this.addSql('drop table model_prices, conversations')
    this.addSql('drop index events_of_conversations')
    this.addSql(`
      alter table events
        drop column is_bot, drop column browser, drop column os, drop column device, drop column status,
        drop column resolved, drop column satisfaction, drop column started_at, drop column ended_at, drop column topics, drop column is_fallback,
        drop column feedback, drop column cache_hit, drop column first_token_ms, drop column error_class,
        drop column cost_source, drop column saved_cost_usd`)
  }
}
