import { wordsOf } from '../../format/names.ts'
import { type Format, rate } from '../../format/numbers.ts'
import { metricName } from '../../format/units.ts'

/** What is saved of an alert, as far as the page reads it. The rest is kept as it is. */
export interface AlertContent {
  question?: Record<string, unknown>
  field?: string
  window?: string
  condition?: Record<string, unknown>
  warning?: string | null
  [more: string]: unknown
}

/** `WARNING` and worse first; what is quiet or paused last. */
const order = ['ALERT', 'INVALID', 'WARNING', 'NO_DATA', 'UNKNOWN', 'OK', 'PAUSED']

export const byUrgency = <Alert extends { state: string; name: string }>(alerts: Alert[]): Alert[] =>
  alerts.toSorted(
    (one, other) =>
      order.indexOf(one.state) - order.indexOf(other.state) || one.name.localeCompare(other.name),
  )

/** `Error rate over 1 hour is above 5%`, with the format of its number. */
export function ruleOf({ field = '', window = '', condition = {} }: AlertContent, format: Format): string {
  return `${numberName(field)} over ${windowName(window)} ${conditionName(condition, format)}`
}

/** `Error rate` of `metrics.errorRate`; a formula stays as it is. */
export const numberName = (field: string) => metricName(field.replace(/^metrics\./, ''))

/** `1 hour` of `HOUR_1`. */
export function windowName(window: string): string {
  const [unit = '', count = ''] = window.toLowerCase().split('_')
  return `${count} ${count === '1' ? unit.replace(/s$/, '') : unit}`
}

function conditionName(condition: Record<string, unknown>, format: Format): string {
  const numberText = (value: unknown) => format(Number(value))
  const [kind, value] = Object.entries(condition).find(([, each]) => each !== null) ?? ['', null]
  const parts = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const names: Record<string, () => string> = {
    above: () => `is above ${numberText(value)}`,
    below: () => `is below ${numberText(value)}`,
    equal: () => `is ${numberText(value)}`,
    notEqual: () => `is not ${numberText(value)}`,
    outside: () => `is outside ${numberText(parts.low)} to ${numberText(parts.high)}`,
    changeRate: () => changeName(parts),
    anomaly: () => `is unusual${parts.direction ? `ly ${parts.direction === 'UP' ? 'high' : 'low'}` : ''}`,
    milestone: () =>
      parts.every ? `reaches each ${numberText(parts.every)}` : `reaches ${numberText(parts.at)}`,
  }
  return names[kind]?.() ?? wordsOf(kind)
}

function changeName({ above, below, against }: Record<string, unknown>): string {
  const before = against === 'SAME_WEEKDAY' ? 'the same weekday' : 'the window before'
  const bounds = [
    ...(typeof above === 'number' ? [`more than ${rate(above)}`] : []),
    ...(typeof below === 'number' ? [`less than ${rate(below)}`] : []),
  ]
  return `changes by ${bounds.join(' or ')} against ${before}`
}

/** `gpt-4o, web`; the whole number without a breakdown. */
export const groupName = (labels: (string | null)[]) =>
  labels.length ? labels.map(label => label ?? 'without a value').join(', ') : 'all'

/** The bounds that can be drawn as lines, by name. */
export function boundsOf({ condition = {}, warning }: AlertContent): [name: string, value: number][] {
  const { above, below, outside } = condition
  const range = (outside ?? {}) as Record<string, unknown>
  const bounds: [string, unknown][] = [
    ['Bound', above ?? below],
    ['Lowest', range.low],
    ['Highest', range.high],
    ['Warning', warning],
  ]
  return bounds.flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, Number(value)] as [string, number]],
  )
}
