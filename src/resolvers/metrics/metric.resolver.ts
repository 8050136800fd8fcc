import { Arg, Args, Ctx, Resolver, Root } from 'type-graphql'
import {
  type AnsweredMetric,
  metricAnswer,
  metricBreakdown,
  metricSeries,
} from '../../analytics/measures/metric-answer.ts'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { metricDefinition, metricDefinitions } from '../../formulas/metric-definitions.ts'
import { previewMetric } from '../../questions/preview-metric.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import {
  MetricAnswer,
  MetricBreakdown,
  MetricBreakdownArgs,
  MetricSeries,
} from '../../schema/metrics/metric-answer.ts'
import { MetricDefinition } from '../../schema/metrics/metric-definition.ts'
import { MetricPreview } from '../../schema/metrics/metric-preview.ts'
import { ComparedArgs } from '../../schema/question-args.ts'
import { AdminField, AdminQuery } from '../decorators/for-admins.ts'
import { Selected } from '../decorators/selected.ts'
import { objectCost } from '../question-cost/answer-cost.ts'
import {
  groupsOfMetricCost,
  metricCost,
  metricsListCost,
  previewCost,
} from '../question-cost/metrics/metric-cost.ts'

@Resolver(() => MetricAnswer)
export class MetricResolver {
  @AdminQuery(() => [MetricDefinition], {
    description:
      'The metrics that questions and formulas can name: the built-in ones, then the custom ones by name.',
    cost: metricsListCost,
  })
  metrics(
    @Ctx('scope') scope: RequestScope,
    @Arg('search', () => String, {
      nullable: true,
      description:
        'Only metrics with this text in their key, name or description, ignoring case, such as `cost`. Default: all metrics.',
    })
    search?: string | null,
  ): Promise<MetricDefinition[]> {
    return metricDefinitions(scope, search ?? '')
  }

  @AdminQuery(() => MetricAnswer, {
    description: 'A metric by its key: its number and change, over time, and broken down.',
    cost: metricCost,
  })
  async metric(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ComparedArgs) args: ComparedArgs,
    @Arg('key', () => String, {
      description:
        'The key of a custom metric or the name of a built-in one, such as `conversion_rate` or `activeUsers`.',
    })
    key: string,
  ): Promise<MetricAnswer> {
    const metric = await metricDefinition(scope, key)
    return metricAnswer({ scope, ref: { key }, args, metric }, selected)
  }

  @AdminQuery(() => MetricPreview, {
    description: 'A formula that is not saved: the places of its errors, or its numbers.',
    cost: previewCost,
  })
  previewMetric(
    @Ctx('scope') scope: RequestScope,
    @Selected() selected: Selection,
    @Args(() => ComparedArgs) args: ComparedArgs,
    @Arg('formula', () => String, {
      description: 'The formula, up to 1,000 characters, such as `count(event("order")) / activeUsers`.',
    })
    formula: string,
  ): Promise<MetricPreview> {
    return previewMetric(scope, formula, args, selected.answer)
  }

  @AdminField(() => MetricSeries, {
    description: 'The metric in each bucket of time. Each value is computed from the events of its bucket.',
    cost: objectCost,
  })
  series(
    @Root() { asked }: AnsweredMetric,
    @Selected() selected: Selection,
    @Arg('interval', () => CalendarUnit, {
      defaultValue: CalendarUnit.DAY,
      description: 'The width of a bucket, such as `WEEK`. At most 5,000 buckets.',
    })
    interval: CalendarUnit,
  ): Promise<MetricSeries> {
    return metricSeries(asked, interval, selected)
  }

  @AdminField(() => MetricBreakdown, {
    description:
      'The metric for each group, such as each bot. `metric { dimensions }` lists the possible breakdowns.',
    cost: groupsOfMetricCost,
  })
  breakdown(
    @Root() { asked }: AnsweredMetric,
    @Selected() selected: Selection,
    @Args(() => MetricBreakdownArgs) args: MetricBreakdownArgs,
  ): Promise<MetricBreakdown> {
    return metricBreakdown(asked, args, selected)
  }
}
