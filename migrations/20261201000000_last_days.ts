import { Migration } from '@mikro-orm/migrations'

/**
 * The days of the last events of users and conversations, in tables of their own. They are in an index, and an update that
 * changes an index of a row writes into all of its indexes: two of a narrow table instead of eight.
 */
export class LastDays extends Migration {
  override up(): void {
    // Indexing a large log takes longer than the limit of other statements.
    this.addSql('set local statement_timeout = 0')
    for (const { things, table, number, day, time } of lists) {
      this.addSql(`
        create table ${table} (
          no ${number} primary key references ${things} on delete cascade,
          project text collate "C" not null,
          last_on date not null
        )`)
      this.addSql(`insert into ${table} select no, project, ${day} from ${things}`)
      this.addSql(`alter table ${things} drop column ${day}`)
      this.addSql(`create index ${things}_by_last_day on ${table} (project, last_on)`)
      this.addSql(`
        create function add_${table}() returns trigger language plpgsql as $$
        begin
          insert into ${table} select no, project, ${dayOf(time)} from added;
          return null;
        end $$`)
      this.addSql(`
        create trigger ${things}_added after insert on ${things}
        referencing new table as added for each statement execute function add_${table}()`)
    }
  }

  override down(): void {
    for (const { things, table, day, time } of lists) {
      this.addSql(`drop trigger ${things}_added on ${things}`)
      this.addSql(`drop function add_${table}()`)
      this.addSql(`drop table ${table}`)
      this.addSql(
        `alter table ${things} add column ${day} date not null generated always as (${dayOf(time)}) stored`,
      )
      this.addSql(`create index ${things}_by_last_day on ${things} (project, ${day})`)
    }
  }
}

const lists = [
  {
    things: 'users',
    table: 'user_days',
    number: 'integer',
    day: 'last_seen_on',
    time: 'coalesce(last_seen_at, created_at)',
  },
  {
    things: 'conversations',
    table: 'conversation_days',
    number: 'bigint',
    day: 'last_event_on',
    time: 'last_event_at',
  },
]

const dayOf = (time: string) => `(${time} at time zone 'UTC')::date`
