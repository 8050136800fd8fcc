import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { Dimension } from '../filter-input.ts'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count } from '../scalars.ts'

@InputType({
  description: 'What to tell users apart by: exactly one of `dimension`, `property` and `trait`.',
})
export class BreakdownInput {
  @Field(() => Dimension, { nullable: true, description: 'A dimension of what they did, such as `CHANNEL`.' })
  dimension?: Dimension | null

  @Field(() => String, {
    nullable: true,
    description:
      'A property of what they did by its key, such as `plan`; `address.city` is `city` inside `address`.',
  })
  property?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'A trait that `identify` told of them by its key, such as `plan`. It is the one they have now, whenever they ' +
      'were active.',
  })
  trait?: string | null
}

@ArgsType()
export class AudienceArgs extends QuestionArgs {
  @Field(() => BreakdownInput, {
    description: 'What to tell users apart by, such as `{ dimension: CHANNEL }`.',
  })
  by: BreakdownInput

  @Field(() => Int, { defaultValue: 50, description: 'How many groups, 1 to 1,000, the largest first.' })
  first: number
}

@ObjectType({ description: 'All users who were active in the range.' })
export class AudienceTotal {
  @Field(() => Count, { description: 'Distinct users who were active.' })
  users: number

  @Field(() => Count, { description: 'Of them, those whose first activity ever happened in the range.' })
  newUsers: number

  @Field(() => Count, { description: 'Of them, those who had been active before the range.' })
  returningUsers: number

  @Field(() => Count, { description: 'What they did: facts of every kind.' })
  events: number

  @Field(() => Count, { description: 'Their messages.' })
  messages: number
}

@ObjectType({
  description: 'Users with something in common. By a property or dimension, a user may be in several.',
})
export class AudienceGroup extends AudienceTotal {
  @Field(() => String, {
    nullable: true,
    description: 'What they have in common; null when it was not given.',
  })
  value: string | null

  @Field(() => Float, { nullable: true, description: 'Its users as a share of all active users, 0 to 1.' })
  share: number | null
}

@ObjectType({ description: 'Who uses the platform.' })
export class Audience {
  @Field(() => [AudienceGroup], { description: 'The groups, the one with the most users first.' })
  groups: AudienceGroup[]

  @Field(() => Count, { description: 'How many groups there are, those that are not shown included.' })
  groupCount: number

  @Field(() => Count, {
    description: 'Distinct users in the groups that are not shown; some may be in shown ones, too.',
  })
  otherUsers: number

  @Field(() => AudienceTotal, { description: 'All active users together, each counted once.' })
  total: AudienceTotal

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
