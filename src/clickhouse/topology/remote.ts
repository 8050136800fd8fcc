import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { commonSettings, type Engine, type Lane, lanes } from './engine.ts'

const connectionsOf: Record<Lane, number> = {
  questions: 16,
  projection: 2,
  changes: 2,
  checks: 1,
  probes: 1,
  cancelling: 2,
}

/** How long a server may take to answer a ping. */
const probeMs = 500

/** A ClickHouse server, over HTTP. `requestMs` bounds each request. */
export function remoteEngine(url: string, requestMs: number): Engine {
  const clients = Object.fromEntries(
    lanes.map(lane => [
      lane,
      createClient({
        url,
        clickhouse_settings: lane === 'probes' ? {} : commonSettings,
        request_timeout: lane === 'probes' ? probeMs : requestMs,
        max_open_connections: connectionsOf[lane],
        log: { level: 127 },
      }),
    ]),
  ) as Record<Lane, ClickHouseClient>
  return {
    rows: async (lane, { settings, ...statement }, signal) => {
      signal?.throwIfAborted()
      const result = await clients[lane].query({
        ...statement,
        clickhouse_settings: settings,
        format: 'JSONEachRow',
      })
      return result.json()
    },
    command: async (lane, { settings, ...statement }) => {
      await clients[lane].command({ ...statement, clickhouse_settings: settings })
    },
    insert: async (lane, { table, columns, rows, token, settings }) => {
      await clients[lane].insert({
        table,
        columns: columns as [string, ...string[]],
        values: rows,
        format: 'TabSeparated',
        clickhouse_settings: { ...settings, insert_deduplication_token: token },
      })
    },
    isUp: async () => (await clients.probes.ping()).success,
    close: async () => {
      await Promise.all(lanes.map(lane => clients[lane].close()))
    },
  }
}
