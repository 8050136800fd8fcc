import { layout } from './layout.ts'
import { type ClusterPlace } from './sql.ts'
import { dropTables, shardedBy, tables } from './tables.ts'
import { type Engine, type Node } from './topology/engine.ts'

/** The tables of a cluster over the rows of all nodes: the database that has them, and the place of the rows. */
export interface Front {
  database: string
  place: ClusterPlace
}

/** Creates the tables that are missing, on each server. */
export async function createTables(engine: Engine, front: Front | undefined): Promise<void> {
  const nodes = await engine.nodes()
  const isReplicated = nodes.some(({ isReplica }) => isReplica)
  await Promise.all(nodes.map(node => run(node, isReplicated ? tables.map(withReplicas) : tables)))
  if (front) await Promise.all(nodes.map(node => run(node, tablesOverAll(front))))
}

/** Drops the tables on each server. */
export async function removeTables(engine: Engine, front: Front | undefined): Promise<void> {
  const nodes = await engine.nodes()
  // First the table that says that the others are complete.
  await Promise.all(nodes.map(node => run(node, dropTables)))
  if (front) await Promise.all(nodes.map(node => run(node, dropsOverAll(front))))
}

/** Gives the store one more id, and records that its tables have the layout of this version. */
export async function nameStore(engine: Engine, id: string): Promise<void> {
  const nodes = await engine.nodes()
  const statement = (node: Node) =>
    `insert into store (id, layout) values ('${id}', '${layoutOf(node, nodes)}')`
  await Promise.all(nodes.map(node => run(node, [statement(node)])))
}

/**
 * The layout of the tables of a server. A shard that is another one of its cluster, or of another number, has other users, and tables
 * with replicas are others than those without.
 */
export function layoutOf(
  { name }: Pick<Node, 'name'>,
  nodes: readonly Pick<Node, 'name' | 'isReplica'>[],
): string {
  const shards = new Set(nodes.map(node => node.name)).size
  const ofTables = nodes.some(({ isReplica }) => isReplica) ? `${layout} replicated` : layout
  return shards === 1 ? ofTables : `${ofTables} ${name} of ${shards}`
}

async function run({ engine }: Node, statements: readonly string[]): Promise<void> {
  for (const query of statements) await engine.command('projection', { query })
}

const tableName = /^create table if not exists (\w+)/
const engineName = /\n( *)engine = (\w*MergeTree)(?:\(([^)]*)\))?/

/** The tables whose rows each replica of a shard has. Any other one has rows for a moment, on each server. */
const replicated = new Set([...Object.keys(shardedBy), 'store'])

/**
 * The statement that creates a table with replicas. Servers have the macros `shard` and `replica`. Replicas remember the tokens
 * of inserts by a setting of their own.
 */
export const withReplicas = (statement: string): string =>
  replicated.has(tableName.exec(statement)?.[1] ?? '')
    ? statement
        .replace(engineName, (_, indent: string, engine: string, given = '') => {
          const path = `'/clickhouse/tables/{database}/{table}/{shard}', '{replica}'`
          return `\n${indent}engine = Replicated${engine}(${[path, given].filter(Boolean).join(', ')})`
        })
        .replace('non_replicated_deduplication_window', 'replicated_deduplication_window')
    : statement

/** The statements that create the tables over all rows on one node. */
export const tablesOverAll = ({ database, place }: Front): string[] =>
  Object.entries(shardedBy).map(
    ([table, key]) =>
      `create table if not exists ${database}.${table} as ${place.database}.${table}
engine = Distributed('${place.cluster}', '${place.database}', '${table}', ${key})`,
  )

const dropsOverAll = ({ database }: Front): string[] =>
  Object.keys(shardedBy).map(table => `drop table if exists ${database}.${table} sync`)
