import { Field, InputType, Int } from 'type-graphql'
import { TopUsersBy } from '../users/top-users.ts'
import { NarrowedInput } from './narrowed-input.ts'

@InputType({ description: 'The ranking of users, such as `{ by: COST, first: 5 }`.' })
export class TopUsersInput extends NarrowedInput {
  @Field(() => TopUsersBy, {
    defaultValue: TopUsersBy.ACTIVITY,
    description: 'The number that decides the rank, such as `COST`; the highest comes first.',
  })
  by: TopUsersBy

  @Field(() => Int, { defaultValue: 10, description: 'The number of users, 1 to 1,000.' })
  first: number
}
