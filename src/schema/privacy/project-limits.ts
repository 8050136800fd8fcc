import { Field, InputType, Int, ObjectType } from 'type-graphql'
import { type ProjectLimits as StoredLimits } from '../../entities/project.ts'

type LimitName = keyof StoredLimits

/** The limits that a project may have of its own. */
export const limitNames = [
  'track',
  'batch',
  'query',
  'sql',
  'exportsPerHour',
  'eventsPerDay',
] as const satisfies LimitName[]

/** The limits of a project as the API shows them. */
export const shownLimits = (limits: StoredLimits): ProjectLimits =>
  Object.fromEntries(limitNames.map(name => [name, limits[name] ?? null])) as unknown as ProjectLimits

@ObjectType({
  description: 'The limits that a project has instead of those of the service; null for the latter.',
})
export class ProjectLimits implements Record<LimitName, number | null> {
  @Field(() => Int, {
    nullable: true,
    description: 'The mutations of a caller in a minute that track a single event, such as 1000.',
  })
  track: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The mutations of a caller in a minute that track a batch, such as 100.',
  })
  batch: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The points of questions and other mutations of a caller in a minute, such as 20000.',
  })
  query: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The custom queries of a caller in a minute, such as 60.',
  })
  sql: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The exports that a caller may start in an hour, such as 10.',
  })
  exportsPerHour: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The events that the project may send in a day of UTC, such as 1000000.',
  })
  eventsPerDay: number | null
}

@InputType({
  description:
    'The limits that a project has instead of those of the service, such as `{ eventsPerDay: 100000 }`. A limit that is left ' +
    'out stays as it is; null stands for that of the service.',
})
export class ProjectLimitsInput implements Partial<Record<LimitName, number | null>> {
  @Field(() => Int, {
    nullable: true,
    description: 'The mutations of a caller in a minute that track a single event, such as 1000.',
  })
  track?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The mutations of a caller in a minute that track a batch, such as 100.',
  })
  batch?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The points of questions and other mutations of a caller in a minute, such as 20000.',
  })
  query?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The custom queries of a caller in a minute, such as 60.',
  })
  sql?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The exports that a caller may start in an hour, such as 10.',
  })
  exportsPerHour?: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The events that the project may send in a day of UTC, such as 1000000.',
  })
  eventsPerDay?: number | null
}
