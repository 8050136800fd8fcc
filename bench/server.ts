import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import { createApp } from '../src/app.ts'
import { signToken } from '../src/auth/sign-token.ts'
import { type Role } from '../src/auth/viewer.ts'
import { type ClickHouse } from '../src/clickhouse/client.ts'
import { sql, text } from '../src/clickhouse/sql.ts'
import { readEnv } from '../src/env.ts'
import { createSchema } from '../src/graphql-schema.ts'
import { createServer } from '../src/server.ts'
import { compiledSql } from './compiled-sql.ts'
import { NoOpResolver } from './no-op.resolver.ts'
import { type Address, type FromServer, type Order, type Outcome, type ToServer } from './orders.ts'
import { plainSql } from './plain-sql.ts'
import { timed } from './spread.ts'

/** The service as it is, in a process of its own, but for a no-op mutation and the orders of the benchmark. */
const tell = (message: FromServer) => process.send!(message)
const env = readEnv({
  NODE_ENV: 'production',
  DATA_DIR: process.argv[2],
  PORT: '0',
  LOG_LEVEL: 'warn',
  AUTH_SECRET_KEY: randomBytes(32).toString('hex'),
})
const log = pino({ level: env.logLevel }, pino.destination(2))
const app = await createApp(env, progress => tell({ progress }), log)
const server = await createServer(env, app.services, log, createSchema([NoOpResolver]))
const origin = await server.listen({ host: env.host, port: env.port })

// Ctrl-C reaches the whole group: it is for the benchmark to end this process, by letting go of it.
process.on('SIGINT', () => undefined)
process.on('disconnect', stop)
process.on('message', async ({ id, order }: ToServer) => {
  try {
    tell({ id, outcome: await obey(order) })
  } catch (error) {
    tell({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
tell({ ready: address() })

function address(): Address {
  const token = (role: Role, project?: string) =>
    signToken(env, {
      roles: [role],
      subject: 'bench',
      project,
      expiresInSeconds: env.auth.maxLifetimeSeconds,
    })
  return {
    url: `${origin}/graphql`,
    databaseUrl: app.services.database.log.options.connectionString!,
    admin: token('admin'),
    ratesAdmin: token('admin', 'rates'),
    ratesService: token('service', 'rates'),
  }
}

async function obey(order: Order): Promise<Outcome> {
  const { clickhouse } = app.services
  if (order.do === 'await visible') return awaitVisible(clickhouse, order.name, order.facts)
  const range = { from: new Date(order.from), to: new Date(order.to) }
  const answer = (order.form === 'plain' ? plainSql : compiledSql)[order.question]
  const { ms, result } = await timed(() => answer(clickhouse, range))
  return { ms, answer: result }
}

/** Until the engine itself counts the facts of that name, looking every 10 ms for at most 10 s. */
async function awaitVisible(engine: ClickHouse, name: string, facts: number): Promise<Outcome> {
  const started = performance.now()
  const question = sql`select count() as facts from facts where project = 'rates' and name = ${text(name)}`
  while (performance.now() - started < 10_000) {
    const [row] = await engine.query<{ facts: number }>('visible', question)
    if (row!.facts === facts) return { ms: performance.now() - started, answer: [facts] }
    await pause(10)
  }
  throw new Error(`${facts} facts of "${name}" were not in ClickHouse after 10 s`)
}

async function stop(): Promise<void> {
  await server.close()
  await app.close()
  process.exit(0)
}
