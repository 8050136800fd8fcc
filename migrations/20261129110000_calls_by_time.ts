import { Migration } from '@mikro-orm/migrations'

/** The index of the lists of AI calls, API calls and system metrics. Events of other kinds have no entries in it. */
export class CallsByTime extends Migration {
  override up(): void {
    // Indexing a large log takes longer than the limit of other statements.
    this.addSql('set local statement_timeout = 0')
    this.addSql(`
      create index calls_by_time on events (project, kind, occurred_at, seq)
        where kind in ('ai_call', 'api_call', 'system_metric')`)
  }

  override down(): void {
    this.addSql('drop index calls_by_time')
  }
}
