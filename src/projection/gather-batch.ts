import { type ClientBase } from 'pg'
import { makesUserActiveInLog } from '../entities/active-user.ts'
import { type Bounds, batchFacts } from './batch-facts.ts'

/**
 * Puts the batch, as far as PostgreSQL derives something from it, into two tables of the session: `batch` has its facts,
 * `batch_users` the users that they change. Facts and users are read once instead of each time, and counted: of a part
 * of the log the planner believes that it is one fact, and goes through thousands as if they were.
 */
export async function gatherBatch(client: ClientBase, bounds: Bounds): Promise<void> {
  await client.query(`
    create temporary table if not exists batch (
      seq bigint, project text collate "C", kind text collate "C", user_no integer, conversation_id text, bot_id text,
      channel text, occurred_at timestamptz(3), received_at timestamptz(3), is_bot boolean, username text);
    create temporary table if not exists batch_users (
      user_no integer, project text collate "C", first_at timestamptz(3), last_at timestamptz(3),
      active_at timestamptz(3), former_active_at timestamptz(3), username text, named_at timestamptz(3));
    truncate batch, batch_users;
    insert into batch
    select seq, project, kind, user_no, conversation_id, bot_id, channel, occurred_at, received_at, is_bot,
      case when kind = 'activity' then properties ->> 'username' end
    from (${batchFacts(bounds)}) facts;
    -- A small sample is enough to tell thousands from one.
    set local default_statistics_target = 10;
    analyze batch;
    -- A good part of the users may be in a batch.
    set local enable_seqscan = on;
    ${changedUsers};
    analyze batch_users`)
}

/**
 * Users who were seen before or after what was known, were active before it, or are called something. Nothing is
 * locked: only the projection changes when users were seen. Names are looked for apart: few facts have one, and sorting
 * all of them for those would cost more than the rest.
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
    select user_no, project, first_at, last_at, active_at, first_active_at, named.username, named.named_at
    from seen left join named using (user_no) join users on users.no = user_no
    where first_seen_at is null or first_at < first_seen_at or last_at > last_seen_at
      or active_at < coalesce(first_active_at, 'infinity')
      or named.named_at >= coalesce(users.named_at, '-infinity')`
