import { type ClickHouseSettings } from '@clickhouse/client'
import { databaseOf, localDatabase } from './cluster-databases.ts'
import { type Engine, type Node, type Piece, ShardAway } from './engine.ts'
import { remoteEngine } from './remote.ts'

/** A cluster as one of its servers knows it. */
export interface Cluster {
  /** The server that questions are sent to, with the database of the tables over all rows. */
  url: string
  /** The name in the server's `remote_servers`. */
  name: string
  requestMs: number
}

/** An address of a node in the protocol that ClickHouse servers speak with each other, and in HTTP. */
interface Address {
  shard: number
  /** As in a message of ClickHouse: `10.0.0.2:9000`. */
  native: string
  url: string
}

const settings: ClickHouseSettings = {
  // An insert has ended once every shard has its rows.
  distributed_foreground_insert: 1,
  // Selected rows go to the shards of their users. Otherwise each shard would keep those that it selects.
  parallel_distributed_insert_select: '0',
  // A list of users that a condition names is computed once, over all shards.
  distributed_product_mode: 'global',
  // A part of the rows is never an answer.
  skip_unavailable_shards: 0,
  // One request after the other reads the same replica, which has what was written before.
  load_balancing: 'in_order',
}

/** With replicas, an insert has ended once more than half of them have its rows; a mutation has the same rows on each. */
const replicated: ClickHouseSettings = { insert_quorum: 'auto', allow_nondeterministic_mutations: 1 }

/**
 * A cluster of ClickHouse servers. Statements run on one server, whose tables are over the rows of all; `nodes` reaches each
 * server at its host in `system.clusters`, over the protocol of `url` and the server's own port.
 * @throws ShardAway from each function while a server does not answer
 */
export function clusterEngine(cluster: Cluster): Engine {
  const front = remoteEngine({ ...cluster, settings: { ...settings, ...replicated } })
  let known: Known | undefined
  let finding: Promise<Known> | undefined
  const find = (): Promise<Known> => {
    finding ??= knownOf(front, cluster).then(
      found => {
        known = found
        return found
      },
      error => {
        finding = undefined
        throw error
      },
    )
    return finding
  }
  const named = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch(async error => {
      throw await withShard(error, known)
    })
  return {
    rows: (...how) => named(front.rows(...how)),
    measuredRows: (...how) => named(front.measuredRows(...how)),
    table: (...how) => named(front.table(...how)),
    explain: (...how) => named(front.explain(...how)),
    async *pieces(...how): AsyncGenerator<Piece> {
      try {
        yield* front.pieces(...how)
      } catch (error) {
        throw await withShard(error, known)
      }
    },
    writeParquet: (...how) => named(front.writeParquet(...how)),
    command: (...how) => named(front.command(...how)),
    insert: (...how) => named(front.insert(...how)),
    isUp: async () => {
      const { nodes } = await find()
      const up = await Promise.all(nodes.map(({ engine }) => engine.isUp()))
      // One replica of each shard is enough.
      const answering = new Set(nodes.filter((_, i) => up[i]).map(({ name }) => name))
      return nodes.every(({ name }) => answering.has(name))
    },
    nodes: async () => (await named(find())).nodes,
    close: async () => {
      await Promise.all([front.close(), ...(known?.nodes ?? []).map(({ engine }) => engine.close())])
    },
  }
}

interface Known {
  addresses: Address[]
  nodes: Node[]
}

async function knownOf(front: Engine, cluster: Cluster): Promise<Known> {
  const addresses = await addressesOf(front, cluster)
  return { addresses, nodes: addresses.map((address, i) => nodeAt(address, cluster, addresses.slice(0, i))) }
}

/** Every server of the cluster in the order of its shards. Servers of one shard have the same number. */
async function addressesOf(front: Engine, { url, name }: Cluster): Promise<Address[]> {
  const { protocol } = new URL(url)
  const inOrder = await front.rows<{ shard: number; host: string; port: number }>('projection', {
    query: `select shard_num as shard, host_name as host, port
from system.clusters where cluster = {name:String} order by shard_num, replica_num`,
    query_params: { name },
  })
  if (!inOrder.length) throw new Error(`CLICKHOUSE_CLUSTER: the server has no cluster ${name}`)
  const ports = await front.rows<{ port: number }>('projection', {
    query: `select getServerPort('${protocol === 'https:' ? 'https_port' : 'http_port'}') as port
from clusterAllReplicas({name:Identifier}, system.one) order by shardNum()`,
    query_params: { name },
  })
  return inOrder.map(({ shard, host, port }, i) => {
    const own = new URL(url)
    own.hostname = host
    own.port = String(ports[i]!.port)
    own.pathname = `/${localDatabase(databaseOf(url))}`
    return { shard: Number(shard), native: `${host}:${port}`, url: own.href }
  })
}

const shardName = ({ shard }: Address) => `shard ${shard}`

function nodeAt(address: Address, { requestMs }: Cluster, before: Address[]): Node {
  const engine = remoteEngine({ url: address.url, requestMs, settings: replicated })
  const named = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch(error => {
      throw hasNumber(error) ? error : new ShardAway(shardName(address), error)
    })
  return {
    name: shardName(address),
    isReplica: before.some(({ shard }) => shard === address.shard),
    engine: {
      ...engine,
      rows: (...how) => named(engine.rows(...how)),
      command: (...how) => named(engine.command(...how)),
      insert: (...how) => named(engine.insert(...how)),
    },
  }
}

/** The numbers of errors of a server that cannot reach another one, or loses it while a statement runs. */
const lostConnection = new Set([
  '32', // ATTEMPT_TO_READ_AFTER_EOF
  '101', // UNEXPECTED_PACKET_FROM_SERVER
  '198', // DNS_ERROR
  '209', // SOCKET_TIMEOUT
  '210', // NETWORK_ERROR
  '279', // ALL_CONNECTION_TRIES_FAILED
])

const hasNumber = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && /^\d+$/.test(String(error.code))

/** The error as one that names the shard which caused it, if one did. */
async function withShard(error: unknown, known: Known | undefined): Promise<unknown> {
  if (error instanceof ShardAway || (hasNumber(error) && !lostConnection.has(String(error.code))))
    return error
  const message = error instanceof Error ? error.message : ''
  const told = known?.addresses.find(({ native }) => message.includes(`${native})`))
  const shard = told ? shardName(told) : await firstDown(known?.nodes ?? [])
  return shard === undefined ? error : new ShardAway(shard, error)
}

async function firstDown(nodes: Node[]): Promise<string | undefined> {
  const up = await Promise.all(nodes.map(({ engine }) => engine.isUp().catch(() => false)))
  return nodes.find((_, i) => !up[i])?.name
}
