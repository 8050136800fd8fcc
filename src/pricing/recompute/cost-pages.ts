import { type ClientBase } from 'pg'
import { type Range } from '../../analytics/query/range.ts'
import { tokenColumns } from '../../entities/token-columns.ts'
import { type Cost } from '../cost.ts'
import { type ModelUse } from '../model-use.ts'

/** A call or message whose sender did not give a cost, from the log. */
export interface CostedEvent extends ModelUse, Cost {
  seq: string
  model: string
  provider: string | null
}

/** A position in the order of the pages: by time, then by position in the log. */
interface PagePosition {
  at: Date
  seq: string
}

/** How many events of any kind a page spans. Any number of them may have a cost. */
const eventsPerPage = 5_000

/**
 * The calls and messages of a range without a cost from their sender, page by page, so that memory use does not
 * depend on their number. A page may be empty.
 */
export async function* costPages(
  client: ClientBase,
  project: string,
  { from, to }: Range,
): AsyncGenerator<CostedEvent[]> {
  let after: PagePosition = { at: from, seq: '0' }
  for (;;) {
    const end = await pageEnd(client, project, after, to)
    yield await eventsBetween(client, project, after, end ?? { at: to, seq: '0' })
    if (!end) return
    after = end
  }
}

/** The last position of a full page; undefined when the rest is smaller than a page. */
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
    [project, after.at, after.seq, to, eventsPerPage - 1],
  )
  return rows[0]
}

/** Positions in the log begin at 1, so the end `{ at, seq: '0' }` means everything before the instant. */
async function eventsBetween(
  client: ClientBase,
  project: string,
  after: PagePosition,
  end: PagePosition,
): Promise<CostedEvent[]> {
  const { rows } = await client.query<CostedEvent>(
    `select seq::text, provider, model, service_tier, call_type, role, cache_hit, occurred_at,
       ${tokenColumns.map(column => `${column}::double precision`).join(', ')},
       cost_usd::text, cost_source, saved_cost_usd::text
     from events
     where project = $1 and (occurred_at, seq) > ($2, $3) and (occurred_at, seq) <= ($4, $5)
       and cost_source <> 'PROVIDED'`,
    [project, after.at, after.seq, end.at, end.seq],
  )
  return rows
}
