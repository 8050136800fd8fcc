import { Migration } from '@mikro-orm/migrations'

/**
 * What is announced, each cause once, the state of saved webhooks, and the members of the segments that they watch. A delivery is about a run of a report or about an
 * announcement; `no` is its place among those of the same instant.
 */
export class Webhooks extends Migration {
  override up(): void {
    this.addSql(`
      create table announcements (
        id bigint generated always as identity primary key,
        project text collate "C" not null,
        type text collate "C" not null,
        key text collate "C" not null,
        at timestamptz(3) not null,
        data jsonb not null,
        created_at timestamptz(3) not null default now(),
        unique (project, type, key)
      )`)
    this.addSql('create index announcements_created on announcements (created_at)')
    this.addSql(`
      create table webhooks (
        id bigint primary key references definitions on delete cascade,
        sealed bytea not null,
        former bytea,
        former_until timestamptz(3),
        failing_since timestamptz(3),
        disabled_code text
      )`)
    this.addSql(`
      create table watched_segments (
        segment_id bigint primary key references definitions on delete cascade,
        project text collate "C" not null,
        version integer not null
      )`)
    this.addSql(`
      create table watched_members (
        segment_id bigint not null references watched_segments on delete cascade,
        user_no integer not null,
        primary key (segment_id, user_no)
      )`)
    this.addSql(`
      alter table deliveries
        alter column run_id drop not null,
        add column announcement_id bigint references announcements on delete cascade,
        add column event text,
        add column webhook_id bigint references definitions on delete cascade,
        add column no bigint generated always as identity,
        add column created_at timestamptz(3) not null default now(),
        add column round integer not null default 0,
        add column status integer,
        add column duration_ms integer,
        add column answer text,
        add check ((run_id is null) <> (announcement_id is null)),
        add unique (announcement_id, channel, recipient)`)
    this.addSql('create index deliveries_newest on deliveries (project, created_at desc, no desc)')
    this.addSql(
      `create index deliveries_of_webhook on deliveries (webhook_id, created_at desc, no desc)
       where webhook_id is not null`,
    )
  }

  override down(): void {
    this.addSql('delete from deliveries where run_id is null')
    this.addSql(`
      alter table deliveries
        drop column announcement_id, drop column event, drop column round, drop column webhook_id, drop column no, drop column created_at,
        drop column status, drop column duration_ms, drop column answer,
        alter column run_id set not null`)
    this.addSql('drop table watched_members')
    this.addSql('drop table watched_segments')
    this.addSql('drop table webhooks')
    this.addSql('drop table announcements')
  }
}
