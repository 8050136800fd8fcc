import { Migration } from '@mikro-orm/migrations'

/**
 * The exports. The job of an export writes the row, and `file` names its file once that is whole. A deleted export stays for
 * an hour, in which it counts towards the rate of its caller.
 */
export class Exports extends Migration {
  override up(): void {
    this.addSql(`
      create table exports (
        no bigint generated always as identity primary key,
        id text collate "C" not null unique,
        project text collate "C" not null,
        subject text not null,
        input jsonb not null,
        range_from timestamptz(3),
        range_to timestamptz(3),
        state text not null default 'QUEUED'
          check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
        progress double precision not null default 0,
        rows bigint,
        bytes bigint,
        sha256 text,
        file text,
        link_key text not null,
        idempotency_key text,
        error_code text,
        error_message text,
        created_at timestamptz(3) not null default now(),
        started_at timestamptz(3),
        finished_at timestamptz(3),
        expires_at timestamptz(3),
        deleted_at timestamptz(3),
        unique (project, subject, idempotency_key),
        check ((state = 'DONE') = (file is not null))
      )`)
    this.addSql('create index exports_newest on exports (project, created_at desc, no desc)')
  }

  override down(): void {
    this.addSql('drop table exports')
  }
}
