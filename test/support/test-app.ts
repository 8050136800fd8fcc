import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import pino, { type Logger } from 'pino'
import { createApp } from '../../src/app.ts'
import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../../src/auth/viewer.ts'
import { type Env, readEnv } from '../../src/env.ts'
import { ownDatabases } from './clickhouse/own-databases.ts'
import { cloneDatabase } from './clone-database.ts'
import { type Answer, graphqlRequest } from './graphql/graphql-request.ts'
import { withoutRates } from './without-rates.ts'

export interface TestApp {
  url: string
  env: Env
  services: Awaited<ReturnType<typeof createApp>>['services']
  stuck: Promise<Error>
  token(role: TokenRole | TokenRole[], project?: string): string
  /**
   * Sends a request over HTTP; the caller is an admin of the default project unless a token is given, null for none.
   */
  ask<Data, Variables extends object = object>(
    query: string | TypedDocumentNode<Data, Variables>,
    variables?: Variables,
    token?: string | null,
  ): Promise<Answer<Data>>
  /** Whether every request was answered before the end. */
  close(): Promise<boolean>
}

/**
 * The whole service on a real port, over a PostgreSQL database of its own and a ClickHouse of its own: a folder, of
 * which a process can have one at a time, or databases on the servers of `TEST_CLICKHOUSE`. Without a logger it is silent.
 */
export async function startTestApp(
  settings: Record<string, string> = {},
  log: Logger = pino({ level: 'silent' }),
): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-app-'))
  const columns = await ownDatabases()
  const env = readEnv({
    PORT: '0',
    DATABASE_URL: await cloneDatabase(),
    DATA_DIR: folder,
    AUTH_SECRET_KEY: 'a secret for tests with more than 32 bytes',
    // A question includes every earlier event, even on a busy machine.
    PROJECTION_WAIT_MS: '20000',
    // In production a service would wait 5 s for a load balancer before it stops.
    DRAIN_SECONDS: '0',
    ...withoutRates,
    ...columns.settings,
    ...settings,
  })
  const app = await createApp(env, () => undefined, log)
  const url = `${await app.listen()}/graphql`
  const token = (role: TokenRole | TokenRole[], project?: string) =>
    signToken(env, { roles: [role].flat(), subject: 'tester', project, expiresInSeconds: 600 })
  return {
    url,
    env,
    services: app.services,
    stuck: app.stuck,
    token,
    ask: (query, variables, bearer = token('admin')) =>
      graphqlRequest({ url, token: bearer }, query, variables),
    close: async () => {
      const isClean = await app.close()
      await columns.drop()
      await rm(folder, { recursive: true, force: true })
      return isClean
    },
  }
}
