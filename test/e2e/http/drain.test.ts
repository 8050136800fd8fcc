import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp } from '../../support/test-app.ts'
import { SummaryDocument, TrackEventDocument } from '../operations/operations.ts'

test('a service that stops reports so, keeps serving, and answers every accepted request', async () => {
  const app = await startTestApp({ DRAIN_SECONDS: '4' })
  const { ask } = story(app, 'drain')
  const get = (path: string) => fetch(new URL(path, app.url))
  expect((await get('/health/ready')).headers.get('connection')).toBe('keep-alive')
  // A client that has sent only half a request does not delay the stop.
  const half = connect(Number(new URL(app.url).port), '127.0.0.1').on('error', () => undefined)
  await once(half, 'connect')
  half.write('POST /graphql HTTP/1.1\r\nhost: x\r\n')

  const closing = app.close()
  for (const path of ['/health', '/health/ready']) {
    const response = await get(path)
    expect(response.status).toBe(503)
    expect(response.headers.get('connection')).toBe('close')
    expect(await response.json()).toMatchObject({
      status: 'draining',
      draining: true,
      engines: { postgresql: true, clickhouse: true },
      migrations: 'current',
    })
  }
  expect(await (await get('/health/live')).json()).toEqual({ status: 'alive' })
  const { status, data } = await ask(TrackEventDocument, { input: { name: 'late' } })
  expect([status, data?.trackEvent.status]).toEqual([200, 'ACCEPTED'])

  // A running question at the time the service stops listening: it waits for a lock.
  const locker = await app.services.database.connect()
  await locker.query('begin')
  await locker.query('lock table projects in access exclusive mode')
  const asking = ask(SummaryDocument, {})
  await expect.poll(() => get('/health/live').catch(() => 'refused'), { timeout: 20_000 }).toBe('refused')
  await locker.query('rollback')
  const answer = await asking
  expect([answer.status, answer.data?.summary?.totalEvents]).toEqual([200, 1])
  expect(answer.headers.get('connection')).toBe('close')
  await locker.end()
  expect(await closing).toBe(true)
  expect(half.destroyed).toBe(true)
})
