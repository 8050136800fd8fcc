import { type Client } from 'pg'
import { askedRange } from './asked.ts'
import { awaitProjection } from './await-projection.ts'
import { type Figure, rate } from './figure.ts'
import { connectTo } from './postgres.ts'
import { type ServerProcess } from './server-process.ts'
import { spreadOf, timed } from './spread.ts'

const users = 200_000
const mostPerChunk = 1_000_000
const leastChunks = 5

/**
 * Fills the log inside PostgreSQL, chunk by chunk, and waits each time until the projection has copied the chunk:
 * its rate is that of the projection alone. Facts come in the order of their time.
 */
export async function load(
  { databaseUrl }: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  const client = await connectTo(databaseUrl)
  const rates: number[] = []
  try {
    await loadUsers(client)
    const chunk = Math.min(mostPerChunk, Math.ceil(size / leastChunks))
    for (let first = 0; first < size; first += chunk) {
      const end = Math.min(first + chunk, size)
      report(
        `Loading facts ${first.toLocaleString('en')} to ${end.toLocaleString('en')} of ${size.toLocaleString('en')}`,
      )
      await client.query(factsSql, [first, end, size, ...limits(), names, thresholds, users])
      const { ms } = await timed(() => awaitProjection(databaseUrl))
      rates.push(((end - first) * 1_000) / ms)
    }
    await client.query('analyze')
  } finally {
    await client.end()
  }
  return [{ name: 'projection, facts/s into ClickHouse', convograph: rate(spreadOf(rates)) }]
}

const limits = () => {
  const { from } = askedRange(new Date())
  return [from, new Date()]
}

/** Forty names whose frequencies fall as Zipf's law has it, and the three of the funnel among the middle ones. */
const ranked = Array.from({ length: 40 }, (_, i) => ({ name: `event ${i + 1}`, weight: 1 / (i + 1) }))
const weighted = [
  ...ranked,
  { name: 'docs', weight: 0.25 },
  { name: 'fix', weight: 0.15 },
  { name: 'feat', weight: 0.1 },
]
const totalWeight = weighted.reduce((sum, { weight }) => sum + weight, 0)
const names = weighted.map(({ name }) => name)

/** Where in 0..1 each name but the first begins. */
const thresholds = weighted
  .slice(0, -1)
  .map((_, i) => weighted.slice(0, i + 1).reduce((sum, { weight }) => sum + weight, 0) / totalWeight)

async function loadUsers(client: Client): Promise<void> {
  await client.query(
    `insert into users (project, external_id) select 'default', 'u' || n from generate_series(1, $1) as n`,
    [users],
  )
  await client.query('select setseed(0.5)')
}

/**
 * Some users do far more than others, and a tenth of them walks through the funnel. The commonest name stands for
 * messages, the next for calls of an API.
 */
const factsSql = `
with base as materialized (
  select min(no) as first_user from users where project = 'default'
), named as materialized (
  select n, ($6::text[])[1 + width_bucket(random(), $7::float8[])] as name
  from generate_series($1::bigint, $2::bigint - 1) as n
), drawn as materialized (
  select n, name,
    floor($8 * power(random(), 2) * case when name in ('docs', 'fix', 'feat') then 0.1 else 1 end)::integer as user_index,
    $4::timestamptz + (n + random()) / $3::float8 * ($5::timestamptz - $4::timestamptz) as occurred_at
  from named
)
insert into events (project, event_id, kind, name, user_no, session_id, conversation_id, channel, occurred_at,
  properties, input_tokens, output_tokens, duration_ms, status_code)
select 'default', 'fact-' || lpad(n::text, 12, '0'),
  case name when 'event 1' then 'message' when 'event 2' then 'api_call' else 'event' end,
  name, first_user + user_index, 's' || user_index || '-' || n / 50000,
  case when name in ('event 1', 'docs') then 'c' || user_index || '-' || n / 100000 end,
  (array['web', 'slack', 'whatsapp'])[1 + n % 3],
  occurred_at,
  jsonb_build_object('plan', case when user_index % 5 = 0 then 'pro' else 'free' end,
    'country', (array['de', 'fr', 'us', 'jp'])[1 + user_index % 4], 'length', n % 500),
  case when name = 'event 1' then n % 900 end,
  case when name = 'event 1' then n % 300 end,
  case when name = 'event 2' then n % 1000 / 4.0 end,
  case when name = 'event 2' then case when n % 40 = 0 then 500 else 200 end end
from drawn, base`
