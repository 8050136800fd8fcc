import { Dimension, type FilterInput, FilterOperator } from '../../../src/schema/filter-input.ts'
import type { LogFact } from './log-fact.ts'

/** What is known of users, by their ids. */
export type Traits = Record<string, Record<string, unknown>>

/** Whether a fact is one of those that a filter leaves; without a filter all are. */
export function passes(fact: LogFact, filter: FilterInput | undefined, traits: Traits = {}): boolean {
  if (!filter) return true
  if (filter.and) return filter.and.every(part => passes(fact, part, traits))
  if (filter.or) return filter.or.some(part => passes(fact, part, traits))
  if (filter.not) return !passes(fact, filter.not, traits)
  return compares(subjectOf(fact, filter, traits), filter)
}

export const compares = (subject: string, { operator, values }: Pick<FilterInput, 'operator' | 'values'>) =>
  comparisons[operator](subject, values ?? [])

const comparisons = {
  [FilterOperator.IS]: (subject, values) => values.includes(subject),
  [FilterOperator.IS_NOT]: (subject, values) => !values.includes(subject),
  [FilterOperator.CONTAINS]: containsAny,
  [FilterOperator.NOT_CONTAINS]: (subject, values) => !containsAny(subject, values),
  [FilterOperator.IS_SET]: subject => subject !== '',
  [FilterOperator.IS_NOT_SET]: subject => subject === '',
  [FilterOperator.GREATER_THAN]: (subject, [value]) => numberOf(subject) > Number(value),
  [FilterOperator.GREATER_OR_EQUAL]: (subject, [value]) => numberOf(subject) >= Number(value),
  [FilterOperator.LESS_THAN]: (subject, [value]) => numberOf(subject) < Number(value),
  [FilterOperator.LESS_OR_EQUAL]: (subject, [value]) => numberOf(subject) <= Number(value),
  [FilterOperator.MATCHES]: (subject, [value]) => new RegExp(value!, 'su').test(subject),
  [FilterOperator.NOT_MATCHES]: (subject, [value]) => !new RegExp(value!, 'su').test(subject),
} satisfies Record<FilterOperator, (subject: string, values: string[]) => boolean>

function containsAny(subject: string, values: string[]): boolean {
  return values.some(value => subject.toLowerCase().includes(value.toLowerCase()))
}

/** Every comparison with NaN is false. */
const numberOf = (subject: string) => (/^-?\d+(\.\d+)?$/.test(subject) ? Number(subject) : Number.NaN)

function subjectOf(fact: LogFact, { dimension, property, trait }: FilterInput, traits: Traits): string {
  if (trait) return textOf(inside(traits[fact.user ?? ''], trait))
  return textOf(dimension ? dimensions[dimension](fact) : propertyOf(fact, property!))
}

const dimensions = {
  [Dimension.EVENT]: fact => fact.name,
  [Dimension.KIND]: fact => fact.kind,
  [Dimension.CHANNEL]: fact => fact.channel,
  [Dimension.BOT]: fact => fact.botId,
  [Dimension.PROVIDER]: fact => fact.provider,
  [Dimension.MODEL]: fact => fact.model,
  [Dimension.CALL_TYPE]: fact => fact.callType,
  [Dimension.ERROR_CLASS]: fact => fact.errorClass,
  [Dimension.COST_SOURCE]: fact => fact.costSource,
  [Dimension.FEEDBACK]: fact => fact.feedback,
  [Dimension.CONVERSATION_STATUS]: fact => fact.status,
  [Dimension.ROLE]: fact => fact.role,
  [Dimension.ENDPOINT]: fact => fact.endpoint,
  [Dimension.METHOD]: fact => fact.method,
  [Dimension.STATUS_CODE]: fact => fact.statusCode,
  [Dimension.BROWSER]: fact => fact.browser,
  [Dimension.OS]: fact => fact.os,
  [Dimension.DEVICE]: fact => fact.device,
  [Dimension.LANGUAGE]: fact => propertyOf(fact, 'language'),
  [Dimension.COUNTRY]: fact => propertyOf(fact, 'country'),
} satisfies Record<Dimension, (fact: LogFact) => unknown>

const propertyOf = ({ properties }: LogFact, path: string): unknown => inside(properties, path)

/** `address.city` is `city` inside `address`. */
export function inside(object: object | undefined, path: string): unknown {
  const step = (value: unknown, key: string) => (value as Record<string, unknown> | undefined)?.[key]
  return path.split('.').reduce<unknown>(step, object)
}

/** What was never given is like an empty text. */
export const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))
