import { Field, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Count, DateTime } from '../scalars.ts'
import { Noticed } from './noticed.ts'

export const MilestoneTotal = describedEnum('MilestoneTotal', 'The total that passed a round number.', {
  USERS: 'All users since the beginning, each at their first event.',
  CONVERSATIONS: 'All conversations since the beginning, each at its start.',
  EVENTS: 'All events since the beginning.',
})
export type MilestoneTotal = EnumOf<typeof MilestoneTotal>

@ObjectType({
  description:
    'A total that passed a round number in the range: 1, 2 or 5 times a power of ten, from 100 on, such as 20,000 users.',
})
export class Milestone extends Noticed {
  @Field(() => MilestoneTotal, { description: 'The total, such as `USERS`.' })
  total: MilestoneTotal

  @Field(() => Count, { description: 'The round number, such as 20,000.' })
  reached: number

  @Field(() => DateTime, {
    description: 'The time of the event with which the total reached it, such as `2026-01-31T09:12:00Z`.',
  })
  at: Date
}
