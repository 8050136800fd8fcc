import { registerEnumType } from 'type-graphql'
import { type FactKind as StoredKind } from '../../entities/fact-columns.ts'

/** The kinds of fact under their public names, each as it is stored. */
export const FactKind = {
  EVENT: 'event',
  ACTIVITY: 'activity',
  CONVERSATION: 'conversation',
  MESSAGE: 'message',
  AI_CALL: 'ai_call',
  API_CALL: 'api_call',
  SYSTEM_METRIC: 'system_metric',
} as const satisfies { [Kind in StoredKind as Uppercase<Kind>]: Kind }

registerEnumType(FactKind, {
  name: 'FactKind',
  description: 'What kind of thing happened: each kind has a mutation of its own.',
  valuesConfig: {
    EVENT: { description: 'Anything on the platform, by `trackEvent`.' },
    ACTIVITY: { description: 'What a user did with their account, by `trackActivity`.' },
    CONVERSATION: { description: 'A conversation that started, ended or changed, by `trackConversation`.' },
    MESSAGE: { description: 'A message of a conversation, by `trackMessage`.' },
    AI_CALL: { description: 'A request to a language model, by `trackAiCall`.' },
    API_CALL: { description: 'A request to an HTTP endpoint, by `trackApiCall`.' },
    SYSTEM_METRIC: { description: 'A measured value, by `trackSystemMetric`.' },
  },
})
