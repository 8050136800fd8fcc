import { AlertGroup } from '../../../entities/alerts/alert-group.ts'
import { Definition } from '../../../entities/definition.ts'
import { type RealtimeAlert, RealtimeAlertType } from '../../../schema/overview/realtime.ts'
import { type QueryScope } from '../../query/query-scope.ts'

/** A project with more groups in trouble looks at its alerts, not at a live view. */
const most = 100

/** The groups of saved alerts that are in alert or in warning, those that have been longest first. */
export async function firingAlerts({ em }: Pick<QueryScope, 'em'>): Promise<RealtimeAlert[]> {
  const groups = await em.find(
    AlertGroup,
    { state: { $in: ['ALERT', 'WARNING'] } },
    { orderBy: { since: 'asc', alertId: 'asc', groupKey: 'asc' }, limit: most, refresh: true },
  )
  if (!groups.length) return []
  const ids = [...new Set(groups.map(({ alertId }) => alertId))]
  const saved = await em.find(Definition, { id: { $in: ids } })
  const names = new Map(saved.map(({ id, name }) => [id, name]))
  return groups.map(({ alertId, labels, state, value, compared }) => ({
    type: RealtimeAlertType.SAVED_ALERT,
    message: messageOf(names.get(alertId) ?? alertId, labels, state),
    alertId,
    value,
    normalValue: compared,
  }))
}

function messageOf(name: string, labels: (string | null)[], state: string): string {
  const group = labels.length ? ` for ${labels.map(label => label ?? 'no value').join(', ')}` : ''
  return `The alert "${name}" ${state === 'ALERT' ? 'fires' : 'warns'}${group}`
}
