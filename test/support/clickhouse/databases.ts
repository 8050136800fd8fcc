import { clusterName } from './server-config.ts'
import { runOn } from './start-servers.ts'

/** The settings of a service that uses servers: one alone, or several as a cluster. */
export interface ServerSettings {
  CLICKHOUSE_URL?: string
  CLICKHOUSE_CLUSTER?: string
}

/** Creates the databases that a service needs on each of the servers. */
export async function createDatabases(urls: readonly string[], name: string): Promise<ServerSettings> {
  for (const url of urls)
    for (const database of databasesOf(urls, name))
      await runOn({ url }, `create database ${database} engine = Atomic`)
  const cluster = urls.length > 1 ? { CLICKHOUSE_CLUSTER: clusterName } : {}
  return { CLICKHOUSE_URL: `${urls[0]}/${name}`, ...cluster }
}

export async function dropDatabases(urls: readonly string[], name: string): Promise<void> {
  for (const url of urls)
    for (const database of databasesOf(urls, name)) await runOn({ url }, `drop database ${database} sync`)
}

const databasesOf = (urls: readonly string[], name: string) =>
  urls.length > 1 ? [name, `${name}_local`] : [name]
