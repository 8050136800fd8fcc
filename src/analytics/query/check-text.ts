import { badInput } from '../../errors.ts'

/** @throws INVALID_TEXT when the text could not be stored, so that no row can have it */
export function checkText(value: string | null | undefined, name: string, field = name): void {
  if (value != null && !isStorable(value))
    throw badInput('INVALID_TEXT', field, `${name} holds a NUL character or half a surrogate pair.`)
}

/** Whether PostgreSQL can store the text: any other text would be refused or changed. */
export const isStorable = (value: string) => value.isWellFormed() && !value.includes('\0')
