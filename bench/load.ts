import { type Client } from 'pg'
import { awaitProjection } from './await-projection.ts'
import { type Figure, rate } from './figure.ts'
import { loadedRange } from './loaded-range.ts'
import { connectTo } from './postgres.ts'
import { type ServerProcess } from './server-process.ts'
import { spreadOf, timed } from './spread.ts'
import { createStage, insertStaged, stageEvents, users } from './stage-events.ts'

const mostPerChunk = 1_000_000
const leastChunks = 5

/**
 * Fills the log inside PostgreSQL, chunk by chunk, and waits each time until the projection has copied the chunk: the
 * rate is that of the projection alone. Events are in time order; events added to `loaded` ones are spread over the
 * same time.
 */
export async function load(
  { databaseUrl }: Pick<ServerProcess, 'databaseUrl'>,
  total: number,
  report: (line: string) => void,
  loaded = 0,
): Promise<Figure[]> {
  const client = await connectTo(databaseUrl)
  const over = { from: loadedRange(new Date()).from, to: new Date() }
  const rates: number[] = []
  try {
    await prepare(client)
    const size = total - loaded
    const chunk = Math.min(mostPerChunk, Math.ceil(size / leastChunks))
    for (let first = loaded; first < total; first += chunk) {
      const end = Math.min(first + chunk, total)
      report(
        `Loading events ${first.toLocaleString('en')} to ${end.toLocaleString('en')} of ${total.toLocaleString('en')}`,
      )
      await stageEvents(client, { base: loaded, first, end, size, over })
      await client.query(insertStaged)
      const { ms } = await timed(() => awaitProjection(databaseUrl))
      rates.push(((end - first) * 1_000) / ms)
    }
    await client.query('analyze')
  } finally {
    await client.end()
  }
  return [{ name: 'projection, events/s into ClickHouse', convograph: rate(spreadOf(rates)) }]
}

async function prepare(client: Client): Promise<void> {
  await client.query(
    `insert into users (project, external_id) select 'default', 'u' || n from generate_series(1, $1) as n
     on conflict do nothing`,
    [users],
  )
  // A segment for the questions: users active in the last seven days.
  await client.query(
    `insert into definitions (project, kind, name, content, created_by)
     values ('default', 'segment', 'Lately active',
       '{"metric": {"metric": "LAST_ACTIVE", "operator": "GREATER_THAN", "value": "-7d"}}', 'bench')
     on conflict do nothing`,
  )
  await client.query('select setseed(0.5)')
  await client.query(createStage)
}
