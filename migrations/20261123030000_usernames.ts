import { Migration } from '@mikro-orm/migrations'

/** Since when a user is called what they are called: an older word does not rename them. */
export class Usernames extends Migration {
  override up(): void {
    this.addSql('alter table users add column named_at timestamptz(3)')
  }

  override down(): void {
    this.addSql('alter table users drop column named_at')
  }
}
