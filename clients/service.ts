import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A running service with a few events, and a token of an administrator. */
export interface Service extends AsyncDisposable {
  url: string
  token: string
}

const root = new URL('..', import.meta.url).pathname
const settings = { AUTH_SECRET_KEY: 'a secret for clients with more than 32 bytes', LOG_LEVEL: 'warn' }
const port = 8190

/** Starts the built service on a data folder of its own, and sends it a few events of every kind. */
export async function startService(): Promise<Service> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-clients-'))
  const env = { ...process.env, ...settings, PORT: String(port), DATA_DIR: folder }
  const service = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(service, 'exit')
  const url = `http://127.0.0.1:${port}/graphql`
  await ready(url, () => service.exitCode)
  const token = await tokenFrom(env)
  await send(url, token)
  return {
    url,
    token,
    async [Symbol.asyncDispose]() {
      service.kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** @throws Error when the service ends, or is not ready after a minute */
async function ready(url: string, exitCode: () => number | null): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (exitCode() !== null) throw new Error(`The service ended with exit code ${exitCode()}.`)
    const isReady = await fetch(new URL('/health/ready', url)).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await pause(200)
  }
  throw new Error('The service was not ready after a minute.')
}

async function tokenFrom(env: NodeJS.ProcessEnv): Promise<string> {
  const command = spawn(process.execPath, ['dist/src/cli/token.js', '--role', 'admin'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return (await command.stdout.setEncoding('utf8').toArray()).join('').trim()
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

/** Three users: ann buys, bob signs up, cleo only talks. */
const events = [
  { event: { name: 'signup', userId: 'ann', channel: 'web', timestamp: minutesAgo(50) } },
  { event: { name: 'purchase_completed', userId: 'ann', channel: 'web', timestamp: minutesAgo(40) } },
  { event: { name: 'signup', userId: 'bob', channel: 'app', timestamp: minutesAgo(30) } },
  { conversation: { conversationId: 'c-1', userId: 'cleo', startedAt: minutesAgo(20) } },
  { message: { conversationId: 'c-1', userId: 'cleo', role: 'USER', timestamp: minutesAgo(19) } },
  { aiCall: { provider: 'openai', model: 'gpt-4o', inputTokens: 1_000, outputTokens: 200, userId: 'cleo' } },
  { apiCall: { endpoint: '/v1/chats/:id', method: 'GET', statusCode: 200, durationMs: 12, userId: 'cleo' } },
  { activity: { type: 'login', userId: 'ann' } },
]

async function send(url: string, token: string): Promise<void> {
  const query = 'mutation ($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }'
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { events } }),
  })
  const { data } = (await response.json()) as { data?: { track: { accepted: number } } }
  if (data?.track.accepted !== events.length) throw new Error('The service did not accept the events.')
}
