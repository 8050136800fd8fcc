import { Field, Float, ObjectType } from 'type-graphql'
import { Retention } from '../privacy/retention.ts'
import { LimitSettings, RateSettings } from './limits.ts'

@ObjectType({ description: 'The points that one part of a question adds to its cost.' })
export class CostWeight {
  @Field(() => String, { description: 'The part of the question, such as `STATEMENT` or `READ_EVENTS`.' })
  part: string

  @Field(() => Float, { description: 'The points that each such part adds, such as 2.' })
  points: number

  @Field(() => String, { description: 'The meaning of the part, in words.' })
  description: string
}

@ObjectType({ description: 'The versions of the programs that answer.' })
export class VersionSettings {
  @Field(() => String, { description: 'The version of Convograph, such as `0.1.0`.' })
  convograph: string

  @Field(() => String, { description: 'The version of Node.js, such as `24.21.0`.' })
  node: string

  @Field(() => String, { description: 'The version of PostgreSQL, such as `18.4`.' })
  postgresql: string

  @Field(() => String, { description: 'The version of ClickHouse, such as `26.7.2.1`.' })
  clickhouse: string
}

@ObjectType({
  description: 'The features that settings switch on or off, such as the storage of IP addresses.',
})
export class FeatureSettings {
  @Field(() => Boolean, {
    description: 'Whether clients may ask for the schema (setting `INTROSPECTION`).',
  })
  introspection: boolean

  @Field(() => Boolean, {
    description:
      'Whether people who open `/graphql` in a browser get an explorer (settings `SANDBOX` and `INTROSPECTION`).',
  })
  explorer: boolean

  @Field(() => Boolean, {
    description: 'Whether only documents of a list are answered (setting `TRUSTED_DOCUMENTS`).',
  })
  trustedDocuments: boolean

  @Field(() => Boolean, {
    description: 'Whether the service signs tokens for accounts of its own: `obtainToken`, `refreshToken`.',
  })
  accounts: boolean

  @Field(() => Boolean, {
    description: 'Whether a token may make the project that it names (setting `PROJECTS`).',
  })
  openProjects: boolean

  @Field(() => Boolean, {
    description: 'Whether the addresses of user activities are stored (setting `STORE_IP`).',
  })
  storesAddresses: boolean

  @Field(() => Boolean, {
    description: 'Whether PostgreSQL is the embedded one, not a server (setting `DATABASE_URL`).',
  })
  embeddedPostgresql: boolean

  @Field(() => Boolean, {
    description: 'Whether ClickHouse is the embedded one, not a server (setting `CLICKHOUSE_URL`).',
  })
  embeddedClickhouse: boolean

  @Field(() => Boolean, {
    description: 'Whether `query` runs SQL of administrators (setting `CUSTOM_SQL`).',
  })
  customSql: boolean
}

@ObjectType({ description: 'The settings of the service and of your project that a client can adapt to.' })
export class Settings {
  @Field(() => LimitSettings, { description: 'The most that one request may ask for or send.' })
  limits: LimitSettings

  @Field(() => RateSettings, { description: 'The most that a caller may use in a minute.' })
  rates: RateSettings

  @Field(() => Retention, {
    description: 'For how many days the events of your project are kept, by their kind; an operator sets it.',
  })
  retention: Retention

  @Field(() => [CostWeight], {
    description: 'The weights that the cost of a question is made of, in points, such as 2 for a statement.',
  })
  prices: CostWeight[]

  @Field(() => FeatureSettings, {
    description: 'The features that settings switch on or off, such as the storage of IP addresses.',
  })
  features: FeatureSettings
}
