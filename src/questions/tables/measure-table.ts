import { type AnswerTable, type Column, type ColumnType, type TableOf } from './table.ts'

interface MeasureNumber {
  value: number | null
  exact: string | null
  values: (number | null)[]
  exactValues: (string | null)[]
  previousValue: number | null
  exactPreviousValue: string | null
  previousValues: (number | null)[]
  exactPreviousValues: (string | null)[]
  changeRate: number | null
}

interface MeasureAnswer {
  metrics: { name: string; unit: string }[]
  breakdowns: string[]
  timestamps: string[]
  isComplete: boolean[]
  previousRange: object | null
  groups: { labels: (string | null)[]; isOther: boolean; numbers: MeasureNumber[] }[]
}

/** A row for each group, or for each bucket of each group, and a column for each metric. */
export const measureTable: TableOf<MeasureAnswer> = {
  selection: `{
    metrics { name unit isUpGood } breakdowns range { from to } previousRange { from to }
    timestamps isComplete previousTimestamps groupCount
    groups {
      labels isOther
      numbers {
        metric value exact nullReason values exactValues previousValue exactPreviousValue previousValues
        exactPreviousValues changeRate changePoints isImprovement
      }
    }
    meta { asOf watermark isComplete caveats { code message } } }`,
  table: answer => ({ columns: distinct(columnsOf(answer)), rows: rowsOf(answer) }),
}

function columnsOf({ metrics, breakdowns, timestamps, previousRange }: MeasureAnswer): Column[] {
  const times: Column[] = timestamps.length
    ? [
        { name: 'start', type: 'time' },
        { name: 'isComplete', type: 'boolean' },
      ]
    : []
  const groups: Column[] = breakdowns.map(name => ({ name, type: 'text' }))
  const isOther: Column[] = breakdowns.length ? [{ name: 'isOther', type: 'boolean' }] : []
  return [
    ...times,
    ...groups,
    ...isOther,
    ...metrics.flatMap(metric => columnsOfMetric(metric, previousRange !== null)),
  ]
}

function columnsOfMetric({ name, unit }: MeasureAnswer['metrics'][number], isCompared: boolean): Column[] {
  const type = typeOf[unit] ?? 'number'
  const before: Column[] = [
    { name: `${name} before`, type },
    { name: `${name} change`, type: 'number' },
  ]
  return [{ name, type }, ...(isCompared ? before : [])]
}

const typeOf: Record<string, ColumnType> = { COUNT: 'integer', TOKENS: 'integer', USD: 'decimal' }

/** A name that is there again has a number behind it. */
function distinct(columns: Column[]): Column[] {
  const names = new Map<string, number>()
  return columns.map(({ name, type }) => {
    const position = (names.get(name) ?? 0) + 1
    names.set(name, position)
    return { name: position === 1 ? name : `${name} ${position}`, type }
  })
}

function rowsOf(answer: MeasureAnswer): AnswerTable['rows'] {
  const { metrics, breakdowns, timestamps, isComplete, previousRange, groups } = answer
  return groups.flatMap(({ labels, isOther, numbers }) => {
    const group = breakdowns.length ? [...breakdowns.map((_, i) => labels[i] ?? null), isOther] : []
    const cells = (at: number | undefined) =>
      numbers.flatMap((number, i) => cellsOf(number, metrics[i]!.unit === 'USD', previousRange !== null, at))
    if (!timestamps.length) return [[...group, ...cells(undefined)]]
    return timestamps.map((start, at) => [start, isComplete[at], ...group, ...cells(at)])
  })
}

/** The value at a bucket, or over the whole range, and what it is compared with. */
function cellsOf(
  number: MeasureNumber,
  isExact: boolean,
  isCompared: boolean,
  at: number | undefined,
): unknown[] {
  const { value, previous, change } = at === undefined ? whole(number, isExact) : bucket(number, isExact, at)
  return isCompared ? [value, previous, change] : [value]
}

const whole = (number: MeasureNumber, isExact: boolean) => ({
  value: isExact ? number.exact : number.value,
  previous: isExact ? number.exactPreviousValue : number.previousValue,
  change: number.changeRate,
})

function bucket(number: MeasureNumber, isExact: boolean, at: number) {
  const now = number.values[at] ?? null
  const before = number.previousValues[at] ?? null
  return {
    value: isExact ? (number.exactValues[at] ?? null) : now,
    previous: isExact ? (number.exactPreviousValues[at] ?? null) : before,
    change: now === null || !before ? null : (now - before) / Math.abs(before),
  }
}
