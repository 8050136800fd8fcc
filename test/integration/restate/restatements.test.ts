import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../src/clickhouse/sql.ts'
import { numberOf } from '../../support/log-events.ts'
import { moments, second } from '../../support/moments.ts'
import { verdict } from '../../support/projection.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { inClickHouse, inPostgres } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** Changes events in the log as everything that restates events does; returns how many. */
async function restated(project: string, change: string, values: unknown[] = []): Promise<number> {
  const { rows } = await app.services.database.pool.query(
    `with changed as (update events set ${change} where project = '${project}' returning seq),
     queued as (insert into restatements (seqs) select array_agg(seq) from changed having count(*) > 0)
     select seq from changed`,
    values,
  )
  return rows.length
}

const differences = async () => (await verdict(app.services)).differences

const columns = 'name, user_no, bot_id, channel'

test('a question waits until the events that changed in the log are restated', async () => {
  await story(app, 'columns').happened([...moments({ ann: 'A0 B5' }), { name: 'C', timestamp: second(9) }])
  await inClickHouse(app, 'columns', columns)
  expect(await restated('columns', `bot_id = 'helper', channel = 'web'`)).toBe(3)
  const ann = await numberOf(app, 'columns', 'ann')
  expect(await inClickHouse(app, 'columns', columns)).toEqual([
    { name: 'A', user_no: ann, bot_id: 'helper', channel: 'web' },
    { name: 'B', user_no: ann, bot_id: 'helper', channel: 'web' },
    { name: 'C', user_no: 0, bot_id: 'helper', channel: 'web' },
  ])
  expect(await differences()).toEqual([])
})

test('events of nobody become those of a user, also in the totals of merged parts', async () => {
  const { happened, answer } = story(app, 'given')
  await happened([...moments({ ann: 'A50' }), { name: 'B', timestamp: second(0) }])
  await inClickHouse(app, 'given', columns)
  await app.services.clickhouse.query('merge', sql`optimize table events final`)
  const bob = await app.services.database.pool.query(
    `insert into users (project, external_id) values ('given', 'bob') returning no`,
  )
  await restated('given', 'user_no = coalesce(user_no, $1)', [bob.rows[0].no])
  const asked = `{
    summary(range: { from: "2024-03-01T00:00:00Z", to: "2024-03-02T00:00:00Z" }) { activeUsers newUsers }
    user(id: "bob") { firstSeenAt lastSeenAt }
  }`
  expect(await answer(asked)).toEqual({
    summary: { activeUsers: 2, newUsers: 2 },
    user: { firstSeenAt: second(0), lastSeenAt: second(0) },
  })
  expect(await inPostgres(app, 'given', 'user_no')).toEqual(await inClickHouse(app, 'given', 'user_no'))
  expect(await differences()).toEqual([])
})
