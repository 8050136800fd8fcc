import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { isDamage } from '../clickhouse/damage.ts'
import { precomputedTables } from '../clickhouse/precomputed/index.ts'
import { type RowsOfNode } from '../clickhouse/questions.ts'
import { raw, sql } from '../clickhouse/sql.ts'

/** The tables that are filled from PostgreSQL and stored in files. */
const checked = [
  ...['events', 'first_events', 'users', 'snapshot_members', 'store'],
  ...precomputedTables.map(({ name }) => name),
]

/** A damaged part of a table. */
interface DamagedPart {
  /** With the shard, if there are several. */
  table: string
  part: string
}

/**
 * Reads every file of the tables and verifies its checksum. Each step of the generator is one part, so that a caller
 * can do other work in between. A step yields the part if it is damaged, and undefined if it is sound.
 */
export async function* checkTables(clickhouse: ClickHouse): AsyncGenerator<DamagedPart | undefined> {
  const nodes = await clickhouse.nodes()
  for (const node of nodes)
    for (const { table, part } of await partsHeld(node))
      yield (await isSound(node, table, part)) ? undefined : { table: named(table, node, nodes), part }
}

/** The reason for a rebuild; undefined if all files can be read, though a statement reported damage. */
export async function confirmedDamage(
  clickhouse: ClickHouse,
  reported: Error,
  log: Logger,
): Promise<string | undefined> {
  const found = await damagedPart(clickhouse)
  if (found) return `The table ${found.table} is damaged`
  log.warn({ err: reported }, 'a question reported damage in ClickHouse, but all files can be read')
  return undefined
}

/** The first damaged part; undefined when there is none. A missing table counts as damaged. */
export async function damagedPart(clickhouse: ClickHouse): Promise<DamagedPart | undefined> {
  const nodes = await clickhouse.nodes()
  for (const node of nodes) {
    const table = await missingTable(node)
    if (table !== undefined) return { table: named(table, node, nodes), part: 'all' }
  }
  for await (const damaged of checkTables(clickhouse)) if (damaged) return damaged
  return undefined
}

const named = (table: string, { name }: RowsOfNode, nodes: RowsOfNode[]) =>
  nodes.length > 1 ? `${table} of ${name}` : table

async function missingTable(node: RowsOfNode): Promise<string | undefined> {
  for (const table of checked) {
    const [found] = await node.check<{ result: number }>('table exists', sql`exists table ${raw(table)}`)
    if (!found?.result) return table
  }
  return undefined
}

const partsHeld = (node: RowsOfNode) =>
  node.check<DamagedPart>(
    'parts held',
    sql`select table, name as part
      from system.parts
      where database = currentDatabase() and active and table in (${raw(checked.map(table => `'${table}'`).join(', '))})
      order by table, part`,
  )

/** A part that a merge has replaced in the meantime is sound, because that merge has read it. */
async function isSound(node: RowsOfNode, table: string, part: string): Promise<boolean> {
  const statement = `check table ${table} part '${part}' settings check_query_single_value_result = 0, max_threads = 1`
  try {
    const rows = await node.check<{ is_passed: number }>('check', raw(statement))
    return rows.every(({ is_passed }) => is_passed === 1)
  } catch (error) {
    if (isReplaced(error)) return true
    if (isDamage(error)) return false
    throw error
  }
}

/** NO_SUCH_DATA_PART */
const isReplaced = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code) === '232'
