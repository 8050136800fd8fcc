import { Field, ObjectType } from 'type-graphql'
import { UserErrorCode } from '../codes/user-error-code.ts'

@ObjectType({ description: 'A problem with the input of a mutation.' })
export class UserError {
  @Field(() => UserErrorCode, { description: 'The reason why the value is refused, such as `TOO_LONG`.' })
  code: UserErrorCode

  @Field(() => String, { description: 'The field of the input that is wrong, such as `name`.' })
  field: string

  @Field(() => String, { description: 'The change to make, as a sentence.' })
  message: string

  @Field(() => [String], {
    description:
      'The way to the value in the arguments, as keys and positions from 0, such as `["input", "funnel", "steps", "2", "event"]`. ' +
      'It ends at the last part that was sent.',
  })
  path: string[]
}
