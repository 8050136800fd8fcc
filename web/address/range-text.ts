import { type Preset, presets, type Range, type Unit } from './question.ts'

const letters = {
  MINUTE: 'min',
  HOUR: 'h',
  DAY: 'd',
  WEEK: 'w',
  MONTH: 'mo',
  QUARTER: 'q',
  YEAR: 'y',
} as const
const unitOf = Object.fromEntries(Object.entries(letters).map(([unit, letter]) => [letter, unit])) as Record<
  string,
  Unit
>

const presetWord = (preset: Preset) => preset.toLowerCase().replace('_', '-')
const presetOf = new Map<string, Preset>(presets.map(preset => [presetWord(preset), preset]))

/** `30d`, `this-month`, `2026-11-01..2026-11-30`, or two instants in the same form. */
export function writeRange(range: Range): string {
  if (range.kind === 'last') return `${range.count}${letters[range.unit]}`
  if (range.kind === 'preset') return presetWord(range.preset)
  return `${range.from}..${range.to}`
}

/** @returns undefined for a text that is no range */
export function readRange(text: string): Range | undefined {
  const preset = presetOf.get(text)
  if (preset) return { kind: 'preset', preset }
  const [, count, letter] = /^([1-9]\d{0,4})([a-z]+)$/.exec(text) ?? []
  if (letter !== undefined)
    return Object.hasOwn(unitOf, letter)
      ? { kind: 'last', count: Number(count), unit: unitOf[letter]! }
      : undefined
  return readStretch(text.split('..'))
}

function readStretch([from, to, ...more]: string[]): Range | undefined {
  if (from === undefined || to === undefined || more.length) return undefined
  if (isDate(from) && isDate(to)) return from <= to ? { kind: 'dates', from, to } : undefined
  const isStretch = isInstant(from) && isInstant(to) && Date.parse(from) < Date.parse(to)
  return isStretch ? { kind: 'between', from, to } : undefined
}

/** Whether this day exists: 30 February does not. */
const isDate = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

const isInstant = (text: string) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(text) &&
  isDate(text.slice(0, 10)) &&
  !Number.isNaN(Date.parse(text))
