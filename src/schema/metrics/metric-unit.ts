import { type Unit } from '../../metrics-catalogue/metric.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'

/** The units of built-in metrics. */
const units = {
  COUNT: 'A number of things or events, such as 1200 messages.',
  TOKENS: 'A number of tokens, such as 1,200.',
  TOKENS_EACH: 'Tokens of one thing, such as the mean of an AI call.',
  USD: 'US dollars in total. `exact` has all digits.',
  RATE: 'A share, 0 to 1: 0.25 is 25 %. The change of a rate is given in percentage points as well.',
  MS: 'Milliseconds, such as 850.',
  SECONDS: 'Seconds, such as 42.5.',
  SCORE: 'A score, such as a satisfaction of 1 to 5.',
  PER_USER: 'A number for each user, such as 3.5 messages.',
  PER_CONVERSATION: 'A number for each conversation, such as 6.2 messages.',
  PER_MINUTE: 'A number for each minute that has passed, such as 12.5 calls.',
  PER_SECOND: 'A number for each second, such as 80 tokens.',
} satisfies Record<Unit, string>

export const MetricUnit = describedEnum(
  'MetricUnit',
  'The unit of a metric. The unit of a custom metric follows from its formula.',
  {
    ...units,
    RATIO: 'A plain number, such as one count divided by another.',
    USD_EACH: 'US dollars for one thing, such as the cost of a user.',
    OTHER: 'Any other unit, such as US dollars per token.',
  },
)
export type MetricUnit = EnumOf<typeof MetricUnit>
