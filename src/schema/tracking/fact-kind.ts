import { type FactKind as StoredKind } from '../../entities/fact-columns.ts'
import { describedEnum } from '../described-enum.ts'

/** The public names of the kinds of event, each with its stored value. */
export const FactKind = describedEnum(
  'FactKind',
  'The kind of an event. Each kind has a mutation of its own.',
  {
    EVENT: { stored: 'event', description: 'A custom event of the platform, sent with `trackEvent`.' },
    ACTIVITY: {
      stored: 'activity',
      description: 'An activity of a user with their account, such as a login, sent with `trackActivity`.',
    },
    CONVERSATION: {
      stored: 'conversation',
      description:
        'A conversation change: a start, an end or a new attribute, sent with `trackConversation`.',
    },
    MESSAGE: { stored: 'message', description: 'A message of a conversation, sent with `trackMessage`.' },
    AI_CALL: {
      stored: 'ai_call',
      description: 'An AI call: a request to an AI model, sent with `trackAiCall`.',
    },
    API_CALL: {
      stored: 'api_call',
      description: 'An API call: a request to an HTTP endpoint, sent with `trackApiCall`.',
    },
    SYSTEM_METRIC: {
      stored: 'system_metric',
      description: 'A system metric: a measured value, sent with `trackSystemMetric`.',
    },
  } satisfies { [Kind in StoredKind as Uppercase<Kind>]: { stored: Kind; description: string } },
)
