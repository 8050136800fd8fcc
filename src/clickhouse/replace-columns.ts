import { type Readable } from 'node:stream'
import { mutate, stopUnfinished } from './mutate.ts'
import { type Engine, onEachNode } from './topology/engine.ts'

/** The columns of events that may change after ClickHouse got the events, by the table that brings the new values. */
const replaceable = {
  cost_corrections: ['cost_usd', 'cost_source', 'saved_cost_usd'],
  restatements: ['user_no', 'bot_id', 'channel'],
} as const

export type Replacing = keyof typeof replaceable

/**
 * Replaces columns of events: tab-separated rows of `seq` and the columns of the table. Repeating it has no effect. An
 * event has its old values or its new ones at any moment, and is never missing. A replacement that an earlier process
 * left unfinished is stopped first, because the rows that it reads are deleted here.
 */
export async function replaceColumns(engine: Engine, table: Replacing, rows: () => Readable): Promise<void> {
  await stopUnfinished(engine, 'events')
  const nodes = await engine.nodes()
  // One after the other: all of them read the rows from one session of PostgreSQL.
  for (const { engine: node } of nodes) {
    await emptied(node, table)
    await node.insert('projection', { table, columns: ['seq', ...replaceable[table]], rows: rows() })
  }
  await mutate(engine, 'events', {
    query: replacementBy(table),
    query_params: { values: await tableName(nodes[0]!.engine, table) },
  })
  await onEachNode(engine, node => emptied(node, table))
}

const emptied = (node: Engine, table: Replacing) =>
  node.command('projection', { query: `truncate table ${table}` })

const replacementBy = (table: Replacing) => `alter table events update
  ${replaceable[table].map(column => `${column} = joinGet({values:String}, '${column}', seq)`).join(',\n  ')}
where seq in (select seq from ${table})`

/** A background statement has no current database, so the table is named with its database. */
async function tableName(node: Engine, table: Replacing): Promise<string> {
  const [row] = await node.rows<{ name: string }>('projection', {
    query: 'select currentDatabase() as name',
  })
  return `${row!.name}.${table}`
}
