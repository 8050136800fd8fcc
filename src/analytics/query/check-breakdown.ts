import { isStorable } from '../../checks/text.ts'
import { badInput } from '../../errors.ts'
import { type BreakdownInput } from '../../schema/users/audience.ts'

const longestKey = 500

/** @throws INVALID_BREAKDOWN for the key of a property or trait that cannot exist */
export function checkBreakdown({ dimension, property, trait }: BreakdownInput, field: string): void {
  const text = dimension ?? property ?? trait
  if (!text || text.length > longestKey || !isStorable(text))
    throw badInput(
      'INVALID_BREAKDOWN',
      field,
      `The key of a property or trait must have 1 to ${longestKey} well-formed characters.`,
    )
}
