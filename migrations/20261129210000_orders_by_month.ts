import { Migration } from '@mikro-orm/migrations'

/**
 * Lists by the last event find the month of it instead of its day. A user who comes back on another day was written into
 * all indexes of users then, which made an import of history a third slower (decision 0107).
 */
export class OrdersByMonth extends Migration {
  override up(): void {
    // Both tables are written anew.
    this.addSql('set local statement_timeout = 0')
    this.addSql(`
      alter table users drop column last_seen_on, add column last_seen_in date not null
        generated always as (date_trunc('month', coalesce(last_seen_at, created_at) at time zone 'UTC')::date) stored`)
    this.addSql('create index users_by_last_month on users (project, last_seen_in)')
    this.addSql(`
      alter table conversations drop column last_event_on, add column last_event_in date not null
        generated always as (date_trunc('month', last_event_at at time zone 'UTC')::date) stored`)
    this.addSql('create index conversations_by_last_month on conversations (project, last_event_in)')
  }

  override down(): void {
    this.addSql(`
      alter table users drop column last_seen_in, add column last_seen_on date not null
        generated always as ((coalesce(last_seen_at, created_at) at time zone 'UTC')::date) stored`)
    this.addSql('create index users_by_last_day on users (project, last_seen_on)')
    this.addSql(`
      alter table conversations drop column last_event_in, add column last_event_on date not null
        generated always as ((last_event_at at time zone 'UTC')::date) stored`)
    this.addSql('create index conversations_by_last_day on conversations (project, last_event_on)')
  }
}
