import { eventsOfMeasured, type Measured } from '../../analytics/query/measure/measured.ts'
import { type Query } from '../../analytics/query/query.ts'
import { int, integers, joined, name, raw, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { tokenColumns } from '../../entities/token-columns.ts'
import { badInput } from '../../errors.ts'
import { type ModelName } from '../model-names.ts'
import { type ModelUse } from '../model-use.ts'
import { type Price } from '../price-book.ts'

/**
 * Calls and messages that cost in the same way, with the sums of their tokens: `costBy` of the sums is the sum of
 * `costBy` of each. They are of one bot, model, rate and purpose, report the same kinds of tokens, and no price begins,
 * ends or changes with the length of the prompt between them.
 */
export interface UsedGroup extends Omit<ModelUse, 'occurred_at'> {
  provider: string
  model: string
  botId: string
  costSource: string
  calls: number
  /** The known cost, in US dollars. */
  costUsd: string
  /** The instant of one of them, and the least length of a prompt. */
  at: Date
  promptTokens: number
  /** What `splitBy` is for them. */
  part: number
}

/** More would need more memory than a question may take. */
const mostGroups = 200_000

interface Wanted {
  /** The prices that the uses may get. */
  prices: Price[]
  /** Only uses of these models. Default: of all. */
  models?: ModelName[]
  /** A number over a use and its `prompt` tokens, by which groups are divided further. Default: they are not. */
  splitBy?: Sql
}

/**
 * The uses of models in groups that prices do not divide.
 * @throws TOO_MANY_CELLS above 200,000 groups
 */
export async function usedGroups(query: Query, measured: Measured, wanted: Wanted): Promise<UsedGroup[]> {
  const rows = await query.run<Row>('costs: groups of uses', groupsQuery(query, measured, wanted))
  if (rows.length <= mostGroups) return rows.map(toGroup)
  throw badInput(
    'TOO_MANY_CELLS',
    'filter',
    'The calls differ in too many ways to compute with. Ask about fewer bots or models, or a shorter range.',
  )
}

type Row = Record<`sum_${number}`, number | null> & {
  provider: string
  model: string
  botId: string
  serviceTier: string
  callType: string
  role: string
  cacheHit: boolean | null
  costSource: string
  calls: number
  costUsd: string
  at: number
  promptTokens: number
  part: number
}

const toGroup = ({ serviceTier, callType, role, cacheHit, at, ...row }: Row): UsedGroup => ({
  ...row,
  ...(Object.fromEntries(tokenColumns.map((column, i) => [column, row[`sum_${i}`] ?? null])) as Tokens),
  service_tier: serviceTier || null,
  call_type: callType || null,
  role: role || null,
  cache_hit: cacheHit,
  at: new Date(at),
})

type Tokens = Pick<ModelUse, (typeof tokenColumns)[number]>

/** The columns of a use that its cost depends on, beside its tokens and its time. */
const kept = sql`provider, model, bot_id, service_tier, call_type, role, cache_hit, cost_source`

const groupsQuery = (query: Query, measured: Measured, { prices, models, splitBy }: Wanted): Sql => sql`
select provider, model, bot_id as botId, service_tier as serviceTier, call_type as callType, role,
  cache_hit as cacheHit, cost_source as costSource, count() as calls, toString(sum(ifNull(cost_usd, 0))) as costUsd,
  toUnixTimestamp64Milli(min(occurred_at)) as at, min(prompt) as promptTokens, part,
  ${joined(tokenColumns.map((column, i) => sql`sum(${raw(column)}) as ${name('sum', i)}`))}
from (
  select ${kept}, cost_usd, occurred_at, ${raw(tokenColumns.join(', '))},
    ${promptTokens} as prompt, ${splitBy ?? sql`0`} as part,
    ${shape} as shape, ${periodOf(prices)} as period, ${lengthOf(prices)} as length
  from ${eventsOfMeasured(query, measured)} and name in ('ai_call', 'message') and model != ''${ofModels(models)}
)
group by ${kept}, shape, period, length, part
limit ${int(mostGroups + 1)}`

const uncached = sql`coalesce(input_tokens, audio_input_tokens, 0)`

/** As `promptTokens` of `used-tokens.ts`. */
export const promptTokens: Sql = sql`(${uncached} + ifNull(cached_tokens, 0) + ifNull(cache_write_tokens, 0))`

/** For each number of tokens whether it is missing, 0 or above, and which of two numbers is the larger one. */
const shape = sql`[${joined([
  ...tokenColumns.map(column => sql`ifNull(sign(${raw(column)}), -1)`),
  sql`sign(ifNull(audio_input_tokens, 0) - ${uncached})`,
  sql`sign(ifNull(reasoning_tokens, 0) + ifNull(audio_output_tokens, 0) - ifNull(output_tokens, 0))`,
])}]`

/** The number of changes of prices before the use. */
function periodOf(prices: Price[]): Sql {
  const times = prices.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [validTo] : [])])
  const changes = [...new Set(times.map(Number))].sort((a, b) => a - b)
  return sql`arrayCount(change -> change <= toUnixTimestamp64Milli(occurred_at), ${integers(changes)})`
}

/** The number of lengths of prompts, at which prices change, below that of the use. */
function lengthOf(prices: Price[]): Sql {
  const lengths = [...new Set(prices.map(({ abovePromptTokens }) => abovePromptTokens))].sort((a, b) => a - b)
  return sql`arrayCount(length -> length < prompt, ${integers(lengths)})`
}

const ofModels = (models: ModelName[] | undefined): Sql =>
  models
    ? sql` and (provider, model) in (${joined(models.map(({ provider, model }) => sql`(${text(provider)}, ${text(model)})`))})`
    : sql``
