import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import { breakdown } from '../../analytics/behavior/funnel/breakdown.ts'
import { timeToConvert } from '../../analytics/behavior/funnel/time-to-convert.ts'
import { trend } from '../../analytics/behavior/funnel/trend.ts'
import { type FunnelAnswer, funnel } from '../../analytics/behavior/funnel.ts'
import { definition } from '../../analytics/query/definition.ts'
import { badInput } from '../../errors.ts'
import { type Context } from '../../graphql/context.ts'
import { Funnel, FunnelBreakdown, FunnelTrendBucket, TimeToConvert } from '../../schema/behavior/funnel.ts'
import { FunnelInput } from '../../schema/behavior/funnel-input.ts'
import { TimeToConvertArgs } from '../../schema/behavior/time-to-convert-args.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { funnelCost } from '../question-cost/behavior/funnel-cost.ts'
import { partsCost, trendCost } from '../question-cost/behavior/funnel-parts-cost.ts'
import { costBy } from '../question-cost/question.ts'
import { selectedFields } from '../question-cost/selected-fields.ts'
import { savedInput } from '../saved-input.ts'

@Resolver(() => Funnel)
export class FunnelResolver {
  @Authorized('admin')
  @Query(() => Funnel, {
    description: 'How many users took steps within a window, where they dropped off, how long it took them.',
    complexity: costBy(funnelCost),
  })
  async funnel(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => FunnelInput, {
      nullable: true,
      description: 'The steps, and when users may take them. Exactly one of `input` and `id`.',
    })
    input?: FunnelInput | null,
    @Arg('id', () => ID, { nullable: true, description: 'The `id` of a saved funnel.' }) id?: string | null,
  ): Promise<FunnelAnswer> {
    return funnel(ctx, await askedInput(ctx, info, input, id), selectedFields(info))
  }

  @Authorized('admin')
  @FieldResolver(() => TimeToConvert, {
    description: 'How long it took from one step to another, with a histogram.',
  })
  timeToConvert(
    @Root() { asking }: FunnelAnswer,
    @Args(() => TimeToConvertArgs) args: TimeToConvertArgs,
  ): Promise<TimeToConvert> {
    return timeToConvert(asking, args)
  }

  @Authorized('admin')
  @FieldResolver(() => [FunnelTrendBucket], {
    description:
      'The funnel for each bucket of the range that users entered in. Who entered in two is in both.',
    complexity: costBy(trendCost),
  })
  trend(
    @Root() { asking }: FunnelAnswer,
    @Info() info: GraphQLResolveInfo,
    @Arg('interval', () => CalendarUnit, {
      defaultValue: CalendarUnit.DAY,
      description: 'The width of a bucket. At most 5,000 buckets.',
    })
    interval: CalendarUnit,
  ): Promise<FunnelTrendBucket[]> {
    return trend(asking, interval, selectedFields(info))
  }

  @Authorized('admin')
  @FieldResolver(() => [FunnelBreakdown], {
    description:
      'The funnel for each value that `breakdown` of the input tells users apart by: the 25 values with the most users ' +
      'that entered, and all others together, which `meta { warnings }` says. Empty without it.',
    complexity: costBy(partsCost),
  })
  async breakdown(
    @Root() { asking, parts }: FunnelAnswer,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FunnelBreakdown[]> {
    return parts ?? (await breakdown(asking, selectedFields(info)))
  }
}

/** @throws INVALID_FUNNEL unless it is given in one way, NOT_FOUND */
async function askedInput(
  { em }: Context,
  info: GraphQLResolveInfo,
  input: FunnelInput | null | undefined,
  id: string | null | undefined,
): Promise<FunnelInput> {
  if ((input == null) === (id == null))
    throw badInput('INVALID_FUNNEL', 'input', 'Ask for exactly one of input, a funnel, and id, a saved one.')
  if (input) return input
  const { name, content } = await definition(em, 'funnel', id!)
  return { name, ...savedInput<FunnelInput>(info, 'FunnelInput', content) }
}
