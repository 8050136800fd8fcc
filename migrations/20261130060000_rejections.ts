import { Migration } from '@mikro-orm/migrations'

/**
 * The number of rejected events of each code, by quarters of an hour, and how many of them were announced; when a webhook was
 * disabled; and since when the members of a segment with a budget are too many to be looked up.
 */
export class Rejections extends Migration {
  override up(): void {
    this.addSql(`
      create table rejections (
        project text collate "C" not null,
        at timestamptz(3) not null,
        code text collate "C" not null,
        events bigint not null,
        announced bigint not null default 0,
        primary key (project, at, code)
      )`)
    this.addSql('create index rejections_by_time on rejections (at)')
    this.addSql('create index rejections_to_announce on rejections (project) where events > announced')
    this.addSql('alter table webhooks add column disabled_at timestamptz(3)')
    this.addSql('alter table budget_counts add column members_stale_since timestamptz(3)')
  }

  override down(): void {
    this.addSql('alter table budget_counts drop column members_stale_since')
    this.addSql('alter table webhooks drop column disabled_at')
    this.addSql('drop table rejections')
  }
}
