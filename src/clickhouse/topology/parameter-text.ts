const escapes: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\', "'": "\\'" }

/**
 * Writes a bound value in ClickHouse's format for parameters: texts are escaped like fields of tab-separated rows,
 * and lists are in brackets with their texts in quotes.
 */
export function parameterText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(itemText).join(',')}]`
  return value === null ? '\\N' : escaped(String(value))
}

function itemText(item: unknown): string {
  if (typeof item === 'string') return `'${escaped(item)}'`
  return item === null ? 'NULL' : String(item)
}

const escaped = (text: string) => text.replace(/[\t\n\r\\']/g, character => escapes[character]!)
