/** Reads JSON. A whole number that a JavaScript number cannot hold becomes its digits as text. */
export const exactJson = <Value>(text: string): Value => JSON.parse(text, exact) as Value

function exact(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  return source !== undefined && /^-?\d+$/.test(source) ? source : value
}
