import { Migration } from '@mikro-orm/migrations'

/**
 * The checks of alerts: when each is due, the state of each of its groups, and the history. An alert that is deleted takes all
 * of them with it. A window of a group has one row of the history, so that no check is told twice.
 */
export class Alerts extends Migration {
  override up(): void {
    this.addSql(`
      create table alert_checks (
        alert_id bigint primary key references definitions on delete cascade,
        project text collate "C" not null,
        next_at timestamptz(3),
        checked_at timestamptz(3),
        checked_to timestamptz(3),
        failures integer not null default 0,
        error_code text,
        error_message text,
        is_invalid boolean not null default false,
        snoozed_until timestamptz(3)
      )`)
    this.addSql('create index alert_checks_due on alert_checks (project, next_at) where next_at is not null')
    this.addSql(`
      create table alert_states (
        alert_id bigint not null references definitions on delete cascade,
        project text collate "C" not null,
        group_key text collate "C" not null,
        labels jsonb not null,
        state text not null check (state in ('UNKNOWN', 'OK', 'WARNING', 'ALERT', 'NO_DATA')),
        since timestamptz(3) not null,
        warnings integer not null,
        alerts integer not null,
        told text not null check (told in ('OK', 'WARNING', 'ALERT', 'NO_DATA')),
        told_at timestamptz(3),
        is_unheard boolean not null,
        opened_at timestamptz(3),
        is_open boolean not null,
        notices integer not null,
        acknowledged_at timestamptz(3),
        milestone double precision,
        value double precision,
        previous double precision,
        sample double precision,
        seen_at timestamptz(3) not null,
        primary key (alert_id, group_key)
      )`)
    this.addSql(`
      create table alert_events (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        alert_id bigint not null references definitions on delete cascade,
        group_key text collate "C",
        labels jsonb not null,
        at timestamptz(3) not null,
        kind text not null,
        state text,
        previous_state text,
        window_from timestamptz(3),
        window_to timestamptz(3),
        value double precision,
        previous double precision,
        sample double precision,
        milestone double precision,
        opened_at timestamptz(3),
        is_told boolean not null default false,
        subject text,
        note text,
        version integer,
        unique (alert_id, version, group_key, window_to)
      )`)
    this.addSql('create index alert_events_newest on alert_events (project, at desc, id desc)')
    this.addSql('create index alert_events_of_alert on alert_events (project, alert_id, at desc, id desc)')
  }

  override down(): void {
    this.addSql('drop table alert_events')
    this.addSql('drop table alert_states')
    this.addSql('drop table alert_checks')
  }
}
