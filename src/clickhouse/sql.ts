/** A piece of ClickHouse SQL. Its values are bound as parameters, never written into the text. */
export class Sql {
  readonly pieces: readonly Piece[]

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces
  }
}

/** SQL text, a value with its ClickHouse type, a text in two forms, or what depends on the place of the rows. */
type Piece = string | Value | Versioned | Table | OnEachShard | PerShard

interface Value {
  value: unknown
  type: string
}

/** SQL over everything that ClickHouse has, and the same over the events of the batches up to one. */
interface Versioned {
  whole: Sql
  upTo: (bound: Bound) => Sql
}

/** A table by its name. */
interface Table {
  table: string
}

/** The rows of a select. */
interface OnEachShard {
  select: Sql
}

/** Numbers of each shard, and of all. */
interface PerShard {
  numbers: Sql
  merged: (numbers: Sql) => Sql
  strays: Sql
}

/** The cluster whose shards hold the rows, and the database in which each shard has its own. */
export interface ClusterPlace {
  cluster: string
  database: string
  /** Whether each shard computes the numbers of its own users. Otherwise the server that is asked computes those of all. */
  isPerShard?: boolean
}

/** The events of the batches up to one. */
export interface Bound {
  batch: string
  /**
   * The quarters of an hour, in seconds since 1970, in which later batches had events: precomputed rows of other
   * quarters can be read. A statement that meets a still later batch there fails with `isOvertaken`. Undefined if
   * only events may be read.
   */
  changedQuarters: number[] | undefined
}

/**
 * Writes ClickHouse SQL: `sql\`select count() from events where name = ${text(name)}\``.
 * Only other `Sql` can be inserted. A value is bound with its type (`text`, `integer`, `instant`). `name` and `int` write
 * columns and numbers that belong to the shape of a statement, `raw` writes any other text of this repository.
 */
export function sql(strings: TemplateStringsArray, ...parts: Sql[]): Sql {
  const pieces = strings.flatMap((string, i) => [string, ...(parts[i]?.pieces ?? [])])
  return new Sql(pieces)
}

/** A value of any type of ClickHouse. */
export const bound = (type: string) => (value: unknown) => new Sql([{ value, type }])

export const text = bound('String')
export const texts = bound('Array(String)')
export const integer = bound('Int64')
export const number = bound('Float64')
export const integers = bound('Array(Int64)')
export const numbers = bound('Array(Float64)')
/** Dates such as `2026-01-31`. */
export const dates = bound('Array(Date)')
/** Milliseconds since 1970 as the type of `occurred_at`. */
export const instant = (at: Date) => sql`fromUnixTimestamp64Milli(${integer(at.getTime())}, 'UTC')`

/**
 * A name whose words and numbers are joined by underscores: `name('step', 2)` is `step_2`.
 * @throws TypeError unless the result is a plain identifier
 */
export function name(...words: (string | number)[]): Sql {
  const identifier = words.join('_')
  if (!/^[a-z_]\w*$/i.test(identifier)) throw new TypeError(`"${identifier}" is not a plain identifier.`)
  return new Sql([identifier])
}

/**
 * A whole number in the text of the statement, such as the index of an array.
 * @throws TypeError for any other number
 */
export function int(value: number): Sql {
  if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a safe whole number.`)
  return new Sql([String(value)])
}

/** SQL text of this repository. Never pass text of a caller. */
export const raw = (trusted: string) => new Sql([trusted])

/** A table of ClickHouse; within `onEachShard` the rows of the shard, otherwise those of all. */
export const table = (name: string) => new Sql([{ table: name }])

/**
 * The rows of a select, computed by each shard over its own rows. Everything that a user did and is, is on one shard, so a
 * select that groups by user, or that only filters rows, has the same rows as over all. It names tables by `table`.
 */
export const onEachShard = (select: Sql) => new Sql([{ select }])

/**
 * A select of numbers that each shard can compute over its own users. `merged` makes those of all of the rows of all shards; one
 * server needs no more than the select. `strays` has a row if a shard has something of a user who belongs to another one, as
 * after a visitor was linked to a user: then the numbers are computed over all rows.
 */
export const perShard = (numbers: Sql, merged: (numbers: Sql) => Sql, strays: Sql) =>
  new Sql([{ numbers, merged, strays }])

/** The select of strays, if a statement depends on there being none. */
export const straysOf = ({ pieces }: Sql): Sql | undefined =>
  pieces.flatMap(piece => (typeof piece === 'object' && 'strays' in piece ? [piece.strays] : []))[0]

/** SQL that can be narrowed to the events of the batches up to one. */
export const versioned = (whole: Sql, upTo: (bound: Bound) => Sql) => new Sql([{ whole, upTo }])

/** The statement over the events of the batches up to one, whatever else ClickHouse has by now. */
export const upTo = (statement: Sql, bound: Bound): Sql => resolved(statement, of => of.upTo(bound))

/** A condition that holds, or fails the statement: then a batch arrived that its bound does not know. */
export const notOvertaken = (isOvertaken: Sql): Sql => sql`not throwIf(${isOvertaken})`

/** FUNCTION_THROW_IF_VALUE_IS_NON_ZERO */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code) === '395'

/** Replaces each text in two forms with one of them, also within the chosen form. */
const resolved = ({ pieces }: Sql, choose: (of: Versioned) => Sql): Sql =>
  new Sql(
    pieces.flatMap(piece => {
      if (typeof piece === 'string') return piece
      if ('whole' in piece) return resolved(choose(piece), choose).pieces
      if ('select' in piece) return { select: resolved(piece.select, choose) }
      return 'numbers' in piece ? { ...piece, numbers: resolved(piece.numbers, choose) } : piece
    }),
  )

/** Replaces what depends on the place of the rows. */
const placed = ({ pieces }: Sql, place: ClusterPlace | undefined, isOnShard = false): Sql =>
  new Sql(
    pieces.flatMap(piece => {
      if (typeof piece === 'string') return piece
      if ('table' in piece) return place && isOnShard ? `${place.database}.${piece.table}` : piece.table
      if ('numbers' in piece) {
        const { numbers, merged } = piece
        return placed(place?.isPerShard ? merged(onEachShard(numbers)) : numbers, place).pieces
      }
      if (!('select' in piece)) return piece
      const select = placed(piece.select, place, true).pieces
      return place && !isOnShard
        ? [`cluster('${place.cluster}', view(`, ...select, '))']
        : ['(', ...select, ')']
    }),
  )

export const joined = (parts: Sql[], separator = ', ') =>
  new Sql(parts.flatMap((part, i) => (i === 0 ? part.pieces : [separator, ...part.pieces])))

/** An array of expressions. */
export const array = (items: Sql[]) => sql`[${joined(items)}]`

/**
 * The text with numbered placeholders, and their values. A piece of SQL that is inserted several times has its values
 * once. A text in two forms is the one over everything. Without a cluster, one server has all rows.
 */
export function compile(
  statement: Sql,
  place?: ClusterPlace,
): { query: string; query_params: Record<string, unknown> } {
  const names = new Map<Value, string>()
  const nameOf = (value: Value) => {
    if (!names.has(value)) names.set(value, `p${names.size + 1}`)
    return names.get(value)!
  }
  const { pieces } = placed(
    resolved(statement, ({ whole }) => whole),
    place,
  )
  const texts = (pieces as (string | Value)[]).map(piece =>
    typeof piece === 'string' ? piece : `{${nameOf(piece)}:${piece.type}}`,
  )
  const query_params = Object.fromEntries([...names].map(([{ value }, name]) => [name, value]))
  return { query: texts.join(''), query_params }
}
