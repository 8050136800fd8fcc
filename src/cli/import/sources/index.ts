import { amplitude } from './amplitude.ts'
import { ga4 } from './ga4.ts'
import { langfuse } from './langfuse.ts'
import { litellm } from './litellm.ts'
import { mixpanel } from './mixpanel.ts'
import { openaiUsage } from './openai-usage.ts'
import { otel } from './otel.ts'
import { posthog } from './posthog.ts'
import { segment } from './segment.ts'
import { type Columns, type Source } from './source.ts'

/** Every product whose export files can be imported, by its value of `--from`. */
export const sources = {
  mixpanel,
  amplitude,
  posthog,
  ga4,
  segment,
  langfuse,
  litellm,
  'openai-usage': openaiUsage,
  otel,
} satisfies Record<string, Source>

export type SourceName = keyof typeof sources

/** The product that a row is from; undefined if no product, or more than one, recognizes it. */
export function sourceOf(columns: Columns): SourceName | undefined {
  const found = (Object.keys(sources) as SourceName[]).filter(name => sources[name].recognizes(columns))
  return found.length === 1 ? found[0] : undefined
}
