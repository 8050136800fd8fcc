import { definition, isRowId, notFound } from '../../analytics/query/definition.ts'
import { type Definition } from '../../entities/definition.ts'
import { badInput } from '../../errors.ts'
import { lockDefinition } from '../../postgres/lock-definition.ts'
import { ormTransaction } from '../../postgres/orm-transaction.ts'
import { rowsOf } from '../../postgres/rows-of.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type RedeliverDeadLettersInput } from '../../schema/forwarding/dead-letter.ts'
import { largest } from '../../schema/largest.ts'
import { enqueueForwarding, placeAt } from './save-destination.ts'

/** Lets a destination rest; its place in the log stays. @throws NOT_FOUND */
export const pauseDestination = (scope: RequestScope, id: string): Promise<Definition> =>
  changedBy(
    scope,
    id,
    `update destinations set state = 'PAUSED' where id = (:input ->> 'id')::bigint returning id`,
    {},
    { runsJob: false },
  )

/** Lets a destination that is paused or stopped run again, at once. @throws NOT_FOUND */
export const resumeDestination = (scope: RequestScope, id: string): Promise<Definition> =>
  changedBy(
    scope,
    id,
    `update destinations set state = 'RUNNING', failures = 0, refused_in_a_row = 0, next_at = null
     where id = (:input ->> 'id')::bigint returning id`,
  )

/** Moves a destination to another place in the log. @throws NOT_FOUND, TIMESTAMP_OUT_OF_RANGE for a future time */
export async function rewindDestination(scope: RequestScope, id: string, to: Date): Promise<Definition> {
  if (to > scope.asOf) throw badInput('TIMESTAMP_OUT_OF_RANGE', 'to', 'to must not be in the future.')
  return changedBy(
    scope,
    id,
    `update destinations set since = place.since, tx = place.tx, seq = -1,
       users_tx = place.users_tx, users_no = -1, epoch = epoch + 1, failures = 0, next_at = null
     from jsonb_to_record(:input) as one (id bigint, project text, "to" timestamptz),
       lateral (${placeAt('one.project', 'one."to"')}) place
     where destinations.id = one.id returning destinations.id`,
    { to },
  )
}

/** Sends dead letters again. @returns their number @throws NOT_FOUND, TOO_MANY */
export async function redeliverDeadLetters(
  scope: RequestScope,
  { destinationId, ids }: RedeliverDeadLettersInput,
): Promise<{ destination: Definition; count: number }> {
  if ((ids?.length ?? 0) > largest.redelivered)
    throw badInput('TOO_MANY', 'ids', `ids may have at most ${largest.redelivered} items.`)
  return onDestination(
    scope,
    destinationId,
    `update dead_letters set is_due = true
     where destination_id = (:input ->> 'id')::bigint
       and (jsonb_typeof(:input -> 'ids') = 'null' or id in (
         select text::bigint from jsonb_array_elements_text(
           case jsonb_typeof(:input -> 'ids') when 'array' then :input -> 'ids' else '[]' end) as one (text)))
     returning id`,
    { ids: ids?.filter(isRowId) ?? null },
    { field: 'destinationId' },
  )
}

const changedBy = async (...change: Parameters<typeof onDestination>): Promise<Definition> =>
  (await onDestination(...change)).destination

/**
 * Changes what belongs to a destination, in one transaction, and lets its job run. The job is locked first, as every write of
 * the job does. @returns the number of changed rows @throws NOT_FOUND also for one that is deleted meanwhile
 */
async function onDestination(
  { em, project, viewer }: RequestScope,
  id: string,
  statement: string,
  values: object = {},
  { field = 'id', runsJob = true } = {},
): Promise<{ destination: Definition; count: number }> {
  const destination = await definition(em, 'destination', id, field)
  const count = await ormTransaction(em, async () => {
    if (runsJob) await enqueueForwarding(em, { project, subject: viewer!.subject }, destination.id)
    if (!(await lockDefinition(em, destination.id))) throw notFound('destination', field)
    return (await rowsOf(em, statement, { id: destination.id, project, ...values })).length
  })
  return { destination, count }
}
