import { describedEnum, type EnumOf } from '../schema/described-enum.ts'

/** A code is added here and in the table of docs/operations.md. */
export const DeliveryCode = describedEnum('DeliveryCode', 'The reason why a message was not delivered.', {
  NOT_CONFIGURED: '`SMTP_URL` is not set. A run of a report is kept and can be read.',
  ADDRESS_NOT_ALLOWED: 'The host of the webhook has no public address, or a private one beside it.',
  UNREACHABLE: 'The server was not found, or refused, reset or could not secure the connection.',
  TIMEOUT: 'The server did not answer in time: 15 seconds for a webhook, 60 seconds for a mail.',
  REFUSED: 'The server answered with a refusal: a status other than 2xx, or a reply of 4xx or 5xx to a mail.',
  CANCELLED: 'The job that sends the message was cancelled, or failed.',
  UNSUBSCRIBED:
    'The reader of the mail has unsubscribed from the report; `resubscribeRecipient` sends to them again.',
  GONE: 'The webhook answered 410: a saved one is disabled, one of a report gets nothing more of this run.',
  DISABLED: 'The webhook was disabled before the message was delivered. `redeliver` sends it again.',
  SECRET_LOST:
    '`AUTH_SECRET_KEY` was changed, so that the secret of the webhook cannot be read. Make another one.',
})
export type DeliveryCode = EnumOf<typeof DeliveryCode>
