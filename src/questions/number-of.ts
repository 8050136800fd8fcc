import { type AnswerType } from '../schema/questions/answer.ts'
import { type WholeAnswer } from './table-of.ts'

/** The number of a field of an answer, of the whole question or of one group of its breakdown. */
export interface FieldNumber {
  /** The labels of the group; empty without a breakdown. */
  group: (string | null)[]
  /** Null where the answer has no such number. An amount of money is rounded to a double. */
  value: number | null
}

type Item = Record<string, unknown>

/** Where the answers of a type have their groups, and what names a group. */
interface Grouping {
  list: string
  labels: string
}

const groupings: Partial<Record<AnswerType, Grouping>> = {
  MeasureAnswer: { list: 'groups', labels: 'labels' },
  Funnel: { list: 'breakdown', labels: 'values' },
  Cohorts: { list: 'groups', labels: 'value' },
  TimeSeries: { list: 'series', labels: 'group' },
}

/**
 * The number at a path of an answer, such as `steps.2.users`: one of those that `fieldsOf` lists.
 * @returns null where the answer has no such number
 */
export function numberOf(answer: WholeAnswer, field: string): number | null {
  return numbersOf(answer, field, false)[0]?.value ?? null
}

/** The number at a path in each group of an answer, without the group of all others; one number without a breakdown. */
export function numbersOf(answer: WholeAnswer, field: string, isGrouped: boolean): FieldNumber[] {
  const grouping = groupings[answer.__typename]
  if (answer.__typename === 'TimeSeries') return linesOf(answer as never, field, isGrouped)
  if (!grouping || !(isGrouped || answer.__typename === 'MeasureAnswer'))
    return [{ group: [], value: valueAt(answer, field) }]
  return groupsOf(answer, grouping).map(item => ({
    group: [item[grouping.labels] as string | null].flat(),
    value: valueAt(item, field),
  }))
}

const groupsOf = (answer: object, { list }: Grouping): Item[] =>
  (answer as Record<string, Item[]>)[list]!.filter(({ isOther }) => !isOther)

interface Line extends Item {
  name: string
  group: string | null
  total: number | null
}

const linesOf = ({ series }: { series: Line[] }, field: string, isGrouped: boolean): FieldNumber[] =>
  series
    .filter(({ name, isOther }) => !isOther && `series.${name}` === field)
    .map(({ group, total }) => ({ group: isGrouped ? [group] : [], value: total }))

function valueAt(item: Item | WholeAnswer, field: string): number | null {
  if ('numbers' in item) return measured(item.numbers as never, field)
  const [list, position, name] = split(field)
  if (name === undefined) return toNumber((item as Item)[field])
  const row = ((item as Item)[list!] as Item[]).at(position === 'last' ? -1 : Number(position) - 1)
  if (!Array.isArray(row)) return toNumber(row?.[name])
  const columns = (item as Item).columns as { name: string }[]
  return toNumber(row[columns.findIndex(column => column.name === name)])
}

/** A list, a position and a name, which may have dots in it. */
const split = (field: string) => /^(\w+)\.(\d+|last)\.(.+)$/s.exec(field)?.slice(1) ?? [field]

const measured = (numbers: { metric: string; exact: string | null; value: unknown }[], field: string) => {
  const found = numbers.find(({ metric }) => `metrics.${metric}` === field)
  return toNumber(found?.exact ?? found?.value)
}

/** JSON has exact numbers as texts. */
function toNumber(value: unknown): number | null {
  if (typeof value !== 'number' && (typeof value !== 'string' || !value.trim())) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** The fields of an answer that paths read, as GraphQL. */
export function selectionOfFields(type: AnswerType, fields: string[], isGrouped: boolean): string {
  if (type === 'MeasureAnswer') return '{ groups { labels isOther numbers { metric value exact } } }'
  if (type === 'TimeSeries') return '{ series { name group isOther total } }'
  if (type === 'CustomQueryResult') return '{ rowsReturned columns { name } rows }'
  const numbers = selectionOfNumbers(fields)
  const grouping = groupings[type]
  return isGrouped && grouping
    ? `{ ${grouping.list} { ${grouping.labels} isOther ${numbers} } }`
    : `{ ${numbers} }`
}

/** Each list once, with all fields of its items. */
function selectionOfNumbers(fields: string[]): string {
  const byList = Map.groupBy(new Set(fields), field => split(field)[2] !== undefined && split(field)[0])
  return [...byList]
    .map(([list, ofList]) =>
      list ? `${list} { ${[...new Set(ofList.map(field => split(field)[2]))].join(' ')} }` : ofList.join(' '),
    )
    .join(' ')
}
