import { type BuiltInDashboard, byDay, groups, number } from './built-in-dashboard.ts'

export const models: BuiltInDashboard = {
  name: 'Models and cost',
  description: 'The calls of language models: their cost, tokens, speed and errors.',
  compare: { period: 'PREVIOUS_PERIOD' },
  widgets: [
    number('cost', 'Cost', 'costUsd'),
    number('calls', 'Calls', 'aiCalls'),
    number('tokens', 'Tokens', 'tokens'),
    number('error-rate', 'Error rate', 'aiErrorRate'),
    byDay('cost-by-day', 'Cost by day', 'costUsd'),
    byDay('calls-by-day', 'Calls and errors by day', 'aiCalls', 'aiErrors'),
    groups('models', 'Models', 'MODEL', 'costUsd', 'aiCalls', 'tokens', 'aiErrorRate'),
    groups('providers', 'Providers', 'PROVIDER', 'costUsd', 'aiCalls', 'aiResponseTimeMs'),
    byDay('tokens-by-day', 'Tokens by day', 'inputTokens', 'cachedTokens', 'outputTokens'),
    byDay('speed-by-day', 'Response time by day', 'aiResponseTimeMs'),
    number('unpriced', 'Calls without a price', 'unpricedCalls'),
    number('saved', 'Saved by the cache', 'savedCostUsd'),
  ],
}
