import { randomUUID } from 'node:crypto'
import { type ClientBase } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { type RowsOfNode } from '../clickhouse/questions.ts'
import { sql } from '../clickhouse/sql.ts'
import { type Cursor, recordStore } from './cursor.ts'

/** The ids and the layout that a ClickHouse has stored about itself. */
interface Store {
  /** The server, such as `shard 2`. */
  name: string
  ids: Set<string>
  /** The layout of its tables; undefined when an older version created them, or when there are none. */
  layout: string | undefined
  /** The layout that they have to have. */
  wanted: string
}

/**
 * What each server says about itself. Each process that starts the projection adds an id, so that an old copy of a data
 * folder lacks the latest id.
 */
async function storesHeld(clickhouse: ClickHouse): Promise<Store[]> {
  const nodes = await clickhouse.nodes()
  return Promise.all(nodes.filter(({ isReplica }) => !isReplica).map(storeOf))
}

async function storeOf({ name, layout: wanted, inspect }: RowsOfNode): Promise<Store> {
  const [table] = await inspect<{ result: number }>('store exists', sql`exists table store`)
  if (!table?.result) return { name, ids: new Set(), layout: undefined, wanted }
  const rows = await inspect<{ id: string; layout: string }>(
    'store held',
    sql`select toString(id) as id, layout from store order by named_at`,
  )
  return { name, ids: new Set(rows.map(({ id }) => id)), layout: rows.at(-1)?.layout, wanted }
}

/** The ids of this ClickHouse: those that every server has. */
export async function idsHeld(clickhouse: ClickHouse): Promise<Set<string>> {
  const stores = await storesHeld(clickhouse)
  return stores.map(({ ids }) => ids).reduce((common, ids) => common.intersection(ids))
}

/** Why this ClickHouse must be rebuilt; undefined when it can continue from the cursor. */
export async function reasonToRebuild(clickhouse: ClickHouse, cursor: Cursor): Promise<string | undefined> {
  const stores = await storesHeld(clickhouse)
  const reasons = stores.map(store => ({ store, reason: reasonOf(store, cursor) }))
  const found = reasons.find(({ reason }) => reason)
  return found && (stores.length > 1 ? `${found.store.name}: ${found.reason}` : found.reason)
}

function reasonOf(held: Store, { store }: Cursor): string | undefined {
  if (held.layout === undefined)
    return 'It is empty, or was filled by an older version that may have damaged texts'
  if (held.layout !== held.wanted) return 'Its tables have the layout of another version'
  if (store === null) return 'No ClickHouse is recorded as filled'
  return held.ids.has(store) ? undefined : 'The log was copied to another ClickHouse before'
}

/** Makes this ClickHouse the one that the log is copied to, with a new id that no copy of its folder has. */
export async function claimStore(client: ClientBase, clickhouse: ClickHouse): Promise<void> {
  const id = randomUUID()
  await clickhouse.nameStore(id)
  await recordStore(client, id)
}
