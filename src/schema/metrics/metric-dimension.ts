import { describedEnum, type EnumOf } from '../described-enum.ts'
import { dimensions } from '../filter-input.ts'

export const MetricDimension = describedEnum(
  'MetricDimension',
  'A way to break a metric down: a dimension of events, or a property, a trait or segments that the question names.',
  {
    ...dimensions,
    PROPERTY: 'Any property of the events, such as `plan`.',
    TRAIT: 'Any trait of the users, such as `plan`.',
    SEGMENT: 'Segments that the question names, such as saved ones: a user may be in several.',
  },
)
export type MetricDimension = EnumOf<typeof MetricDimension>
