import { Cancelling } from './cancelling.ts'
import { ExportStatements } from './export-statements.ts'
import { PrecomputedRows } from './precomputed/precomputed-rows.ts'
import { Questions } from './questions.ts'
import { RowRemoval } from './remove-rows.ts'
import { Sandbox } from './sandbox/sandbox.ts'
import { embeddedUsers, serverUsers } from './sandbox/sandbox-users.ts'
import { type Front } from './table-definitions.ts'
import { clusterEngine } from './topology/cluster.ts'
import { databaseOf, localDatabase } from './topology/cluster-databases.ts'
import { type EmbeddedClickHouse, embeddedEngine } from './topology/embedded.ts'
import { type Engine } from './topology/engine.ts'
import { remoteEngine } from './topology/remote.ts'

/** A server, the same server for its restricted user if it has one, and the name of the cluster that it is to speak for. */
interface ClickHouseServer {
  url: string
  sandboxUrl?: string
  cluster?: string
}

/** The engine in this process, or a server. */
export type ClickHouseSource = EmbeddedClickHouse | ClickHouseServer

/** A request to a server may take a moment longer than the statement in it. */
const graceMs = 5_000

/** A ClickHouse with everything that reaches it. */
export interface Reached {
  isEmbedded: boolean
  engine: Engine
  /** The tables over the rows of all nodes of a cluster. */
  front: Front | undefined
  removal: RowRemoval
  precomputed: PrecomputedRows | undefined
  sandbox: Sandbox | undefined
  exports: ExportStatements
  questions: Questions
}

/** Opens a ClickHouse. `onDamage` is called with the error of a question that finds tables which cannot be read. */
export function reach(
  source: ClickHouseSource,
  queryTimeoutMs: number,
  onDamage: (error: Error) => void,
): Reached {
  const engine = engineOf(source, queryTimeoutMs + graceMs)
  const front = frontOf(source)
  const cancelling = new Cancelling(query => engine.command('cancelling', { query }))
  const questions = new Questions({ engine, front, cancelling, queryTimeoutMs, onDamage })
  return {
    isEmbedded: !('url' in source),
    engine,
    front,
    removal: new RowRemoval(engine),
    precomputed: front ? undefined : new PrecomputedRows(engine),
    questions,
    sandbox: sandboxOf(source, engine, cancelling),
    exports: new ExportStatements(
      engine,
      cancelling,
      (...failed) => questions.failure(...failed),
      front?.place,
    ),
  }
}

function sandboxOf(source: ClickHouseSource, engine: Engine, cancelling: Cancelling): Sandbox | undefined {
  if (!('url' in source)) return new Sandbox(engine, cancelling, embeddedUsers, true)
  const { sandboxUrl, cluster } = source
  if (sandboxUrl === undefined || cluster !== undefined) return undefined
  return new Sandbox(engine, cancelling, serverUsers(sandboxUrl), false)
}

function engineOf(source: ClickHouseSource, requestMs: number): Engine {
  if (!('url' in source)) return embeddedEngine(source)
  const { url, sandboxUrl, cluster } = source
  return cluster === undefined
    ? remoteEngine({ url, sandboxUrl, requestMs })
    : clusterEngine({ url, requestMs, name: cluster })
}

function frontOf(source: ClickHouseSource): Front | undefined {
  if (!('url' in source) || source.cluster === undefined) return undefined
  const database = databaseOf(source.url)
  return { database, place: { cluster: source.cluster, database: localDatabase(database) } }
}
