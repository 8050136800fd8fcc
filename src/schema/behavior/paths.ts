import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { PageArgs } from '../page-args.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count } from '../scalars.ts'
import { EventMatchInput } from './event-match-input.ts'

export const PathDirection = describedEnum('PathDirection', 'Which way to look from the anchor.', {
  AFTER: 'What users did next.',
  BEFORE: 'What had led them there.',
})
export type PathDirection = EnumOf<typeof PathDirection>

@InputType({ description: 'From which event to look, which way and how far.' })
export class PathsInput extends QuestionArgs {
  @Field(() => EventMatchInput, {
    description: 'The event that paths start with, or lead to: `{ event: "signup" }`. It lies in the range.',
  })
  anchor: EventMatchInput

  @Field(() => PathDirection, { defaultValue: PathDirection.AFTER, description: 'Which way to look.' })
  direction: PathDirection

  @Field(() => Int, { defaultValue: 3, description: 'How many events away from the anchor, 1 to 5.' })
  depth: number

  @Field(() => Int, {
    defaultValue: 1_800,
    description:
      'A path ends where a user did nothing for longer than this, 1 second to 7 days. Default: 30 minutes, as a session does.',
  })
  maxGapSeconds: number

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the same event several times in a row is one: its first.',
  })
  collapseRepeats: boolean

  @Field(() => Int, {
    defaultValue: 20,
    description: 'How many links of each step, and how many whole paths, 1 to 200, the most frequent first.',
  })
  first: number
}

@ObjectType({ description: 'From one event to the next, so many events away from the anchor.' })
export class PathLink {
  @Field(() => String, { description: 'The event that happened first.' })
  from: string

  @Field(() => String, { description: 'The one right after it.' })
  to: string

  @Field(() => Count, { description: 'How often that happened.' })
  occurrences: number

  @Field(() => Count, { description: 'Distinct users whom it happened to.' })
  users: number

  @Field(() => Float, { description: 'Its share of all `occurrences` of the anchor, 0 to 1.' })
  share: number

  @Field(() => Float, { description: 'The median time from the one to the other, in seconds.' })
  medianSeconds: number
}

@ObjectType({ description: 'What happened so many events away from the anchor.' })
export class PathStep {
  @Field(() => Int, { description: 'How many events away: 1 is right beside the anchor.' })
  depth: number

  @Field(() => Count, { description: 'How many paths go so far.' })
  occurrences: number

  @Field(() => Count, {
    description:
      'How many go no further than the step before: nothing more followed, or had come before, within `maxGapSeconds`.',
  })
  ended: number

  @Field(() => [PathLink], {
    description: 'The most frequent links between this step and the one nearer to the anchor.',
  })
  links: PathLink[]

  @Field(() => Count, { description: 'How many links there are in all.' })
  linkCount: number

  @Field(() => Count, { description: 'The occurrences of the links that are not shown.' })
  otherOccurrences: number
}

@ObjectType({ description: 'Events in a row, the anchor among them.' })
export class Path {
  @Field(() => [String], {
    description: 'Their names in the order of time: the anchor is the first, or with `BEFORE` the last.',
  })
  events: string[]

  @Field(() => Count, { description: 'How often they happened, with nothing more up to `depth`.' })
  occurrences: number

  @Field(() => Count, { description: 'Distinct users whom it happened to.' })
  users: number

  @Field(() => Float, { description: 'Its share of all `occurrences` of the anchor, 0 to 1.' })
  share: number

  @Field(() => Float, { description: 'The median time from the first event to the last, in seconds.' })
  medianSeconds: number
}

@ObjectType({ description: 'What users did after an event, or before it.' })
export class Paths {
  @Field(() => Count, { description: 'How often the anchor happened in the range: each time is one path.' })
  occurrences: number

  @Field(() => Count, { description: 'Distinct users whom it happened to.' })
  users: number

  @Field(() => [PathStep], { description: 'The links, step by step away from the anchor, 1 to `depth`.' })
  steps: PathStep[]

  @Field(() => [Path], {
    description: 'The most frequent whole paths; those that are cut short are among them.',
  })
  paths: Path[]

  @Field(() => Count, { description: 'How many different paths there are in all.' })
  pathCount: number

  @Field(() => Count, { description: 'The occurrences of the paths that are not shown.' })
  otherOccurrences: number

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

@InputType({ description: 'A link by what it is called in the answer.' })
export class PathLinkInput {
  @Field(() => Int, { description: 'The step it belongs to, 1 to `depth`.' })
  depth: number

  @Field(() => String, { description: 'The event that happened first.' })
  from: string

  @Field(() => String, { description: 'The one right after it.' })
  to: string
}

@ArgsType()
export class PathUsersArgs extends PageArgs {
  @Field(() => PathLinkInput, { nullable: true, description: 'Those whom this link happened to.' })
  link?: PathLinkInput | null

  @Field(() => [String], { nullable: true, description: 'Those whom this path happened to: its `events`.' })
  path?: string[] | null
}
