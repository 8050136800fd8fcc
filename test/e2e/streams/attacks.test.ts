import { type Client, createClient } from 'graphql-ws'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerProblems } from '../../attack/answer-problems.ts'
import type { Attack } from '../../attack/attack.ts'
import { expand } from '../../attack/expand.ts'
import { leaks } from '../../attack/leaks.ts'
import { readAttacks } from '../../attack/read-attacks.ts'
import { send, type Target } from '../../attack/send.ts'
import { socketUrl } from '../../support/streams/socket-url.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

/** The attacks of `test/attacks/subscriptions.json`, which `npm run attack` sends over SSE, over both transports. */
const attacks = new Map(readAttacks('test/attacks')).get('subscriptions')!
/** The attacks on documents: none of them may be answered here. */
const documents = new Map(readAttacks('test/attacks')).get('documents')!.filter(({ query }) => query)

let app: TestApp
let target: Target
let socket: Client
const lines: string[] = []

beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp({ NODE_ENV: 'production' }, log)
  target = {
    url: new URL(app.url).origin,
    token: caller => (caller === 'nobody' ? null : app.token(caller)),
  }
  socket = createClient({
    url: socketUrl(app),
    connectionParams: { authorization: `Bearer ${app.token('admin')}` },
    lazy: false,
  })
})
afterAll(async () => {
  await socket.dispose()
  await app.close()
})

const secrets = () => [app.env.auth.secret!, app.env.dataDir, new URL(app.env.databaseUrl!).pathname.slice(1)]

/** The errors with which a WebSocket refuses an operation; undefined if it is answered. */
async function refusedBySocket({ query, variables, operationName }: Attack): Promise<unknown[] | undefined> {
  const payload = { query: query!, variables: variables as Record<string, unknown>, operationName }
  const answers = socket.iterate(payload)
  try {
    const { value } = await answers.next()
    return value?.errors as unknown[] | undefined
  } catch (error) {
    return error as unknown[]
  } finally {
    await answers.return!()
  }
}

const codeOf = (errors: unknown[] | undefined) =>
  (errors?.[0] as { extensions: { code: string } } | undefined)?.extensions.code

describe('a subscription that attacks', () => {
  test.each(attacks)('$list $attack, over SSE', async attack => {
    lines.length = 0
    const answer = await send(target, attack)
    expect(answerProblems(attack, answer)).toEqual([])
    expect(leaks(answer.body + lines.join(''), secrets())).toEqual([])
    expect(app.services.streams.subscribers).toBe(0)
  })

  const overSockets = attacks.filter(({ as, query, headers }) => query && !as && !headers)
  test.each(overSockets)('$list $attack, over a WebSocket', async attack => {
    lines.length = 0
    const errors = await refusedBySocket(expand(attack))
    expect(codeOf(errors)).toBe(attack.code)
    expect(leaks(JSON.stringify(errors) + lines.join(''), secrets())).toEqual([])
  })
})

describe('an attack by a document that is no subscription', () => {
  test.each(documents)('$list $attack', async attack => {
    const { status, body } = await send(target, { ...attack, path: '/graphql/stream', headers: {} })
    expect([status, body]).toEqual([
      attack.as === 'nobody' ? expect.any(Number) : 400,
      expect.stringContaining('"errors"'),
    ])
    expect(leaks(body, secrets())).toEqual([])
    if (!attack.as) expect(await refusedBySocket(expand(attack))).not.toBeUndefined()
  })
})
