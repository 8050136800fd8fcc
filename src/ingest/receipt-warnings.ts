import { type ReceiptWarning } from '../schema/tracking/receipt-warning.ts'

export const tooManyNewKeys: ReceiptWarning = {
  code: 'TOO_MANY_NEW_KEYS',
  field: 'properties',
  message:
    'The event is stored. It has more new property keys than a project may send in a day: put a text that ' +
    'varies, such as an id, into a value and not into a key.',
}

export const differentContent: ReceiptWarning = {
  code: 'DIFFERENT_CONTENT',
  field: 'eventId',
  message:
    'The log has an event of this kind with this id and other values, which stays as it is. Give each event an id of ' +
    'its own; to correct an event, send another one.',
}
