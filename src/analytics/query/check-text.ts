import { isStorable, notStorable } from '../../checks/text.ts'
import { badInput } from '../../errors.ts'

/** @throws INVALID_TEXT when the text could not be stored, so that no row can have it */
export function checkText(value: string | null | undefined, name: string, field = name): void {
  if (value != null && !isStorable(value)) throw badInput('INVALID_TEXT', field, notStorable(name))
}

/** Checks a text to be stored. @throws TOO_LONG, INVALID_TEXT */
export function checkLength(value: string | null | undefined, field: string, most: number): void {
  if (value != null && value.length > most)
    throw badInput('TOO_LONG', field, `${field} may have at most ${most} characters.`)
  checkText(value, field)
}

/** Checks the name of a thing that the project stores. @throws INVALID_NAME, TOO_LONG, INVALID_TEXT */
export function checkName(name: string | null | undefined): void {
  if (name != null && !name.trim()) throw badInput('INVALID_NAME', 'name', 'name must not be empty.')
  checkLength(name, 'name', 100)
}
