import { Migration } from '@mikro-orm/migrations'

/**
 * The days of the last events of users and conversations, in tables of their own: an update of an indexed column writes into
 * all indexes of its row, which are two here, and eight in `users`.
 */
export class LastDays extends Migration {
  override up(): void {
    this.addSql(withoutTimeLimit)
    // A batch that has read these tables and is about to write them would block the migration, and the migration the batch.
    this.addSql('lock table users, conversations in access exclusive mode')
    for (const { things, table, number, day, time, listed } of lists) {
      this.addSql(
        `create table ${table} (no ${number} not null, project text collate "C" not null, last_on date not null)`,
      )
      this.addSql(`insert into ${table} select no, project, ${day} from ${things} where ${listed}`)
      this.addSql(`alter table ${things} drop column ${day}`)
      this.addSql(`
        alter table ${table} add primary key (no), add foreign key (no) references ${things} on delete cascade`)
      this.addSql(`create index ${things}_by_last_day on ${table} (project, last_on)`)
      this.addSql(`analyze ${table}`)
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
    this.addSql(withoutTimeLimit)
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

/** Indexing a large log takes longer than the limit of other statements. */
const withoutTimeLimit = 'set local statement_timeout = 0'

const lists = [
  {
    things: 'users',
    table: 'user_days',
    number: 'integer',
    day: 'last_seen_on',
    time: 'coalesce(last_seen_at, created_at)',
    // All but erased users.
    listed: 'linked_to is distinct from 0',
  },
  {
    things: 'conversations',
    table: 'conversation_days',
    number: 'bigint',
    day: 'last_event_on',
    time: 'last_event_at',
    listed: 'true',
  },
]

const dayOf = (time: string) => `(${time} at time zone 'UTC')::date`
