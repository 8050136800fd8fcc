import { type IsMistakenId } from '../../checks/mistaken-id.ts'
import { textOf } from '../../checks/text.ts'
import { type Warning } from '../../checks/warning.ts'
import { type WarningCode } from '../../codes/warning-code.ts'

/** The code of the warning about an id that is left out, by its field. */
const codes = {
  userId: 'USER_ID_IGNORED',
  anonymousId: 'USER_ID_IGNORED',
  sessionId: 'SESSION_ID_IGNORED',
} satisfies Record<string, WarningCode>
type IdField = keyof typeof codes

/**
 * An id of a user, visitor or session as it is stored. An id that is a mistake, such as `null`, is left out with a warning.
 * @throws Rejection for a text that cannot be an id
 */
export function usableId(
  sent: string | null | undefined,
  field: IdField,
  isMistakenId: IsMistakenId,
): { id: string | null; warnings: Warning[] } {
  const id = textOf(sent, field, 255)
  return id !== null && isMistakenId(id) ? { id: null, warnings: [ignored(field)] } : { id, warnings: [] }
}

const ignored = (field: IdField): Warning => ({
  code: codes[field],
  field,
  message: `The event is stored without the ${field}, because it stands for a missing id. Leave ${field} out if there is none.`,
})
