import { type Unit } from '../../metrics-catalogue/metric.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'

/** The units of built-in metrics. */
const units = {
  COUNT: 'A number of things, such as 7 conversations.',
  TOKENS: 'A number of tokens, such as 1,200.',
  TOKENS_EACH: 'Tokens for each call, such as 350.5.',
  USD: 'US dollars as decimal text, such as `"0.0125"`.',
  RATE: 'A share from 0 to 1: 0.25 is 25 %.',
  MS: 'Milliseconds, such as 1,500 for one and a half seconds.',
  SECONDS: 'Seconds, such as 90 for one and a half minutes.',
  SCORE: 'A rating from 1 to 5, such as 4.2.',
  PER_USER: 'A number for each user, such as 2.5 sessions.',
  PER_CONVERSATION: 'A number for each conversation, such as 6.5 messages.',
  PER_MINUTE: 'A number for each minute, such as 0.5 calls.',
  PER_SECOND: 'A number for each second, such as 80 tokens.',
} satisfies Record<Unit, string>

export const MetricUnit = describedEnum(
  'MetricUnit',
  'The unit of a metric, which says how to show its numbers: milliseconds, US dollars, a share and so on.',
  {
    ...units,
    RATIO: 'A plain number that may exceed 1, such as 2.5 for one count divided by another.',
    USD_EACH: 'US dollars for one thing, such as 0.4 for the cost of a user.',
    OTHER: 'Any other unit that a formula makes, such as US dollars per token.',
  },
)
export type MetricUnit = EnumOf<typeof MetricUnit>
