import { isStorable, notStorable } from '../checks/text.ts'
import { badInput } from '../errors.ts'
import { type NewDefinition } from '../schema/definition.ts'

const longest = { name: 100, description: 1_000 }

/** @throws INVALID_NAME, TOO_LONG, INVALID_TEXT */
export function checkTexts({ name, description }: { [Text in keyof NewDefinition]?: string | null }): void {
  if (name != null && !name.trim()) throw badInput('INVALID_NAME', 'name', 'name must not be empty.')
  checkText('name', name)
  checkText('description', description)
}

function checkText(field: keyof typeof longest, value: string | null | undefined): void {
  if (value == null) return
  if (value.length > longest[field])
    throw badInput('TOO_LONG', field, `${field} may have at most ${longest[field]} characters.`)
  if (!isStorable(value)) throw badInput('INVALID_TEXT', field, notStorable(field))
}
