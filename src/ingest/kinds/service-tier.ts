import { describedEnum, type EnumOf } from '../../schema/described-enum.ts'

export const ServiceTier = describedEnum(
  'ServiceTier',
  'The rate at which a provider bills a use of a model.',
  {
    STANDARD: 'The rate of ordinary requests, answered at once.',
    BATCH: 'The rate of batches, which are answered within a day, usually half of the usual rate.',
    FLEX: 'The rate of answers that may be slow, usually half of the usual rate.',
    PRIORITY: 'The rate of answers that are fast, higher than the usual rate.',
  },
)
export type ServiceTier = EnumOf<typeof ServiceTier>

/** The tier of a use that has no `serviceTier`, as answers of OpenAI and Anthropic say it. */
const spellings = new Map<unknown, ServiceTier>([
  ['default', 'STANDARD'],
  ['standard', 'STANDARD'],
  ['batch', 'BATCH'],
  ['flex', 'FLEX'],
  ['priority', 'PRIORITY'],
])

/** The tier that was sent, or the one in the property `service_tier`; null if neither names one. */
export function serviceTierOf(
  sent: ServiceTier | null | undefined,
  properties: Record<string, unknown> | null | undefined,
): ServiceTier | null {
  return sent ?? spellings.get(properties?.service_tier) ?? null
}
