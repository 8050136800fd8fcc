import { Migration } from '@mikro-orm/migrations'

/**
 * Snapshots of segments; the last change of each user, in the order of commits; and the position up to which such changes are
 * copied. Existing users count as changed now. An event of a user is no change, so it does not update the index.
 */
export class UserChanges extends Migration {
  override up(): void {
    this.addSql('alter table users add column changed_tx xid8 not null default pg_current_xact_id()')
    this.addSql('create index users_by_change on users (changed_tx, no)')
    this.addSql(`
      alter table projection
        add column users_tx xid8 not null default '0',
        add column users_no integer not null default 0`)
    this.addSql(`
      create table segment_snapshots (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        segment_id bigint not null references definitions on delete cascade,
        as_of timestamptz(3) not null,
        size integer not null,
        known_users integer not null,
        created_by text not null,
        created_at timestamptz(3) not null default now()
      )`)
    this.addSql(
      'create index segment_snapshots_newest on segment_snapshots (segment_id, created_at desc, id desc)',
    )
    this.addSql(`
      create table segment_snapshot_members (
        snapshot_id bigint not null references segment_snapshots on delete cascade,
        user_no integer not null,
        primary key (snapshot_id, user_no)
      )`)
  }

  override down(): void {
    this.addSql('drop table segment_snapshot_members, segment_snapshots')
    this.addSql('alter table projection drop column users_tx, drop column users_no')
    this.addSql('alter table users drop column changed_tx')
  }
}
