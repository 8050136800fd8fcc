import { countOf, durationPercentiles, meanOf, shareOf } from './event-aggregates.ts'
import { type MetricRecords } from './metric.ts'

const isApiCall = `kind = 'api_call'`
/** A call that got no answer has no status. */
const isError = '(status_code >= 400 or status_code is null)'

/** API calls: requests to HTTP endpoints of the platform. */
export const apiCallMetrics = {
  apiCalls: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'The number of API calls: requests to HTTP endpoints of the platform.',
    source: 'events',
    sql: countOf(isApiCall),
  },
  apiCallsPerMinute: {
    unit: 'PER_MINUTE',
    isUpGood: true,
    description: 'API calls per minute of the elapsed time; null before the period begins.',
    source: 'events',
    sql: countOf(isApiCall),
  },
  apiErrors: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'API calls with a status of 400 or above, or without an answer.',
    source: 'events',
    sql: countOf(`${isApiCall} and ${isError}`),
  },
  apiErrorRate: {
    unit: 'RATE',
    isUpGood: false,
    description:
      'API calls with a status of 400 or above, or without an answer ÷ all API calls, 0 to 1; null without calls.',
    source: 'events',
    sql: shareOf(isError, isApiCall),
  },
  clientErrors: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'API calls with a status of 400 to 499.',
    source: 'events',
    sql: countOf(`${isApiCall} and status_code >= 400 and status_code < 500`),
  },
  serverErrors: {
    unit: 'COUNT',
    isUpGood: false,
    description: 'API calls with a status of 500 or above.',
    source: 'events',
    sql: countOf(`${isApiCall} and status_code >= 500`),
  },
  timedApiCalls: {
    unit: 'COUNT',
    isUpGood: null,
    description: 'API calls with a duration: the sample of the response times.',
    source: 'events',
    sql: countOf(`${isApiCall} and isNotNull(duration_ms)`),
  },
  apiResponseTimeMs: {
    unit: 'MS',
    isUpGood: false,
    description: 'Mean duration of API calls, in milliseconds; null if no call has one.',
    source: 'events',
    sql: meanOf('duration_ms', isApiCall),
  },
  ...durationPercentiles('api', 'duration of API calls, failed ones included', isApiCall),
} as const satisfies MetricRecords
