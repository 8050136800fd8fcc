import { type QueryScope } from '../analytics/query/query-scope.ts'
import { type ForwardingCode } from '../codes/forwarding-code.ts'

/** How far a destination is. */
export interface DestinationState {
  state: 'RUNNING' | 'PAUSED' | 'STOPPED'
  hasSecret: boolean
  sent: number
  skipped: number
  failed: number
  /** The failed attempts in a row. */
  failures: number
  deadLetters: number
  nextAt: Date | null
  forwardedAt: Date | null
  error: { code: ForwardingCode; message: string; status: number | null; at: Date } | null
}

/** The states of destinations, in the order of the ids. */
export async function statesOfDestinations(
  { em, project }: Pick<QueryScope, 'em' | 'project'>,
  ids: readonly string[],
): Promise<DestinationState[]> {
  const rows = await em.execute<Row[]>(
    `select id::text, state, sealed is not null as "hasSecret", sent::float8, skipped::float8, failed::float8, failures,
       (select count(*)::integer from dead_letters where destination_id = d.id) as "deadLetters",
       next_at as "nextAt", forwarded_at as "forwardedAt",
       error_code as code, error_message as message, error_status as status, error_at as at
     from destinations d
     where project = ? and id in (select text::bigint from jsonb_array_elements_text(?::jsonb) as one (text))`,
    [project, JSON.stringify(ids)],
  )
  const byId = new Map(rows.map(row => [row.id, stateOf(row)]))
  return ids.map(id => byId.get(id) ?? deleted)
}

/** The ORM gives times of a statement as texts. */
interface Row extends Omit<DestinationState, 'nextAt' | 'forwardedAt' | 'error'> {
  id: string
  nextAt: string | null
  forwardedAt: string | null
  code: ForwardingCode | null
  message: string
  status: number | null
  at: string
}

function stateOf({ id: _, nextAt, forwardedAt, code, message, status, at, ...state }: Row): DestinationState {
  return {
    ...state,
    nextAt: nextAt === null ? null : new Date(nextAt),
    forwardedAt: forwardedAt === null ? null : new Date(forwardedAt),
    error: code === null ? null : { code, message, status, at: new Date(at) },
  }
}

/** A destination that was deleted after it was read. */
const deleted: DestinationState = {
  state: 'STOPPED',
  hasSecret: false,
  sent: 0,
  skipped: 0,
  failed: 0,
  failures: 0,
  deadLetters: 0,
  nextAt: null,
  forwardedAt: null,
  error: null,
}

/** How many events behind the position of a destination are looked at, of all projects. */
const mostLooked = 50_000

/** The events of its project that each destination has not got, and the age of the oldest in seconds, in the order of the ids. */
export async function lagsOfDestinations(
  { em, project }: Pick<QueryScope, 'em' | 'project'>,
  ids: readonly string[],
): Promise<{ events: number; seconds: number }[]> {
  const rows = await em.execute<{ id: string; events: number; seconds: number }[]>(
    `select d.id::text, behind.events, behind.seconds from destinations d, lateral (
       select count(*)::integer as events,
         coalesce(greatest(extract(epoch from now() - min(received_at)), 0), 0)::float8 as seconds
       from (
         select e.project, e.received_at from events e where (e.tx, e.seq) > (d.tx, d.seq)
         order by e.tx, e.seq limit ${mostLooked}) e
       where e.project = d.project and e.received_at >= d.since) behind
     where d.project = ? and d.id in (select text::bigint from jsonb_array_elements_text(?::jsonb) as one (text))`,
    [project, JSON.stringify(ids)],
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.map(id => byId.get(id) ?? { events: 0, seconds: 0 })
}
