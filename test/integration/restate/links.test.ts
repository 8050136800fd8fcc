import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClickHouse } from '../../../src/clickhouse/client.ts'
import { sql } from '../../../src/clickhouse/sql.ts'
import type { CheckedEvent } from '../../../src/ingest/kinds/every-kind.ts'
import { createLinks } from '../../../src/ingest/links/links.ts'
import { createWriter } from '../../../src/ingest/writer.ts'
import type { Database } from '../../../src/postgres/database.ts'
import { rebuildProjection } from '../../../src/projection/rebuild.ts'
import { restateNext } from '../../../src/projection/restate/restate-next.ts'
import { openProjection, type TestProjection, verdict } from '../../support/projection.ts'

let projection: TestProjection
let database: Database
let clickhouse: ClickHouse

beforeEach(async () => {
  projection = await openProjection()
  ;({ database, clickhouse } = projection)
})
afterEach(() => projection.close())

const startProjector = () => projection.start({ batchEvents: 1_000 })
const copied = async () => (await startProjector()).caughtUp()

const event = (user_id: string, day = 1): CheckedEvent => ({
  project: 'p',
  event_id: crypto.randomUUID(),
  kind: 'event',
  name: 'a',
  user_id,
  occurred_at: `2024-0${day}-15T12:00:00Z`,
})

/** A process has a writer, which remembers the numbers of users, and its links. */
function startProcess() {
  const links = createLinks(database.pool, () => undefined)
  return {
    write: createWriter(database.pool, {}),
    link: (userId: string, visitorId: string) => links.make('p', [{ userId, visitorId }]),
  }
}

/** How many events each user has in ClickHouse, by number, and when each was first active. */
const eventsByUser = () =>
  clickhouse.query(
    'users',
    sql`select user_no as user, count() as events, toString(toDate(min(occurred_at))) as first from events group by user order by user`,
  )

async function numberOf(id: string): Promise<number> {
  const { rows } = await database.pool.query('select no from users where external_id = $1', [id])
  return rows[0].no
}

async function expectOneUser(events: number): Promise<void> {
  expect(await eventsByUser()).toEqual([{ user: await numberOf('ann'), events, first: '2024-01-15' }])
  const { rows } = await database.pool.query(
    'select user_no as user, count(*)::integer as events from events group by user_no',
  )
  expect(rows).toEqual([{ user: await numberOf('ann'), events }])
  await projection.stop()
  const { differences, waiting, users } = await verdict(projection)
  expect({ differences, waiting, users }).toEqual({
    differences: [],
    waiting: 0,
    users: { log: 1, columns: 1 },
  })
  const queues = await database.pool.query(
    'select id from waiting_links union all select id from restatements',
  )
  expect(queues.rows).toEqual([])
}

describe('events that are written under the number of a visitor after the link', () => {
  test('by an insert that had begun before, are given to the user', async () => {
    const { write, link } = startProcess()
    await write([event('phone', 1), event('ann', 3)])
    const projector = await startProjector()
    await link('ann', 'phone')
    await projector.caughtUp()
    await database.pool.query(
      `insert into events (project, event_id, kind, name, occurred_at, user_no)
       values ('p', 'late', 'event', 'a', '2024-02-15', $1)`,
      [await numberOf('phone')],
    )
    await projector.caughtUp()
    await expectOneUser(3)
  })

  test('by a process that remembers the number, are those of the user', async () => {
    const [one, other] = [startProcess(), startProcess()]
    await one.write([event('phone', 1)])
    await other.write([event('phone', 2), event('ann', 3)])
    const projector = await startProjector()
    await one.link('ann', 'phone')
    await other.write([event('phone', 4)])
    await projector.caughtUp()
    await expectOneUser(4)
  })

  test('by many processes at the same time as links, are all those of the user', async () => {
    const processes = [startProcess(), startProcess(), startProcess()]
    const projector = await startProjector()
    const rounds = Array.from({ length: 30 }, (_, round) => round)
    await Promise.all(
      processes.map(async ({ write, link }, number) => {
        for (const round of rounds) {
          await write([event(`phone ${round}`, 1 + number), event('ann', 4)])
          const outcomes = await link(round % 2 ? `phone ${round - 1}` : 'ann', `phone ${round}`)
          expect(['LINKED', 'SAME_USER', 'KNOWN_USER']).toContain(outcomes[0])
          await link('ann', `phone ${round}`)
        }
      }),
    )
    await projector.caughtUp()
    expect((await eventsByUser()).length).toBe(await userCount())
    await projection.stop()
    expect((await verdict(projection)).differences).toEqual([])
  })

  const userCount = async () =>
    (await database.pool.query('select count(*)::integer as users from users where linked_to is null'))
      .rows[0].users
})

describe('a visitor with more events than one step moves', () => {
  test('is given to the user step by step', async () => {
    const { write, link } = startProcess()
    await write(Array.from({ length: 5_000 }, () => event('phone', 2)))
    await write(Array.from({ length: 3_000 }, () => event('phone', 1)))
    await write([event('ann', 3)])
    await copied()
    await projection.stop()
    await link('ann', 'phone')
    await projection.dying(async client => {
      expect(await restateNext(client, clickhouse)).toBe(true)
      const { rows } = await client.query('select cardinality(seqs) as events from restatements')
      expect(rows).toEqual([{ events: 5_000 }])
    })
    await copied()
    await expectOneUser(8_001)
  })
})

describe('after a crash', () => {
  /** Moving the events, restating them in ClickHouse, and taking the link off the queue. */
  test.each([0, 1, 2])(
    'after step %i and in the middle of the next, the next start continues',
    async steps => {
      const { write, link } = startProcess()
      await write([event('phone', 1), event('phone', 2), event('ann', 3)])
      await copied()
      await projection.stop()
      await link('ann', 'phone')
      await projection.dying(async client => {
        for (let step = 0; step < steps; step++) expect(await restateNext(client, clickhouse)).toBe(true)
      })
      await projection.dying(async client => {
        // Whatever the step commits itself is lost with this transaction, and ClickHouse keeps what it got.
        const query = client.query.bind(client) as (...args: unknown[]) => unknown
        await query('begin')
        client.query = ((text: unknown, ...rest: unknown[]) =>
          text === 'begin' || text === 'commit' ? Promise.resolve() : query(text, ...rest)) as never
        await restateNext(client, clickhouse)
      })
      await copied()
      await expectOneUser(3)
    },
  )
})

test('an answer that did not wait long enough is one from before the link', async () => {
  const { write, link } = startProcess()
  await write([event('phone', 1), event('ann', 3)])
  await copied()
  await projection.stop()
  await link('ann', 'phone')
  const idle = projection.projector({ waitMs: 10 })
  const { rows } = await database.pool.query('select received_at from projection')
  expect((await idle.caughtUp()).watermark).toEqual(rows[0].received_at)
  const began = new Date()
  expect((await copied()).watermark.getTime()).toBeGreaterThanOrEqual(began.getTime())
  await expectOneUser(2)
})

test('a rebuild copies the events of the log, and a waiting link does not change them', async () => {
  const { write, link } = startProcess()
  await write([event('phone', 1), event('ann', 3)])
  await copied()
  await projection.stop()
  await link('ann', 'phone')
  await projection.dying(async client => {
    await rebuildProjection({ client, clickhouse, mostEvents: 1_000, connect: database.connect })
  })
  await copied()
  await expectOneUser(2)
})
