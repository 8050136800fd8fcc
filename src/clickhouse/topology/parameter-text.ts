const escapes: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\', "'": "\\'" }

/**
 * A bound value as ClickHouse reads parameters: a text is escaped like a field of tab-separated rows, a list is in
 * brackets with its texts in quotes.
 */
export function parameterText(value: unknown): string {
  if (Array.isArray(value))
    return `[${value.map(item => (typeof item === 'string' ? `'${escaped(item)}'` : String(item))).join(',')}]`
  return escaped(String(value))
}

const escaped = (text: string) => text.replace(/[\t\n\r\\']/g, character => escapes[character]!)
