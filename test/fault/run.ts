import { setMaxListeners } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Env, readEnv } from '../../src/env.ts'
import { type ClickHouseServer } from '../support/clickhouse/start-servers.ts'
import { type WebhookReceiver } from '../support/delivery/webhook-receiver.ts'
import { type ClickHouseOverHttp } from '../support/processes/clickhouse-over-http.ts'
import { withoutRates } from '../support/without-rates.ts'
import { type Ask, askerOf } from './api.ts'
import { type SmallDisk } from './disk/small-disk.ts'
import { freePort } from './free-port.ts'
import { type History, openHistory } from './load/history.ts'
import { type Random, randomOf } from './load/random.ts'
import { type Cluster } from './postgres/cluster.ts'
import { type Network } from './postgres/network.ts'
import { type Removal } from './removals/removals.ts'
import { type Service } from './service.ts'
import { type Settings } from './settings.ts'

/** One run of a scenario: the state that all parts of it share. */
export interface Run {
  settings: Settings
  /** The folder of the service's data, its log and the history. */
  folder: string
  url: string
  /** The settings of the service; nothing from this process's environment. */
  environment: Record<string, string>
  env: Env
  ask: Ask
  random: Random
  history: History
  /** Aborted at the time limit, or on Ctrl-C. */
  signal: AbortSignal
  /** The service that was started last. */
  service?: Service
  /** A second process of it, for services that share their databases. */
  other?: Service
  /** For reports that are sent. */
  webhook?: WebhookReceiver
  /** For services that share a ClickHouse. */
  clickhouse?: ClickHouseOverHttp
  /** For a service with a ClickHouse cluster: one server for each shard. */
  shards?: ClickHouseServer[]
  /** For a service without an embedded PostgreSQL. */
  postgres?: { cluster: Cluster; network: Network }
  /** The removals that were begun. */
  removals?: Removal[]
  /** For data of the service on a disk that can be filled. */
  disk?: SmallDisk
  say(line: string): void
}

export async function openRun(settings: Settings): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-fault-'))
  const port = settings.port || (await freePort())
  const url = `http://127.0.0.1:${port}`
  const environment = {
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: '',
    CLICKHOUSE_URL: '',
    AUTH_SECRET_KEY: 'a secret for faults with more than 32 bytes',
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '1',
    ...withoutRates,
  }
  const env = readEnv(environment)
  return {
    settings,
    folder,
    url,
    environment,
    env,
    ask: askerOf(env, url),
    random: randomOf(settings.seed),
    history: openHistory(join(folder, 'history.jsonl')),
    signal: endOf(settings),
    say: line => process.stderr.write(`${line}\n`),
  }
}

function endOf({ seconds }: Settings): AbortSignal {
  const interrupted = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort())
  const end = AbortSignal.any([AbortSignal.timeout(seconds * 1_000), interrupted.signal])
  // Every client waits for this signal at once.
  setMaxListeners(0, end)
  return end
}
