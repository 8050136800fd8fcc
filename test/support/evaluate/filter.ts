import { Dimension, type FilterInput, FilterOperator } from '../../../src/schema/filter-input.ts'
import { type FilterValueOf } from '../../../src/schema/filter-value.ts'
import type { LogEvent } from './log-event.ts'

/** The traits of users, by user id. */
export type Traits = Record<string, Record<string, unknown>>

/** Whether an event passes the filter; without a filter every event does. */
export function passes(event: LogEvent, filter: FilterInput | undefined, traits: Traits = {}): boolean {
  if (!filter) return true
  if (filter.and) return filter.and.every(part => passes(event, part, traits))
  if (filter.or) return filter.or.some(part => passes(event, part, traits))
  if (filter.not) return !passes(event, filter.not, traits)
  return compares(subjectOf(event, filter, traits), filter)
}

type Comparison = Pick<FilterInput, 'operator' | 'values'>

/** A value that was never set is compared as the empty text. */
export const compares = (value: unknown, { operator, values }: Comparison): boolean =>
  Array.isArray(value)
    ? comparesList(value, operator, values ?? [])
    : comparisons[operator](textOf(value), values ?? [])

/** A list passes with one of its items, and is excluded by one of them. */
function comparesList(list: unknown[], operator: FilterOperator, values: FilterValueOf[]): boolean {
  const negated = negations[operator]
  if (negated) return !comparesList(list, negated, values)
  const items = list.filter(item => item !== null).map(textOf)
  if (operator === FilterOperator.IS_SET) return true
  if (operator === FilterOperator.IS && values.includes(JSON.stringify(list))) return true
  if (operator === FilterOperator.CONTAINS)
    return items.some(item => values.some(value => String(value).toLowerCase() === item.toLowerCase()))
  return items.some(item => comparisons[operator](item, values))
}

const negations: Partial<Record<FilterOperator, FilterOperator>> = {
  [FilterOperator.IS_NOT]: FilterOperator.IS,
  [FilterOperator.NOT_CONTAINS]: FilterOperator.CONTAINS,
  [FilterOperator.NOT_MATCHES]: FilterOperator.MATCHES,
  [FilterOperator.IS_NOT_SET]: FilterOperator.IS_SET,
}

const comparisons = {
  [FilterOperator.IS]: isAny,
  [FilterOperator.IS_NOT]: (subject, values) => !isAny(subject, values),
  [FilterOperator.CONTAINS]: containsAny,
  [FilterOperator.NOT_CONTAINS]: (subject, values) => !containsAny(subject, values),
  [FilterOperator.IS_SET]: subject => subject !== '',
  [FilterOperator.IS_NOT_SET]: subject => subject === '',
  [FilterOperator.GREATER_THAN]: (subject, [value]) => numberOf(subject) > Number(value),
  [FilterOperator.GREATER_OR_EQUAL]: (subject, [value]) => numberOf(subject) >= Number(value),
  [FilterOperator.LESS_THAN]: (subject, [value]) => numberOf(subject) < Number(value),
  [FilterOperator.LESS_OR_EQUAL]: (subject, [value]) => numberOf(subject) <= Number(value),
  [FilterOperator.MATCHES]: (subject, [value]) => new RegExp(String(value), 'su').test(subject),
  [FilterOperator.NOT_MATCHES]: (subject, [value]) => !new RegExp(String(value), 'su').test(subject),
} satisfies Record<FilterOperator, (subject: string, values: FilterValueOf[]) => boolean>

/** A number is compared as a number, every other value as a text. */
function isAny(subject: string, values: FilterValueOf[]): boolean {
  return values.some(value =>
    typeof value === 'number' ? numberOf(subject) === value : subject === String(value),
  )
}

function containsAny(subject: string, values: FilterValueOf[]): boolean {
  return values.some(value => subject.toLowerCase().includes(String(value).toLowerCase()))
}

/** Every comparison with NaN is false. */
const numberOf = (subject: string) => (/^-?\d+(\.\d+)?$/.test(subject) ? Number(subject) : Number.NaN)

/** The value that a condition is about; undefined where it was never set. */
export function subjectOf(
  event: LogEvent,
  { dimension, property, trait }: Pick<FilterInput, 'dimension' | 'property' | 'trait'>,
  traits: Traits,
): unknown {
  if (trait) return inside(traits[event.user ?? ''], trait)
  return dimension ? dimensions[dimension](event) : propertyOf(event, property!)
}

const dimensions = {
  [Dimension.EVENT]: event => event.name,
  [Dimension.KIND]: event => event.kind,
  [Dimension.SUCCESS]: event => event.success,
  [Dimension.CACHE_HIT]: event => event.cacheHit,
  [Dimension.CHANNEL]: event => event.channel,
  [Dimension.BOT]: event => event.botId,
  [Dimension.PROVIDER]: event => event.provider,
  [Dimension.MODEL]: event => event.model,
  [Dimension.CALL_TYPE]: event => event.callType,
  [Dimension.ERROR_CLASS]: event => event.errorClass,
  [Dimension.SERVICE_TIER]: event => event.serviceTier,
  [Dimension.COST_SOURCE]: event => event.costSource,
  [Dimension.FEEDBACK]: event => event.feedback,
  [Dimension.CONVERSATION_STATUS]: event => event.status,
  [Dimension.ROLE]: event => event.role,
  [Dimension.ENDPOINT]: event => event.endpoint,
  [Dimension.METHOD]: event => event.method,
  [Dimension.STATUS_CODE]: event => event.statusCode,
  [Dimension.BROWSER]: event => event.browser,
  [Dimension.OS]: event => event.os,
  [Dimension.DEVICE]: event => event.device,
  [Dimension.LANGUAGE]: event => propertyOf(event, 'language'),
  [Dimension.COUNTRY]: event => propertyOf(event, 'country'),
} satisfies Record<Dimension, (event: LogEvent) => unknown>

const propertyOf = ({ properties }: LogEvent, path: string): unknown => inside(properties, path)

/** `address.city` is `city` inside `address`. */
export function inside(object: object | undefined, path: string): unknown {
  const step = (value: unknown, key: string) => (value as Record<string, unknown> | undefined)?.[key]
  return path.split('.').reduce<unknown>(step, object)
}

/** A value that was never set is the empty text. */
export const textOf = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? JSON.stringify(value) : String(value)
}
