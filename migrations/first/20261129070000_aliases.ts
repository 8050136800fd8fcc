import { Migration } from '@mikro-orm/migrations'

/**
 * The user that a visitor's id belongs to, and two queues of the projection: links whose events still have the number
 * of the visitor, and events that changed in the log after ClickHouse got them. Both number their rows from one
 * sequence. A user with traits was identified.
 */
export class Aliases extends Migration {
  override up(): void {
    // Updating many users takes longer than the limit of other statements.
    this.addSql('set local statement_timeout = 0')
    this.addSql(`
      alter table users
        add column is_known boolean not null default false,
        add column linked_to integer,
        add check (not is_known or linked_to is null)`)
    this.addSql(`update users set is_known = true where traits <> '{}'`)
    this.addSql('create index users_by_link on users (linked_to) where linked_to is not null')
    this.addSql('create index segment_snapshot_members_by_user on segment_snapshot_members (user_no)')
    this.addSql('create sequence restatement_ids')
    this.addSql(`
      create table waiting_links (
        id bigint primary key default nextval('restatement_ids'),
        visitor_no integer not null unique,
        created_at timestamptz(3) not null default now()
      )`)
    this.addSql(`
      create table restatements (
        id bigint primary key default nextval('restatement_ids'),
        seqs bigint[] not null,
        created_at timestamptz(3) not null default now()
      )`)
  }

  override down(): void {
    this.addSql('drop table restatements, waiting_links')
    this.addSql('drop sequence restatement_ids')
    this.addSql('drop index segment_snapshot_members_by_user')
    this.addSql('alter table users drop column linked_to, drop column is_known')
  }
}
