import { type IsMistakenId } from '../checks/mistaken-id.ts'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'

/**
 * The id of a user or visitor whose traits or links are stored. Unlike an event, they are of no use without the id.
 * @throws Rejection for a text that cannot be an id, INVALID_USER_ID for an id that stands for a missing one
 */
export function idOf(
  sent: string | null | undefined,
  field: string,
  isMistakenId: IsMistakenId,
): string | null {
  const id = textOf(sent, field, 255)
  if (id === null || !isMistakenId(id)) return id
  throw new Rejection(
    'INVALID_USER_ID',
    field,
    `This ${field} stands for a missing id. Send it once the id of the user is known.`,
  )
}
