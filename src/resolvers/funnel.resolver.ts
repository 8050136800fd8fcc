import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Authorized, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql'
import { type FunnelAnswer, funnel } from '../analytics/funnel.ts'
import { breakdown } from '../analytics/funnel/breakdown.ts'
import { timeToConvert } from '../analytics/funnel/time-to-convert.ts'
import { trend } from '../analytics/funnel/trend.ts'
import { type Context } from '../context.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'
import { Funnel, FunnelBreakdown, FunnelInput, FunnelTrendBucket, TimeToConvert } from '../schema/funnel.ts'
import { TimeToConvertArgs } from '../schema/time-to-convert-args.ts'
import { selectedFields } from './selected-fields.ts'

@Resolver(() => Funnel)
export class FunnelResolver {
  @Authorized('admin')
  @Query(() => Funnel, {
    description: 'How many users took steps within a window, where they dropped off, how long it took them.',
    complexity: ({ args, childComplexity }) => 100 + args.input.steps.length * (50 + childComplexity),
  })
  funnel(
    @Ctx() ctx: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => FunnelInput, { description: 'The steps, and when users may take them.' })
    input: FunnelInput,
  ): Promise<FunnelAnswer> {
    return funnel(ctx, input, selectedFields(info))
  }

  @Authorized('admin')
  @FieldResolver(() => TimeToConvert, {
    description: 'How long it took from one step to another, with a histogram.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
  })
  timeToConvert(
    @Root() { asking }: FunnelAnswer,
    @Args(() => TimeToConvertArgs) args: TimeToConvertArgs,
  ): Promise<TimeToConvert> {
    return timeToConvert(asking, args)
  }

  @Authorized('admin')
  @FieldResolver(() => [FunnelTrendBucket], {
    description: 'The funnel for each bucket of the range that users entered in. Who entered in two is in both.',
    complexity: ({ childComplexity }) => 50 + childComplexity,
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
      'that entered, and all others together. Empty without it.',
    complexity: ({ childComplexity }) => 50 + 26 * childComplexity,
  })
  breakdown(@Root() { asking }: FunnelAnswer, @Info() info: GraphQLResolveInfo): Promise<FunnelBreakdown[]> {
    return breakdown(asking, selectedFields(info))
  }
}
