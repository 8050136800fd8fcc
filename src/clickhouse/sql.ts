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
 * Only other `Sql` can be inserted. Values need a type (`text`, `integer`, `instant`); names come from `raw`.
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

/** SQL text of this repository. Never pass text of a caller. */
export const raw = (trusted: string) => new Sql([trusted])

export const joined = (parts: Sql[], separator: string) =>
  new Sql(parts.flatMap((part, i) => (i === 0 ? part.pieces : [separator, ...part.pieces])))

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
