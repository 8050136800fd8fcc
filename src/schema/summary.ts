import { Field, Float, ObjectType } from 'type-graphql'
import { Meta } from './meta.ts'
import { Count } from './scalars.ts'

@ObjectType({ description: 'The platform in a few numbers.' })
export class Summary {
  @Field(() => Count, { description: 'Facts of every kind in the range.' })
  totalEvents: number

  @Field(() => Count, {
    description: 'Users whose first fact ever happened before the end of the range; without a range, all.',
  })
  totalUsers: number

  @Field(() => Count, {
    description: 'Distinct users with at least one fact today, in the time zone asked for.',
  })
  activeUsersToday: number

  @Field(() => Count, { description: 'Distinct conversations with at least one fact in the range.' })
  totalConversations: number

  @Field(() => Count, { description: 'Messages in the range.' })
  totalMessages: number

  @Field(() => Count, { description: 'API calls in the range.' })
  totalApiCalls: number

  @Field(() => Float, {
    nullable: true,
    description: 'Mean duration of the API calls in the range, in milliseconds; null when there were none.',
  })
  avgResponseTimeMs: number | null

  @Field(() => Float, {
    nullable: true,
    description:
      'Failed API calls (status 400 and above) as a share of all, 0 to 1; null when there were none.',
  })
  errorRate: number | null

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
