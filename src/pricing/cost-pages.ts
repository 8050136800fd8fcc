import { type ClientBase } from 'pg'
import { type Range } from '../analytics/query/range.ts'
import { type Priced } from './cost.ts'

/** A call or message whose cost was not given, as the log has it. */
export interface CostedFact extends Priced {
  seq: string
  model: string
  provider: string | null
  cost_usd: string | null
  cost_source: 'COMPUTED' | 'UNKNOWN'
  saved_cost_usd: string | null
}

/** A place in the order of the pages: by time, at one instant by position in the log. */
interface PagePosition {
  at: Date
  seq: string
}

/** Facts of any kind that a page spans: those with a cost may be few among them, or all of them. */
const factsPerPage = 5_000

/**
 * The calls and messages that happened in a range and whose cost was not given, a page at a time: memory stays
 * the same however many there are. A page may be empty.
 */
export async function* costPages(
  client: ClientBase,
  project: string,
  { from, to }: Range,
): AsyncGenerator<CostedFact[]> {
  let after: PagePosition = { at: from, seq: '0' }
  for (;;) {
    const end = await pageEnd(client, project, after, to)
    yield await factsBetween(client, project, after, end ?? { at: to, seq: '0' })
    if (!end) return
    after = end
  }
}

/** The last place of a full page; undefined when less than that is left. */
async function pageEnd(
  client: ClientBase,
  project: string,
  after: PagePosition,
  to: Date,
): Promise<PagePosition | undefined> {
  const { rows } = await client.query<PagePosition>(
    `select e.occurred_at as at, e.seq::text as seq
     from events e
     where e.project = $1 and (e.occurred_at, e.seq) > ($2, $3) and e.occurred_at < $4
     order by e.occurred_at, e.seq
     offset $5 limit 1`,
    [project, after.at, after.seq, to, factsPerPage - 1],
  )
  return rows[0]
}

/** Positions begin at 1: up to the place 0 of an instant means all before it. */
async function factsBetween(
  client: ClientBase,
  project: string,
  after: PagePosition,
  end: PagePosition,
): Promise<CostedFact[]> {
  const { rows } = await client.query<CostedFact>(
    `select seq::text, provider, model, input_tokens::double precision, cached_tokens::double precision,
       output_tokens::double precision, cache_hit, occurred_at, cost_usd::text, cost_source, saved_cost_usd::text
     from events
     where project = $1 and (occurred_at, seq) > ($2, $3) and (occurred_at, seq) <= ($4, $5)
       and cost_source in ('COMPUTED', 'UNKNOWN')`,
    [project, after.at, after.seq, end.at, end.seq],
  )
  return rows
}
