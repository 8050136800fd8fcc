import { Migration } from '@mikro-orm/migrations'

/** The last batch that the numbers of a rolled-up day include. Days that are rolled up already precede all questions. */
export class RolledUpBatch extends Migration {
  override up(): void {
    this.addSql('alter table daily_stats add column rolled_up_batch bigint not null default 0')
  }

  override down(): void {
    this.addSql('alter table daily_stats drop column rolled_up_batch')
  }
}
