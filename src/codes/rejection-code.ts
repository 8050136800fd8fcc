import { describedEnum, type EnumOf } from '../schema/described-enum.ts'

/** The codes of rejected events, which mutations with `userErrors` use for the same mistakes. */
export const rejections = {
  REQUIRED: 'A field that is required is missing or blank, such as `name`.',
  INVALID_TYPE: 'The value is of another type than its field, such as an object for a text.',
  UNKNOWN_FIELD: 'The input has no field of this name; `field` names it, as it was spelt.',
  TOO_LONG: 'A text or a key is longer than its limit.',
  INVALID_TEXT: 'The text contains a NUL character, a control character or half a surrogate pair.',
  INVALID_TIMESTAMP: 'The time is no real instant in RFC 3339 with a zone, such as `2026-01-31T09:30:00Z`.',
  EXPIRED: 'The event is older than the project keeps events, or lies on a day whose numbers are final.',
  QUOTA_EXCEEDED:
    'The project has sent, or has in files, as much as its limits allow; for events until the next day of UTC.',
  TIMESTAMP_OUT_OF_RANGE: 'The time is before 1970 or too far ahead.',
  PROPERTIES_TOO_LARGE: 'The JSON object has more than 32 kB.',
  PROPERTIES_TOO_DEEP: 'The JSON object has more than 8 levels.',
  PROPERTIES_TOO_MANY_KEYS: 'The JSON object has more than 255 keys.',
  INVALID_NUMBER: 'The number cannot be read, is no whole number, or has more digits than can be kept.',
  INVALID_CHOICE: 'The value is none of the values of its enum.',
  INVALID_ADDRESS: 'The text is no IP address, such as `203.0.113.7`.',
  INVALID_USER_ID: 'The id stands for a missing one, such as `null` or `guest`.',
  EXACTLY_ONE: 'Of several fields exactly one must be given, and none or more are.',
  OUT_OF_RANGE: 'The number is below or above its limits.',
  OUT_OF_ORDER:
    'A time lies before another one that it must follow, such as the end of a conversation before its start.',
  TOO_MANY: 'A list or the project would have more items than allowed.',
  SAME_ID: '`alias` got the same id twice; a visitor cannot be linked to itself.',
  KNOWN_USER: 'The link would merge two known users.',
  LINKED_TO_ANOTHER: 'The visitor is linked to another user already.',
} as const

export const RejectionCode = describedEnum(
  'RejectionCode',
  'The reason why an event was rejected. Correct the event before you send it again.',
  rejections,
)
export type RejectionCode = EnumOf<typeof RejectionCode>
