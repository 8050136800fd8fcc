import { type ClientBase } from 'pg'

/**
 * Users were seen from their first fact to their last, were first active when `first_facts` in ClickHouse says so
 * too, and are called what their latest activity says, or `identify` after it: who gets another name has changed,
 * who is merely seen has not.
 */
export async function updateUsers(client: ClientBase): Promise<void> {
  await client.query(
    `update users
     set first_seen_at = least(first_seen_at, first_at), last_seen_at = greatest(last_seen_at, last_at),
       first_active_at = least(first_active_at, active_at),
       username = case when said.named_at >= coalesce(users.named_at, '-infinity') then said.username
         else users.username end,
       named_at = greatest(users.named_at, said.named_at),
       changed_tx = case
         when said.named_at >= coalesce(users.named_at, '-infinity') and said.username is distinct from users.username
         then pg_current_xact_id() else changed_tx end
     from batch_users said
     where users.no = said.user_no`,
  )
}
