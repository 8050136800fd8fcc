import { Migration } from '@mikro-orm/migrations'

/** The time of a user's current name, so that an older event does not rename the user. */
export class Usernames extends Migration {
  override up(): void {
    this.addSql('alter table users add column named_at timestamptz(3)')
  }

  override down(): void {
    this.addSql('alter table users drop column named_at')
  }
}
