import { type Cursor } from './cursor.ts'
import { FormulaError } from './formula-error.ts'
import { readCondition } from './read-condition.ts'
import { readKey } from './read-key.ts'
import {
  type AggregateName,
  aggregates,
  type EventSet,
  type FieldRef,
  functions,
  type SetName,
  sets,
  type Tree,
} from './tree.ts'

/** Whether an aggregate begins here. `min(a, b)` is a function of numbers, `min(aiCall.durationMs)` an aggregate. */
export function isAggregateAt(cursor: Cursor): boolean {
  const { text: name } = cursor.peek()
  if (!Object.hasOwn(aggregates, name) || !cursor.isAt('symbol', '(', 1)) return false
  return !Object.hasOwn(functions, name) || isSetAt(cursor, 2)
}

/** Whether a set of events stands there, and no metric of the same name, such as `messages`, or `users(…)`. */
function isSetAt(cursor: Cursor, ahead: number): boolean {
  const { text } = cursor.peek(ahead)
  const isBefore = (symbol: string) => cursor.isAt('symbol', symbol, ahead + 1)
  if (cursor.isAt('name', 'where', ahead)) return true
  if (!Object.hasOwn(sets, text)) return false
  return isBefore('.') || isBefore(')') || (isBefore('(') && !Object.hasOwn(aggregates, text))
}

/** Reads such as `count(event("signup"))`, `sum(aiCall.costUsd where model = "gpt-4o")`, `users()`. */
export function readAggregate(cursor: Cursor): Tree {
  const { text, at } = cursor.next()
  const name = text as AggregateName
  cursor.expect('(')
  if (isCountOfMetric(cursor, name)) return countOfMetric(cursor)
  const set = readSet(cursor)
  const field = cursor.takes('symbol', '.') ? readField(cursor) : undefined
  const where = cursor.takes('name', 'where') ? readCondition(cursor) : undefined
  checkField(name, at, field)
  cursor.expect(')')
  if (name === 'count' && !set.names && !where && wholeSets[set.name])
    return { kind: 'metric', at, name: wholeSets[set.name]! }
  return { kind: 'aggregate', at, name, set, ...(field && { field }), ...(where && { where }) }
}

/** The metric that counts a whole set. */
const wholeSets: Partial<Record<SetName, string>> = {
  events: 'events',
  messages: 'messages',
  aiCalls: 'aiCalls',
  apiCalls: 'apiCalls',
  activities: 'activities',
  conversations: 'conversations',
  users: 'activeUsers',
}

const isCountOfMetric = (cursor: Cursor, name: AggregateName) =>
  name === 'count' &&
  cursor.peek().kind === 'name' &&
  !Object.hasOwn(sets, cursor.peek().text) &&
  cursor.isAt('symbol', ')', 1)

/** `count(sessions)` is the metric `sessions`. */
function countOfMetric(cursor: Cursor): Tree {
  const { text: name, at } = cursor.next()
  cursor.expect(')')
  return { kind: 'metric', at, name, isCounted: true }
}

/** Reads a set of events; without one all events. */
function readSet(cursor: Cursor): EventSet {
  const { kind, text, at } = cursor.peek()
  if (cursor.isAt('name', 'where') || cursor.isAt('symbol', ')')) return { name: 'events' }
  if (kind !== 'name' || !Object.hasOwn(sets, text))
    throw cursor.unexpected('a set of events, such as event("signup") or aiCalls')
  cursor.next()
  const name = sets[text as keyof typeof sets]
  if (!cursor.takes('symbol', '(')) return { name }
  if (!namedSets.includes(name)) throw new FormulaError(at, `"${text}" takes no names.`)
  return { name, names: cursor.list(() => readName(cursor)) }
}

const namedSets: SetName[] = ['events', 'activities', 'systemMetrics']

const longestName = 200

function readName(cursor: Cursor): string {
  const { kind, text, at } = cursor.peek()
  if (kind !== 'text') throw cursor.unexpected('the name of an event in quotes, such as "signup"')
  if (!text.trim() || text.length > longestName)
    throw new FormulaError(at, `The name of an event has 1 to ${longestName} characters.`)
  return cursor.next().text
}

function readField(cursor: Cursor): FieldRef {
  const { at } = cursor.peek()
  if (cursor.takes('name', 'properties')) {
    cursor.expect('.')
    return { at, property: readKey(cursor) }
  }
  return { at, name: readKey(cursor) }
}

function checkField(name: AggregateName, at: number, field: FieldRef | undefined): void {
  const { hasField } = aggregates[name]
  if (hasField && !field)
    throw new FormulaError(at, `${name} takes the values of a field, such as ${name}(aiCall.durationMs).`)
  if (!hasField && field) throw new FormulaError(field.at, `${name} takes a set of events without a field.`)
}
