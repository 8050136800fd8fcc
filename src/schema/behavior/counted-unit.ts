import { describedEnum, type EnumOf } from '../described-enum.ts'

export const CountedUnit = describedEnum(
  'CountedUnit',
  'The owner of the events that make up one sequence and count once: a user, a session, a conversation or a property value.',
  {
    USER: 'A user. Events without a user do not count.',
    CONVERSATION:
      'A conversation: the events with the same `conversationId`. Events without one do not count.',
    PROPERTY:
      'A value of the property `unitProperty`, such as a company: the events that have the value. Events without a value ' +
      'do not count.',
  },
)
export type CountedUnit = EnumOf<typeof CountedUnit>

/** The unit of a question, as its input names it. */
export interface UnitInput {
  unit: CountedUnit
  unitProperty?: string | null
}

/** The options of the two fields of an input that name its unit. */
export const unitFields = {
  unit: {
    defaultValue: CountedUnit.USER,
    description:
      'The unit that enters, returns or is active, and is counted wherever the answer says users: `USER`, ' +
      '`CONVERSATION` or `PROPERTY`. For other units than users an event without a user counts too, and lists have the ' +
      'known users of the units.',
  },
  unitProperty: {
    nullable: true,
    description:
      'The key of the property whose values are counted, such as `company`; `address.city` is `city` inside `address`. ' +
      'Required with `unit: PROPERTY`, and only then.',
  },
} as const
