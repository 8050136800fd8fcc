/** A piece of ClickHouse SQL. Its values are bound as parameters, never written into the text. */
export class Sql {
  readonly pieces: readonly Piece[]

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces
  }
}

/** SQL text, or a value with its ClickHouse type. */
type Piece = string | { value: unknown; type: string }

/**
 * Writes ClickHouse SQL: `sql\`select count() from events where name = ${text(name)}\``.
 * Only other `Sql` can be inserted. A value is bound with its type (`text`, `integer`, `instant`). `name` and `int` write
 * columns and numbers that belong to the shape of a statement, `raw` writes any other text of this repository.
 */
export function sql(strings: TemplateStringsArray, ...parts: Sql[]): Sql {
  const pieces = strings.flatMap((string, i) => [string, ...(parts[i]?.pieces ?? [])])
  return new Sql(pieces)
}

const bound = (type: string) => (value: unknown) => new Sql([{ value, type }])

export const text = bound('String')
export const texts = bound('Array(String)')
export const integer = bound('Int64')
export const number = bound('Float64')
export const integers = bound('Array(Int64)')
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

export const joined = (parts: Sql[], separator = ', ') =>
  new Sql(parts.flatMap((part, i) => (i === 0 ? part.pieces : [separator, ...part.pieces])))

/** An array of expressions. */
export const array = (items: Sql[]) => sql`[${joined(items)}]`

/** The text with numbered placeholders, and their values. */
export function compile({ pieces }: Sql): { query: string; query_params: Record<string, unknown> } {
  const query_params: Record<string, unknown> = {}
  const texts = pieces.map(piece => {
    if (typeof piece === 'string') return piece
    const name = `p${Object.keys(query_params).length + 1}`
    query_params[name] = piece.value
    return `{${name}:${piece.type}}`
  })
  return { query: texts.join(''), query_params }
}
