import { Migration } from '@mikro-orm/migrations'

/**
 * The days whose rows in the precomputed tables of ClickHouse are right: those with a version that are not stale. Every
 * day with events has a row, in the time zone of the project's roll-up, once the project is backfilled. Projects that
 * have days already are backfilled again.
 */
export class PrecomputedDays extends Migration {
  override up(): void {
    this.addSql('create sequence precomputed_versions')
    this.addSql(`
      create table precomputed_days (
        project text collate "C" not null,
        day date not null,
        starts_at timestamptz(3) not null,
        ends_at timestamptz(3) not null,
        is_stale boolean not null default true,
        version bigint unique,
        batch bigint not null default 0,
        rows bigint not null default 0,
        precomputed_at timestamptz(3),
        primary key (project, day)
      )`)
    this.addSql(
      'create index precomputed_days_to_compute on precomputed_days (precomputed_at nulls first, ends_at desc) where is_stale',
    )
    this.addSql('update roll_ups set time_zone = null')
  }

  override down(): void {
    this.addSql('drop table precomputed_days')
    this.addSql('drop sequence precomputed_versions')
  }
}
