import { Field, ObjectType } from 'type-graphql'
import { type Warning } from '../../checks/warning.ts'

@ObjectType({ description: 'A warning about an event that is stored.', simpleResolvers: true })
export class ReceiptWarning implements Warning {
  @Field(() => String, {
    description:
      'A stable code. `TOO_MANY_NEW_KEYS`: the project has sent more new property keys today than `MAX_NEW_KEYS`. ' +
      '`DIFFERENT_CONTENT`: the event is a duplicate, and the first one has other values. `USER_ID_IGNORED`, ' +
      '`SESSION_ID_IGNORED`: the id stands for a missing one, such as `null`, and was left out. `CLOCK_CORRECTED`: the ' +
      'times of the event were corrected by `sentAt`. `KNOWN_USER`, `LINKED_TO_ANOTHER`: `anonymousId` was not linked ' +
      'to the user.',
  })
  code: string

  @Field(() => String, {
    description: 'The field that the warning is about, such as `properties` or `eventId`.',
  })
  field: string

  @Field(() => String, { description: 'The change to make, as a sentence.' })
  message: string
}
