import { type Client } from 'pg'
import { type Figure, milliseconds } from '../figure.ts'
import { loadedRange } from '../loaded-range.ts'
import { connectTo } from '../postgres.ts'
import { answers } from '../questions/answers.ts'
import { askOverHttp, checkSame } from '../questions/questions.ts'
import { type ServerProcess } from '../server-process.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'

const rounds = 5
const leastRatio = 10

/** The funnel in PostgreSQL, with a suitable index; counts only, without the times between steps. */
export async function postgresFunnel(server: ServerProcess): Promise<Figure[]> {
  const client = await connectTo(server.databaseUrl)
  try {
    await prepare(client)
    const times = { convograph: [] as number[], postgres: [] as number[] }
    let users: number[] = []
    for (let round = -1; round < rounds; round++) {
      const { ms, data } = await askOverHttp(server, 'funnel')
      const bare = await timed(() => ask(client))
      users = answers.funnel(data)
      checkSame('funnel', users, bare.result)
      if (round < 0) continue
      times.convograph.push(ms)
      times.postgres.push(bare.ms)
    }
    return [figureOf(spreadOf(times.convograph), spreadOf(times.postgres), users)]
  } finally {
    await client.end()
  }
}

async function prepare(client: Client): Promise<void> {
  await client.query(
    `create index if not exists events_of_funnel on events (project, name, user_no, occurred_at)`,
  )
  await client.query('vacuum analyze events')
  await client.query(`set work_mem = '256MB'`)
}

/**
 * The latest start from which each step has been reached, carried along each user's events: the same walk as
 * Convograph's, with one window for every step.
 */
const funnelSql = `
with walked as (
  select user_no, occurred_at as at, case name when 'docs' then 1 when 'fix' then 2 else 3 end as step
  from events
  where project = 'default' and name in ('docs', 'fix', 'feat') and user_no is not null
    and occurred_at >= $1 and occurred_at < $2::timestamptz + $3::interval
), started as (
  select *, max(at) filter (where step = 1 and at < $2) over walk as start_1
  from walked
  window walk as (partition by user_no order by at, step rows unbounded preceding)
), continued as (
  select *, max(start_1) filter (where step = 2 and at <= start_1 + $3::interval) over walk as start_2
  from started
  where start_1 is not null
  window walk as (partition by user_no order by at, step rows unbounded preceding)
), reached as (
  select user_no, bool_or(start_2 is not null) as second,
    bool_or(step = 3 and at <= start_2 + $3::interval) as third
  from continued
  group by user_no
)
select count(*)::integer as first, count(*) filter (where second)::integer as second,
  count(*) filter (where third)::integer as third
from reached`

async function ask(client: Client): Promise<number[]> {
  const { from, to } = loadedRange(new Date())
  const { rows } = await client.query(funnelSql, [from, to, '7 days'])
  return [rows[0].first, rows[0].second, rows[0].third]
}

function figureOf(convograph: Spread, postgres: Spread, users: number[]): Figure {
  const ratio = postgres.median / convograph.median
  return {
    name: `(e) the same funnel in PostgreSQL, without times (${users.map(n => n.toLocaleString('en')).join(' → ')} users in both)`,
    convograph: milliseconds(convograph),
    bare: milliseconds(postgres),
    ratio: `${ratio.toFixed(1)} × faster`,
    target: `≥ ${leastRatio} × faster`,
    isMet: ratio >= leastRatio,
  }
}
