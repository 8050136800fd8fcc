import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../../src/auth/viewer.ts'
import { readEnv } from '../../src/env.ts'
import { createDatabases } from '../support/clickhouse/databases.ts'
import { startServers } from '../support/clickhouse/start-servers.ts'
import { withoutRates } from '../support/without-rates.ts'
import { azure } from './azure.ts'
import { type Check } from './check.ts'
import { contributions } from './contributions.ts'
import { type Service } from './service.ts'

/** Imports the files of the folder into a service of their own, on so many ClickHouse servers, and checks its answers. */
export async function checked(folder: string, servers: number): Promise<Check[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'convograph-real-'))
  const started = servers ? await startServers(join(dataDir, 'servers'), { count: servers }) : []
  const urls = started.map(({ url }) => url)
  const columns = servers ? await createDatabases(urls, 'convograph') : {}
  const env = readEnv({ PORT: '0', DATA_DIR: dataDir, ...withoutRates, ...columns })
  const app = await createApp(env, () => undefined, pino({ level: 'error' }))
  try {
    const url = `${await app.listen()}/graphql`
    const project = (name: string): Service => {
      const token = (role: TokenRole) =>
        signToken(env, { roles: [role], subject: 'real', project: name, expiresInSeconds: 3_600 })
      return { url, admin: token('admin'), service: token('service') }
    }
    return [
      ...(await contributions(folder, project('contributions'))),
      ...(await azure(folder, project('azure'))),
    ]
  } finally {
    await app.close()
    await Promise.all(started.map(server => server.kill()))
    await rm(dataDir, { recursive: true, force: true })
  }
}
