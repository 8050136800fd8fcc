import { type FilterInput } from '../../schema/filter-input.ts'

/** What a formula says, before it is known which metrics and fields exist. `at` is the offset of a node in the text. */
export type Tree = NumberNode | MetricNode | AggregateNode | UnaryNode | BinaryNode | FunctionNode

interface NumberNode {
  kind: 'number'
  at: number
  /** As it is written, such as `1e3`. */
  text: string
}

/** The name of a metric: a built-in one, or the key of a custom one. */
export interface MetricNode {
  kind: 'metric'
  at: number
  name: string
  /** Whether it stands in `count(…)`, so that only a count makes sense. */
  isCounted?: boolean
}

interface UnaryNode {
  kind: 'unary'
  at: number
  operator: 'minus' | 'not'
  operand: Tree
}

export type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^'
export type Comparison = '<' | '<=' | '>' | '>=' | '=' | '!='
export type Logic = 'and' | 'or'

export interface BinaryNode {
  kind: 'binary'
  at: number
  operator: Arithmetic | Comparison | Logic
  left: Tree
  right: Tree
}

export interface FunctionNode {
  kind: 'function'
  at: number
  name: FunctionName
  args: Tree[]
}

/** The functions of numbers, with the fewest and the most arguments of each. */
export const functions = {
  if: [3, 3],
  coalesce: [1, 20],
  min: [2, 20],
  max: [2, 20],
  abs: [1, 1],
  round: [1, 2],
  floor: [1, 1],
  ceil: [1, 1],
  sqrt: [1, 1],
  ln: [1, 1],
  log10: [1, 1],
  exp: [1, 1],
} as const
export type FunctionName = keyof typeof functions

export interface AggregateNode {
  kind: 'aggregate'
  at: number
  name: AggregateName
  set: EventSet
  field?: FieldRef
  where?: FilterInput
}

/** The aggregate functions, and whether each takes the values of a field. */
export const aggregates = {
  count: { hasField: false },
  users: { hasField: false },
  conversations: { hasField: false },
  sum: { hasField: true },
  avg: { hasField: true },
  min: { hasField: true },
  max: { hasField: true },
  p50: { hasField: true },
  p75: { hasField: true },
  p90: { hasField: true },
  p95: { hasField: true },
  p99: { hasField: true },
} as const
export type AggregateName = keyof typeof aggregates

/** Events of a kind, or with one of some names. */
export interface EventSet {
  name: SetName
  /** The names that the events may have; absent if any. */
  names?: string[]
}

/** The words for sets of events, each with the set. */
export const sets = {
  event: 'events',
  events: 'events',
  message: 'messages',
  messages: 'messages',
  aiCall: 'aiCalls',
  aiCalls: 'aiCalls',
  apiCall: 'apiCalls',
  apiCalls: 'apiCalls',
  activity: 'activities',
  activities: 'activities',
  systemMetric: 'systemMetrics',
  systemMetrics: 'systemMetrics',
  conversations: 'conversations',
  users: 'users',
} as const
export type SetName = (typeof sets)[keyof typeof sets]

/** A value of an event: `name` is a field, or the property of a custom event; `property` is a property in any case. */
export type FieldRef = { at: number; name: string } | { at: number; property: string }
