import { Field, Float, Int, InterfaceType, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { type Connection } from '../connection.ts'
import { Meta } from '../meta.ts'
import { type PageArgs } from '../page-args.ts'
import { Count, DateTime, Decimal } from '../scalars.ts'
import { type User } from '../users/user.ts'

/** Users who can be listed: `list` reads them from the statement that counted them. */
export interface Listed {
  list(args: PageArgs): Promise<Connection<User>>
}

@InterfaceType({ description: 'Retention in numbers: of one cohort, or of several together.' })
abstract class RetentionMeasures {
  @Field(() => Count, {
    description: 'Users of the cohort with a return event in the column, each counted once; at most `size`.',
  })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: 'The users as a share of the cohort, 0 to 1; null if the cohort is empty.',
  })
  rate: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The sum or mean over the return events of the users; null if the question has no `value`, or nothing to average.',
  })
  value: string | null
}

/** A subset of the users of a cohort. */
@ObjectType({
  description: 'The users of a cohort who returned in the bucket of their entry.',
  implements: RetentionMeasures,
})
export class CohortReturn extends RetentionMeasures implements Listed {
  @Field(() => Boolean, {
    description: 'Whether the column is over for the whole cohort, so that only late events can change it.',
  })
  isComplete: boolean

  list: Listed['list']
}

@ObjectType({
  description: 'One cell of the retention table: the users of a cohort who were retained in a column.',
})
export class CohortCell extends CohortReturn {
  @Field(() => Int, {
    description: 'The number of the column; 0 is the column of the entry, with the whole cohort.',
  })
  period: number

  @Field(() => Int, {
    description: 'The first interval of the column, counted from the interval of the entry (0).',
  })
  startOffset: number

  @Field(() => Int, {
    description: 'The first interval after the column, counted from the interval of the entry.',
  })
  endOffset: number
}

@ObjectType({ description: 'One row of the retention table: the cohort of users who entered in one bucket.' })
export class CohortRow implements Listed {
  @Field(() => DateTime, {
    description:
      'The start of the bucket (inclusive): midnight in the zone of the question for a day, such as `2026-01-31T00:00:00Z`.',
  })
  start: Date

  @Field(() => DateTime, { description: 'The end of the bucket (exclusive): the `start` of the next one.' })
  end: Date

  @Field(() => Count, { description: 'The number of users who entered.' })
  size: number

  cells: CohortCell[]

  @Field(() => CohortReturn, {
    description: 'The users who returned in the bucket of their entry, at least one millisecond after it.',
  })
  returnedInEntryBucket: CohortReturn

  list: Listed['list']
}

@ObjectType({
  description: 'One column pooled over all cohorts in which the column is complete.',
  implements: RetentionMeasures,
})
export class CohortAverage extends RetentionMeasures {
  @Field(() => Int, { description: 'The number of the column; 0 is the column of the entry.' })
  period: number

  @Field(() => Int, {
    description: 'The first interval of the column, counted from the interval of the entry (0).',
  })
  startOffset: number

  @Field(() => Int, {
    description: 'The first interval after the column, counted from the interval of the entry.',
  })
  endOffset: number

  @Field(() => Count, { description: 'The users of all cohorts in which the column is complete.' })
  size: number

  @Field(() => Count, { description: 'The users of these cohorts who were retained.' })
  override users: number

  @Field(() => Float, {
    nullable: true,
    description: '`users` ÷ `size`, 0 to 1; null if no complete cell has users.',
  })
  override rate: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The sum or mean over the return events of these users; null if the question has no `value`.',
  })
  override value: string | null
}

/** The retention table of all users, or of one breakdown value. */
@ObjectType()
export abstract class CohortTable {
  @Field(() => Count, {
    description: 'The number of entries; a user of several cohorts counts once for each.',
  })
  size: number

  rows: CohortRow[]

  @Field(() => [CohortAverage], { description: 'Each column pooled over its complete cells: users ÷ size.' })
  average: CohortAverage[]
}

@ObjectType({ description: 'The cohorts of the users whose target event has one breakdown value.' })
export class CohortGroup extends CohortTable {
  @Field(() => String, {
    nullable: true,
    description:
      'The breakdown value; null for users without a value, and for the group of all other values.',
  })
  value: string | null

  @Field(() => Boolean, {
    description:
      'True for one group at most: all values beyond `first` together, in which each user counts once.',
  })
  isOther: boolean
}

@ObjectType({ description: 'Retention: the users who returned, by the time of their entry.' })
export class Cohorts extends CohortTable {
  @Field(() => [CohortGroup], {
    description:
      'The same table for each breakdown value, the largest first and the group of other values last; empty without ' +
      '`breakdown`.',
  })
  groups: CohortGroup[]

  @Field(() => Cohorts, {
    nullable: true,
    description:
      'The table of the users who entered in the range in `compare`, with as many columns; null without `compare`.',
  })
  previous: Cohorts | null

  @Field(() => [Change], {
    description:
      'The change of `size`, if it is selected, from the range in `compare`; empty without `compare`.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
