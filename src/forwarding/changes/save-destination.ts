import { type Definition } from '../../entities/definition.ts'
import { enqueueRepeated } from '../../jobs/enqueue.ts'
import { rowsOf, type Session } from '../../postgres/rows-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type DestinationInput } from '../../schema/forwarding/destination-input.ts'
import { showOnce } from '../../webhooks/shown-once.ts'
import { type DestinationContent } from '../stored-destination.ts'
import { newSalt, sealedSecrets } from './secrets.ts'

/** The content of a destination as it is stored: without secrets, which have a place of their own. */
export function withoutSecrets(
  _: RequestScope,
  { secret, headers, ...content }: DestinationInput,
): DestinationContent {
  return { ...content, headers: headers?.map(({ name }) => ({ name })) ?? null }
}

/** Writes what belongs to a destination: its secrets, and at first its place in the log and its job. */
export async function saveDestination(
  { em, project, viewer, services }: RequestScope,
  definition: Definition,
  content: DestinationInput,
): Promise<void> {
  const { id } = definition
  const { seal } = services.webhooks
  // Without the setting for secrets a destination can still be renamed.
  if (!seal) return
  const { sealed, made } = await sealedSecrets(em, seal, id, content)
  if (made !== undefined) showOnce(definition, [{ url: content.url ?? '', secret: made }])
  if (!(await keepSecrets(em, id, sealed)))
    await begin(em, { id, project, sealed, startAt: content.startAt ?? null })
  await enqueueForwarding(em, { project, subject: viewer!.subject }, id)
}

/** Lets the job of a destination run now. */
export const enqueueForwarding = (
  transaction: Session,
  owner: { project: string; subject: string },
  id: string,
): Promise<void> => enqueueRepeated(transaction, { ...owner, kind: 'FORWARD', key: id, payload: null })

/** The pause that former settings have earned ends. @returns false if the destination is new */
async function keepSecrets(session: Session, id: string, sealed: Buffer | null): Promise<boolean> {
  const kept = await rowsOf(
    session,
    `update destinations set sealed = decode(:input ->> 'sealed', 'base64'), failures = 0, next_at = null
     where id = (:input ->> 'id')::bigint returning id`,
    { id, sealed: sealed?.toString('base64') ?? null },
  )
  return kept.length > 0
}

interface NewPlace {
  id: string
  project: string
  sealed: Buffer | null
  startAt: Date | null
}

async function begin(session: Session, { id, project, sealed, startAt }: NewPlace): Promise<void> {
  await rowsOf(
    session,
    `insert into destinations (id, project, salt, sealed, since, tx, seq, users_tx, users_no)
     select one.id, one.project, decode(one.salt, 'base64'), decode(one.sealed, 'base64'),
       place.since, place.tx, -1, place.users_tx, -1
     from jsonb_to_record(:input) as one (id bigint, project text, salt text, sealed text, "startAt" timestamptz),
       lateral (${placeAt('one.project', 'one."startAt"')}) place
     returning id`,
    { id, project, salt: newSalt().toString('base64'), sealed: sealed?.toString('base64') ?? null, startAt },
  )
}

/**
 * The place in the log before all events that were received at an instant or later; null for now. Events are received at the begin
 * of their transaction, which gets its number within the limit of a statement of ingest: the lowest number among the
 * events since a minute before is at or before that of every later event. `since` leaves out the earlier ones.
 */
export const placeAt = (project: string, instant: string) => `
  select coalesce(${instant}, now()) as since,
    least(first.tx, settled.tx) as tx,
    case when ${instant} is null then settled.tx else least(first.tx, settled.tx) end as users_tx
  from (select pg_snapshot_xmin(pg_current_snapshot()) as tx) settled
  left join (
    select near.tx from (
      select e.tx from events e
      where e.project = ${project} and e.received_at >= coalesce(${instant}, now()) - interval '1 minute'
      order by e.received_at, e.seq limit 20000) near
    order by near.tx limit 1) first on true`
