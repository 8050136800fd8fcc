import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { inPostgres } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

interface Receipts {
  track: { receipts: { status: string; code: string | null; warnings: { code: string; field: string }[] }[] }
}

const track = `mutation($events: [AnyEventInput!]!) {
  track(input: { events: $events }) { receipts { status code warnings { code field message } } }
}`

const numbers = '{ summary { totalEvents activeUsers totalUsers } users(first: 5) { totalCount } }'

const ofEveryKind = (ids: object) => [
  { event: { name: 'open', ...ids } },
  { activity: { type: 'login', ...ids } },
  { conversation: { conversationId: 'c', ...ids } },
  { message: { conversationId: 'c', role: 'USER', ...ids } },
  { aiCall: { ...ids } },
  { apiCall: { endpoint: '/chat', method: 'GET', statusCode: 200, ...ids } },
  { systemMetric: { name: 'cpu', value: 1, ...ids } },
]

test('an event of any kind with a userId such as null is stored as an event of nobody, with a warning', async () => {
  const { answer } = story(app, 'junk-users')
  for (const userId of ['null', '[object Object]', ' "undefined" ', '0']) {
    const { track: payload } = await answer<Receipts>(track, { events: ofEveryKind({ userId }) })
    expect(payload.receipts).toEqual(
      ofEveryKind({}).map(() => ({
        status: 'ACCEPTED',
        code: null,
        warnings: [
          {
            code: 'USER_ID_IGNORED',
            field: 'userId',
            message: expect.stringContaining('without the userId'),
          },
        ],
      })),
    )
  }
  expect(await answer(numbers)).toEqual({
    summary: { totalEvents: 28, activeUsers: 0, totalUsers: 0 },
    users: { totalCount: 0 },
  })
})

test('a sessionId such as -1 is left out, with a warning beside that of the user', async () => {
  const { answer } = story(app, 'junk-sessions')
  const { track: payload } = await answer<Receipts>(track, {
    events: [{ event: { name: 'open', userId: 'none', sessionId: '-1' } }],
  })
  expect(payload.receipts).toMatchObject([
    {
      status: 'ACCEPTED',
      warnings: [
        { code: 'USER_ID_IGNORED', field: 'userId' },
        { code: 'SESSION_ID_IGNORED', field: 'sessionId' },
      ],
    },
  ])
  expect(await inPostgres(app, 'junk-sessions', 'user_no, session_id')).toEqual([
    { user_no: null, session_id: null },
  ])
})

test('one of two ids may be a mistake: the event is that of the other, and no link is made', async () => {
  const { answer } = story(app, 'junk-visitors')
  const { track: payload } = await answer<Receipts>(track, {
    events: [
      { event: { name: 'open', userId: 'null', anonymousId: 'anon-7f' } },
      { event: { name: 'open', userId: 'ann', anonymousId: 'undefined' } },
      { event: { name: 'open', anonymousId: 'guest' } },
    ],
  })
  const ignored = (field: string) => ({
    status: 'ACCEPTED',
    warnings: [
      { code: 'USER_ID_IGNORED', field, message: expect.stringContaining(`stored without the ${field},`) },
    ],
  })
  expect(payload.receipts).toMatchObject([ignored('userId'), ignored('anonymousId'), ignored('anonymousId')])
  const user = '(select external_id from users where no = user_no) as user'
  expect(await inPostgres(app, 'junk-visitors', user)).toEqual([
    { user: 'anon-7f' },
    { user: 'ann' },
    { user: null },
  ])
  expect(await answer(numbers)).toMatchObject({ users: { totalCount: 2 } })
})

test('an id that cannot be stored is still rejected', async () => {
  const { answer } = story(app, 'junk-rejected')
  const { track: payload } = await answer<Receipts>(track, {
    events: [
      { event: { name: 'open', userId: 'null', sessionId: 'x'.repeat(256) } },
      { event: { name: 'open', userId: 'null', anonymousId: 'x'.repeat(256) } },
      { event: { name: 'open', userId: 'null', anonymousId: '\ud800' } },
    ],
  })
  const rejected = (code: string) => ({ status: 'REJECTED', code, warnings: [] })
  expect(payload.receipts).toEqual([rejected('TOO_LONG'), rejected('TOO_LONG'), rejected('INVALID_TEXT')])
})

test.each(['null', 'Anonymous', '-1', '00000000-0000-0000-0000-000000000000', '  '])(
  'identify refuses the userId %j and stores nothing',
  async userId => {
    const { answer } = story(app, 'junk-identify')
    const { identify } = await answer(IdentifyDocument, { input: { userId, traits: { plan: 'pro' } } })
    expect(identify).toEqual({
      user: null,
      userErrors: [{ code: 'INVALID_USER_ID', field: 'userId', message: expect.any(String) }],
    })
    expect(await answer(numbers)).toMatchObject({ users: { totalCount: 0 } })
  },
)

test('identify refuses such an anonymousId, and alias either id: nothing is stored or linked', async () => {
  const { answer } = story(app, 'junk-links')
  const answered = await answer<Record<string, object>>(`mutation {
    visitor: identify(input: { userId: "ann", anonymousId: "null" }) { user { userId } userErrors { code field } }
    user: alias(input: { userId: "undefined", alias: "anon-7f" }) { user { userId } userErrors { code field } }
    alias: alias(input: { userId: "ann", alias: "guest" }) { user { userId } userErrors { code field } }
  }`)
  const refused = (field: string) => ({ user: null, userErrors: [{ code: 'INVALID_USER_ID', field }] })
  expect(answered).toEqual({
    visitor: refused('anonymousId'),
    user: refused('userId'),
    alias: refused('alias'),
  })
  expect(await answer(numbers)).toMatchObject({ users: { totalCount: 0 } })
})

test('the list is a setting: MISTAKEN_IDS replaces it, and an empty one accepts every id that is not blank', async () => {
  await app.close()
  app = await startTestApp({ MISTAKEN_IDS: 'system, Nobody' })
  const events = ['NOBODY', 'null'].map(userId => ({ event: { name: 'open', userId } }))
  const own = await story(app, 'own-list').answer<Receipts>(track, { events })
  expect(own.track.receipts.map(({ warnings }) => warnings.length)).toEqual([1, 0])

  await app.close()
  app = await startTestApp({ MISTAKEN_IDS: '' })
  const none = await story(app, 'no-list').answer<Receipts>(track, { events })
  expect(none.track.receipts.map(({ warnings }) => warnings.length)).toEqual([0, 0])
  const { identify } = await story(app, 'no-list').answer(IdentifyDocument, { input: { userId: 'null' } })
  expect(identify.userErrors).toEqual([])
})
