/** A value that the SQL takes: `{bot:String}`, or a `?`, which is called by its number and has no type. */
export interface Placeholder {
  name: string
  /** A type of ClickHouse; absent for a `?`, whose type follows from its value. */
  type?: string
}

/** A quoted text, a quoted name, a comment, a placeholder, or a single character, as the service reads SQL. */
const pieces =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`\\]|\\.|``)*`|--[^\n]*|\/\*.*?\*\/|\{\s*([A-Za-z_]\w*)\s*:\s*([^{}]*?)\s*\}|./gs

/** The placeholders of SQL in their order, each name once. */
export function placeholdersIn(sql: string): Placeholder[] {
  const types = new Map<string, string | undefined>()
  let positions = 0
  for (const [piece, name, type] of sql.matchAll(pieces)) {
    if (piece === '?') types.set(String(++positions), undefined)
    else if (name !== undefined && type !== undefined && !types.has(name)) types.set(name, type)
  }
  return [...types].map(([name, type]) => (type === undefined ? { name } : { name, type }))
}

/** What was saved about a placeholder. */
export interface Known {
  name: string
  default: unknown
  isRequired: boolean
}

/**
 * The values to send, from the texts of the fields: a list for `?`, otherwise an object. A field without a text has its default; if
 * there is none, a text is empty, a `Nullable` is null, and the service says that another one is missing.
 */
export function parametersOf(
  placeholders: readonly Placeholder[],
  texts: Readonly<Record<string, string>>,
  known: readonly Known[] = [],
): unknown[] | Record<string, unknown> {
  const values = placeholders.map(({ name, type }): [string, unknown] => [
    name,
    texts[name]
      ? typedValue(type, texts[name])
      : withoutText(
          type,
          known.find(each => each.name === name),
        ),
  ])
  if (placeholders.length && placeholders.every(({ type }) => type === undefined))
    return values.map(([, value]) => value ?? '')
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}

function withoutText(type: string | undefined, known: Known | undefined): unknown {
  if (known && !known.isRequired) return known.default
  if (type?.startsWith('Nullable(')) return null
  return type === 'String' ? '' : undefined
}

/** Whether a value that has no default is missing. */
export const isMissing = (
  placeholders: readonly Placeholder[],
  texts: Readonly<Record<string, string>>,
  known: readonly Known[],
): boolean =>
  placeholders.some(
    ({ name }) => !texts[name] && (known.find(each => each.name === name)?.isRequired ?? true),
  )

/** A text of a type that it does not fit stays a text, which the service then refuses. */
function typedValue(type: string | undefined, text: string): unknown {
  if (type === undefined) return looseValue(text)
  const [, wrapper, inner = ''] = /^(Nullable|Array)\((.*)\)$/.exec(type) ?? []
  if (wrapper === 'Nullable') return typedValue(inner, text)
  if (wrapper === 'Array') return text.split(',').map(item => typedValue(inner, item.trim()))
  if (type === 'Bool') return text === 'true' ? true : text === 'false' ? false : text
  return isNumeric(type) ? numberOr(text) : text
}

export const isNumeric = (type: string) => /^(U?Int|Float|Decimal)/.test(type)

/** Digits stay a text, which the service takes for a number: JSON could round a large one. */
const numberOr = (text: string) =>
  /^-?\d+(\.\d+)?$/.test(text) || Number.isNaN(Number(text)) ? text : Number(text)

/** A number, a truth value, null or a list as JSON has them; `"2026"` in quotes and everything else is a text. */
function looseValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The text of a field that has this value. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The parameters to save with the SQL: the values of the fields become the defaults, and notes stay. */
export function savedParameters(
  placeholders: readonly Placeholder[],
  texts: Readonly<Record<string, string>>,
  known: readonly (Known & { description: string | null })[],
): { name: string; default?: unknown; description?: string }[] {
  return placeholders.flatMap(({ name, type }) => {
    const before = known.find(each => each.name === name)
    const description = before?.description
    const value = texts[name]
      ? typedValue(type, texts[name])
      : before && !before.isRequired
        ? before.default
        : undefined
    if (type === undefined || (value === undefined && !description)) return []
    return [{ name, ...(value !== undefined && { default: value }), ...(description && { description }) }]
  })
}
