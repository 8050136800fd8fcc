import { isDeepStrictEqual } from 'node:util'
import { type EntityManager } from '@mikro-orm/postgresql'
import { type Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AlertContent } from '../schema/alerts/alert-input.ts'
import { notifyChange } from '../streams/notify-change.ts'
import { enqueueChecks } from './checks/enqueue-checks.ts'
import { closeEpisodes } from './close-episodes.ts'
import { spreadKey } from './spread-key.ts'
import { nextCheck } from './windows.ts'

/**
 * Lets the checks of an alert begin, in the transaction that saves it. An alert that is paused, or watches another number from
 * now on, ends its episodes and forgets its states.
 */
export async function beginChecks(
  { em, project, viewer, asOf }: RequestScope,
  definition: Definition,
  content: AlertContent,
): Promise<void> {
  const { id, name } = definition
  const before = definition.content as AlertContent
  const isAnother = !isSameNumber(before, content)
  if (content.isPaused || isAnother) await closeEpisodes(em, { id, project, name, content: before }, asOf)
  const nextAt = content.isPaused ? null : nextCheck(content, spreadKey(project, content), asOf)
  await storeNextCheck(em, project, id, nextAt, isAnother)
  await notifyChange(em, 'alert', project, id)
  if (nextAt) await enqueueChecks(em, { project, subject: viewer!.subject }, nextAt)
}

const decisive = ['question', 'field', 'window', 'condition', 'warning'] as const

/** Whether the states of two contents are about the same number and the same bounds. */
const isSameNumber = (one: AlertContent, other: AlertContent): boolean =>
  isDeepStrictEqual(decidedBy(one), decidedBy(other))

const decidedBy = (content: AlertContent) =>
  JSON.parse(JSON.stringify(decisive.map(name => content[name] ?? null)))

async function storeNextCheck(
  em: EntityManager,
  project: string,
  id: string,
  nextAt: Date | null,
  isAnother: boolean,
): Promise<void> {
  await em.execute(
    `insert into alert_checks (alert_id, project, next_at) values (?, ?, ?)
     on conflict (alert_id) do update set
       next_at = excluded.next_at, checked_to = case when ? then null else alert_checks.checked_to end, failures = 0, error_code = null, error_message = null, is_invalid = false`,
    [id, project, nextAt, isAnother],
  )
}
