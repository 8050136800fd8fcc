import { type EntityManager } from '@mikro-orm/postgresql'
import { User } from '../../entities/user.ts'
import { badInput } from '../../errors.ts'
import { type DateRangeInput, WeekStart } from '../../schema/date-range-input.ts'
import { toRange } from './range.ts'

/** The conditions that were given: null and absent ask for nothing. */
export function given<Conditions extends object>(conditions: Conditions): Partial<Conditions> {
  const entries = Object.entries(conditions).filter(([, value]) => value != null)
  return Object.fromEntries(entries) as Partial<Conditions>
}

/** The number of a user; they begin at 1, so somebody nobody has heard of has nothing. */
export async function userNumber(
  em: EntityManager,
  externalId: string | null | undefined,
): Promise<number | undefined> {
  if (externalId == null) return undefined
  return (await em.findOne(User, { externalId }, { fields: ['no'] }))?.no ?? 0
}

/** The condition of a time in a range, whose days are those of UTC. */
export function within(range: DateRangeInput | null | undefined, asOf: Date) {
  if (!range) return undefined
  const { from, to } = toRange(range, { timeZone: 'UTC', weekStart: WeekStart.MONDAY }, asOf)
  return { $gte: from, $lt: to }
}

/** A mark that most rows lack: false asks for those without it, whether they say false or nothing. */
export function marked(column: string, isMarked: boolean | null | undefined): object {
  if (isMarked == null) return {}
  return isMarked ? { [column]: true } : { $or: [{ [column]: false }, { [column]: null }] }
}

/** @throws INVALID_TEXT when a text of the filter could not be stored, so that nothing can hold it */
export function checkTexts(filter: object): void {
  for (const [field, value] of Object.entries(filter))
    if (typeof value === 'string') checkText(value, field, `filter.${field}`)
}

/** @throws INVALID_TEXT likewise */
export function checkText(value: string | null | undefined, name: string, field = name): void {
  if (value != null && !isStorable(value))
    throw badInput('INVALID_TEXT', field, `${name} holds a NUL character or half a surrogate pair.`)
}

/** Whether anything can hold it: PostgreSQL would refuse or change any other text. */
export const isStorable = (value: string) => value.isWellFormed() && !value.includes('\0')

/** The enums of facts take any text, so that one bad fact is rejected and not its batch; a question is refused. */
export function checkChoice(value: unknown, name: string, choices: Record<string, string>): void {
  if (value == null || Object.values(choices).some(choice => choice === value)) return
  const names = Object.values(choices).join(', ')
  throw badInput('INVALID_CHOICE', `filter.${name}`, `${name} must be ${names}.`)
}
