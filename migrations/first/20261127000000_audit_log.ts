import { Migration } from '@mikro-orm/migrations'

/** The audit log. A request has one entry, and another one for each login in it. */
export class AuditLog extends Migration {
  override up(): void {
    this.addSql(`
      create table audit_log (
        id bigint generated always as identity,
        project text collate "C" not null,
        at timestamptz(3) not null,
        request_id text collate "C" not null,
        part smallint not null,
        subject text not null,
        roles text[] not null,
        proof text not null,
        address text,
        user_agent text,
        kind text not null,
        operation_name text,
        fields text[] not null,
        cost double precision not null,
        duration_ms integer not null,
        outcome text not null,
        changes jsonb not null,
        primary key (request_id, part)
      )`)
    this.addSql('create index audit_log_newest on audit_log (project, at desc, id desc)')
    this.addSql('create index audit_log_oldest on audit_log (at)')
  }

  override down(): void {
    this.addSql('drop table audit_log')
  }
}
