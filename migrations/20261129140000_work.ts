import { Migration } from '@mikro-orm/migrations'

/**
 * The work in the background. A process that runs a job holds a lease on it; a job whose lease has ended is due again.
 * Every statement of an attempt names its lease, so an attempt that has lost it writes nothing.
 */
export class Work extends Migration {
  override up(): void {
    this.addSql(`
      create table work (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        kind text collate "C" not null,
        key text collate "C" not null,
        payload jsonb not null,
        subject text not null,
        state text not null default 'QUEUED'
          check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
        progress double precision not null default 0 check (progress between 0 and 1),
        attempts integer not null default 0,
        failures integer not null default 0,
        lease uuid,
        lease_until timestamptz(3),
        created_at timestamptz(3) not null default now(),
        run_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        error_code text,
        error_message text,
        unique (project, kind, key),
        check ((state = 'RUNNING') = (lease is not null) and (lease is null) = (lease_until is null)),
        check ((state in ('DONE', 'FAILED', 'CANCELLED')) = (finished_at is not null))
      )`)
    this.addSql('create index work_due on work (kind, run_at, id) where finished_at is null')
    this.addSql('create index work_newest on work (project, created_at desc, id desc)')
    this.addSql('create index work_finished on work (finished_at) where finished_at is not null')
  }

  override down(): void {
    this.addSql('drop table work')
  }
}
