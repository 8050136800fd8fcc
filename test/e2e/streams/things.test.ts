import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { notifyChange } from '../../../src/streams/notify-change.ts'
import { story } from '../../support/story.ts'
import { eventStream, type Message } from '../../support/streams/event-stream.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())
beforeEach(async () => {
  await expect.poll(() => app.services.streams.subscribers).toBe(0)
  app.services.streams.clock.secondMs = 50
})

const dataIn = <Data>(message: Message | undefined) => message!.data.data as Data

interface Feed {
  events: { events: { name: string }[]; arrived: number; skipped: number }
}

const feedIn = (message: Message | undefined) => {
  const { events, arrived, skipped } = dataIn<Feed>(message).events
  return { names: events.map(({ name }) => name), arrived, skipped }
}

const feed =
  'subscription ($first: Int, $filter: EventFilterInput) { events(first: $first, filter: $filter) { events { name } arrived skipped } }'

test('a feed has the newest events, and again when further ones have arrived', async () => {
  const { happened, token } = story(app, 'feed')
  await happened([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
  const stream = await eventStream(app, token, feed, { first: 2 })
  expect(feedIn(await stream.next())).toEqual({ names: ['c', 'b'], arrived: 0, skipped: 0 })
  await happened([{ name: 'd', timestamp: '2020-01-01T00:00:00Z' }])
  expect(feedIn(await stream.next())).toEqual({ names: ['d', 'c'], arrived: 1, skipped: 0 })
  stream.close()
})

test('a message that no service has sent changes nothing', async () => {
  const { happened, token } = story(app, 'foreign messages')
  const stream = await eventStream(app, token, feed, { first: 1 })
  expect(feedIn(await stream.next()).names).toEqual([])
  for (const payload of ['not JSON', 'null', '{"kind":"events","project":"foreign messages"}'])
    await app.services.database.pool.query('select pg_notify($1, $2)', ['convograph_changes', payload])
  await happened([{ name: 'a' }])
  expect(feedIn(await stream.next()).names).toEqual(['a'])
  stream.close()
})

test('a feed with a filter waits for events that pass it', async () => {
  const { happened, token } = story(app, 'filtered')
  const stream = await eventStream(app, token, feed, { filter: { channel: 'web' } })
  expect(feedIn(await stream.next())).toEqual({ names: [], arrived: 0, skipped: 0 })
  await happened([{ name: 'a', channel: 'app' }])
  await happened([{ name: 'b', channel: 'web' }])
  expect(feedIn(await stream.next())).toEqual({ names: ['b'], arrived: 1, skipped: 0 })
  stream.close()
})

test('a feed leaves events out when more arrive than fit, and says how many', async () => {
  const { happened, token } = story(app, 'busy')
  const stream = await eventStream(app, token, feed, { first: 5 })
  expect(feedIn(await stream.next()).names).toEqual([])
  await happened(Array.from({ length: 500 }, (_, i) => ({ name: `e${i}` })))
  const busy = feedIn(await stream.next())
  expect(busy).toEqual({ names: ['e499', 'e498', 'e497', 'e496', 'e495'], arrived: 500, skipped: 495 })
  stream.close()
})

test.each([0, -1, 101])('a feed of %i events is refused', async first => {
  const { errors } = await app.ask(feed, { first })
  expect(errors.map(({ extensions }) => extensions.reason)).toEqual(['INVALID_PAGE_SIZE'])
})

interface Changed {
  jobChanged: { id: string; state: string } | null
}

/** Starts an export of no events, and returns the id of its job. */
async function started(project: string): Promise<string> {
  const { jobs } = await story(app, project)
    .answer<{ jobs: { nodes: { id: string }[] } }>(
      `mutation { startExport(input: { list: EVENTS, format: CSV }) { userErrors { code } } }`,
    )
    .then(() =>
      story(app, project).answer<{ jobs: { nodes: { id: string }[] } }>(
        '{ jobs(first: 1) { nodes { id } } }',
      ),
    )
  return jobs.nodes[0]!.id
}

test('jobChanged tells of each job of the project, until its end', async () => {
  const { token } = story(app, 'jobs')
  const elsewhere = await eventStream(
    app,
    app.token('admin', 'elsewhere'),
    'subscription { jobChanged { id state } }',
  )
  const stream = await eventStream(app, token, 'subscription { jobChanged { id state } }')
  const ids = new Set([await started('jobs'), await started('jobs')])
  const done = new Set<string>()
  while (done.size < 2) {
    const { id, state } = dataIn<Changed>(await stream.next()).jobChanged!
    expect(ids).toContain(id)
    if (state === 'DONE') done.add(id)
  }
  stream.close()
  expect(elsewhere.text()).not.toContain('event: next')
  elsewhere.close()
})

test('jobChanged with an id begins with the present state, and is refused for an unknown one', async () => {
  const { token, refusal } = story(app, 'one job')
  const id = await started('one job')
  const query = 'subscription ($id: ID) { jobChanged(id: $id) { state } }'
  const stream = await eventStream(app, token, query, { id })
  let state: string | undefined
  while (state !== 'DONE') state = dataIn<Changed>(await stream.next()).jobChanged!.state
  stream.close()
  const again = await eventStream(app, token, query, { id })
  expect(dataIn<Changed>(await again.next()).jobChanged).toEqual({ state: 'DONE' })
  again.close()
  expect(await refusal(query, { id: 'x' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOT_FOUND' })
  expect(await story(app, 'other').refusal(query, { id })).toMatchObject({ reason: 'NOT_FOUND' })
})

test('a change is told by notifyChange, in the transaction of its cause', async () => {
  const { changes } = app.services.streams
  const ending = new AbortController()
  const watch = changes.of('alert', 'a', ending.signal)
  const { pool } = app.services.database
  const client = await pool.connect()
  await client.query('begin')
  await notifyChange(client, 'alert', 'a', '1')
  await client.query('rollback')
  await client.query('begin')
  await notifyChange(client, 'alert', 'b', '2')
  await notifyChange(client, 'alert', 'a', '3')
  await client.query('commit')
  client.release()
  expect(await watch.next()).toEqual(['3'])
  await notifyChange(app.services.database.orm.em.fork(), 'alert', 'a', '4')
  expect(await watch.next()).toEqual(['4'])
  expect(await watch.next(10)).toEqual([])
  ending.abort()
  expect(await watch.next()).toEqual([])
})
