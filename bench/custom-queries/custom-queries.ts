import { type Figure, timeFigure } from '../figure.ts'
import { load } from '../load.ts'
import { type ServerProcess } from '../server-process.ts'
import { spreadOf, timed } from '../spread.ts'

const rounds = 31
const warmUps = 3
/** A custom query may take as long as its bare SQL, and this much more. */
const most = { ratio: 1, plusMs: 15 }

/** A custom query, and the SQL that a person would write over the table of all projects. */
interface Compared {
  about: string
  sql: string
  bare: string
}

const compared: Compared[] = [
  {
    about: 'events by name',
    sql: 'SELECT name, count() AS events FROM events GROUP BY name ORDER BY events DESC, name',
    bare: `select name, count() as events from events where project = 'default' group by name order by events desc, name`,
  },
  {
    about: 'events of a week by day',
    sql: `SELECT date, count() AS events FROM events WHERE occurred_at >= now() - INTERVAL 7 DAY GROUP BY date ORDER BY date`,
    bare: `select toDate(occurred_at) as date, count() as events from events
      where project = 'default' and occurred_at >= now() - interval 7 day group by date order by date`,
  },
  {
    about: 'model calls: tokens, cost and p95',
    sql: `SELECT model, count() AS calls, sum(input_tokens) AS tokens, sum(cost_usd) AS cost, quantile(0.95)(duration_ms) AS p95
      FROM ai_calls GROUP BY model ORDER BY calls DESC, model`,
    bare: `select model, count() as calls, sum(input_tokens) as tokens, sum(cost_usd) as cost, quantile(0.95)(duration_ms) as p95
      from events where project = 'default' and name = 'ai_call' and kind = 'ai_call' group by model order by calls desc, model`,
  },
  {
    about: 'a property of one event',
    sql: `SELECT properties.plan AS plan, count() AS events FROM events WHERE name = 'page_view' GROUP BY plan ORDER BY events DESC`,
    bare: `select properties.plan as plan, count() as events from events where project = 'default' and name = 'page_view'
      group by plan order by events desc settings allow_suspicious_types_in_group_by = 1`,
  },
  {
    about: 'the users with the most messages',
    sql: 'SELECT user_id, count() AS messages FROM messages GROUP BY user_id ORDER BY messages DESC, user_id LIMIT 10',
    bare: `select external_id as user_id, count() as messages
      from events left any join (select user_no, external_id from users final where project = 'default') as known using (user_no)
      where project = 'default' and name = 'message' and kind = 'message'
      group by user_id order by messages desc, user_id limit 10`,
  },
]

/** Loads events and runs custom queries over HTTP, beside their bare SQL inside the server's process. */
export async function customQueries(
  server: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  await load(server, size, report)
  const figures: Figure[] = []
  for (const query of compared) {
    report(`Asking ${query.about}`)
    figures.push(await measure(server, query))
  }
  return figures
}

/** HTTP and bare SQL alternate. */
async function measure({ ask, admin, run }: ServerProcess, { about, sql, bare }: Compared): Promise<Figure> {
  const body = JSON.stringify({
    query: 'query ($input: CustomQueryInput!) { query(input: $input) { columns { name } rows } }',
    variables: { input: { sql } },
  })
  const times = { ours: [] as number[], bare: [] as number[] }
  for (let round = -warmUps; round < rounds; round++) {
    const { ms, result } = await timed(() => ask<{ query: { rows: unknown[] } }>(admin, body))
    const plain = await run({ do: 'run bare', sql: bare })
    if (plain.rows !== result.query.rows.length) throw new Error(`${about}: other rows than the bare SQL`)
    if (round >= 0) {
      times.ours.push(ms)
      times.bare.push(plain.ms)
    }
  }
  return timeFigure(`(h) custom query: ${about}`, spreadOf(times.ours), spreadOf(times.bare), most, 'bare')
}
