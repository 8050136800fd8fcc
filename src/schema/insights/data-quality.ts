import { Field, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Count } from '../scalars.ts'
import { Noticed } from './noticed.ts'

export const DataProblem = describedEnum(
  'DataProblem',
  'Something about events that makes numbers less exact.',
  {
    UNPRICED_CALLS: 'Uses of models have no price: the cost leaves them out.',
    LATE_EVENTS: 'Events arrived more than a day after they happened: the numbers of past days have changed.',
    REJECTED_EVENTS: 'Events were rejected while the range was under way: no number has them.',
    CLOCK_AHEAD: 'Events have times after their arrival: the clocks of their senders are ahead.',
  },
)
export type DataProblem = EnumOf<typeof DataProblem>

@ObjectType({ description: 'A weakness of the data behind the numbers of the range.' })
export class DataQuality extends Noticed {
  @Field(() => DataProblem, { description: 'The problem, such as `UNPRICED_CALLS`.' })
  problem: DataProblem

  @Field(() => Count, { description: 'The number of events that have it, such as 120.' })
  events: number

  @Field(() => Count, {
    description: 'The number of events that could have it, such as 2,400 uses of models.',
  })
  of: number
}
