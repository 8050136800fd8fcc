import { Migration } from '@mikro-orm/migrations'

/**
 * When each user last changed, in the order of commits, and how far such changes have been copied. Those who are
 * there already count as changed now. Being seen is no change, so that the index costs a fact nothing.
 */
export class UserChanges extends Migration {
  override up(): void {
    this.addSql('alter table users add column changed_tx xid8 not null default pg_current_xact_id()')
    this.addSql('create index users_by_change on users (changed_tx, no)')
    this.addSql(`
      alter table projection
        add column users_tx xid8 not null default '0',
        add column users_no integer not null default 0`)
  }

  override down(): void {
    this.addSql('alter table projection drop column users_tx, drop column users_no')
    this.addSql('alter table users drop column changed_tx')
  }
}
