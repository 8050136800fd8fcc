import { isStorable } from '../../checks/text.ts'
import { raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { isActivity } from '../../entities/event-conditions.ts'
import { badInput } from '../../errors.ts'
import { CountedUnit, type UnitInput } from '../../schema/behavior/counted-unit.ts'
import { isActive } from './active.ts'
import { propertyOf } from './dimensions.ts'

/** What a question counts, as SQL over an event. */
export interface Unit {
  /** The unit of the event: a number for a user, otherwise a text. */
  key: Sql
  /** The event belongs to a unit. */
  isIn: Sql
  /** The event makes its unit active, if it belongs to one. */
  isActive: Sql
}

const longestKey = 500

/** @throws INVALID_UNIT unless a property is named with PROPERTY, and only then */
export function checkUnit({ unit, unitProperty }: UnitInput): void {
  const invalid = (message: string) => badInput('INVALID_UNIT', 'unitProperty', message)
  if ((unit === CountedUnit.PROPERTY) !== (unitProperty != null))
    throw invalid('unitProperty must be set with unit PROPERTY, and not without it.')
  if (
    unitProperty != null &&
    !(unitProperty && unitProperty.length <= longestKey && isStorable(unitProperty))
  )
    throw invalid(`The key of a property must have 1 to ${longestKey} well-formed characters.`)
}

export const isOfUsers = ({ unit }: UnitInput): boolean => unit === CountedUnit.USER

export const unitOf = (input: UnitInput): Unit => units[input.unit](input)

const units = {
  [CountedUnit.USER]: () => ({ key: sql`user_no`, isIn: sql`user_no != 0`, isActive }),
  [CountedUnit.CONVERSATION]: () => unitOfText(sql`conversation_id`),
  [CountedUnit.PROPERTY]: ({ unitProperty }) => unitOfText(propertyOf(unitProperty!)),
} satisfies Record<CountedUnit, (input: UnitInput) => Unit>

/** A unit is active by the events of users and by those of nobody. */
const unitOfText = (key: Sql): Unit => ({
  key,
  isIn: sql`${key} != ''`,
  isActive: sql`(${raw(isActivity)})`,
})

/**
 * The users behind units, each once, as rows with `user_no`. For users these are the units themselves.
 * @param counted a statement with a row for each unit, as `unit`
 * @param events the events that the units were counted from
 */
export function usersOfUnits(input: UnitInput, counted: Sql, events: Sql): Sql {
  if (isOfUsers(input)) return sql`select unit as user_no from (${counted})`
  return sql`select distinct user_no from ${events} and user_no != 0 and ${unitOf(input).key} in (select unit from (${counted}))`
}
