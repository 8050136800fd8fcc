import { isStorable, notStorable } from '../../checks/text.ts'
import { badInput } from '../../errors.ts'

/** @throws INVALID_TEXT when the text could not be stored, so that no row can have it */
export function checkText(value: string | null | undefined, name: string, field = name): void {
  if (value != null && !isStorable(value)) throw badInput('INVALID_TEXT', field, notStorable(name))
}
