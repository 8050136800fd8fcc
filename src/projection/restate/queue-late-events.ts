import { type ClientBase } from 'pg'

/**
 * Queues links again whose visitors have events in the batch: an insert that had begun before the link was committed
 * wrote the number of the visitor.
 */
export async function queueLateEvents(client: ClientBase): Promise<void> {
  await client.query(
    `insert into waiting_links (visitor_no)
     select user_no from batch_users where linked_to is not null
     on conflict do nothing`,
  )
}
