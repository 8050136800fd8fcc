import { type EntityManager } from '@mikro-orm/postgresql'
import { checkText } from '../analytics/query/check-text.ts'
import { toRange } from '../analytics/query/range.ts'
import { User } from '../entities/user.ts'
import { type DateRangeInput, WeekStart } from '../schema/date-range-input.ts'

/** The conditions that are given. Null means the same as absent. */
export function given<Conditions extends object>(conditions: Conditions): Partial<Conditions> {
  const entries = Object.entries(conditions).filter(([, value]) => value != null)
  return Object.fromEntries(entries) as Partial<Conditions>
}

/**
 * The condition on the number of the user of a row, by any id of the user; 0 for an unknown user, since numbers begin at 1
 * and no row has 0. Rows of a visitor who was linked a moment ago may still have the number of the visitor.
 */
export async function userNumber(
  em: EntityManager,
  externalId: string | null | undefined,
): Promise<number | { $in: number[] } | undefined> {
  if (externalId == null) return undefined
  const found = await em.findOne(User, { externalId }, { fields: ['no', 'linkedTo'] })
  if (!found) return 0
  const no = found.linkedTo ?? found.no
  const waiting = await em.execute<{ no: number }[]>(
    `select visitor_no as no from waiting_links join users on users.no = visitor_no where linked_to = ?`,
    [no],
  )
  return waiting.length ? { $in: [no, ...waiting.map(visitor => visitor.no)] } : no
}

/** The condition that a time lies in a range of days in UTC. */
export function within(range: DateRangeInput | null | undefined, asOf: Date) {
  if (!range) return undefined
  const { from, to } = toRange(range, { timeZone: 'UTC', weekStart: WeekStart.MONDAY }, asOf)
  return { $gte: from, $lt: to }
}

/** A condition on a flag that is null in most rows: false finds false and null. */
export function marked(column: string, isMarked: boolean | null | undefined): object {
  if (isMarked == null) return {}
  return isMarked ? { [column]: true } : { $or: [{ [column]: false }, { [column]: null }] }
}

/** @throws INVALID_TEXT for a text in the filter that cannot be stored and so matches no row */
export function checkTexts(filter: object): void {
  for (const [field, value] of Object.entries(filter))
    if (typeof value === 'string') checkText(value, field, `filter.${field}`)
}
