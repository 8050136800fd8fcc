/** A piece of ClickHouse SQL. Its values are bound as parameters, never written into the text. */
export class Sql {
  readonly pieces: readonly Piece[]

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces
  }
}

/** SQL text, a value with its ClickHouse type, or a text in two forms. */
type Piece = string | Value | Versioned

interface Value {
  value: unknown
  type: string
}

/** SQL over everything that ClickHouse has, and the same over the events of the batches up to one. */
interface Versioned {
  whole: Sql
  upTo: (bound: Bound) => Sql
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
    pieces.flatMap(piece =>
      typeof piece === 'object' && 'whole' in piece ? resolved(choose(piece), choose).pieces : [piece],
    ),
  )

export const joined = (parts: Sql[], separator = ', ') =>
  new Sql(parts.flatMap((part, i) => (i === 0 ? part.pieces : [separator, ...part.pieces])))

/** An array of expressions. */
export const array = (items: Sql[]) => sql`[${joined(items)}]`

/**
 * The text with numbered placeholders, and their values. A piece of SQL that is inserted several times has its values
 * once. A text in two forms is the one over everything.
 */
export function compile(statement: Sql): { query: string; query_params: Record<string, unknown> } {
  const names = new Map<Value, string>()
  const nameOf = (value: Value) => {
    if (!names.has(value)) names.set(value, `p${names.size + 1}`)
    return names.get(value)!
  }
  const { pieces } = resolved(statement, ({ whole }) => whole)
  const texts = (pieces as (string | Value)[]).map(piece =>
    typeof piece === 'string' ? piece : `{${nameOf(piece)}:${piece.type}}`,
  )
  const query_params = Object.fromEntries([...names].map(([{ value }, name]) => [name, value]))
  return { query: texts.join(''), query_params }
}
