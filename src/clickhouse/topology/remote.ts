import { type ClickHouseClient, createClient } from '@clickhouse/client'
import { commonSettings, type Engine, type Purpose, purposes, type Statement } from './engine.ts'

const connectionsOf: Record<Purpose, number> = {
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
    purposes.map(purpose => [
      purpose,
      createClient({
        url,
        clickhouse_settings: purpose === 'probes' ? {} : commonSettings,
        request_timeout: purpose === 'probes' ? probeMs : requestMs,
        max_open_connections: connectionsOf[purpose],
        log: { level: 127 },
      }),
    ]),
  ) as Record<Purpose, ClickHouseClient>
  return {
    rows: async (purpose, { settings, ...statement }, signal) => {
      signal?.throwIfAborted()
      const result = await clients[purpose].query({
        ...statement,
        clickhouse_settings: settings,
        format: 'JSONEachRow',
      })
      return result.json()
    },
    measuredRows: async <Row>(
      purpose: Purpose,
      { settings, ...statement }: Statement,
      signal?: AbortSignal,
    ) => {
      signal?.throwIfAborted()
      const result = await clients[purpose].query({
        ...statement,
        clickhouse_settings: settings,
        format: 'JSON',
      })
      const { data, statistics } = await result.json<Row>()
      return { data, statistics: statistics! }
    },
    command: async (purpose, { settings, ...statement }) => {
      await clients[purpose].command({ ...statement, clickhouse_settings: settings })
    },
    insert: async (purpose, { table, columns, rows, token, settings }) => {
      await clients[purpose].insert({
        table,
        columns: columns as [string, ...string[]],
        values: rows,
        format: 'TabSeparated',
        clickhouse_settings: {
          ...settings,
          deduplicate_insert: token === undefined ? 'disable' : 'enable',
          insert_deduplication_token: token,
        },
      })
    },
    isUp: async () => (await clients.probes.ping()).success,
    close: async () => {
      await Promise.all(purposes.map(purpose => clients[purpose].close()))
    },
  }
}
