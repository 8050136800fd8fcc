import { Migration } from '@mikro-orm/migrations'

/** The property keys of each project, with the day (UTC) of their first use: a limited number of new keys per day causes no warning. */
export class PropertyKeys extends Migration {
  override up(): void {
    this.addSql(`
      create table property_keys (
        project text collate "C" not null,
        key text collate "C" not null,
        first_on date not null default (now() at time zone 'UTC')::date,
        primary key (project, key)
      )`)
    this.addSql('create index property_keys_by_day on property_keys (project, first_on)')
  }

  override down(): void {
    this.addSql('drop table property_keys')
  }
}
