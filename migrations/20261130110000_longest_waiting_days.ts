import { Migration } from '@mikro-orm/migrations'

/** Stale days in the order in which they are rolled up: the one that waits longest first. */
export class LongestWaitingDays extends Migration {
  override up(): void {
    this.addSql('drop index daily_stats_to_roll_up')
    this.addSql(
      'create index daily_stats_to_roll_up on daily_stats (rolled_up_at nulls first, ends_at) where is_stale',
    )
  }

  override down(): void {
    this.addSql('drop index daily_stats_to_roll_up')
    this.addSql('create index daily_stats_to_roll_up on daily_stats (ends_at) where is_stale')
  }
}
