import { Field, ID, InputType } from 'type-graphql'
import { CohortsInput } from '../behavior/cohorts-input.ts'
import { FunnelInput } from '../behavior/funnel-input.ts'
import { LifecycleInput } from '../behavior/lifecycle.ts'
import { PathsInput } from '../behavior/paths.ts'
import { StickinessInput } from '../behavior/stickiness.ts'
import { OneOf } from '../one-of.ts'
import { TimeSeriesInput } from '../overview/time-series.ts'
import { ListInput } from './list-input.ts'
import { MeasureInput } from './measure-input.ts'
import { QueryQuestionInput } from './query-question-input.ts'
import { TopUsersInput } from './top-users-input.ts'

/**
 * Any question, as data: `ask` answers it, and everything that saves a question holds this input. It says nothing about
 * time: the range, the comparison and the calendar belong to the one who asks.
 */
@OneOf()
@InputType({
  description:
    'A question as data, exactly one of its kinds, such as `{ funnel: { steps: [{ event: "open" }, { event: "close" }] } }`. ' +
    'Its range, comparison and calendar are given beside it, when it is asked.',
})
export class QuestionInput {
  @Field(() => MeasureInput, {
    nullable: true,
    description:
      'Metrics as numbers, over time or broken down, such as `{ metrics: [{ name: costUsd }], by: [{ dimension: MODEL }] }`.',
  })
  measure?: MeasureInput | null

  @Field(() => FunnelInput, {
    nullable: true,
    description: 'The users who take a series of steps, as `funnel` answers it.',
  })
  funnel?: FunnelInput | null

  @Field(() => ID, {
    nullable: true,
    description: 'A funnel that is saved, by its `id`: `createFunnel` gave it, and changes apply at once.',
  })
  funnelId?: string | null

  @Field(() => CohortsInput, {
    nullable: true,
    description: 'Retention: the users who entered, and who came back, as `cohorts` answers it.',
  })
  cohorts?: CohortsInput | null

  @Field(() => ID, {
    nullable: true,
    description:
      'A retention table that is saved, by its `id`: `createCohorts` gave it, and changes apply at once.',
  })
  cohortsId?: string | null

  @Field(() => LifecycleInput, {
    nullable: true,
    description: 'New, returning and dormant users of each bucket, as `lifecycle` answers it.',
  })
  lifecycle?: LifecycleInput | null

  @Field(() => StickinessInput, {
    nullable: true,
    description: 'Users by the number of days on which they were active, as `stickiness` answers it.',
  })
  stickiness?: StickinessInput | null

  @Field(() => PathsInput, {
    nullable: true,
    description: 'The events right after or right before an event, as `paths` answers it.',
  })
  paths?: PathsInput | null

  @Field(() => TimeSeriesInput, {
    nullable: true,
    description: 'Measures of single events over time, as `timeSeries` answers it.',
  })
  timeSeries?: TimeSeriesInput | null

  @Field(() => TopUsersInput, { nullable: true, description: 'The users who rank highest by a number.' })
  topUsers?: TopUsersInput | null

  @Field(() => ListInput, { nullable: true, description: 'The first things of a list, such as messages.' })
  list?: ListInput | null

  @Field(() => QueryQuestionInput, {
    nullable: true,
    description:
      'A saved custom query. Its SQL says which time it is about, so the range beside it is not used. For administrators ' +
      'only, not for API keys.',
  })
  query?: QueryQuestionInput | null
}
