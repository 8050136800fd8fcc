import { type ContentField } from '../definition-types.ts'
import { FilterInput } from '../filter-input.ts'
import { GoodWhen } from './good-when.ts'
import { MetricDimension } from './metric-dimension.ts'
import { MetricUnit } from './metric-unit.ts'

/** The fields of a custom metric in the inputs that create and update one. */
export const metricFields = {
  key: {
    type: () => String,
    description:
      'The name in formulas and questions, 1 to 63 characters `a-z`, `0-9` and `_` that begin with a letter, such as ' +
      '`conversion_rate`. It is no name of a built-in metric, unique in the project, and stays.',
    isFixed: true,
  },
  formula: {
    type: () => String,
    description:
      'The formula, up to 1,000 characters, such as `count(event("purchase_completed")) / count(conversations)`.',
  },
  unit: {
    type: () => MetricUnit,
    description:
      'The unit, such as `RATE` for a share that is shown as a percentage. It has to fit the formula. Default: the unit of ' +
      'the formula.',
    isOptional: true,
  },
  goodWhen: {
    type: () => GoodWhen,
    description: 'The direction in which the metric gets better. Default: `NONE`.',
    isOptional: true,
  },
  dimensions: {
    type: () => [MetricDimension],
    description:
      'The only ways to break the metric down, such as `[BOT, CHANNEL, SEGMENT]`. Default: every way there is.',
    isOptional: true,
  },
  filter: {
    type: () => FilterInput,
    description:
      'The condition on the events behind every number of the formula, beside the filter of a question. Default: all events.',
    isOptional: true,
  },
} satisfies Record<string, ContentField>
