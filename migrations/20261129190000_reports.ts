import { Migration } from '@mikro-orm/migrations'

/**
 * The runs of reports, what was sent of each, and the secrets of their webhooks. A report that is deleted takes all of them
 * with it. A time of a schedule has one run.
 */
export class Reports extends Migration {
  override up(): void {
    this.addSql(`
      create table report_runs (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        report_id bigint not null references definitions on delete cascade,
        slot timestamptz(3),
        state text not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
        period_from timestamptz(3),
        period_to timestamptz(3),
        is_late boolean not null default false,
        note text,
        blocks jsonb,
        error_code text,
        error_message text,
        created_at timestamptz(3) not null default now(),
        finished_at timestamptz(3),
        unique (report_id, slot)
      )`)
    this.addSql(
      'create index report_runs_newest on report_runs (project, report_id, created_at desc, id desc)',
    )
    this.addSql(`
      create table deliveries (
        id uuid primary key,
        project text collate "C" not null,
        run_id bigint not null references report_runs on delete cascade,
        channel text not null check (channel in ('MAIL', 'WEBHOOK')),
        recipient text not null,
        state text not null default 'WAITING' check (state in ('WAITING', 'DELIVERED', 'FAILED')),
        attempts integer not null default 0,
        next_attempt_at timestamptz(3),
        delivered_at timestamptz(3),
        error_code text,
        error_message text,
        unique (run_id, channel, recipient)
      )`)
    this.addSql(`
      create table webhook_secrets (
        report_id bigint not null references definitions on delete cascade,
        url text not null,
        sealed bytea not null,
        former bytea,
        former_until timestamptz(3),
        primary key (report_id, url)
      )`)
  }

  override down(): void {
    this.addSql('drop table webhook_secrets')
    this.addSql('drop table deliveries')
    this.addSql('drop table report_runs')
  }
}
