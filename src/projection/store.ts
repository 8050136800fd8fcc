import { randomUUID } from 'node:crypto'
import { type ClientBase } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { layout } from '../clickhouse/layout.ts'
import { sql } from '../clickhouse/sql.ts'
import { type Cursor, recordStore } from './cursor.ts'

/** The ids and the layout that a ClickHouse has stored about itself. */
interface Store {
  ids: Set<string>
  /** The layout of its tables; undefined when an older version created them, or when there are none. */
  layout: string | undefined
}

/**
 * The ids of this ClickHouse. Each process that starts the projection adds an id, so that an old copy of a data
 * folder lacks the latest id.
 */
export async function storeHeld(clickhouse: ClickHouse): Promise<Store> {
  const [table] = await clickhouse.inspect<{ result: number }>('store exists', sql`exists table store`)
  if (!table?.result) return { ids: new Set(), layout: undefined }
  const rows = await clickhouse.inspect<{ id: string; layout: string }>(
    'store held',
    sql`select toString(id) as id, layout from store order by named_at`,
  )
  return { ids: new Set(rows.map(({ id }) => id)), layout: rows.at(-1)?.layout }
}

/** Why this ClickHouse must be rebuilt; undefined when it can continue from the cursor. */
export function reasonToRebuild(held: Store, { store }: Cursor): string | undefined {
  if (held.layout === undefined)
    return 'It is empty, or was filled by an older version that may have damaged texts'
  if (held.layout !== layout) return 'Its tables have the layout of another version'
  if (store === null) return 'No ClickHouse is recorded as filled'
  return held.ids.has(store) ? undefined : 'The log was copied to another ClickHouse before'
}

/** Makes this ClickHouse the one that the log is copied to, with a new id that no copy of its folder has. */
export async function claimStore(client: ClientBase, clickhouse: ClickHouse): Promise<void> {
  const id = randomUUID()
  await clickhouse.nameStore(id)
  await recordStore(client, id)
}
