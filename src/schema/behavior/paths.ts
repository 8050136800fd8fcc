import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql'
import { Change } from '../compare.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { PageArgs } from '../page-args.ts'
import { SharedInput, WithFormerRange } from '../question-args.ts'
import { Count } from '../scalars.ts'
import { EventMatchInput } from './event-match-input.ts'

export const PathDirection = describedEnum(
  'PathDirection',
  'The direction in which paths run from the anchor event.',
  {
    AFTER: 'The events that follow the anchor.',
    BEFORE: 'The events that lead to the anchor.',
  },
)
export type PathDirection = EnumOf<typeof PathDirection>

@InputType({ description: 'The anchor event, the direction and the length of the paths.' })
@WithFormerRange()
export class PathsInput extends SharedInput {
  @Field(() => EventMatchInput, {
    description:
      'The anchor event, with which paths start or end: `{ event: "signup" }`. It lies in the range.',
  })
  anchor: EventMatchInput

  @Field(() => PathDirection, {
    defaultValue: PathDirection.AFTER,
    description: 'The direction in which paths run from the anchor.',
  })
  direction: PathDirection

  @Field(() => Int, {
    defaultValue: 3,
    description: 'The length of a path: the number of events before or after the anchor, 1 to 5.',
  })
  depth: number

  @Field(() => Int, {
    defaultValue: 1_800,
    description:
      'The longest gap between two events of a path, 1 second to 7 days; a longer one ends the path. Default: 30 ' +
      'minutes, as for a session.',
  })
  maxGapSeconds: number

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether repeats of the same event in a row count as one, the first.',
  })
  collapseRepeats: boolean

  @Field(() => Int, {
    defaultValue: 20,
    description: 'The number of links of each step, and of whole paths, 1 to 200, the most frequent first.',
  })
  first: number
}

@ObjectType({
  description: 'A transition from one event to the next, at a certain distance from the anchor.',
})
export class PathLink {
  @Field(() => String, {
    description: 'The name of the event nearer to the start of the path, such as `signup`.',
  })
  from: string

  @Field(() => String, { description: 'The name of the event directly after it.' })
  to: string

  @Field(() => Count, {
    description: 'Steps from `from` to `to` at this distance from the anchor; a user can take several.',
  })
  occurrences: number

  @Field(() => Count, {
    description: 'Distinct users who took the transition at least once, at most `occurrences`.',
  })
  users: number

  @Field(() => Float, {
    description: 'The share of this transition in all `occurrences` of the anchor, 0 to 1.',
  })
  share: number

  @Field(() => Float, { description: 'Median time from the earlier event to the next, in seconds.' })
  medianSeconds: number
}

@ObjectType({ description: 'All transitions at the same distance from the anchor.' })
export class PathStep {
  @Field(() => Int, {
    description: 'The distance from the anchor in events; 1 is directly beside the anchor.',
  })
  depth: number

  @Field(() => Count, {
    description: 'Occurrences of the anchor whose path reaches this far, for example 80.',
  })
  occurrences: number

  @Field(() => Count, {
    description: 'The number of paths that end before this step: no further event within `maxGapSeconds`.',
  })
  ended: number

  @Field(() => [PathLink], {
    description: 'The most frequent transitions between this step and the one nearer to the anchor.',
  })
  links: PathLink[]

  @Field(() => Count, {
    description: 'Different transitions at this step, listed or not.',
  })
  linkCount: number

  @Field(() => Count, {
    description: 'Transitions beyond `first` at this step, so that the listed ones and these add up to all.',
  })
  otherOccurrences: number
}

@ObjectType({ description: 'A sequence of events that includes the anchor.' })
export class Path {
  @Field(() => [String], {
    description: 'The names of the events, oldest first: the anchor is the first, or the last with `BEFORE`.',
  })
  events: string[]

  @Field(() => Count, {
    description: 'The number of times the whole path happened, with no further event up to `depth`.',
  })
  occurrences: number

  @Field(() => Count, {
    description: 'Distinct users who took this whole path at least once; at most `occurrences`.',
  })
  users: number

  @Field(() => Float, { description: 'The share of this path in all `occurrences` of the anchor, 0 to 1.' })
  share: number

  @Field(() => Float, { description: 'Median time from the first event to the last, in seconds.' })
  medianSeconds: number
}

@ObjectType({ description: 'The paths of users after an event, or before it.' })
export class Paths {
  @Field(() => Count, {
    description: 'The number of times the anchor happened in the range: each one is a path.',
  })
  occurrences: number

  @Field(() => Count, { description: 'Distinct users with the anchor event in the range.' })
  users: number

  @Field(() => [PathStep], {
    description: 'The transitions, one entry for each distance from the anchor, 1 to `depth`.',
  })
  steps: PathStep[]

  @Field(() => [Path], {
    description: 'The most frequent whole paths, including those shorter than `depth`.',
  })
  paths: Path[]

  @Field(() => Count, { description: 'Different whole paths in the range, listed or not.' })
  pathCount: number

  @Field(() => Count, {
    description:
      'Occurrences of the anchor that continue along a path beyond `first`, so that the listed ones and these add up to all.',
  })
  otherOccurrences: number

  @Field(() => Paths, {
    nullable: true,
    description: 'The answer over the range in `compare`; null without `compare`.',
  })
  previous: Paths | null

  @Field(() => [Change], {
    description:
      'The change of `occurrences`, `users`, `pathCount` and `otherOccurrences`, as far as they are selected, from the ' +
      'range in `compare`; empty without `compare`.',
  })
  changes: Change[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

@InputType({ description: 'A transition, identified as in the answer.' })
export class PathLinkInput {
  @Field(() => Int, { description: 'The distance of the transition from the anchor, 1 to `depth`.' })
  depth: number

  @Field(() => String, {
    description: 'The name of the event nearer to the start of the path, such as `signup`.',
  })
  from: string

  @Field(() => String, { description: 'The name of the event directly after it.' })
  to: string
}

@ArgsType()
export class PathUsersArgs extends PageArgs {
  @Field(() => PathLinkInput, {
    nullable: true,
    description: 'Only users with this transition. Cannot be combined with `path`.',
  })
  link?: PathLinkInput | null

  @Field(() => [String], {
    nullable: true,
    description: 'Only users with this path: the `events` of a `Path`. Cannot be combined with `link`.',
  })
  path?: string[] | null
}
