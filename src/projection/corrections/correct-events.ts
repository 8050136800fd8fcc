import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { removeNext } from '../remove/remove-next.ts'
import { isAllRestated } from '../restate/queue.ts'
import { restateNext } from '../restate/restate-next.ts'
import { correctCosts } from './correct-costs.ts'

/** Takes the next steps of what changes events that ClickHouse has: costs, users, removals. Returns whether there were any. */
export async function correctEvents(client: Client, clickhouse: ClickHouse): Promise<boolean> {
  if (await correctCosts(client, clickhouse)) return true
  const restates = await restateNext(client, clickhouse)
  // With a steady stream of links there is always one to restate, and removals would wait.
  const mayRemove = !restates || (await isAllRestated(client))
  const removes = mayRemove && (await removeNext(client, clickhouse))
  return restates || removes
}
