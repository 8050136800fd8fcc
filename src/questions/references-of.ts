/** The saved things that a question, or anything that holds questions, names: their ids, and the keys of metrics. */
export interface References {
  segments: string[]
  snapshots: string[]
  funnels: string[]
  cohorts: string[]
}

const fields: Record<string, keyof References> = {
  segmentId: 'segments',
  snapshotId: 'snapshots',
  funnelId: 'funnels',
  cohortsId: 'cohorts',
}

/** What JSON that was saved names, at any depth, each thing once. */
export function referencesOf(content: unknown): References {
  const found: References = { segments: [], snapshots: [], funnels: [], cohorts: [] }
  const add = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [field, inner] of Object.entries(value)) {
      const things = found[fields[field]!]
      if (things && inner != null && !things.includes(String(inner))) things.push(String(inner))
      else add(inner)
    }
  }
  add(content)
  return found
}
