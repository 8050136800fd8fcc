import { type EntityManager, type QueryOrderMap, raw } from '@mikro-orm/postgresql'
import { type Position } from './cursor.ts'
import { type Conditions, type Order } from './listing.ts'

/** The position of a thing in an order. */
export function positionOf<Thing extends object>(
  { time, otherwise, number }: Pick<Order<Thing>, 'time' | 'otherwise' | 'number'>,
  thing: Thing,
): Position {
  const at = thing[time] ?? thing[otherwise ?? time]
  return { at: at as Date, number: String(thing[number]) }
}

/** The things in an order, or from its end. */
export const inOrder = <Thing extends object>(em: EntityManager, order: Order<Thing>, isFromEnd = false) =>
  columnsOf(em, order).map(column => ({
    [raw(column)]: order.isDescending === isFromEnd ? 'asc' : 'desc',
  })) as QueryOrderMap<Thing>[]

/** The condition of the things on one side of a position. A comparison of rows is one step into an index at any depth. */
export function beside<Thing extends object>(
  em: EntityManager,
  order: Order<Thing>,
  side: 'after' | 'before',
  { at, number }: Position,
): Conditions<Thing> {
  const row = (alias: string) =>
    columnsOf(em, order)
      .map(column => column(alias))
      .join(', ')
  const operator = order.isDescending === (side === 'after') ? '<' : '>'
  const day = order.day ? `(?::timestamptz at time zone 'UTC')::date, ` : ''
  const values = [...(order.day ? [at] : []), at, number]
  const isBeside = raw(alias => `(${row(alias)}) ${operator} (${day}?::timestamptz, ?::bigint)`, values)
  return { [isBeside]: [] } as Conditions<Thing>
}

/** The columns of an order, as SQL of a table with an alias. */
function columnsOf<Thing extends object>(
  em: EntityManager,
  { day, time, otherwise, number }: Order<Thing>,
): ((alias: string) => string)[] {
  const name = (property: string) => em.config.getNamingStrategy().propertyToColumnName(property)
  return [
    ...(day ? [(alias: string) => `${alias}.${day}`] : []),
    otherwise
      ? (alias: string) => `coalesce(${alias}.${name(time)}, ${alias}.${name(otherwise)})`
      : (alias: string) => `${alias}.${name(time)}`,
    (alias: string) => `${alias}.${name(number)}`,
  ]
}
