import { Migration } from '@mikro-orm/migrations'

/** The log of events, its users and projects, and the position up to which the log is projected. */
export class Log extends Migration {
  override up(): void {
    this.addSql(`
      create table projects (
        id text collate "C" primary key,
        time_zone text not null default 'UTC',
        created_at timestamptz(3) not null default now()
      )`)
    this.addSql(`insert into projects (id) values ('default')`)

    this.addSql(`
      create table users (
        no integer generated always as identity primary key,
        project text collate "C" not null,
        external_id text collate "C" not null,
        username text,
        traits jsonb not null default '{}',
        first_seen_at timestamptz(3),
        last_seen_at timestamptz(3),
        created_at timestamptz(3) not null default now(),
        unique (project, external_id)
      ) with (fillfactor = 80)`)

    this.addSql(`
      create table events (
        seq bigint generated always as identity primary key,
        tx xid8 not null default pg_current_xact_id(),
        project text collate "C" not null,
        event_id text collate "C" not null,
        kind text collate "C" not null,
        name text collate "C" not null,
        user_no integer,
        session_id text,
        conversation_id text,
        bot_id text,
        channel text,
        occurred_at timestamptz(3) not null,
        received_at timestamptz(3) not null default now(),
        properties jsonb,
        role text,
        provider text,
        model text,
        call_type text,
        input_tokens bigint,
        output_tokens bigint,
        cached_tokens bigint,
        cost_usd numeric,
        duration_ms double precision,
        success boolean,
        method text,
        endpoint text,
        status_code integer,
        error_message text,
        value double precision,
        unit text,
        ip inet,
        user_agent text,
        unique (project, event_id)
      )`)
    this.addSql('create index events_by_commit on events (tx, seq)')
    this.addSql('create index events_by_time on events (project, occurred_at, seq)')
    this.addSql('create index events_by_user on events (user_no, occurred_at, seq) where user_no is not null')

    this.addSql(`
      create table projection (
        only_row boolean primary key default true check (only_row),
        generation integer not null default 1,
        batch bigint not null default 0,
        facts bigint not null default 0,
        tx xid8 not null default '0',
        seq bigint not null default 0,
        received_at timestamptz(3),
        next_tx xid8,
        next_seq bigint
      )`)
    this.addSql('insert into projection default values')
  }

  override down(): void {
    this.addSql('drop table projection, events, users, projects')
  }
}
