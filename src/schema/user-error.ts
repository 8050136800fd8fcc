import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A problem with the input of a mutation.' })
export class UserError {
  @Field(() => String, { description: 'A stable code, such as `TOO_LONG`.' })
  code: string

  @Field(() => String, { description: 'The field of the input that is wrong, such as `name`.' })
  field: string

  @Field(() => String, { description: 'The change to make, as a sentence.' })
  message: string
}
