/** A `SegmentInput` as the editor handles it: exactly one of these is set. Parts that it does not know stay as they are. */
export interface Condition {
  and?: Condition[] | null
  or?: Condition[] | null
  not?: Condition | null
  trait?: TraitCondition | null
  metric?: MetricCondition | null
  behavior?: Behavior | null
  segmentId?: string | null
  snapshotId?: string | null
}

export type Value = string | number | boolean

export interface TraitCondition {
  key: string
  operator?: string | null
  values?: Value[] | null
}

export interface MetricCondition {
  metric: string
  operator?: string | null
  value?: Value | null
}

/** What a behavior says about events, such as `{ event: 'message', count: 3 }`. */
export type Deed = Record<string, unknown>
export type Behavior = Record<string, Deed | null | undefined>

export const kinds = ['trait', 'metric', 'behavior', 'segmentId', 'and', 'or', 'not'] as const
export type Kind = (typeof kinds)[number] | 'snapshotId'

export const kindOf = (condition: Condition): Kind =>
  ([...kinds, 'snapshotId'] as const).find(
    kind => condition[kind] !== undefined && condition[kind] !== null,
  ) ?? 'trait'

/** A new condition of a kind, which is not complete yet. A group or a negation takes over what was there. */
export function startOf(kind: Kind, before?: Condition): Condition {
  if (kind === 'and' || kind === 'or') return { [kind]: before ? membersOf(before) : [] }
  if (kind === 'not') return { not: before ?? startOf('trait') }
  if (kind === 'trait') return { trait: { key: '', operator: 'IS', values: [] } }
  if (kind === 'metric')
    return { metric: { metric: 'TOTAL_MESSAGES', operator: 'GREATER_OR_EQUAL', value: 10 } }
  if (kind === 'behavior') return { behavior: { did: { event: '', withinDays: 30 } } }
  return { [kind]: '' }
}

const membersOf = (condition: Condition): Condition[] => condition.and ?? condition.or ?? [condition]

export const takesNoValue = (operator: string | null | undefined) =>
  operator === 'IS_SET' || operator === 'IS_NOT_SET'

/** Whether the API can be asked about it. */
export function isComplete(condition: Condition): boolean {
  const group = condition.and ?? condition.or
  if (group) return group.length > 0 && group.every(isComplete)
  if (condition.not) return isComplete(condition.not)
  const { trait, metric, behavior } = condition
  if (trait) return Boolean(trait.key) && (takesNoValue(trait.operator) || Boolean(trait.values?.length))
  if (metric) return takesNoValue(metric.operator) || (metric.value ?? '') !== ''
  if (behavior) return deedsOf(behavior).every(isWhole)
  return Boolean(condition.segmentId ?? condition.snapshotId)
}

const deedsOf = (behavior: Behavior) =>
  Object.values(behavior).filter(deed => deed !== null && deed !== undefined)

/** A sequence needs the names of both events; elsewhere no name means any event. */
const isWhole = ({ first, second }: Deed) =>
  [first, second].every(each => each === undefined || Boolean((each as Deed).event))

/** A number, `true` or `false` as such, anything else as text. */
export function valueIn(text: string): Value {
  const trimmed = text.trim()
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true'
  return trimmed !== '' && String(Number(trimmed)) === trimmed ? Number(trimmed) : trimmed
}

/** The condition of an address; undefined if there is none or it cannot be read. */
export function readCondition(text: string | undefined): Condition | undefined {
  if (!text) return undefined
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Condition) : undefined
  } catch {
    return undefined
  }
}

/** Without what is not set. */
export const writeCondition = (condition: Condition): string =>
  JSON.stringify(condition, (_, value) => (value === null ? undefined : value))
