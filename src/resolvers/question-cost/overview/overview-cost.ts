import { messageFields } from '../../../schema/conversations/message-stats.ts'
import { platformFields } from '../../../schema/overview/platform-stats.ts'
import { aiFields } from '../../../schema/performance/ai.ts'
import { type StatsArgs } from '../../../schema/question-args.ts'
import { userFields } from '../../../schema/users/user-stats.ts'
import { conversationsCost } from '../conversations/conversations-cost.ts'
import { apiUsageCost } from '../performance/api-usage-cost.ts'
import { performanceCost } from '../performance/performance-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { usualDays } from '../requested-days.ts'
import { statsCost } from '../stats-cost.ts'
import { sumOf } from '../sum-of.ts'
import { audienceCost } from '../users/audience-cost.ts'
import { engagementCost } from '../users/engagement-cost.ts'
import { summaryCost } from './summary-cost.ts'

/** The cost of each part, which gets the arguments of the overview. */
const costOfPart: Record<string, (part: Question<StatsArgs>) => number> = {
  summary: summaryCost(usualDays),
  stats: statsCost({ fields: platformFields, of: 'events' }),
  users: statsCost({ fields: userFields, of: 'events' }),
  topUsers: ({ args }) => reading('ranked', scopeOf(args)),
  conversations: conversationsCost,
  messages: statsCost({ fields: messageFields, of: 'kind' }),
  ai: statsCost({ fields: aiFields, of: 'kind' }),
  aiModels: ({ args }) => reading('kind', scopeOf(args)),
  api: apiUsageCost,
  performance: performanceCost,
  engagement: engagementCost,
  audience: audienceCost,
}

/** The cost of the selected parts; a part with two aliases counts twice. */
export const overviewCost = ({ parts }: Pick<Question<StatsArgs>, 'parts'>): number =>
  sumOf(Object.entries(costOfPart), ([name, cost]) => sumOf(parts(name), cost))
