import fc from 'fast-check'
import { type Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isActive } from '../../../src/analytics/query/active.ts'
import {
  type PrecomputedDays,
  precomputedDays,
} from '../../../src/analytics/query/precomputed/precomputed-days.ts'
import { type Range } from '../../../src/analytics/query/range.ts'
import { sessionsIn } from '../../../src/analytics/query/sessions.ts'
import { groupsOfEvents } from '../../../src/analytics/users/audience-query.ts'
import { precomputedAudience } from '../../../src/analytics/users/precomputed-audience.ts'
import { type ClickHouse } from '../../../src/clickhouse/client.ts'
import {
  type AudienceColumn,
  audienceColumns,
} from '../../../src/clickhouse/precomputed/audience-days-table.ts'
import { joined, name, type Sql, sql, text, upTo } from '../../../src/clickhouse/sql.ts'
import type { CheckedEvent } from '../../../src/ingest/kinds/every-kind.ts'
import { writeLinks } from '../../../src/ingest/links/write-links.ts'
import { createWriter } from '../../../src/ingest/writer.ts'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { forgetUser } from '../../../src/privacy/erasure/forget-user.ts'
import { Batches } from '../../../src/projection/batches.ts'
import { correctEvents } from '../../../src/projection/corrections/correct-events.ts'
import { finishedBatch, readCursor } from '../../../src/projection/cursor.ts'
import { prepareProjection } from '../../../src/projection/prepare.ts'
import { rebuildProjection } from '../../../src/projection/rebuild.ts'
import { requestRemoval } from '../../../src/projection/remove/queue.ts'
import { backfillDays } from '../../../src/rollup/backfill-days.ts'
import { precomputeDays } from '../../../src/rollup/precompute-days.ts'
import { Killed, mortal } from '../../support/mortal.ts'
import { openProjection, type TestProjection } from '../../support/projection.ts'
import { rounds, seed, within } from '../../support/rounds.ts'

/** A clock that never changes, one between quarters, one that changes by half an hour, and one that skipped a day. */
const zones = ['UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia']
/** Clock changes of these zones: around them days have 23.5 or 24.5 hours, or do not exist. */
const turns = ['2024-04-06T15:00:00Z', '2024-10-05T15:30:00Z', '2011-12-30T10:00:00Z'].map(text =>
  Date.parse(text),
)
const minute = 60_000
const day = 1_440 * minute

const moment = (turn: number) =>
  fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -48, max: 48 }), fc.constantFrom(-1, 0, 0, 1))
    .map(([days, halfHours, ms]) => turn + days * day + halfHours * 30 * minute + ms)

const people = ['ann', 'bob', 'cem', 'phone', 'tablet']

/** A value, or none, in each column by which users are counted for each day. */
const labels = Object.fromEntries(
  audienceColumns.map(column => [column, fc.constantFrom(undefined, 'a', 'b')]),
) as Record<AudienceColumn, fc.Arbitrary<string | undefined>>

const event = (turn: number) =>
  fc.record({
    at: moment(turn),
    user: fc.constantFrom(...people, ...people, undefined),
    session: fc.constantFrom(undefined, undefined, 's1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'),
    kind: fc.constantFrom('event', 'event', 'event', 'api_call'),
    labels: fc.record(labels),
  })

interface Told {
  at: number
  user: string | undefined
  session: string | undefined
  kind: string
  labels: Record<AudienceColumn, string | undefined>
}

type Act =
  | { act: 'track'; events: Told[] }
  | { act: 'link'; visitor: string }
  | { act: 'erase'; user: string }
  | { act: 'expire'; before: number }
  | { act: 'zone'; zone: string }
  | { act: 'rebuild' }
  | { act: 'precompute'; most: number }
/** An act, and the step at which the process dies that carries it out. */
type Step = Act & { diesAt: number | undefined }

const step = (turn: number): fc.Arbitrary<Step> =>
  fc
    .tuple(
      fc.oneof(
        {
          weight: 6,
          arbitrary: fc.record({
            act: fc.constant('track' as const),
            events: fc.array(event(turn), { minLength: 1, maxLength: 12 }),
          }),
        },
        {
          weight: 6,
          arbitrary: fc.record({
            act: fc.constant('precompute' as const),
            most: fc.integer({ min: 1, max: 9 }),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({
            act: fc.constant('link' as const),
            visitor: fc.constantFrom('phone', 'tablet'),
          }),
        },
        {
          weight: 1,
          arbitrary: fc.record({ act: fc.constant('erase' as const), user: fc.constantFrom(...people) }),
        },
        { weight: 1, arbitrary: fc.record({ act: fc.constant('expire' as const), before: moment(turn) }) },
        {
          weight: 1,
          arbitrary: fc.record({ act: fc.constant('zone' as const), zone: fc.constantFrom(...zones) }),
        },
        { weight: 1, arbitrary: fc.record({ act: fc.constant('rebuild' as const) }) },
      ),
      fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    )
    .map(([act, diesAt]) => ({ ...act, diesAt }))

interface History {
  project: string
  turn: number
  first: Told[]
  steps: Step[]
  ranges: [number, number][]
}

const histories: History[] = fc
  .sample(
    fc.constantFrom(...turns).chain(turn =>
      fc.record({
        turn: fc.constant(turn),
        first: fc.array(event(turn), { minLength: 30, maxLength: 60 }),
        steps: fc.array(step(turn), { minLength: 10, maxLength: 16 }),
        ranges: fc.array(fc.tuple(moment(turn), moment(turn)), { minLength: 1, maxLength: 1 }),
      }),
    ),
    { numRuns: rounds(12, 4), seed },
  )
  .map((drawn, i) => ({ ...drawn, project: `history ${i}`, ranges: drawn.ranges as [number, number][] }))

let engines: TestProjection
let client: Client
beforeAll(async () => {
  engines = await openProjection()
  client = await connect()
  await prepared()
})
afterAll(async () => {
  await client.end()
  await engines.close()
})

/** A session that may end in the middle of a statement, as that of a killed process does. */
async function connect(): Promise<Client> {
  const opened = await engines.database.connect()
  return opened.on('error', () => undefined)
}

const pool = () => engines.database.pool
const copying = (as = { client, clickhouse: engines.clickhouse }) => ({
  ...as,
  mostEvents: 1_000,
  connect,
})

const prepared = () =>
  prepareProjection({
    ...copying(),
    log: { warn: () => undefined } as never,
    onRebuild: () => undefined,
  })

/** What the process does that projects: it carries out the act, or what the act asks for. */
async function project(as: { client: Client; clickhouse: ClickHouse }, act: Act): Promise<void> {
  if (act.act === 'precompute') return precompute(as, act.most)
  if (act.act === 'rebuild') await rebuildProjection(copying(as))
  const batches = new Batches(copying(as))
  try {
    while (await batches.copyNext());
  } finally {
    await batches.close()
  }
  while (await correctEvents(as.client, as.clickhouse));
}

/** Days that are due at once. */
async function precompute(as: { client: Client; clickhouse: ClickHouse }, most: number): Promise<void> {
  await pool().query('update precomputed_days set precomputed_at = null')
  while (await backfillDays(as.client, as.clickhouse));
  await precomputeDays(as.client, as.clickhouse, most)
}

/** What callers ask for, which is committed before the process that projects sees it. */
async function ask(name: string, act: Act): Promise<void> {
  if (act.act === 'track') await createWriter(pool(), {})(act.events.map(told => toEvent(name, told)))
  if (act.act === 'link') await writeLinks(pool(), name, [{ userId: 'ann', visitorId: act.visitor }])
  if (act.act === 'erase')
    await pooledTransaction(pool(), async session => {
      const user = await forgetUser(session, name, act.user)
      if (user) await requestRemoval(session, name, { users: user.numbers })
    })
  if (act.act === 'expire')
    await pooledTransaction(pool(), session =>
      requestRemoval(session, name, { kind: 'event', from: null, before: new Date(act.before) }),
    )
  if (act.act === 'zone')
    await pool().query(
      `insert into projects (id, time_zone) values ($1, $2) on conflict (id) do update set time_zone = excluded.time_zone`,
      [name, act.zone],
    )
}

const toEvent = (project: string, { at, user, session, kind, labels }: Told): CheckedEvent =>
  ({
    ...{ project, event_id: crypto.randomUUID(), kind, name: kind === 'event' ? 'open' : kind },
    ...(kind === 'api_call' && { endpoint: '/x', method: 'GET' }),
    ...(user && { user_id: user }),
    ...(session && { session_id: session }),
    ...(JSON.parse(JSON.stringify(labels)) as object),
    occurred_at: new Date(at).toISOString(),
  }) as CheckedEvent

/** Carries out a step. A killed process is followed by another one. */
async function carriedOut(history: History, step: Step): Promise<boolean> {
  await ask(history.project, step)
  if (step.diesAt === undefined) {
    await project({ client, clickhouse: engines.clickhouse }, step)
    return false
  }
  try {
    await project(mortal(client, engines.clickhouse, step.diesAt), step)
    return false
  } catch (error) {
    if (!(error instanceof Killed)) throw error
    await client.end()
    client = await connect()
    if (isReadable(step)) await expectEqual(history, `killed: ${JSON.stringify(step)}`)
    await prepared()
    await project({ client, clickhouse: engines.clickhouse }, { act: 'track', events: [] })
    return true
  }
}

/** What changes in place is in ClickHouse before its marks, and questions wait for it. */
const isReadable = ({ act }: Act) => act === 'track' || act === 'precompute'

/** Compares what is read from precomputed days with what is read from events alone. */
async function expectEqual({ project, ranges }: History, when: string): Promise<number> {
  const batch = finishedBatch(await readCursor(client))
  const precomputed = await precomputedDays(pool(), project, batch)
  if (!precomputed) return 0
  for (const range of [ever, ...ranges.map(toRange)])
    for (const [what, lines] of Object.entries(compared(project, range, precomputed))) {
      const rows = await engines.clickhouse.query<{ source: string }>(
        what,
        upTo(
          sql`select * from (select 'days' as source, * from (${lines.ofDays})
            union all select 'events' as source, * from (${lines.ofEvents})) order by all`,
          { batch, changedQuarters: [] },
        ),
      )
      const { days, events } = Object.groupBy(rows, ({ source }) => source)
      const read = (of: typeof days) => of?.map(row => ({ ...row, source: '' })) ?? []
      expect(read(days), `${project}, ${what}, ${when}, SEED=${seed}`).toEqual(read(events))
    }
  return precomputed.days.length
}

const ever = { from: new Date(0), to: new Date('2100-01-01') }

const toRange = ([a, b]: [number, number]) => ({
  from: new Date(Math.min(a, b)),
  to: new Date(Math.max(a, b) + 1),
})

/** What is read from precomputed days, and from events alone. */
const compared = (project: string, range: Range, precomputed: PrecomputedDays) => ({
  sessions: {
    ofDays: sessionLines(sessionsIn({ project, precomputed }, range)),
    ofEvents: sessionLines(sessionsIn({ project }, range)),
  },
  users: {
    ofDays: groupLines(column => precomputedAudience({ project }, range, precomputed, column)),
    ofEvents: groupLines(column => groupsOfEvents({ project }, { range, only: isActive }, name(column))),
  },
})

const sessionLines = (sessions: Sql): Sql =>
  sql`select user_no, toUnixTimestamp64Milli(occurred_at) as at, milliseconds, events from ${sessions}`

/** The groups by every column. */
const groupLines = (groupsBy: (column: AudienceColumn) => Sql): Sql =>
  joined(
    audienceColumns.map(
      column => sql`
select ${text(column)} as dimension, group_value, arraySort(bitmapToArray(groupBitmapMergeState(users))) as numbers,
  sum(user_events) as sent, sum(user_messages) as said
from ${groupsBy(column)}
group by group_value`,
    ),
    ' union all ',
  )

test(
  'sessions and users of precomputed days are those of events, after any history and at any kill',
  async () => {
    let kills = 0
    let daysRead = 0
    for (const [number, history] of histories.entries()) {
      const { project: name, first, steps } = history
      await ask(name, { act: 'zone', zone: zones[number % zones.length]! })
      for (const [i, step] of [
        { act: 'track', events: first },
        { act: 'precompute', most: 31 },
        ...steps,
        { act: 'precompute', most: 31 },
      ].entries()) {
        if (await carriedOut(history, { diesAt: undefined, ...step } as Step)) kills++
        daysRead += await expectEqual(history, `step ${i}: ${JSON.stringify(step)}`)
      }
    }
    expect(kills).toBeGreaterThan(histories.length)
    expect(daysRead).toBeGreaterThan(10 * histories.length)
  },
  within(600_000),
)
