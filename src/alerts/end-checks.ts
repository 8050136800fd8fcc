import { type Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type AlertContent } from '../schema/alerts/alert-input.ts'
import { notifyChange } from '../streams/notify-change.ts'
import { closeEpisodes } from './close-episodes.ts'

/** Tells receivers that what was firing is over, and subscribers that the alert is gone, in the transaction that deletes it. */
export async function endChecks(
  { em, project, asOf }: RequestScope,
  { id, name, content }: Definition,
): Promise<void> {
  const alert = { id, project, name, content: content as AlertContent }
  await closeEpisodes(em, alert, asOf, `the alert "${name}" was deleted.`)
  await notifyChange(em, 'alert', project, id)
}
