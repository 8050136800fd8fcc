import { type IsMistakenId } from '../../checks/mistaken-id.ts'
import { textOf } from '../../checks/text.ts'
import { type Warning } from '../../checks/warning.ts'

type IdField = keyof typeof ignored

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
  return id !== null && isMistakenId(id) ? { id: null, warnings: [ignored[field]] } : { id, warnings: [] }
}

const ignored = {
  userId: {
    code: 'USER_ID_IGNORED',
    field: 'userId',
    message:
      'The event is stored without a user, because this userId stands for a missing id. Leave userId out if no user is ' +
      'known.',
  },
  anonymousId: {
    code: 'USER_ID_IGNORED',
    field: 'anonymousId',
    message:
      'The event is stored without this anonymousId, because it stands for a missing id. Leave it out if the visitor ' +
      'has none.',
  },
  sessionId: {
    code: 'SESSION_ID_IGNORED',
    field: 'sessionId',
    message:
      'The event is stored without a sessionId, because this one stands for a missing id. Leave sessionId out if there ' +
      'is no session.',
  },
} satisfies Record<string, Warning>
