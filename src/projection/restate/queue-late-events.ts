import { type ClientBase } from 'pg'
import { erased } from '../../entities/user.ts'

/**
 * Queues links again whose visitors have events in the batch: an insert that had begun before the link was committed
 * wrote the number of the visitor. For the same reason the events of an erased user are removed once more.
 */
export async function queueLateEvents(client: ClientBase): Promise<void> {
  await client.query(
    `insert into waiting_links (visitor_no)
     select user_no from batch_users where linked_to > 0
     on conflict do nothing`,
  )
  await client.query(
    `insert into removals (project, users, keeps_days)
     select project, array_agg(user_no), false from batch_users where linked_to = ${erased} group by project`,
  )
}
