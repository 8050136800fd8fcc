import { type Change } from '../../schema/compare.ts'
import { type SharedInput } from '../../schema/question-args.ts'
import { type Asked } from './asked.ts'
import { type Compared, changeOf, comparedRange } from './compare.ts'
import { type Selection } from './measure/selection.ts'
import { type QueryScope } from './query-scope.ts'
import { defaultRange, rangeInputOf, toRange } from './range.ts'
import { calendarOf } from './resolve-query.ts'

/** An answer, and the answer about the range that it is compared with: null if none is, or if nothing of it is selected. */
export interface Answers<Answer> {
  answer: Answer
  previous: Answer | null
  /** The fields that are selected of either. */
  selected: Selection
}

/**
 * Answers a question, and the same question over the range that it is compared with. Of each range only selected fields
 * are computed; a change needs its number in both ranges.
 * @throws INVALID_COMPARE, INVALID_RANGE, INVALID_TIME_ZONE, and as `answerTo` does
 */
export async function withPrevious<Input extends Asked<SharedInput>, Answer>(
  scope: QueryScope,
  input: Input,
  selected: Selection,
  answerTo: (input: Input, selected: Selection) => Promise<Answer>,
): Promise<Answers<Answer>> {
  const before = await previousInput(scope, input)
  const { previous, ...own } = selected
  const isChange = hasChanges(own)
  const either = merged(own, previous ?? {})
  const [answer, answerBefore] = await Promise.all([
    answerTo(input, isChange ? either : own),
    before && (isChange || previous) ? answerTo(before, isChange ? either : previous!) : null,
  ])
  return { answer, previous: answerBefore, selected: either }
}

/** The question about the compared range; undefined without a comparison. */
async function previousInput<Input extends Asked<SharedInput>>(
  scope: QueryScope,
  input: Input,
): Promise<Input | undefined> {
  if (!input.compare) return undefined
  const resolved = { calendar: await calendarOf(scope, input), asOf: scope.asOf }
  const range = toRange(input.range ?? defaultRange, resolved.calendar, scope.asOf)
  return { ...input, range: rangeInputOf(comparedRange(resolved, input, range)!), compare: null }
}

/** Whether a change is selected, at any depth. */
export const hasChanges = (selected: Selection): boolean =>
  Object.entries(selected).some(([field, within]) => field === 'changes' || hasChanges(within))

/** The fields of either selection. */
function merged(one: Selection, other: Selection): Selection {
  const fields = { ...one }
  for (const [field, within] of Object.entries(other)) fields[field] = merged(fields[field] ?? {}, within)
  return fields
}

type Numbers<Field extends string> = Record<Field, number | null>

/** The change of each selected number; none without numbers to compare with. */
export function changesBetween<Field extends string>(
  numbers: Record<Field, Compared>,
  selected: Selection | undefined,
  current: NoInfer<Numbers<Field>>,
  previous: NoInfer<Numbers<Field>> | null | undefined,
): Change[] {
  if (!previous) return []
  const fields = (Object.keys(numbers) as Field[]).filter(field => selected?.[field])
  return fields.map(field => ({ field, ...changeOf(numbers[field], current[field], previous[field]) }))
}
