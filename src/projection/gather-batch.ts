import { type ClientBase } from 'pg'
import { makesUserActiveInLog } from '../entities/event-conditions.ts'

/**
 * Copies events, those of a batch for example, into two temporary tables of the session: `batch` with the columns that
 * PostgreSQL needs, and `batch_users` with the users that the events change. So events and users are read only once,
 * and the planner knows their number: for a part of the log it estimates one row, and chooses plans that are slow for
 * thousands. `events` is SQL for whole rows.
 */
export async function gatherEvents(client: ClientBase, events: string): Promise<void> {
  await client.query(`
    create temporary table if not exists batch (
      seq bigint, project text collate "C", kind text collate "C", user_no integer, conversation_id text, bot_id text,
      channel text, occurred_at timestamptz(3), received_at timestamptz(3), is_bot boolean, username text, inherited smallint);
    create temporary table if not exists batch_users (
      user_no integer, project text collate "C", first_at timestamptz(3), last_at timestamptz(3),
      active_at timestamptz(3), former_active_at timestamptz(3), username text, named_at timestamptz(3),
      linked_to integer, last_on date);
    truncate batch, batch_users;
    insert into batch
    select seq, project, kind, user_no, conversation_id, bot_id, channel, occurred_at, received_at, is_bot,
      case when kind = 'activity' then properties ->> 'username' end, inherited
    from (${events}) events;
    -- A small sample is enough to distinguish thousands of rows from one.
    set local default_statistics_target = 10;
    analyze batch;
    -- A batch may contain a large share of all users.
    set local enable_seqscan = on;
    ${changedUsers};
    analyze batch_users`)
}

/**
 * The users whose first or last event, first activity or name changes. It locks no row, since only the projection writes
 * these columns. Names are selected separately: few events have a name, and sorting all events for them would cost more
 * than the rest.
 */
const changedUsers = `
    insert into batch_users
    with seen as (
      select user_no, min(occurred_at) as first_at, max(occurred_at) as last_at,
        min(occurred_at) filter (where ${makesUserActiveInLog}) as active_at
      from batch
      where user_no is not null
      group by user_no
    ),
    named as (
      select distinct on (user_no) user_no, occurred_at as named_at, username
      from batch
      where username is not null and user_no is not null
      order by user_no, occurred_at desc, seq desc
    )
    select user_no, project, first_at, last_at, active_at, first_active_at, named.username, named.named_at,
      linked_to, case when last_at > coalesce(last_seen_at, '-infinity') then (last_at at time zone 'UTC')::date end
    from seen left join named using (user_no) join users on users.no = user_no
    where first_seen_at is null or first_at < first_seen_at or last_at > last_seen_at
      or active_at < coalesce(first_active_at, 'infinity')
      or named.named_at >= coalesce(users.named_at, '-infinity')`
