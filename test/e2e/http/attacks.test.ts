import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerProblems } from '../../attack/answer-problems.ts'
import { leaks } from '../../attack/leaks.ts'
import { readAttacks } from '../../attack/read-attacks.ts'
import { send, type Target } from '../../attack/send.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let target: Target
const lines: string[] = []

beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp({ NODE_ENV: 'production' }, log)
  target = {
    url: new URL(app.url).origin,
    token: caller => (caller === 'nobody' ? null : app.token(caller)),
  }
})
afterAll(() => app.close())

/** Secrets of the service, which no client may see. */
const secrets = () => {
  const { pathname, port } = new URL(app.env.databaseUrl!)
  return [pathname.slice(1), `:${port}/`, app.env.auth.secret!, app.env.dataDir]
}

const lists = [...readAttacks('test/attacks')]

describe.each(lists)('%s', (_, attacks) => {
  test.each(attacks)('$list $attack', async attack => {
    lines.length = 0
    const answer = await send(target, attack)
    expect(answerProblems(attack, answer)).toEqual([])
    expect(leaks(answer.body, secrets())).toEqual([])
    expect(leaks(lines.join(''), secrets())).toEqual([])
    expect((await app.ask('{ __typename }')).data).toEqual({ __typename: 'Query' })
  })
})

test('no refused mutation has run', async () => {
  const { data } = await app.ask('{ catalog { events(search: "planted") { name } } }')
  expect(data).toEqual({ catalog: { events: [] } })
})
