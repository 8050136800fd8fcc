import { readFilter, writeFilter } from './filter-text.ts'
import { dimensions, type Filter, type FilterValue, type Operator, operatorWords } from './question.ts'
import { filterInput } from './variables.ts'

/** Events with this name that pass all filters. */
export interface EventMatch {
  /** Empty for any event of an active user. */
  event: string
  filters: Filter[]
}

/** `message sent~channel:is:web~property.plan:is:pro`. */
export const writeEvent = ({ event, filters }: EventMatch): string =>
  [event, ...filters.map(writeFilter)].map(escaped).join('~')

/** @returns undefined if one of the filters cannot be read */
export function readEvent(text: string): EventMatch | undefined {
  const [event = '', ...rest] = split(text)
  const filters = rest.flatMap(each => readFilter(each) ?? [])
  return filters.length === rest.length ? { event, filters } : undefined
}

const escaped = (text: string) => text.replace(/[\\~]/g, '\\$&')

function split(text: string): string[] {
  const parts = ['']
  for (const [piece] of text.matchAll(/\\.|./gs))
    if (piece === '~') parts.push('')
    else parts[parts.length - 1] += piece.length > 1 ? piece.slice(1) : piece
  return parts
}

/** An `EventMatchInput` of the API. */
export const eventInput = ({ event, filters }: EventMatch) => ({
  ...(event && { event }),
  ...(filters.length && { filter: filterInput(filters) }),
})

/**
 * The events of an `EventMatchInput`.
 * @returns undefined if its filter is more than a list of conditions that all hold, or if it has alternatives
 */
export function eventOf(input: object | null | undefined): EventMatch | undefined {
  const { event, filter, ...more } = (input ?? {}) as Record<string, unknown>
  const filters = filtersOf(filter)
  if (!filters || !isEmpty(more)) return undefined
  return { event: typeof event === 'string' ? event : '', filters }
}

/** The conditions of a `FilterInput`; undefined if it is more than a list of conditions that all hold. */
function filtersOf(input: unknown): Filter[] | undefined {
  if (input === null || input === undefined) return []
  const { and, ...own } = input as { and?: unknown }
  if (Array.isArray(and) && isEmpty(own)) return allOf(and.map(conditionOf))
  return and === undefined || and === null ? allOf([conditionOf(input)]) : undefined
}

const allOf = <T>(values: (T | undefined)[]): T[] | undefined =>
  values.includes(undefined) ? undefined : (values as T[])

function conditionOf(input: unknown): Filter | undefined {
  const { dimension, property, trait, operator = 'IS', values, ...more } = input as Record<string, unknown>
  if (!isEmpty(more) || !((operator as string) in operatorWords)) return undefined
  const rest = { operator: operator as Operator, values: (values ?? []) as FilterValue[] }
  const known = dimensions.find(each => each === dimension)
  if (known) return { subject: { kind: 'dimension', dimension: known }, ...rest }
  if (typeof property === 'string') return { subject: { kind: 'property', key: property }, ...rest }
  return typeof trait === 'string' ? { subject: { kind: 'trait', key: trait }, ...rest } : undefined
}

/** Whether nothing is set. */
export const isEmpty = (fields: object) =>
  Object.values(fields).every(value => value === null || value === undefined)
