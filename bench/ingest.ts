import pg from 'pg'
import { trackBody } from '../src/cli/import/batches.ts'
import { type EventRow, eventColumnNames } from '../src/entities/event-columns.ts'
import { insertStatement } from '../src/ingest/insert-events.ts'
import { awaitProjection } from './await-projection.ts'
import { type Figure, rateFigure } from './figure.ts'
import { batchesOf, type SampleEvent, sampleEvents, sampleUsers } from './sample-events.ts'
import { type ServerProcess } from './server-process.ts'
import { spreadOf, timed } from './spread.ts'

const rounds = 5
const eventsPerRound = 60_000
const batch = 1_000
const writers = 4

/**
 * Events per second through `track`, beside the same statement on the same server, into a table like the log, from as
 * many connections. Requests are built before the clock starts. The bare rounds run with an idle projection, the others
 * beside the projection.
 */
export async function ingest(server: ServerProcess): Promise<Figure[]> {
  const bare = await bareTable(server.databaseUrl)
  const ours: number[] = []
  const bares: number[] = []
  try {
    await trackRound(server)
    for (let round = 0; round < rounds; round++) {
      await awaitProjection(server.databaseUrl)
      bares.push(await insertRound(bare))
      ours.push(await trackRound(server))
    }
    await awaitProjection(server.databaseUrl)
  } finally {
    await bare.end()
  }
  const name = `(a) events/s, batches of 1,000, ${writers} at once`
  return [rateFigure(name, spreadOf(ours), spreadOf(bares), 0.4)]
}

async function bareTable(databaseUrl: string): Promise<pg.Pool> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: writers,
    options: '-c search_path=bare,public',
  })
  pool.on('error', () => undefined)
  await pool.query('create schema bare')
  await pool.query('create table bare.events (like public.events including all)')
  // The statement writes no event of a user that does not exist.
  await pool.query('create table bare.users (like public.users including all)')
  await pool.query(
    `insert into bare.users (no, project, external_id) overriding system value
     select no, 'rates', 'user-' || no from generate_series(1, $1::integer) as no`,
    [sampleUsers],
  )
  return pool
}

/** The events per second of one round of tracking. */
export async function trackRound({ ask, ratesService }: ServerProcess): Promise<number> {
  const bodies = batchesOf(sampleEvents(eventsPerRound), batch).map(events =>
    trackBody(events.map(event => JSON.stringify({ event }))),
  )
  const { ms } = await timed(() =>
    eachOf(bodies, async body => {
      const { track } = await ask<{ track: { accepted: number } }>(ratesService, body)
      if (track.accepted !== batch) throw new Error(`only ${track.accepted} events were accepted`)
    }),
  )
  return (eventsPerRound * 1_000) / ms
}

async function insertRound(pool: pg.Pool): Promise<number> {
  const statements = batchesOf(sampleEvents(eventsPerRound), batch).map(events =>
    statementOf(events.map(eventOf)),
  )
  const { ms } = await timed(() =>
    eachOf(statements, async statement => {
      const { rowCount } = await pool.query(statement)
      if (rowCount !== batch) throw new Error(`only ${rowCount} rows were inserted`)
    }),
  )
  return (eventsPerRound * 1_000) / ms
}

function statementOf(events: EventRow[]) {
  const columns = eventColumnNames.filter(column => events.some(event => event[column] != null))
  return {
    text: insertStatement(columns),
    values: columns.map(column => events.map(event => event[column] ?? null)),
  }
}

/** The row that Convograph writes for the event; users already are numbers. */
function eventOf({
  eventId,
  name,
  userId,
  sessionId,
  channel,
  properties,
  timestamp,
}: SampleEvent): EventRow {
  return {
    project: 'rates',
    event_id: eventId,
    kind: 'event',
    name,
    user_no: 1 + (Number(userId.split('-')[1]) % sampleUsers),
    session_id: sessionId,
    channel,
    occurred_at: timestamp,
    properties: JSON.stringify(properties),
  }
}

/** Runs the list in parallel writers, each one task after another. */
export async function eachOf<T>(items: T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values()
  const write = async () => {
    for (const item of left) await run(item)
  }
  await Promise.all(Array.from({ length: writers }, write))
}
