import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres, trackEvents } from '../../support/track-events.ts'
import { IdentifyDocument, SummaryDocument, type SummaryQuery } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const { timeZone } = middayZone()
const login = (more: object = {}) => ({ activity: { type: 'login', ...more } })

const agents = {
  chrome:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
  tablet:
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
  google: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
}

describe('the user agent of an activity', () => {
  test('gives browser, operating system and device, in both databases', async () => {
    await eventsHappened(app, 'agents', [
      login({ userAgent: agents.chrome }),
      login({ userAgent: agents.safari }),
      login({ userAgent: agents.tablet }),
    ])
    const read = [
      { browser: 'Chrome', os: 'Windows', device: 'desktop' },
      { browser: 'Safari', os: 'iOS', device: 'mobile' },
      { browser: 'Safari', os: 'iOS', device: 'tablet' },
    ]
    expect(await inPostgres(app, 'agents', 'browser, os, device')).toEqual(read)
    expect(await inClickHouse(app, 'agents', 'browser, os, device')).toEqual(read)
  })

  test.each(['', 'x', 'Mozilla', '\u202e\u{1f600}'])('may be any text: %j', async userAgent => {
    const { rejected } = await trackEvents(app, 'odd agents', [login({ userAgent })])
    expect(rejected).toBe(0)
  })

  test('marks crawlers, which make no user active or known', async () => {
    await eventsHappened(app, 'crawlers', [
      login({ userId: 'ann', userAgent: agents.chrome }),
      login({ userId: 'crawler', userAgent: agents.google }),
      login({ userId: 'script', userAgent: 'curl/8.5.0' }),
      login({ userId: 'bob' }),
    ])
    expect(await inPostgres(app, 'crawlers', 'is_bot')).toEqual([
      { is_bot: false },
      { is_bot: true },
      { is_bot: true },
      { is_bot: null },
    ])
    const { summary } = await story(app, 'crawlers').answer<Pick<SummaryQuery, 'summary'>>(
      `{ summary(timeZone: "${timeZone}") { totalEvents activeUsersToday totalUsers } }`,
    )
    expect(summary).toMatchObject({ totalEvents: 4, activeUsersToday: 2, totalUsers: 2 })
  })
})

describe('the user of an activity', () => {
  test('is the subject of the token unless the activity names another one', async () => {
    await eventsHappened(app, 'mine', [login(), login({ userId: 'ann' })])
    const { rows } = await app.services.database.pool.query(
      'select external_id from events join users on users.no = user_no where events.project = $1 order by seq',
      ['mine'],
    )
    expect(rows).toEqual([{ external_id: 'tester' }, { external_id: 'ann' }])
  })

  test('has the name in their latest activity, in any order of arrival', async () => {
    const { answer } = story(app, 'names')
    const called = async () => {
      await answer(SummaryDocument, {})
      return (await answer(IdentifyDocument, { input: { userId: 'ann' } })).identify.user!.username
    }
    const named = (username: string, timestamp: string) =>
      eventsHappened(app, 'names', [login({ userId: 'ann', username, timestamp })])

    await named('Ann', '2024-03-02T00:00:00Z')
    expect(await called()).toBe('Ann')
    await named('Anna', '2024-03-03T00:00:00Z')
    expect(await called()).toBe('Anna')
    await named('Annie', '2024-03-01T00:00:00Z')
    expect(await called()).toBe('Anna')
    await eventsHappened(app, 'names', [login({ userId: 'ann', timestamp: '2024-03-04T00:00:00Z' })])
    expect(await called()).toBe('Anna')
  })

  test('has the name from identify until a later activity gives another one', async () => {
    const { answer } = story(app, 'identified')
    const called = async () =>
      (await answer<{ user: { username: string } }>('{ user(id: "ann") { username } }')).user.username
    const named = (username: string, timestamp: string) =>
      eventsHappened(app, 'identified', [login({ userId: 'ann', username, timestamp })])

    await named('Ann', '2024-03-02T00:00:00Z')
    await called()
    await answer(IdentifyDocument, { input: { userId: 'ann', username: 'Dr. Ann' } })
    await named('Annie', '2024-03-03T00:00:00Z')
    expect(await called()).toBe('Dr. Ann')
    await named('Anna', new Date(Date.now() + 60_000).toISOString())
    expect(await called()).toBe('Anna')
  })
})

describe('the address of an activity', () => {
  const ips = (project: string) => inPostgres(app, project, 'host(ip) as ip')

  test('is checked', async () => {
    const addresses = ['203.0.113.7', '2001:db8::1', '203.0.113.256', 'localhost', '203.0.113.7/24', '']
    const { receipts } = await trackEvents(
      app,
      'addresses',
      addresses.map(ipAddress => login({ ipAddress })),
    )
    const wrong = { status: 'REJECTED', code: 'INVALID_ADDRESS', field: 'ipAddress' }
    const right = { status: 'ACCEPTED' }
    expect(receipts).toMatchObject([right, right, wrong, wrong, wrong, right])
  })

  test('is not stored', async () => {
    await eventsHappened(app, 'private', [login({ ipAddress: '203.0.113.7' })])
    expect(await ips('private')).toEqual([{ ip: null }])
    expect(await inClickHouse(app, 'private', 'ip')).toEqual([{ ip: '' }])
  })

  test('is stored where STORE_IP is true', async () => {
    await app.close()
    app = await startTestApp({ STORE_IP: 'true' })
    await eventsHappened(app, 'stored', [
      login({ ipAddress: '203.0.113.7' }),
      login({ ipAddress: '2001:db8::1' }),
      login(),
    ])
    expect(await ips('stored')).toEqual([{ ip: '203.0.113.7' }, { ip: '2001:db8::1' }, { ip: null }])
    expect(await inClickHouse(app, 'stored', 'ip')).toEqual([
      { ip: '203.0.113.7' },
      { ip: '2001:db8::1' },
      { ip: '' },
    ])
  })
})
