import { checkLength, checkName } from '../analytics/query/check-text.ts'
import { checkAll } from '../checks/collect.ts'
import { type NewDefinition } from '../schema/definition.ts'

/** @throws INVALID_NAME, TOO_LONG, INVALID_TEXT */
export function checkWords({ name, description }: { [Word in keyof NewDefinition]?: string | null }): void {
  checkAll(
    () => checkName(name),
    () => checkLength(description, 'description', 1_000),
  )
}
