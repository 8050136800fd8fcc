import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { type Metric, metrics } from '../../metrics-catalogue/catalogue.ts'
import { type Unit } from '../../metrics-catalogue/metric.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Dimension } from '../filter-input.ts'
import { Meta } from '../meta.ts'
import { MetricUnit } from '../metrics/metric-unit.ts'
import { Count, DateTime } from '../scalars.ts'
import { EventKind } from '../tracking/event-kind.ts'
import { MetricName, metricNames } from './metric-name.ts'

@ObjectType({ description: 'An event name, and how often it occurs.' })
export class CatalogEvent {
  @Field(() => String, {
    deprecationReason: 'Use `eventKind`.',
    description: 'The former version of `eventKind`: `event`, `activity`, `message` and so on.',
  })
  @Field(() => EventKind, { name: 'eventKind', description: 'The kind of the event, such as `CUSTOM`.' })
  kind: string

  @Field(() => String, { description: 'The name, as funnels and time series take it.' })
  name: string

  @Field(() => Count, { description: 'Events of this name that happened in the range, for example 1200.' })
  count: number

  @Field(() => Count, {
    description: 'Distinct users with an event of this name in the range; events without a user add none.',
  })
  users: number

  @Field(() => DateTime, { description: 'The instant of the earliest event of this name in the range.' })
  firstSeenAt: Date

  @Field(() => DateTime, { description: 'The instant of the latest event of this name in the range.' })
  lastSeenAt: Date
}

@ObjectType({ description: 'A value of a property or trait, and how often it occurs in the sample.' })
export class CatalogValue {
  @Field(() => String, { description: 'The value as text, as a filter takes it.' })
  value: string

  @Field(() => Count, { description: 'The number of events or users in the sample with this value.' })
  count: number
}

export const ValueType = describedEnum('ValueType', 'The JSON type that values of a property have.', {
  TEXT: 'A text, such as `"pro"`.',
  NUMBER: 'A number, such as `3`.',
  BOOLEAN: 'A boolean: `true` or `false`.',
  LIST: 'An array, such as `["a", "b"]`; filters compare its items.',
  OBJECT: 'An object with keys of its own, such as `{"city": "Rome"}`.',
})
export type ValueType = EnumOf<typeof ValueType>

const topValues = 'The up to 10 most frequent values in the sample.'
const sampleSize = 'The size of the sample: the latest events or users, up to 10,000.'

@ObjectType({
  description: 'A key in the `properties` of events, with its types and its most frequent values.',
})
export class CatalogProperty {
  @Field(() => String, {
    description: 'The key of the property, as a filter takes it: `address.city` is `city` inside `address`.',
  })
  path: string

  @Field(() => [ValueType], { description: 'The data types of its values; usually one.' })
  types: ValueType[]

  @Field(() => Float, { description: 'The share of the sampled events that have the property, 0 to 1.' })
  share: number

  @Field(() => Count, { description: sampleSize })
  sampleSize: number

  @Field(() => [CatalogValue], { description: topValues })
  topValues: CatalogValue[]
}

@ObjectType({ description: 'A trait of users, as sent with `identify`.' })
export class CatalogTrait {
  @Field(() => String, { description: 'The key of the trait, such as `plan`.' })
  key: string

  @Field(() => [ValueType], { description: 'The data types of its values; usually one.' })
  types: ValueType[]

  @Field(() => Float, { description: 'The share of the sampled users who have the trait, 0 to 1.' })
  share: number

  @Field(() => Count, { description: sampleSize })
  sampleSize: number

  @Field(() => [CatalogValue], { description: topValues })
  topValues: CatalogValue[]
}

@ObjectType({ description: 'A dimension of events, to filter or break down by.' })
export class CatalogDimension {
  @Field(() => Dimension, { description: 'The name of the dimension, as a filter takes it.' })
  dimension: Dimension

  @Field(() => String, { description: 'The dimension explained in a sentence, for people who choose one.' })
  description: string

  @Field(() => [CatalogValue], { description: topValues })
  topValues: CatalogValue[]
}

@ObjectType({ description: 'A number that questions show, such as `costUsd`.' })
export class CatalogMetric {
  @Field(() => MetricName, { description: 'The name of the metric, such as `aiErrorRate`.' })
  name: Metric

  @Field(() => String, {
    description: 'The metric explained in a sentence, with its unit and the events that it leaves out.',
  })
  description: string

  @Field(() => MetricUnit, { description: 'The unit of the metric, such as `RATE`.' })
  unit: Unit

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a higher number is better; null if that depends on the point of view.',
  })
  isUpGood: boolean | null
}

@ObjectType({
  description: 'Everything that can be asked about: event names, properties, traits, dimensions and metrics.',
})
export class Catalog {
  @Field(() => [CatalogMetric], { description: 'All metrics that questions show, with unit and meaning.' })
  metrics: CatalogMetric[] = metricNames.map(name => ({ name, ...metrics[name] }))

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

/** A prefix search in a list of names. */
@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only entries that begin with this text, ignoring case. Default: all entries.',
  })
  search?: string | null

  @Field(() => Int, {
    defaultValue: 50,
    description: 'The number of entries, 1 to 1,000, the most frequent first.',
  })
  first: number
}

@ArgsType()
export class PropertySearchArgs extends SearchArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only properties of events with this name, such as `signup`. Default: events of every name.',
  })
  event?: string | null
}
