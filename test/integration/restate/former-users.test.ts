import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClickHouse } from '../../../src/clickhouse/client.ts'
import { insertEvents } from '../../../src/ingest/insert-events.ts'
import { restateNext } from '../../../src/projection/restate/restate-next.ts'
import { withMethods } from '../../support/graphql/with-methods.ts'
import { openProjection, type TestProjection, verdict } from '../../support/projection.ts'

let projection: TestProjection
beforeEach(async () => {
  projection = await openProjection()
})
afterEach(() => projection.close())

/** Ann has an event in January and one in February. The one in January turns out to be bob's. */
async function annLosesAnEvent(): Promise<void> {
  const { pool } = projection.database
  const { rows } = await pool.query<{ no: number }>(
    `insert into users (project, external_id) values ('p', 'ann'), ('p', 'bob') returning no`,
  )
  const [ann, bob] = rows.map(({ no }) => no)
  const event = { project: 'p', kind: 'event' as const, name: 'a', user_no: ann! }
  await insertEvents(pool, [
    { ...event, event_id: 'january', occurred_at: '2024-01-15T12:00:00Z' },
    { ...event, event_id: 'february', occurred_at: '2024-02-15T12:00:00Z' },
  ])
  await (await projection.start()).caughtUp()
  await projection.stop()
  await pool.query(
    `with changed as (update events set user_no = $2 where event_id = 'january' returning seq)
     insert into restatements (seqs, former_users) select array_agg(seq), array[$1::integer] from changed`,
    [ann, bob],
  )
}

test.each(['addFirstEvents', 'replaceFirstEvents'] as const)(
  'a step in which ClickHouse refuses %s fails, and the same session repeats it',
  async refused => {
    await annLosesAnEvent()
    const down: Partial<ClickHouse> = { [refused]: () => Promise.reject(new Error('down')) }
    await projection.dying(async client => {
      await expect(restateNext(client, withMethods(projection.clickhouse, down))).rejects.toThrow('down')
      expect(await restateNext(client, projection.clickhouse)).toBe(true)
      expect(await restateNext(client, projection.clickhouse)).toBe(false)
    })
    expect((await verdict(projection)).differences).toEqual([])
  },
)
