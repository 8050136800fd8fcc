/** What the numbers of a page are about. All of it is in the address, and nothing else changes a number. */
export interface Question {
  range: Range
  compare: Compare
  /** The width of a bucket; absent for the one that suits the range. */
  interval?: Unit
  /** An IANA time zone; absent for that of the project. */
  zone?: string
  /** Whether weeks begin on Sunday instead of Monday. */
  sundays?: boolean
  segmentId?: string
  /** All of them hold. */
  filters: Filter[]
}

export const units = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type Unit = (typeof units)[number]

export const presets = [
  'TODAY',
  'YESTERDAY',
  'THIS_WEEK',
  'LAST_WEEK',
  'THIS_MONTH',
  'LAST_MONTH',
  'THIS_QUARTER',
  'LAST_QUARTER',
  'THIS_YEAR',
  'LAST_YEAR',
] as const
export type Preset = (typeof presets)[number]

export type Range =
  | { kind: 'last'; count: number; unit: Unit }
  | { kind: 'preset'; preset: Preset }
  /** Both days are included, each as `2026-11-30`. */
  | { kind: 'dates'; from: string; to: string }
  /** From the first instant to the second one, which is left out. */
  | { kind: 'between'; from: string; to: string }

export type Compare = 'previous' | 'year' | 'off' | { range: Range }

export const dimensions = [
  'BOT',
  'BROWSER',
  'CACHE_HIT',
  'CALL_TYPE',
  'CHANNEL',
  'CONVERSATION_STATUS',
  'COST_SOURCE',
  'COUNTRY',
  'DEVICE',
  'ENDPOINT',
  'ERROR_CLASS',
  'EVENT',
  'FEEDBACK',
  'KIND',
  'LANGUAGE',
  'METHOD',
  'MODEL',
  'OS',
  'PROVIDER',
  'ROLE',
  'SERVICE_TIER',
  'STATUS_CODE',
  'SUCCESS',
] as const
export type Dimension = (typeof dimensions)[number]

export type Subject =
  | { kind: 'dimension'; dimension: Dimension }
  | { kind: 'property'; key: string }
  | { kind: 'trait'; key: string }

/** Each operator of the API with its word in the address. */
export const operatorWords = {
  IS: 'is',
  IS_NOT: 'is-not',
  CONTAINS: 'contains',
  NOT_CONTAINS: 'not-contains',
  MATCHES: 'matches',
  NOT_MATCHES: 'not-matches',
  GREATER_THAN: 'over',
  GREATER_OR_EQUAL: 'from',
  LESS_THAN: 'under',
  LESS_OR_EQUAL: 'to',
  IS_SET: 'is-set',
  IS_NOT_SET: 'is-not-set',
} as const
export type Operator = keyof typeof operatorWords

export type FilterValue = string | number | boolean

export interface Filter {
  subject: Subject
  operator: Operator
  /** Empty for `IS_SET` and `IS_NOT_SET`. */
  values: FilterValue[]
}

export const takesNoValue = (operator: Operator) => operator === 'IS_SET' || operator === 'IS_NOT_SET'

export const startQuestion: Question = {
  range: { kind: 'last', count: 30, unit: 'DAY' },
  compare: 'previous',
  filters: [],
}
