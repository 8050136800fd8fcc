import { type Attack } from './attack.ts'

/** The attack with every repetition written out. */
export function expand({ repeat, ...attack }: Attack): Attack {
  if (!repeat) return attack
  return spelledOut(attack, text =>
    Object.entries(repeat).reduce(
      (spelled, [name, repetition]) => spelled.replaceAll(`{${name}}`, () => repeated(repetition)),
      text,
    ),
  )
}

function repeated({ text, times, between = '' }: { text: string; times: number; between?: string }): string {
  return Array.from({ length: times }, (_, i) => text.replaceAll('{i}', String(i))).join(between)
}

/** Applies `spell` to every text in a value, at any depth. */
function spelledOut<Value>(value: Value, spell: (text: string) => string): Value
function spelledOut(value: unknown, spell: (text: string) => string): unknown {
  if (typeof value === 'string') return spell(value)
  if (Array.isArray(value)) return value.map(item => spelledOut(item, spell))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, spelledOut(held, spell)]))
}
