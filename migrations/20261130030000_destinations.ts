import { Migration } from '@mikro-orm/migrations'

/**
 * How far each destination follows the log: its events by (tx, seq) and its users by (users_tx, users_no), and what a
 * destination has refused for good. `epoch` grows with each rewind, so that a batch that was on its way then does not move
 * the new position. A dead letter names what was refused and has no copy of it.
 */
export class Destinations extends Migration {
  override up(): void {
    this.addSql(`
      create table destinations (
        id bigint primary key references definitions on delete cascade,
        project text collate "C" not null,
        salt bytea not null,
        sealed bytea,
        state text not null default 'RUNNING' check (state in ('RUNNING', 'PAUSED', 'STOPPED')),
        epoch integer not null default 0,
        since timestamptz(3) not null,
        tx xid8 not null,
        seq bigint not null,
        users_tx xid8 not null,
        users_no integer not null,
        sent bigint not null default 0,
        skipped bigint not null default 0,
        failed bigint not null default 0,
        failures integer not null default 0,
        refused_in_a_row integer not null default 0,
        next_at timestamptz(3),
        forwarded_at timestamptz(3),
        error_code text,
        error_message text,
        error_status integer,
        error_at timestamptz(3)
      )`)
    this.addSql(`
      create table dead_letters (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        destination_id bigint not null references destinations on delete cascade,
        thing text not null check (thing in ('EVENT', 'USER')),
        number bigint not null,
        message_id text not null,
        attempts integer not null default 1,
        is_due boolean not null default false,
        code text not null,
        message text not null,
        status integer,
        created_at timestamptz(3) not null default now(),
        unique (destination_id, thing, number)
      )`)
    this.addSql('create index dead_letters_newest on dead_letters (project, created_at desc, id desc)')
    this.addSql(
      'create index dead_letters_of_destination on dead_letters (destination_id, created_at desc, id desc)',
    )
    this.addSql('create index dead_letters_due on dead_letters (destination_id, id) where is_due')
  }

  override down(): void {
    this.addSql('drop table dead_letters, destinations')
  }
}
