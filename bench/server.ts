import 'reflect-metadata'
import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { createApp } from '../src/app.ts'
import { signToken } from '../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../src/auth/viewer.ts'
import { readEnv } from '../src/env.ts'
import { createSchema } from '../src/resolvers/build-schema.ts'
import { createServer } from '../src/server.ts'
import { type Address, type FromServer, type ToServer } from './commands.ts'
import { NoOpResolver } from './no-op.resolver.ts'
import { createRecorder } from './recorder.ts'
import { runCommand } from './run-command.ts'

/** The service itself in its own process, with a no-op mutation and the commands of the benchmark. */
const tell = (message: FromServer) => process.send!(message)
const env = readEnv({
  NODE_ENV: 'production',
  DATA_DIR: process.argv[2],
  PORT: '0',
  LOG_LEVEL: 'warn',
  // The limits of the service are not measured.
  RATE_TRACK: '0',
  RATE_BATCH: '0',
  RATE_QUERY: '0',
  RATE_SQL: '0',
  RATE_OTLP: '0',
  RATE_EXPORT: '0',
  MAX_SUBSCRIPTIONS_PER_CALLER: '500',
  CUSTOM_SQL: 'true',
  WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
  AUTH_SECRET_KEY: randomBytes(32).toString('hex'),
})
const log = pino({ level: env.logLevel }, pino.destination(2))
const app = await createApp(env, progress => tell({ progress }), log)
const recorder = await createRecorder(app.services)
const schema = createSchema([NoOpResolver])
const services = { ...app.services, clickhouse: recorder.clickhouse }
const server = await createServer({ env, services, schema, trusted: undefined })
const origin = await server.listen({ host: env.host, port: env.port })

// Ctrl-C reaches the whole group, but the benchmark ends this process by closing its channel.
process.on('SIGINT', () => undefined)
process.on('disconnect', stop)
process.on('message', async ({ id, command }: ToServer) => {
  try {
    tell({ id, outcome: await runCommand(command, app.services.clickhouse, recorder) })
  } catch (error) {
    tell({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
tell({ ready: address() })

function address(): Address {
  const token = (role: TokenRole, project?: string) =>
    signToken(env, {
      roles: [role],
      subject: 'bench',
      project,
      expiresInSeconds: env.auth.maxLifetimeSeconds,
    })
  return {
    url: `${origin}/graphql`,
    databaseUrl: app.services.database.pool.options.connectionString!,
    admin: token('admin'),
    ratesAdmin: token('admin', 'rates'),
    ratesService: token('service', 'rates'),
    operator: token('super-admin'),
    removedAdmin: token('admin', 'removed'),
    rootFields: Object.keys(schema.getQueryType()!.getFields()),
  }
}

async function stop(): Promise<void> {
  await server.close()
  await app.close()
  process.exit(0)
}
