import { BigIntType } from '@mikro-orm/core'
import { Property } from '@mikro-orm/decorators/legacy'

/** The types of a column of the log in both databases. */
export interface ColumnType {
  /** In PostgreSQL; the insert binds an array of it. */
  pg: keyof typeof inEntities
  clickhouse: string
}

const inEntities = {
  text: { type: 'text' },
  integer: { type: 'integer' },
  smallint: { type: 'smallint' },
  bigint: { type: new BigIntType('number') },
  'double precision': { type: 'double' },
  numeric: { type: 'numeric' },
  boolean: { type: 'boolean' },
  timestamptz: { type: 'datetime', length: 3 },
  jsonb: { type: 'json' },
  inet: { type: 'text', columnType: 'inet' },
} as const

/**
 * JSON in ClickHouse. Each key with a column of its own is a dozen files in every part, so only the most frequent keys
 * have one and all others share some: otherwise 3,000 keys would take all files that a process may open.
 */
export const jsonColumn = 'JSON(max_dynamic_paths = 32)'

/** A text of few different values, such as a name. */
export const label = { pg: 'text', clickhouse: 'LowCardinality(String)' } as const
export const text = { pg: 'text', clickhouse: 'String' } as const
export const flag = { pg: 'boolean', clickhouse: 'Nullable(Bool)' } as const
export const tokens = { pg: 'bigint', clickhouse: 'Nullable(Int64)' } as const
export const quantity = { pg: 'double precision', clickhouse: 'Nullable(Float64)' } as const
/** US dollars. */
export const money = { pg: 'numeric', clickhouse: 'Nullable(Decimal(38, 12))' } as const
export const instant = { pg: 'timestamptz', clickhouse: "Nullable(DateTime64(3, 'UTC'))" } as const

type Class = abstract new () => object

const columns = new Map<unknown, Map<string, ColumnType>>()

/**
 * A property of an event that senders may fill: its column is bound by the insert, and copied into
 * ClickHouse. The name of the column is that of the property in snake case.
 */
export const Column =
  (type: ColumnType, { nullable = true } = {}) =>
  (prototype: object, property: string): void => {
    Property({ ...inEntities[type.pg], nullable })(prototype, property)
    const own = columns.get(prototype.constructor) ?? new Map<string, ColumnType>()
    columns.set(prototype.constructor, own.set(property, type))
  }

/** Gives an entity the columns of another class. */
export const ColumnsOf =
  (part: Class) =>
  (entity: Class): void => {
    for (const [property, type] of columns.get(part) ?? []) Column(type)(entity.prototype, property)
  }

/** The columns that a class itself has, by their names in the databases. */
export const columnsOf = (entity: Class): Record<string, ColumnType> =>
  Object.fromEntries([...(columns.get(entity) ?? [])].map(([property, type]) => [snakeCase(property), type]))

/** The name of the column of a property. */
export const snakeCase = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

export type SnakeCase<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : ''
