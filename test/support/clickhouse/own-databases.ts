import { inject } from 'vitest'
import { createDatabases, dropDatabases, type ServerSettings } from './databases.ts'

/** Databases of a test on the servers that all tests share. */
export interface OwnDatabases {
  /** The settings of a service that uses them; empty where the embedded engine is tested. */
  settings: ServerSettings
  drop(): Promise<void>
}

/** Creates the databases that a service needs on each server of `TEST_CLICKHOUSE`. */
export async function ownDatabases(): Promise<OwnDatabases> {
  const urls = inject('clickHouseUrls')
  if (!urls.length) return { settings: {}, drop: async () => undefined }
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2)}`
  return { settings: await createDatabases(urls, name), drop: () => dropDatabases(urls, name) }
}
