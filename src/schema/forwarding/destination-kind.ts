import { describedEnum, type EnumOf } from '../described-enum.ts'

export const DestinationKind = describedEnum(
  'DestinationKind',
  'The product or protocol that a destination speaks.',
  {
    HTTP_NDJSON: 'Any HTTP server: a JSON object on each line, `application/x-ndjson`.',
    WEBHOOK: 'Any HTTP server: batches as JSON, signed as Standard Webhooks describe.',
    SEGMENT: 'The HTTP tracking API of Segment, or of a product that accepts it.',
    POSTHOG: 'The API `/batch/` of PostHog.',
    MIXPANEL: 'The API `/import` of Mixpanel, and `/engage` for the traits of users.',
    OTLP: 'Spans of model calls for a collector of OpenTelemetry: OTLP over HTTP, as JSON.',
  },
)
export type DestinationKind = EnumOf<typeof DestinationKind>

export const DestinationRegion = describedEnum(
  'DestinationRegion',
  'The region in which a product keeps its data.',
  {
    US: 'The United States.',
    EU: 'The European Union.',
    IN: 'India; Mixpanel alone has it.',
  },
)
export type DestinationRegion = EnumOf<typeof DestinationRegion>

export const DestinationStatus = describedEnum(
  'DestinationStatus',
  'Whether a destination gets what happens.',
  {
    RUNNING: 'Its rows are sent as they arrive.',
    RETRYING: 'The last attempt failed; it is repeated at `nextAttemptAt`.',
    PAUSED: 'Somebody has paused it. What happens meanwhile is sent once it is resumed.',
    STOPPED: 'It refuses all requests; `error` has the reason. `resumeDestination` tries again.',
  },
)
export type DestinationStatus = EnumOf<typeof DestinationStatus>
