import { Migration } from '@mikro-orm/migrations'

/** An account may have the name and the e-mail address of its person. The address is in lower case. */
export class AccountNames extends Migration {
  override up(): void {
    this.addSql('alter table accounts add column name text, add column email text collate "C"')
    this.addSql('create unique index accounts_by_email on accounts (email)')
  }

  override down(): void {
    this.addSql('alter table accounts drop column name, drop column email')
  }
}
