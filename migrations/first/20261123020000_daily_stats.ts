import { Migration } from '@mikro-orm/migrations'

/** The numbers of each day, and the time of each user's first activity, which a late event may change. */
export class DailyStats extends Migration {
  override up(): void {
    this.addSql(`
      create table daily_stats (
        project text collate "C" not null,
        day date not null,
        time_zone text not null,
        starts_at timestamptz(3) not null,
        ends_at timestamptz(3) not null,
        is_stale boolean not null default true,
        rolled_up_at timestamptz(3),
        events bigint not null default 0,
        active_users bigint not null default 0,
        new_users bigint not null default 0,
        conversations bigint not null default 0,
        messages bigint not null default 0,
        tokens bigint not null default 0,
        cost_usd numeric not null default 0,
        unpriced_calls bigint not null default 0,
        ai_calls bigint not null default 0,
        ai_errors bigint not null default 0,
        api_calls bigint not null default 0,
        api_errors bigint not null default 0,
        primary key (project, day)
      )`)
    this.addSql('create index daily_stats_to_roll_up on daily_stats (ends_at) where is_stale')
    this.addSql(`
      create table roll_ups (
        project text collate "C" primary key,
        time_zone text
      )`)

    // The existing log is read in one statement without a time limit.
    this.addSql('set local statement_timeout = 0')
    this.addSql('insert into roll_ups (project) select distinct project from events')
    this.addSql('alter table users add column first_active_at timestamptz(3)')
    // Only up to the cursor: the projection handles the events after it.
    this.addSql(`
      update users
      set first_active_at = active.first_at
      from (
        select user_no, min(occurred_at) as first_at
        from events
        where user_no is not null and kind <> 'system_metric' and is_bot is not true
          and (tx, seq) <= (select tx, seq from projection)
        group by user_no
      ) active
      where users.no = active.user_no`)
  }

  override down(): void {
    this.addSql('alter table users drop column first_active_at')
    this.addSql('drop table roll_ups, daily_stats')
  }
}
