import { isStorable } from '../../checks/text.ts'
import { badInput } from '../../errors.ts'
import { type BreakdownInput } from '../../schema/users/audience.ts'

const longestKey = 500

/** @throws INVALID_BREAKDOWN unless the breakdown is exactly one dimension, property or trait that can exist */
export function checkBreakdown(by: BreakdownInput, field: string): void {
  const invalid = (message: string) => badInput('INVALID_BREAKDOWN', field, message)
  const given = Object.values(by).filter(value => value != null)
  if (given.length !== 1) throw invalid(`${field} must have exactly one of dimension, property and trait.`)
  const [text] = given as [string]
  if (!text || text.length > longestKey || !isStorable(text))
    throw invalid(`The key of a property or trait must have 1 to ${longestKey} well-formed characters.`)
}
