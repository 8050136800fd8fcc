import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'The most that a caller may use in a minute; null where there is no limit.' })
export class RateSettings {
  @Field(() => Int, {
    nullable: true,
    description: 'The mutations that track a single event, such as 1,000 (setting `RATE_TRACK`).',
  })
  track: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The mutations that track a batch, such as 100 (setting `RATE_BATCH`).',
  })
  batch: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The points of questions and other mutations, such as 20,000 (setting `RATE_QUERY`).',
  })
  query: number | null

  @Field(() => Int, { nullable: true, description: 'The custom queries, such as 60 (setting `RATE_SQL`).' })
  sql: number | null

  @Field(() => Int, {
    nullable: true,
    description: 'The requests with spans of OpenTelemetry, such as 1,000 (setting `RATE_OTLP`).',
  })
  otlp: number | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The exports that a caller may start in an hour, not in a minute, such as 10 (setting `RATE_EXPORT`).',
  })
  exportsPerHour: number | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The events that the project may send in a day of UTC, by all callers together, such as 1,000,000; an operator sets it.',
  })
  eventsPerDay: number | null
}

@ObjectType({ description: 'The most that one request may ask for or send. More is refused.' })
export class LimitSettings {
  @Field(() => Int, { description: 'The cost of a request in points (setting `MAX_COMPLEXITY`).' })
  cost: number

  @Field(() => Int, { description: 'The levels of fields in a document (setting `MAX_DEPTH`).' })
  depth: number

  @Field(() => Int, { description: 'The fields on the first level (setting `MAX_ROOT_FIELDS`).' })
  rootFields: number

  @Field(() => Int, { description: 'The aliases in an operation (setting `MAX_ALIASES`).' })
  aliases: number

  @Field(() => Int, { description: 'The lexical tokens of a document (setting `MAX_TOKENS`).' })
  tokens: number

  @Field(() => Int, { description: 'The bytes of the body of a request (setting `MAX_BODY_BYTES`).' })
  bodyBytes: number

  @Field(() => Int, {
    description:
      'The bytes of a request with spans of OpenTelemetry, after decompression (setting `MAX_OTLP_BYTES`).',
  })
  otlpBytes: number

  @Field(() => Int, { description: 'The items on a page of a list, as `first` or `last`, such as 1,000.' })
  page: number

  @Field(() => Int, {
    description: 'The items on a page of a list within an answer, such as the events of each user: 100.',
  })
  nestedPage: number

  @Field(() => Int, { description: 'The ids of `nodes`, such as 100.' })
  nodes: number

  @Field(() => Int, { description: 'The breakdown values of a question, as `first`.' })
  groups: number

  @Field(() => Int, {
    description: 'The largest number of buckets, such as hours, that one question may have.',
  })
  buckets: number

  @Field(() => Int, {
    description: 'The largest number of steps, exclusions not counted, that a funnel may have.',
  })
  funnelSteps: number

  @Field(() => Int, { description: 'The most metrics in one question about metrics: 6.' })
  questionMetrics: number

  @Field(() => Int, {
    description: 'The most breakdowns that are combined in one question about metrics: 3.',
  })
  questionBreakdowns: number

  @Field(() => Int, { description: 'The most breakdowns that `explainChange` explains a change by: 5.' })
  explainedBreakdowns: number

  @Field(() => Int, { description: 'The most models that `simulateCost` replaces by others at once: 20.' })
  modelSwaps: number

  @Field(() => Int, { description: 'The characters that the formula of a metric may have, such as 1,000.' })
  formulaCharacters: number

  @Field(() => Int, {
    description: 'The words and signs that the formula of a metric may have, such as 200.',
  })
  formulaWords: number

  @Field(() => Int, {
    description:
      'The largest number of conditions in one filter, those within `and`, `or` and `not` included.',
  })
  filterConditions: number

  @Field(() => Int, { description: 'The largest number of `values` in one condition of a filter.' })
  filterValues: number

  @Field(() => Int, { description: 'The largest number of events that one batch may have, for all kinds.' })
  batch: number

  @Field(() => Int, { description: 'The saved definitions of a kind, such as segments, in a project.' })
  definitions: number

  @Field(() => Int, { description: 'The rows that one custom query may return, such as 10,000.' })
  sqlRows: number

  @Field(() => Int, { description: 'The time of one custom query, in seconds, such as 30.' })
  sqlSeconds: number

  @Field(() => Int, { description: 'The exports of a project that wait or run, such as 20.' })
  waitingExports: number

  @Field(() => Int, { description: 'The largest number of widgets that a dashboard may have.' })
  widgets: number

  @Field(() => Int, { description: 'The most questions and texts in one report, such as 20.' })
  reportBlocks: number

  @Field(() => Int, { description: 'The largest number of thresholds that a budget may have, such as 10.' })
  budgetThresholds: number

  @Field(() => Int, { description: 'The largest number of receivers that a budget may name, such as 20.' })
  budgetReceivers: number

  @Field(() => Int, { description: 'The most mail addresses and webhooks of one report: 20.' })
  reportRecipients: number

  @Field(() => Int, { description: 'The most groups that one alert watches, such as 100.' })
  alertGroups: number

  @Field(() => Int, { description: 'The most webhooks and mail addresses of one alert, such as 20.' })
  alertReceivers: number

  @Field(() => Int, { description: 'The most times of the week in which one alert is quiet, such as 20.' })
  quietHours: number

  @Field(() => Int, {
    description: 'The headers that one webhook may send besides those of the service: 20.',
  })
  webhookHeaders: number

  @Field(() => Int, { description: 'The segments that one webhook may watch: 10.' })
  webhookSegments: number

  @Field(() => Int, { description: 'The alerts that the filter of one webhook may name: 100.' })
  webhookAlerts: number

  @Field(() => Int, { description: 'The messages that one `redeliver` sends again, such as 1,000.' })
  redelivered: number

  @Field(() => Int, { description: 'The destinations of a project, such as 20.' })
  destinations: number

  @Field(() => Int, {
    description: 'The fields that one destination drops, and those that it hashes, such as 100.',
  })
  destinationFields: number

  @Field(() => Int, { description: 'The latest dead letters of a destination, which are kept: 10,000.' })
  deadLetters: number

  @Field(() => Int, { description: 'The share links of a project that work at one time.' })
  shareLinks: number

  @Field(() => Int, {
    description: 'The time of one statement of a question, in milliseconds (setting `QUERY_TIMEOUT_MS`).',
  })
  queryTimeoutMs: number

  @Field(() => Int, {
    description: 'The time of all questions of a request, in milliseconds (setting `REQUEST_TIMEOUT_MS`).',
  })
  requestTimeoutMs: number
}
