import { type QueryScope } from '../analytics/query/query-scope.ts'
import { AlertCheck } from '../entities/alerts/alert-check.ts'
import { AlertGroup } from '../entities/alerts/alert-group.ts'

/** The checks of alerts, in the order of the ids. */
export async function checksOfAlerts(
  { em }: Pick<QueryScope, 'em'>,
  ids: readonly string[],
): Promise<(AlertCheck | null)[]> {
  const found = await em.find(AlertCheck, { alertId: { $in: [...ids] } }, { refresh: true })
  const byAlert = new Map(found.map(check => [check.alertId, check]))
  return ids.map(id => byAlert.get(id) ?? null)
}

/** The groups of alerts, in the order of the ids: those of each alert by their labels. */
export async function groupsOfAlerts(
  { em }: Pick<QueryScope, 'em'>,
  ids: readonly string[],
): Promise<AlertGroup[][]> {
  const found = await em.find(
    AlertGroup,
    { alertId: { $in: [...ids] } },
    { orderBy: { groupKey: 'asc' }, refresh: true },
  )
  const byAlert = Map.groupBy(found, ({ alertId }) => alertId)
  return ids.map(id => byAlert.get(id) ?? [])
}
