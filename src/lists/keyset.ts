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
    timeAndNumber(em, order)
      .map(column => column(alias))
      .join(', ')
  const operator = order.isDescending === (side === 'after') ? '<' : '>'
  const isBeside = raw(alias => `(${row(alias)}) ${operator} (?::timestamptz, ?::bigint)`, [at, number])
  // The index by last day is in another table, so it needs a condition of its own.
  const isOnDay =
    order.days && raw(`days.last_on ${operator}= (?::timestamptz at time zone 'UTC')::date`, [at])
  return { [isBeside]: [], ...(isOnDay && { [isOnDay]: [] }) } as Conditions<Thing>
}

/** The columns of an order, as SQL of a table with an alias. */
const columnsOf = <Thing extends object>(em: EntityManager, order: Order<Thing>): Column[] => [
  ...(order.days ? [() => 'days.last_on'] : []),
  ...timeAndNumber(em, order),
]

type Column = (alias: string) => string

function timeAndNumber<Thing extends object>(
  em: EntityManager,
  { time, otherwise, number }: Order<Thing>,
): Column[] {
  const name = (property: string) => em.config.getNamingStrategy().propertyToColumnName(property)
  return [
    otherwise
      ? (alias: string) => `coalesce(${alias}.${name(time)}, ${alias}.${name(otherwise)})`
      : (alias: string) => `${alias}.${name(time)}`,
    (alias: string) => `${alias}.${name(number)}`,
  ]
}
