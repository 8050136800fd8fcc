import { keysOf } from '../formulas/stored-metrics.ts'

/** What something that was saved names: the ids of saved things, and the keys of metrics. */
export interface References {
  segments: string[]
  snapshots: string[]
  funnels: string[]
  cohorts: string[]
  queries: string[]
  metrics: string[]
  webhooks: string[]
  alerts: string[]
  dashboards: string[]
}

/** What a question names, or anything that holds questions, at any depth of its JSON; each thing once. */
export function referencesOf(content: unknown): References {
  const found: Record<keyof References, Set<string>> = {
    segments: new Set(),
    snapshots: new Set(),
    funnels: new Set(),
    cohorts: new Set(),
    queries: new Set(),
    metrics: new Set(),
    webhooks: new Set(),
    alerts: new Set(),
    dashboards: new Set(),
  }
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [field, inner] of Object.entries(value)) {
      const [things, names] = namedBy(field, inner) ?? []
      if (things) for (const name of names!) found[things].add(name)
      else visit(inner)
    }
  }
  visit(content)
  return Object.fromEntries(Object.entries(found).map(([things, names]) => [things, [...names]])) as never
}

const idFields: Record<string, keyof References> = {
  segmentId: 'segments',
  segmentIds: 'segments',
  snapshotId: 'snapshots',
  funnelId: 'funnels',
  cohortsId: 'cohorts',
  queryId: 'queries',
  webhookId: 'webhooks',
  webhookIds: 'webhooks',
  alertIds: 'alerts',
  dashboardId: 'dashboards',
}

type Named = [keyof References, string[]]

/** The things that a field names; undefined for a field that holds something else. */
function namedBy(field: string, value: unknown): Named | undefined {
  const things = Object.hasOwn(idFields, field) ? idFields[field] : undefined
  if (things && value != null) return [things, [value].flat().map(String)]
  if (field === 'formula' && typeof value === 'string') return ['metrics', keysOf(value)]
  if (field === 'metrics' && Array.isArray(value)) return ['metrics', value.flatMap(keysOfMetric)]
  return undefined
}

/** A metric of a question: a built-in one by its name, any by its key, or a formula. */
function keysOfMetric(metric: { key?: string | null; formula?: string | null } | null): string[] {
  if (metric?.formula != null) return keysOf(metric.formula)
  return metric?.key == null ? [] : [metric.key]
}
