import { type Words } from '../../metrics-catalogue/metric.ts'
import { measuresOf, sameNames } from '../numbers.ts'

const milliseconds = (of: string) =>
  ({
    unit: 'MS',
    isUpGood: false,
    description: `${of} response time, in milliseconds; null if no call or message has one.`,
  }) as const satisfies Words

const responseTimeFields = {
  averageResponseTimeMs: milliseconds('The mean'),
  p50Ms: milliseconds('The median'),
  p75Ms: milliseconds('The 75th percentile of the'),
  p90Ms: milliseconds('The 90th percentile of the'),
  p95Ms: milliseconds('The 95th percentile of the'),
  p99Ms: milliseconds('The 99th percentile of the'),
} as const

/** The numbers that AI calls, API calls and messages have in common. */
export const ResponseTimeMeasures = measuresOf(
  'ResponseTime',
  'The response times of AI calls, API calls or messages.',
  responseTimeFields,
)

/** The numbers that AI calls and API calls have in common. */
export const CallMeasures = measuresOf(
  'Call',
  'AI calls or API calls: their number, errors and response times.',
  {
    calls: {
      unit: 'COUNT',
      isUpGood: null,
      description: 'Requests, failed ones included; for example 1200.',
    },
    callsPerMinute: {
      unit: 'PER_MINUTE',
      isUpGood: null,
      description: 'Calls per minute of the elapsed time; null before the period begins.',
    },
    errors: {
      unit: 'COUNT',
      isUpGood: false,
      description: 'Requests that failed or got no answer; for example 12.',
    },
    errorRate: {
      unit: 'RATE',
      isUpGood: false,
      description: '`errors` ÷ `calls`, 0 to 1; null without calls.',
    },
    timedCalls: {
      unit: 'COUNT',
      isUpGood: null,
      description: 'Requests whose duration was sent: the sample of the response times.',
    },
    ...responseTimeFields,
  } as const satisfies Record<string, Words>,
  ResponseTimeMeasures,
)

/** The numbers that AI calls and messages have in common. */
export const TokenMeasures = measuresOf(
  'Token',
  'The tokens and the cost of AI calls or messages.',
  sameNames(
    ...(['tokens', 'inputTokens', 'cachedTokens', 'cacheWriteTokens', 'audioInputTokens'] as const),
    ...(['outputTokens', 'reasoningTokens', 'audioOutputTokens'] as const),
    ...(['costUsd', 'unpricedCalls', 'lowerBoundCalls', 'callsWithoutUsage'] as const),
  ),
)
