import { type GraphQLResolveInfo } from 'graphql'
import { Arg, Args, Ctx, ID, Info, Resolver, Root } from 'type-graphql'
import { breakdown, groupOf } from '../../analytics/behavior/funnel/breakdown.ts'
import { timeToConvert } from '../../analytics/behavior/funnel/time-to-convert.ts'
import { trend } from '../../analytics/behavior/funnel/trend.ts'
import { type FunnelAnswer, funnel } from '../../analytics/behavior/funnel.ts'
import { asked } from '../../analytics/query/asked.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { badInput } from '../../errors.ts'
import { savedFunnel } from '../../questions/saved-question.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { Funnel, FunnelBreakdown, FunnelTrendBucket, TimeToConvert } from '../../schema/behavior/funnel.ts'
import { FunnelInput } from '../../schema/behavior/funnel-input.ts'
import { TimeToConvertArgs } from '../../schema/behavior/time-to-convert-args.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { SharedArgsOverTime } from '../../schema/question-args.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { objectCost } from '../question-cost/answer-cost.ts'
import { funnelCost } from '../question-cost/behavior/funnel-cost.ts'
import { partsCost, trendCost } from '../question-cost/behavior/funnel-parts-cost.ts'

@Resolver(() => Funnel)
export class FunnelResolver {
  @AdminQuery(() => Funnel, {
    description:
      'The users who take a series of steps within a time window: how many convert, where they drop off, and how long they take.',
    cost: funnelCost,
  })
  async funnel(
    @Ctx('scope') scope: RequestScope,
    @Info() info: GraphQLResolveInfo,
    @Selected() selected: Selection,
    @Args(() => SharedArgsOverTime) args: SharedArgsOverTime,
    @Arg('input', () => FunnelInput, {
      nullable: true,
      description: 'The steps and how they are taken. Give exactly one of `input` and `id`.',
    })
    input?: FunnelInput | null,
    @Arg('id', () => ID, {
      nullable: true,
      description: 'The `id` of a saved funnel, as `funnels` lists it; then without `input`.',
    })
    id?: string | null,
  ): Promise<FunnelAnswer> {
    const { interval } = args
    return funnel(scope, { ...asked(await funnelInput(scope, info, input, id), args), interval }, selected)
  }

  @AdminField(() => TimeToConvert, {
    description: 'The time from one step to another, with a histogram.',
    cost: objectCost,
  })
  timeToConvert(
    @Root() { resolved }: FunnelAnswer,
    @Args(() => TimeToConvertArgs) args: TimeToConvertArgs,
  ): Promise<TimeToConvert> {
    return timeToConvert(resolved, args)
  }

  @AdminField(() => [FunnelTrendBucket], {
    description:
      'The funnel for each bucket in which users entered, oldest first. A user who entered in two buckets counts in both.',
    cost: trendCost,
  })
  buckets(
    @Root() { resolved, interval: usual }: FunnelAnswer,
    @Selected() selected: Selection,
    @Arg('interval', () => CalendarUnit, {
      nullable: true,
      description:
        'The width of a bucket. At most 5,000 buckets. Default: the `interval` of the question, or `DAY`.',
    })
    interval?: CalendarUnit | null,
  ): Promise<FunnelTrendBucket[]> {
    return trend(resolved, interval ?? usual, selected)
  }

  @AdminField(() => [FunnelTrendBucket], {
    description: 'The funnel for each bucket in which users entered.',
    deprecationReason: 'Use `buckets`.',
    cost: trendCost,
  })
  trend(
    @Root() { resolved }: FunnelAnswer,
    @Selected() selected: Selection,
    @Arg('interval', () => CalendarUnit, {
      defaultValue: CalendarUnit.DAY,
      description: 'The width of a bucket. At most 5,000 buckets.',
    })
    interval: CalendarUnit,
  ): Promise<FunnelTrendBucket[]> {
    return trend(resolved, interval, selected)
  }

  @AdminField(() => [FunnelBreakdown], {
    description:
      'The funnel for each value of the `breakdown` of the input: the values with the most users that entered, as many as ' +
      'its `first`, and one group for all others, which `meta { caveats }` mentions. Empty without a breakdown.',
    cost: partsCost,
  })
  async breakdown(
    @Root() { resolved, byValue }: FunnelAnswer,
    @Selected() selected: Selection,
    @Arg('values', () => [String], {
      nullable: 'itemsAndList',
      description:
        'Only the group with these `values`, such as `["pro", null]`; `[]` for the group of all others. A list of users ' +
        'costs less for one group. Default: all groups.',
    })
    values?: (string | null)[] | null,
  ): Promise<FunnelBreakdown[]> {
    return groupOf(resolved, byValue ?? (await breakdown(resolved, selected)), values)
  }
}

/** @throws INVALID_FUNNEL unless exactly one of input and id is given, NOT_FOUND */
async function funnelInput(
  scope: RequestScope,
  info: GraphQLResolveInfo,
  input: FunnelInput | null | undefined,
  id: string | null | undefined,
): Promise<FunnelInput> {
  if ((input == null) === (id == null))
    throw badInput('INVALID_FUNNEL', 'input', 'Set either input or the id of a saved funnel.')
  return input ?? savedFunnel(scope, info, id!, 'id')
}
