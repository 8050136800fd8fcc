import { Field, Float, Int, ObjectType } from 'type-graphql'
import { type Connection } from '../connection.ts'
import { Meta } from '../meta.ts'
import { type PageArgs } from '../page-args.ts'
import { Count, DateTime, Decimal } from '../scalars.ts'
import { type User } from '../users/user.ts'

/** Users who can be listed: `list` reads them from the statement that they were counted from. */
export interface Listed {
  list(args: PageArgs): Promise<Connection<User>>
}

/** Some of a cohort’s users. */
@ObjectType({ description: 'Users of a cohort who returned in the bucket of their entry.' })
export class CohortReturn implements Listed {
  @Field(() => Count, { description: 'Users who returned.' })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: 'Share of the cohort, 0 to 1; null when nobody entered.',
  })
  rate: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The sum or mean over their return events, if one was asked for; null where there is nothing to average.',
  })
  value: string | null

  @Field(() => Boolean, { description: 'Whether the column has ended for the whole cohort.' })
  isComplete: boolean

  list: Listed['list']
}

@ObjectType({ description: 'The users of a cohort who were retained in a column.' })
export class CohortCell extends CohortReturn {
  @Field(() => Int, { description: 'Which column; 0 is that of the entry, with the whole cohort.' })
  period: number

  @Field(() => Int, { description: 'The first interval of the column, counted from that of the entry.' })
  startOffset: number

  @Field(() => Int, { description: 'The first interval after the column.' })
  endOffset: number
}

@ObjectType({ description: 'The users who entered in one bucket.' })
export class CohortRow implements Listed {
  @Field(() => DateTime, { description: 'The start of the bucket.' })
  start: Date

  @Field(() => DateTime, { description: 'The first instant after the bucket.' })
  end: Date

  @Field(() => Count, { description: 'Users who entered.' })
  size: number

  cells: CohortCell[]

  @Field(() => CohortReturn, {
    description: 'Who returned in the bucket of their entry, at least a millisecond after it.',
  })
  returnedInEntryBucket: CohortReturn

  list: Listed['list']
}

@ObjectType({ description: 'A column over all cohorts in which it is complete, their users added up.' })
export class CohortAverage {
  @Field(() => Int, { description: 'Which column; 0 is that of the entry.' })
  period: number

  @Field(() => Int, { description: 'The first interval of the column, counted from that of the entry.' })
  startOffset: number

  @Field(() => Int, { description: 'The first interval after the column.' })
  endOffset: number

  @Field(() => Count, { description: 'Users of the cohorts in which the column is complete.' })
  size: number

  @Field(() => Count, { description: 'Those of them who were retained.' })
  users: number

  @Field(() => Float, {
    nullable: true,
    description: '`users` as a share of `size`, 0 to 1; null when there is no complete cell with users.',
  })
  rate: number | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'The sum or mean over all their return events, if one was asked for.',
  })
  value: string | null
}

/** Cohorts as a table: all users, or those of one group. */
@ObjectType()
export abstract class CohortTable {
  @Field(() => Count, { description: 'Users who entered, a user of several cohorts once for each.' })
  size: number

  rows: CohortRow[]

  @Field(() => [CohortAverage], { description: 'The columns over all complete cells, pooled: users ÷ size.' })
  average: CohortAverage[]
}

@ObjectType({ description: 'The cohorts of users whose target event had the same value.' })
export class CohortGroup extends CohortTable {
  @Field(() => String, {
    nullable: true,
    description: 'The value; null when it was not given, and for the group of all others.',
  })
  value: string | null

  @Field(() => Boolean, { description: 'Whether this is the group of all values that are not shown.' })
  isOther: boolean
}

@ObjectType({ description: 'Who came back, by when they entered.' })
export class Cohorts extends CohortTable {
  @Field(() => [CohortGroup], {
    description:
      'The same for each value of the breakdown, the largest first and others last; empty without one.',
  })
  groups: CohortGroup[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
