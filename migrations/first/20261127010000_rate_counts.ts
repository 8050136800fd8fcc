import { Migration } from '@mikro-orm/migrations'

/** The use of each caller's rate limits. Unlogged: writes do not wait for the disk, and a crash may lose a minute. */
export class RateCounts extends Migration {
  override up(): void {
    this.addSql(`
      create unlogged table rate_counts (
        key text collate "C" primary key,
        used bigint not null,
        resets_at timestamptz(3) not null
      )`)
  }

  override down(): void {
    this.addSql('drop table rate_counts')
  }
}
