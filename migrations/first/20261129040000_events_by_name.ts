import { Migration } from '@mikro-orm/migrations'

/** A row of the log is called an event everywhere: no column and no index says "fact" any more. */
export class EventsByName extends Migration {
  override up(): void {
    this.addSql('alter table conversations rename column last_fact_at to last_event_at')
    this.addSql('alter table projection rename column facts to events')
    this.addSql('alter index facts_of_conversations rename to events_in_conversations')
  }

  override down(): void {
    this.addSql('alter index events_in_conversations rename to facts_of_conversations')
    this.addSql('alter table projection rename column events to facts')
    this.addSql('alter table conversations rename column last_event_at to last_fact_at')
  }
}
