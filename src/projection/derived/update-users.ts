import { type ClientBase } from 'pg'
import { erased } from '../../entities/user.ts'
import { lockUsers } from '../../postgres/lock-users.ts'

/**
 * Updates the users of the batch: the times of their first and last event, the time of their first activity (the same
 * as in `first_events` of ClickHouse), and their name, from the latest activity unless a later `identify` has set it.
 * Only a new name counts as a change that is copied to ClickHouse. A user that was erased since the batch was read stays
 * without name and times.
 */
export async function updateUsers(client: ClientBase): Promise<void> {
  await lockUsers(client)
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
     where users.no = said.user_no and users.linked_to is distinct from ${erased}`,
  )
}
