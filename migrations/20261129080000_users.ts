import { Migration } from '@mikro-orm/migrations'

/** The time of an event by the clock of its sender, where `sentAt` corrected it. */
export class Users extends Migration {
  override up(): void {
    this.addSql('alter table events add column original_at timestamptz(3)')
  }

  override down(): void {
    this.addSql('alter table events drop column original_at')
  }
}
