import { describedEnum, type EnumOf } from '../schema/described-enum.ts'

/** A code is added here and in the table of docs/operations.md. */
export const ForwardingCode = describedEnum(
  'ForwardingCode',
  'The reason why a destination did not take rows, or why it was stopped.',
  {
    UNREACHABLE:
      'The server was not found, or refused, reset or could not secure the connection. Tried again.',
    TIMEOUT: 'The server did not answer within 30 seconds. Tried again.',
    RATE_LIMITED: 'The server answered 429. Tried again when it says, or after a growing pause.',
    SERVER_ERROR: 'The server answered 408, 421, 425 or 5xx. Tried again after a growing pause.',
    REFUSED: 'The server refused the row: 400, 409 or 422, or by naming it. It is a dead letter.',
    TOO_LARGE: 'The row alone is larger than the server takes. It is a dead letter.',
    UNAUTHORIZED: 'The server answered 401 or 403, so the destination was stopped. Give it another secret.',
    WRONG_ADDRESS:
      'The server answered a redirect, 404, 405, 410 or another status that no row causes; the destination was stopped.',
    ALL_REFUSED: 'The server has refused 100 rows in a row, so the destination was stopped.',
    ADDRESS_NOT_ALLOWED:
      'The host has no public address, or a private one beside it, so the destination was stopped.',
    SECRET_LOST:
      '`AUTH_SECRET_KEY` was changed, so that the secrets of the destination cannot be read. It was stopped; give them again.',
  },
)
export type ForwardingCode = EnumOf<typeof ForwardingCode>
