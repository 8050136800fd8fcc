import { type FactKind as StoredKind } from '../../entities/fact-columns.ts'
import { describedEnum } from '../described-enum.ts'

/** The kinds of fact under their public names, each as it is stored. */
export const FactKind = describedEnum(
  'FactKind',
  'What kind of thing happened: each kind has a mutation of its own.',
  {
    EVENT: { stored: 'event', description: 'Anything on the platform, by `trackEvent`.' },
    ACTIVITY: { stored: 'activity', description: 'What a user did with their account, by `trackActivity`.' },
    CONVERSATION: {
      stored: 'conversation',
      description: 'A conversation that started, ended or changed, by `trackConversation`.',
    },
    MESSAGE: { stored: 'message', description: 'A message of a conversation, by `trackMessage`.' },
    AI_CALL: { stored: 'ai_call', description: 'A request to a language model, by `trackAiCall`.' },
    API_CALL: { stored: 'api_call', description: 'A request to an HTTP endpoint, by `trackApiCall`.' },
    SYSTEM_METRIC: { stored: 'system_metric', description: 'A measured value, by `trackSystemMetric`.' },
  } satisfies { [Kind in StoredKind as Uppercase<Kind>]: { stored: Kind; description: string } },
)
