import {
  type Dimension,
  dimensions,
  type Filter,
  type FilterValue,
  type Operator,
  operatorWords,
  type Subject,
  takesNoValue,
} from './question.ts'

const dimensionWord = (dimension: Dimension) => dimension.toLowerCase().replaceAll('_', '-')
const dimensionOf = new Map<string, Dimension>(dimensions.map(each => [dimensionWord(each), each]))
const operatorOf = new Map(
  Object.entries(operatorWords).map(([operator, word]) => [word as string, operator as Operator]),
)

/** `model:is:gpt-4o,gpt-4o-mini`, `property.plan:is:pro`, `trait.country:is-set`. */
export function writeFilter({ subject, operator, values }: Filter): string {
  const head = `${escaped(writeSubject(subject))}:${operatorWords[operator]}`
  return takesNoValue(operator) ? head : `${head}:${values.map(writeValue).join(',')}`
}

/** @returns undefined for a text that is no filter */
export function readFilter(text: string): Filter | undefined {
  const [head = '', word = '', ...rest] = split(text, ':')
  const subject = readSubject(unescaped(head))
  const operator = operatorOf.get(word)
  if (!subject || !operator) return undefined
  if (takesNoValue(operator)) return rest.length ? undefined : { subject, operator, values: [] }
  if (!rest.length) return undefined
  return { subject, operator, values: split(rest.join(':'), ',').map(readValue) }
}

/** `model`, `property.plan`, `trait.country`. */
export function writeSubject(subject: Subject): string {
  if (subject.kind === 'dimension') return dimensionWord(subject.dimension)
  return `${subject.kind}.${subject.key}`
}

/** @returns undefined for a text that names nothing to filter by */
export function readSubject(text: string): Subject | undefined {
  const dimension = dimensionOf.get(text)
  if (dimension) return { kind: 'dimension', dimension }
  const [, kind, key] = /^(property|trait)\.(.+)$/s.exec(text) ?? []
  return key === undefined ? undefined : { kind: kind as 'property' | 'trait', key }
}

/** A text that looks like a number, `true` or `false` is written in quotes, so that it stays a text. */
const writeValue = (value: FilterValue) =>
  escaped(typeof value === 'string' && !looksTyped(value) ? value : JSON.stringify(value))

function readValue(text: string): FilterValue {
  const value = unescaped(text)
  return looksTyped(value) ? (JSON.parse(value) as FilterValue) : value
}

/** Whether the text is the JSON of a number, a truth value or a text. */
function looksTyped(text: string): boolean {
  if (!/^["\-\dtf]/.test(text)) return false
  try {
    return ['string', 'number', 'boolean'].includes(typeof JSON.parse(text))
  } catch {
    return false
  }
}

const escaped = (text: string) => text.replace(/[\\:,]/g, '\\$&')
const unescaped = (text: string) => text.replace(/\\(.)/gs, '$1')

/** The parts between separators; one after a backslash does not separate. */
function split(text: string, separator: ':' | ','): string[] {
  const parts = ['']
  for (const [piece] of text.matchAll(/\\.|./gs))
    if (piece === separator) parts.push('')
    else parts[parts.length - 1] += piece
  return parts
}
