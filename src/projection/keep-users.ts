import { type ClientBase } from 'pg'
import { batchFacts } from './batch-facts.ts'

/** Users were seen from their first fact to their last, and are called what their latest activity says. */
export async function keepUsers(client: ClientBase): Promise<void> {
  await client.query(
    `with batch as (${batchFacts}),
     seen as (
       select user_no, min(occurred_at) as first_at, max(occurred_at) as last_at,
         (array_agg(properties ->> 'username' order by occurred_at desc, seq desc)
           filter (where kind = 'activity' and properties ? 'username'))[1] as username,
         max(occurred_at) filter (where kind = 'activity' and properties ? 'username') as named_at
       from batch
       where user_no is not null
       group by user_no
     ),
     latest as (
       select user_no, first_at, last_at,
         case when named_at is null then null when not exists (
           select from events e
           where e.user_no = seen.user_no and e.occurred_at > seen.named_at
             and e.kind = 'activity' and e.properties ? 'username'
         ) then username end as username
       from seen
     )
     update users
     set first_seen_at = least(first_seen_at, first_at), last_seen_at = greatest(last_seen_at, last_at),
       username = coalesce(latest.username, users.username)
     from latest
     where users.no = latest.user_no
       and (first_seen_at is null or first_at < first_seen_at or last_at > last_seen_at
         or latest.username <> coalesce(users.username, ''))`,
  )
}
