import { Migration } from '@mikro-orm/migrations'

/** The id of the ClickHouse that the log is copied to, and whether that ClickHouse is being filled from the beginning. */
export class Store extends Migration {
  override up(): void {
    this.addSql(`
      alter table projection
        add column store uuid,
        add column is_rebuilding boolean not null default false`)
  }

  override down(): void {
    this.addSql('alter table projection drop column store, drop column is_rebuilding')
  }
}
