import { ArgsType, Field, Float, InputType, Int, InterfaceType, ObjectType } from 'type-graphql'
import { Dimension } from '../filter-input.ts'
import { Meta } from '../meta.ts'
import { OneOf } from '../one-of.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count } from '../scalars.ts'

@OneOf()
@InputType({
  description: 'The breakdown of users: exactly one of `dimension`, `property` and `trait`.',
})
export class BreakdownInput {
  @Field(() => Dimension, {
    nullable: true,
    description: 'A dimension of the users’ events, such as `CHANNEL`.',
  })
  dimension?: Dimension | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a property of the users’ events, such as `plan`; `address.city` is `city` inside `address`.',
  })
  property?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key of a user trait, such as `plan`. The current value counts, also for earlier events.',
  })
  trait?: string | null
}

@ArgsType()
export class AudienceArgs extends QuestionArgs {
  @Field(() => BreakdownInput, {
    description: 'The breakdown of the users, such as `{ dimension: CHANNEL }`.',
  })
  by: BreakdownInput

  @Field(() => Int, {
    defaultValue: 50,
    description: 'The number of breakdown values, 1 to 1,000, the largest first.',
  })
  first: number
}

@InterfaceType({ description: 'Active users in numbers: all of them, or those with one breakdown value.' })
abstract class AudienceMeasures {
  @Field(() => Count, { description: 'Distinct users who were active.' })
  users: number

  @Field(() => Count, { description: 'Active users whose first active event ever lies in the range.' })
  newUsers: number

  @Field(() => Count, { description: 'Active users who had been active before the range.' })
  returningUsers: number

  @Field(() => Count, { description: 'The number of events of these users, of every kind.' })
  events: number

  @Field(() => Count, { description: 'Messages from and to these users in the range, of every role.' })
  messages: number
}

@ObjectType({
  description: 'The numbers of all users who were active in the range.',
  implements: AudienceMeasures,
})
export class AudienceTotal extends AudienceMeasures {}

@ObjectType({
  description:
    'The users with one breakdown value. With a property or dimension, a user can have several values.',
  implements: AudienceMeasures,
})
export class AudienceGroup extends AudienceMeasures {
  @Field(() => String, {
    nullable: true,
    description: 'The breakdown value; null for users without a value.',
  })
  value: string | null

  @Field(() => Float, { nullable: true, description: 'The users as a share of all active users, 0 to 1.' })
  share: number | null
}

@ObjectType({ description: 'Active users, broken down by a dimension, property or trait.' })
export class Audience {
  @Field(() => [AudienceGroup], { description: 'The breakdown values, the one with the most users first.' })
  groups: AudienceGroup[]

  @Field(() => Count, {
    description:
      'Different values in the range, listed or not: more than `groups` shows if `first` is smaller.',
  })
  groupCount: number

  @Field(() => Count, {
    description: 'Distinct users of the values that are not listed; a user may also have a listed value.',
  })
  otherUsers: number

  @Field(() => AudienceTotal, { description: 'The numbers of all active users, each user counted once.' })
  total: AudienceTotal

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
