import Big from 'big.js'
import { collected } from '../checks/collect.ts'
import { propertiesOf } from '../checks/properties.ts'
import { Rejection } from '../checks/rejection.ts'
import { type IdentifyInput } from '../schema/users/identify.ts'

export type Traits = Record<string, unknown>

/** The changes of traits in one call, checked: each trait is in one of them at most. */
export interface TraitChanges {
  set: Traits
  setOnce: Traits
  increment: Record<string, number>
  append: Traits
  unset: string[]
}

/** @throws Rejection for traits that cannot be stored, or a trait that is in two changes */
export function traitChanges({
  traits,
  set,
  setOnce,
  increment,
  append,
  unset,
}: IdentifyInput): TraitChanges {
  const changes = { traits, set, setOnce, increment, append }
  collected(Object.entries(changes), ([field, value]) => propertiesOf(value ?? {}, field))
  const keys = { ...changes, unset: Object.fromEntries((unset ?? []).map(key => [key, null])) }
  propertiesOf(keys.unset, 'unset')
  checkDistinct(keys)
  const given = { ...traits, ...set }
  return {
    set: withValue(given),
    setOnce: withValue(setOnce),
    increment: numbersIn(withValue(increment)),
    append: withValue(append),
    unset: [...(unset ?? []), ...Object.keys(given).filter(key => given[key] === null)],
  }
}

function checkDistinct(changes: Record<string, Traits | null | undefined>): void {
  const fieldOf = new Map<string, string>()
  for (const [field, traits] of Object.entries(changes))
    for (const key of Object.keys(traits ?? {})) {
      const other = fieldOf.get(key)
      if (other)
        throw new Rejection(
          'EXACTLY_ONE',
          field,
          `A trait may be in one of ${other} and ${field}, not in both.`,
        )
      fieldOf.set(key, field)
    }
}

const withValue = (traits: Traits | null | undefined): Traits =>
  Object.fromEntries(Object.entries(traits ?? {}).filter(([, value]) => value !== null))

function numbersIn(increments: Traits): Record<string, number> {
  for (const value of Object.values(increments))
    if (typeof value !== 'number')
      throw new Rejection('INVALID_NUMBER', 'increment', 'increment takes numbers.')
  return increments as Record<string, number>
}

/**
 * The traits of a user after the changes.
 * @throws Rejection INVALID_NUMBER when a trait to increment is no number, or becomes too large
 */
export function changedTraits(
  traits: Traits,
  { set, setOnce, increment, append, unset }: TraitChanges,
): Traits {
  const before = (key: string) => (Object.hasOwn(traits, key) ? traits[key] : undefined)
  const added = mapped(increment, (by, key) => sum(before(key) ?? 0, by))
  const appended = mapped(append, (value, key) => [...listOf(before(key)), ...listOf(value)])
  const changed = { ...setOnce, ...traits, ...set, ...added, ...appended }
  for (const key of unset) delete changed[key]
  propertiesOf(added, 'increment')
  return changed
}

const mapped = <Value, Result>(values: Record<string, Value>, to: (value: Value, key: string) => Result) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, to(value, key)]))

/** Decimal, so that 0.1 and 0.2 make 0.3. */
function sum(before: unknown, by: number): number {
  if (typeof before === 'number') return new Big(before).plus(by).toNumber()
  throw new Rejection('INVALID_NUMBER', 'increment', 'A trait to increment must be a number, or absent.')
}

/** A value that is no list is a list of itself. */
const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
