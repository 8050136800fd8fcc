import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestProject } from 'vitest/node'
import { openDatabase } from '../../../src/postgres/database.ts'
import { startPostgres } from '../../../src/postgres/embedded/start-postgres.ts'
import { startServers } from '../clickhouse/start-servers.ts'
import { copyFolder } from '../processes/copy-folder.ts'
import { workers } from './workers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of each worker's PostgreSQL server, by worker number. */
    postgresUrls: string[]
    /** A data folder with a PostgreSQL that was created and stopped. */
    postgresFolder: string
    /** The URLs of the ClickHouse servers that the tests share; empty where each test has the embedded engine. */
    clickHouseUrls: string[]
  }
}

/** How many ClickHouse servers `TEST_CLICKHOUSE` asks for. */
const serversFor: Record<string, number> = { embedded: 0, server: 1, cluster: 3 }

/**
 * Starts a PostgreSQL server for each worker, with a migrated database that every test file clones. An open transaction
 * holds back the projection of every database on its server, so two files that run at once must not share a server.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.SEED) process.stdout.write(`Random tests are drawn from SEED=${process.env.SEED}\n`)
  const created = await createPostgres()
  const servers = await Promise.all(Array.from({ length: workers }, () => startServer(created)))
  project.provide('postgresFolder', created)
  project.provide(
    'postgresUrls',
    servers.map(({ url }) => url),
  )
  const columns = await startClickHouse(serversFor[process.env.TEST_CLICKHOUSE ?? 'embedded']!)
  project.provide('clickHouseUrls', columns.urls)
  return async () => {
    await Promise.all([...servers, columns].map(({ stop }) => stop()))
    await rm(created, { recursive: true, force: true })
  }
}

async function startClickHouse(count: number) {
  if (!count) return { urls: [], stop: async () => undefined }
  const folder = await mkdtemp(join(tmpdir(), 'convograph-columns-'))
  const servers = await startServers(folder, { count })
  return {
    urls: servers.map(({ url }) => url),
    stop: async () => {
      await Promise.all(servers.map(server => server.kill()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A copy of the folder is there sooner than another new database. */
async function createPostgres(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-created-'))
  const postgres = await startPostgres(folder, () => undefined)
  await postgres.stop()
  return folder
}

async function startServer(created: string) {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-test-'))
  await copyFolder(created, folder)
  const postgres = await startPostgres(folder, () => undefined)
  const template = await openDatabase(postgres.url)
  // Commits need not survive a crash of the machine. Both settings apply once the server has read them again.
  await template.pool.query('alter system set fsync = off')
  await template.pool.query('alter system set full_page_writes = off')
  await template.pool.query('select pg_reload_conf()')
  await template.migrate()
  await template.close()
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
