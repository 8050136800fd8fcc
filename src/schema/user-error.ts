import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'What is wrong with the input of a mutation.' })
export class UserError {
  @Field(() => String, { description: 'A stable code, such as `TOO_LONG`.' })
  code: string

  @Field(() => String, { description: 'The field of the input that is wrong.' })
  field: string

  @Field(() => String, { description: 'What to change, in a sentence.' })
  message: string
}
