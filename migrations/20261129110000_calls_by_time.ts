import { Migration } from '@mikro-orm/migrations'

/** The index of the lists of AI calls, API calls and system metrics. Events of other kinds have no entries in it. */
export class CallsByTime extends Migration {
  override up(): void {
    this.addSql(`
      create index calls_by_time on events (project, kind, occurred_at, seq)
        where kind in ('ai_call', 'api_call', 'system_metric')`)
  }

  override down(): void {
    this.addSql('drop index calls_by_time')
  }
}
