import { type ClientBase } from 'pg'

/**
 * Moves users and conversations, which are listed by the day of their last event, to the day of a newer event of the batch. Other
 * transactions only insert days, so this locks no row that a mutation needs. Runs before the times are updated, because it
 * compares the batch with them.
 */
export async function moveLastDays(client: ClientBase): Promise<void> {
  await client.query(
    `update user_days days set last_on = said.last_on
     from batch_users said
     where days.no = said.user_no and days.last_on <> said.last_on`,
  )
  await client.query(
    `update conversation_days days set last_on = moved.last_on
     from (
       select known.no, (max(batch.occurred_at) at time zone 'UTC')::date as last_on
       from batch join conversations known on known.project = batch.project and known.external_id = batch.conversation_id
       group by known.no
       having max(batch.occurred_at) > known.last_event_at
     ) moved
     where days.no = moved.no and days.last_on <> moved.last_on`,
  )
}

/** Sets the days of users who lost events. */
export async function restateLastDays(client: ClientBase, users: number[]): Promise<void> {
  await client.query(
    `update user_days days set last_on = (coalesce(last_seen_at, created_at) at time zone 'UTC')::date
     from users
     where users.no = days.no and users.no = any($1::integer[])`,
    [users],
  )
}
