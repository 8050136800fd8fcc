import { isStorable } from '../../checks/text.ts'
import { badInput } from '../../errors.ts'
import { type BreakdownInput } from '../../schema/users/audience.ts'

const longestKey = 500

/** @throws INVALID_BREAKDOWN unless the key of the breakdown can exist */
export function checkBreakdown(by: BreakdownInput, field: string): void {
  const text = by.dimension ?? by.property ?? by.trait
  if (!text || text.length > longestKey || !isStorable(text))
    throw badInput(
      'INVALID_BREAKDOWN',
      field,
      `The key of a property or trait must have 1 to ${longestKey} well-formed characters.`,
    )
}
