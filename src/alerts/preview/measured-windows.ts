import { mostCells } from '../../analytics/measures/check-measure.ts'
import { measures } from '../../analytics/measures/measures.ts'
import { type Range, rangeInputOf } from '../../analytics/query/range.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { largest } from '../../schema/largest.ts'
import { type MeasureNumber } from '../../schema/questions/measure-answer.ts'
import { type MeasureInput } from '../../schema/questions/measure-input.ts'
import { keyOf } from '../observing/observed.ts'
import { sampleField, watchedQuestion } from '../observing/watched-question.ts'
import { windowBefore } from '../windows.ts'
import { type ObservedWindow, type Previewing } from './previewing.ts'
import { tooManyCells } from './windows-of.ts'

/** The numbers of each group in each window that follows another: one statement has as many as an answer may have. */
export async function measuredWindows(preview: Previewing, windows: Range[]): Promise<ObservedWindow[]> {
  const { rule, timeZone } = preview
  const against = rule.condition.changeRate?.against
  const before = against ? windows.map(range => windowBefore(range, against, timeZone)) : []
  const numbers = await numbersIn(preview, reaching(windows, before[0]))
  return windows.map((range, i) => ({
    range,
    observed: [...(numbers.get(range.from.getTime())?.values() ?? [])].map(({ group, value, sample }) => {
      const earlier = before[i] && numbers.get(startWith(windows[0]!, before[i]!))?.get(keyOf(group))
      return { group, observation: { value, sample, previous: earlier?.value ?? null, isAnomaly: null } }
    }),
  }))
}

/** The windows, after those from an earlier one on. */
function reaching(windows: Range[], earlier: Range | undefined): Range[] {
  const [first] = windows
  if (!first || !earlier) return windows
  const length = first.to.getTime() - first.from.getTime()
  const count = Math.ceil((first.from.getTime() - earlier.from.getTime()) / length)
  const more = Array.from({ length: count }, (_, i) => ({
    from: new Date(first.from.getTime() - (count - i) * length),
    to: new Date(first.from.getTime() - (count - i - 1) * length),
  }))
  return [...more, ...windows]
}

/** The start of the window that an earlier one begins in: after a change of the clock it may begin within one. */
function startWith(first: Range, { from }: Range): number {
  const length = first.to.getTime() - first.from.getTime()
  const start = first.from.getTime()
  return start + Math.floor((from.getTime() - start) / length) * length
}

interface GroupNumber {
  group: (string | null)[]
  value: number | null
  sample: number | null
}

/** The numbers by the starts of their windows and their groups. */
type Numbers = Map<number, Map<string, GroupNumber>>

async function numbersIn({ scope, rule }: Previewing, windows: Range[]): Promise<Numbers> {
  const measure = watchedQuestion(rule).measure!
  const numbers: Numbers = new Map()
  for (const part of partsOf(windows, windowsAtOnce(measure))) {
    const range = { from: part[0]!.from, to: part.at(-1)!.to }
    const edges = [...part.map(({ from }) => from), range.to]
    const input = { ...measure, range: rangeInputOf(range), edges, weekStart: WeekStart.MONDAY }
    const { groups } = await measures(scope, input, { groups: { numbers: { values: {} } } })
    for (const { labels, isOther, numbers: values } of groups)
      if (!isOther) addNumbers(numbers, part, labels, rule, values)
  }
  return numbers
}

function addNumbers(
  numbers: Numbers,
  windows: Range[],
  group: (string | null)[],
  { field }: AlertRule,
  of: MeasureNumber[],
): void {
  const valuesOf = (path: string) => of.find(({ metric }) => `metrics.${metric}` === path)?.values
  const [values, samples] = [valuesOf(field), valuesOf(sampleField)]
  windows.forEach(({ from }, i) => {
    const ofWindow = numbers.get(from.getTime()) ?? new Map()
    numbers.set(
      from.getTime(),
      ofWindow.set(keyOf(group), { group, value: toNumber(values?.[i]), sample: toNumber(samples?.[i]) }),
    )
  })
}

const toNumber = (value: number | string | null | undefined) => (value == null ? null : Number(value))

const mostStatements = 10

const windowsAtOnce = ({ metrics, by, first }: MeasureInput): number =>
  Math.min(largest.buckets, Math.floor(mostCells / (metrics.length * (by?.length ? first + 1 : 1)))) - 1

/** @throws TOO_MANY_CELLS above ten statements */
function partsOf(windows: Range[], size: number): Range[][] {
  const count = Math.ceil(windows.length / size)
  if (count > mostStatements) throw tooManyCells()
  return Array.from({ length: count }, (_, i) => windows.slice(i * size, (i + 1) * size))
}
