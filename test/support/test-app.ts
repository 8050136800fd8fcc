import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { signToken } from '../../src/auth/sign-token.ts'
import { type Role } from '../../src/auth/viewer.ts'
import { type Env, readEnv } from '../../src/env.ts'
import { cloneDatabase } from './clone-database.ts'

/** The answer to a GraphQL request over HTTP. */
export interface Answer<Data> {
  status: number
  headers: Headers
  data: Data | null
  errors: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[]
}

export interface TestApp {
  url: string
  env: Env
  services: Awaited<ReturnType<typeof createApp>>['services']
  token(role: Role | Role[], project?: string): string
  /** Asks over HTTP; the caller is an admin of the default project unless a token is given, null for none. */
  ask<Data>(query: string, variables?: object, token?: string | null): Promise<Answer<Data>>
  close(): Promise<void>
}

/**
 * The whole service on a real port, over a PostgreSQL database of its own and a ClickHouse folder of its own.
 * A process can have one at a time.
 */
export async function startTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-app-'))
  const env = readEnv({
    PORT: '0',
    DATABASE_URL: await cloneDatabase(),
    DATA_DIR: folder,
    AUTH_SECRET_KEY: 'a secret for tests with more than 32 bytes',
    ...settings,
  })
  const app = await createApp(env, () => undefined, pino({ level: 'silent' }))
  const url = `${await app.listen()}/graphql`
  const token = (role: Role | Role[], project?: string) =>
    signToken(env, { roles: [role].flat(), subject: 'tester', project, expiresInSeconds: 600 })
  return {
    url,
    env,
    services: app.services,
    token,
    ask: (query, variables, bearer = token('admin')) => post(url, { query, variables }, bearer),
    close: async () => {
      await app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function post<Data>(url: string, body: object, token: string | null): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  const { data = null, errors = [] } = (await response.json()) as Partial<Answer<Data>>
  return { status: response.status, headers: response.headers, data, errors }
}
