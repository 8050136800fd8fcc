import { type ClientBase } from 'pg'

/**
 * Users were seen from their first fact to their last, were first active when `first_facts` in ClickHouse says so
 * too, and are called what their latest activity says, or `identify` after it: who gets another name has changed,
 * who is merely seen has not. Names are looked for apart: few facts
 * have one, and sorting all of them for those would cost more than the rest.
 */
export async function keepUsers(client: ClientBase): Promise<void> {
  await client.query(
    `with seen as (
       select user_no, min(occurred_at) as first_at, max(occurred_at) as last_at,
         min(occurred_at) filter (where kind <> 'system_metric' and is_bot is not true) as active_at
       from batch
       where user_no is not null
       group by user_no
     ),
     named as (
       select distinct on (user_no) user_no, occurred_at, username
       from batch
       where username is not null and user_no is not null
       order by user_no, occurred_at desc, seq desc
     )
     update users
     set first_seen_at = least(first_seen_at, first_at), last_seen_at = greatest(last_seen_at, last_at),
       first_active_at = least(first_active_at, active_at),
       username = case when occurred_at >= coalesce(named_at, '-infinity') then named.username else users.username end,
       named_at = greatest(named_at, occurred_at),
       changed_tx = case
         when occurred_at >= coalesce(named_at, '-infinity') and named.username is distinct from users.username
         then pg_current_xact_id() else changed_tx end
     from seen left join named using (user_no)
     where users.no = seen.user_no
       and (first_seen_at is null or first_at < first_seen_at or last_at > last_seen_at
         or active_at < coalesce(first_active_at, 'infinity')
         or occurred_at >= coalesce(named_at, '-infinity'))`,
  )
}
