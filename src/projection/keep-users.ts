import { type ClientBase } from 'pg'
import { type Bounds, batchFacts } from './batch-facts.ts'

/**
 * Users were seen from their first fact to their last, and are called what their latest activity says. Names are
 * looked for apart: few facts have one, and sorting all of them for those would cost more than the rest.
 */
export async function keepUsers(client: ClientBase, bounds: Bounds): Promise<void> {
  await client.query(
    `with batch as materialized (
       select seq, user_no, occurred_at, case when kind = 'activity' then properties ->> 'username' end as username
       from (${batchFacts(bounds)}) facts
       where user_no is not null
     ),
     seen as (
       select user_no, min(occurred_at) as first_at, max(occurred_at) as last_at from batch group by user_no
     ),
     named as (
       select distinct on (user_no) user_no, occurred_at, username
       from batch
       where username is not null
       order by user_no, occurred_at desc, seq desc
     ),
     latest as (
       select user_no, username
       from named
       where not exists (
         select from events e
         where e.user_no = named.user_no and e.occurred_at > named.occurred_at
           and e.kind = 'activity' and e.properties ? 'username')
     )
     update users
     set first_seen_at = least(first_seen_at, first_at), last_seen_at = greatest(last_seen_at, last_at),
       username = coalesce(latest.username, users.username)
     from seen left join latest using (user_no)
     where users.no = seen.user_no
       and (first_seen_at is null or first_at < first_seen_at or last_at > last_seen_at
         or latest.username <> coalesce(users.username, ''))`,
  )
}
