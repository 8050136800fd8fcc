import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Dimension } from '../filter-input.ts'
import { Meta } from '../meta.ts'
import { metrics } from '../metrics.ts'
import { Count, DateTime } from '../scalars.ts'

@ObjectType({ description: 'A name that facts have.' })
export class CatalogEvent {
  @Field(() => String, { description: 'What kind of fact: `event`, `activity`, `message` and so on.' })
  kind: string

  @Field(() => String, { description: 'The name, as funnels and time series know it.' })
  name: string

  @Field(() => Count, { description: 'How many facts in the range have it.' })
  count: number

  @Field(() => Count, { description: 'Distinct users whom these facts name.' })
  users: number

  @Field(() => DateTime, { description: 'When the first of them happened.' })
  firstSeenAt: Date

  @Field(() => DateTime, { description: 'When the last of them happened.' })
  lastSeenAt: Date
}

@ObjectType({ description: 'A value, and how often the sample has it.' })
export class CatalogValue {
  @Field(() => String, { description: 'The value as text, as a filter takes it.' })
  value: string

  @Field(() => Count, { description: 'How many facts or users of the sample have it.' })
  count: number
}

export const ValueType = describedEnum('ValueType', 'What kind of value it is.', {
  TEXT: 'Text, such as `"pro"`.',
  NUMBER: 'A number, such as `3`.',
  BOOLEAN: '`true` or `false`.',
  LIST: 'Several values, such as `["a", "b"]`.',
  OBJECT: 'Values under keys of their own, such as `{"city": "Rome"}`.',
})
export type ValueType = EnumOf<typeof ValueType>

const topValues = 'Up to 10 values that the sample has most often.'
const sampleSize = 'How many make up the sample: up to 10,000, the latest ones.'

@ObjectType({ description: 'A property of facts.' })
export class CatalogProperty {
  @Field(() => String, {
    description: 'Its key, as a filter takes it: `address.city` is `city` inside `address`.',
  })
  path: string

  @Field(() => [ValueType], { description: 'What its values are; usually of one kind.' })
  types: ValueType[]

  @Field(() => Float, { description: 'Which share of the sampled facts has it, 0 to 1.' })
  share: number

  @Field(() => Count, { description: sampleSize })
  sampleSize: number

  @Field(() => [CatalogValue], { description: topValues })
  topValues: CatalogValue[]
}

@ObjectType({ description: 'A trait of users, as `identify` told it.' })
export class CatalogTrait {
  @Field(() => String, { description: 'Its key.' })
  key: string

  @Field(() => [ValueType], { description: 'What its values are; usually of one kind.' })
  types: ValueType[]

  @Field(() => Float, { description: 'Which share of the sampled users has it, 0 to 1.' })
  share: number

  @Field(() => Count, { description: sampleSize })
  sampleSize: number

  @Field(() => [CatalogValue], { description: topValues })
  topValues: CatalogValue[]
}

@ObjectType({ description: 'Something that facts can be told apart by.' })
export class CatalogDimension {
  @Field(() => Dimension, { description: 'Its name, as a filter takes it.' })
  dimension: Dimension

  @Field(() => String, { description: 'What it means.' })
  description: string

  @Field(() => [CatalogValue], { description: topValues })
  topValues: CatalogValue[]
}

@ObjectType({ description: 'Something that can be measured.' })
export class CatalogMetric {
  @Field(() => String, { description: 'Its name, such as `aiErrorRate`.' })
  name: string

  @Field(() => String, { description: 'What it means.' })
  description: string

  @Field(() => String, {
    description:
      'What it is measured in: `COUNT`, `TOKENS`, `USD`, `RATE` (0 to 1), `MS`, `SECONDS`, `SCORE` (1 to 5), `PER_USER`, `PER_MINUTE`, `PER_SECOND`.',
  })
  unit: string

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether more of it is better; null where that depends on whom you ask.',
  })
  isUpGood: boolean | null
}

@ObjectType({ description: 'What there is to ask about: names, properties, traits, dimensions and metrics.' })
export class Catalog {
  @Field(() => [CatalogMetric], { description: 'Everything that can be measured.' })
  metrics: CatalogMetric[] = Object.entries(metrics).map(([name, metric]) => ({ name, ...metric }))

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

/** What to look up in a list of names. */
@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only those that begin with this, in upper or lower case. Default: all.',
  })
  search?: string | null

  @Field(() => Int, { defaultValue: 50, description: 'How many, 1 to 1,000, the most frequent first.' })
  first: number
}

@ArgsType()
export class PropertySearchArgs extends SearchArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only properties of facts of this name, such as `signup`. Default: of all.',
  })
  event?: string | null
}
