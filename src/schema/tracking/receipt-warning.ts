import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A warning about an event that is stored.', simpleResolvers: true })
export class ReceiptWarning {
  @Field(() => String, {
    description:
      'A stable code. `TOO_MANY_NEW_KEYS`: the project has sent more new property keys today than `MAX_NEW_KEYS`. ' +
      '`DIFFERENT_CONTENT`: the event is a duplicate, and the first one has other values.',
  })
  code: string

  @Field(() => String, {
    description: 'The field that the warning is about, such as `properties` or `eventId`.',
  })
  field: string

  @Field(() => String, { description: 'The change to make, as a sentence.' })
  message: string
}
