import { Migration } from '@mikro-orm/migrations'

/**
 * The indexes of lists that are ordered by another time than their own. The last event of a user or conversation changes
 * with almost every batch: its day is stored and indexed instead, so that most of these updates change no index.
 */
export class Orders extends Migration {
  override up(): void {
    // Indexing a large log takes longer than the limit of other statements.
    this.addSql('set local statement_timeout = 0')
    this.addSql('create index events_by_receipt on events (project, received_at, seq)')
    this.addSql(`
      alter table users add column last_seen_on date not null
        generated always as ((coalesce(last_seen_at, created_at) at time zone 'UTC')::date) stored`)
    this.addSql('create index users_by_last_day on users (project, last_seen_on)')
    this.addSql(
      'create index users_by_first_event on users (project, coalesce(first_seen_at, created_at), no)',
    )
    this.addSql(`
      alter table conversations add column last_event_on date not null
        generated always as ((last_event_at at time zone 'UTC')::date) stored`)
    this.addSql('create index conversations_by_last_day on conversations (project, last_event_on)')
  }

  override down(): void {
    this.addSql('drop index events_by_receipt, users_by_first_event')
    this.addSql('alter table users drop column last_seen_on')
    this.addSql('alter table conversations drop column last_event_on')
  }
}
