import { CallType } from '../../ingest/kinds/ai-call.ts'
import { ConversationStatus } from '../../ingest/kinds/conversation.ts'
import { Feedback, MessageRole } from '../../ingest/kinds/message.ts'
import { ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { Dimension, FilterOperator } from '../../schema/filter-input.ts'
import { CostSource } from '../../schema/performance/cost-source.ts'
import { EventKind, FactKind } from '../../schema/tracking/event-kind.ts'
import { invalidFilter, type Values } from './comparison.ts'

/** The values of a dimension that has no others: each spelling that a filter may use, with the stored one. */
interface Choices {
  spellings: Record<string, string>
  /** The spellings of the enum, without former ones. */
  shown: string[]
}

const asStored = (values: string[]) => Object.fromEntries(values.map(value => [value, value]))

const choicesOf = (enumeration: Record<string, string>): Choices => ({
  spellings: enumeration,
  shown: Object.keys(enumeration),
})
const flags = choicesOf(asStored(['true', 'false']))

/** A custom event was called EVENT, and a filter named a kind as it is stored. */
const kinds = {
  spellings: { ...asStored(Object.values(EventKind)), ...FactKind, ...EventKind },
  shown: Object.keys(EventKind),
}

const closed: Partial<Record<Dimension, Choices>> = {
  [Dimension.KIND]: kinds,
  [Dimension.CALL_TYPE]: choicesOf(CallType),
  [Dimension.ROLE]: choicesOf(MessageRole),
  [Dimension.SERVICE_TIER]: choicesOf(ServiceTier),
  [Dimension.COST_SOURCE]: choicesOf(CostSource),
  [Dimension.FEEDBACK]: choicesOf(Feedback),
  [Dimension.CONVERSATION_STATUS]: choicesOf(ConversationStatus),
  [Dimension.DEVICE]: choicesOf(asStored(['desktop', 'mobile', 'tablet', 'tv', 'bot'])),
  [Dimension.CACHE_HIT]: flags,
  [Dimension.SUCCESS]: flags,
}

const exact: FilterOperator[] = [FilterOperator.IS, FilterOperator.IS_NOT]

/**
 * The values that a filter compares with the stored ones, which are texts.
 * @throws INVALID_FILTER for a value that the dimension cannot have, where it is compared as a whole
 */
export function storedValues(dimension: Dimension, operator: FilterOperator, values: Values): Values {
  const choices = closed[dimension]
  const given = values?.map(String)
  if (!exact.includes(operator)) return given
  if (dimension === Dimension.STATUS_CODE && given?.some(value => !/^\d+$/.test(value)))
    throw invalidFilter('STATUS_CODE must be a whole number, such as 500.')
  if (!choices) return given
  return given?.map(value => {
    const stored = Object.hasOwn(choices.spellings, value) ? choices.spellings[value] : undefined
    if (stored === undefined) throw invalidFilter(`${dimension} must be one of ${choices.shown.join(', ')}.`)
    return stored
  })
}
