import { Field, ObjectType } from 'type-graphql'
import { type MetricContent } from '../../formulas/metric-content.ts'
import { Definition } from '../../schema/definition.ts'
import { GoodWhen } from '../../schema/metrics/good-when.ts'
import { MetricDimension } from '../../schema/metrics/metric-dimension.ts'
import { metricFields } from '../../schema/metrics/metric-fields.ts'
import { MetricUnit } from '../../schema/metrics/metric-unit.ts'
import { Node } from '../../schema/node.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { checkMetric } from '../check-metric.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({ implements: Node, description: 'A custom metric as it is saved. `metric(key)` answers it.' })
class SavedMetric extends Definition {
  content: MetricContent

  @Field(() => String, { description: 'The name in formulas and questions, such as `conversion_rate`.' })
  key(): string {
    return this.content.key
  }

  @Field(() => String, { description: 'The formula, such as `messages / activeUsers`.' })
  formula(): string {
    return this.content.formula
  }

  @Field(() => MetricUnit, {
    nullable: true,
    description: 'The unit that was given, such as `RATE`; null if the formula decides it.',
  })
  unit(): MetricUnit | null {
    return this.content.unit ?? null
  }

  @Field(() => GoodWhen, { description: 'The direction in which the metric gets better.' })
  goodWhen(): GoodWhen {
    return this.content.goodWhen ?? GoodWhen.NONE
  }

  @Field(() => [MetricDimension], {
    nullable: true,
    description: 'The only ways to break the metric down; null if there is no restriction.',
  })
  dimensions(): MetricDimension[] | null {
    return this.content.dimensions ?? null
  }

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'The `FilterInput` on the events behind the metric, such as `{"dimension": "BOT", "values": ["support"]}`; null if ' +
      'there is none.',
  })
  filter(): object | null {
    return this.content.filter ?? null
  }
}

export const metric = definitionKind<MetricContent>({
  kind: 'metric',
  type: SavedMetric,
  plural: 'metrics',
  content: { fields: metricFields },
  fields: {
    list: 'savedMetrics',
    create: 'createMetric',
    update: 'updateMetric',
    delete: 'deleteMetric',
  },
  notes: {
    create: '`metric(key)` answers it, and other formulas can name it by its key.',
    update: 'Every metric that uses it has to fit the new formula.',
    delete: 'A metric that another definition uses is not deleted.',
  },
  check: checkMetric,
  usedBy: { code: 'IN_USE', names: (_, { content }) => ({ metrics: [(content as MetricContent).key] }) },
})
