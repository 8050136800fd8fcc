/** Twelve questions of a dashboard over 30 days in one document, with further arguments of those that compare. */
export function dashboard(compare = ''): string {
  const range = 'range: { last: { count: 30, unit: DAY } }'
  const compared = `${range} ${compare}`
  return `{
    summary(${compared}) { totalUsers activeUsersToday totalConversations totalMessages totalApiCalls
      averageResponseTimeMs errorRate totalTokens totalCostUsd changes { field changeRate } }
    stats(${compared}) { events activeUsers newUsers sessions conversations messages
      buckets { start events activeUsers conversations messages } changes { field changeRate } }
    aiStats(${compared}) { calls errorRate tokens costUsd averageResponseTimeMs
      buckets { start calls tokens costUsd } changes { field changeRate } }
    userStats(${compared}) { logins registrations activeUsers averageSessionSeconds
      buckets { start logins registrations activeUsers } changes { field changeRate } }
    conversationAnalytics(${compared}) {
      summary { conversations resolutionRate satisfaction averageDurationSeconds }
      timeline { start conversations } topics { topic conversations } }
    topUsers(${range} first: 10) { users { rank user { userId username } events messages costUsd } }
    audience(${range} by: { dimension: CHANNEL }) { total { users newUsers } groups { value users share } }
    aiModels(${range}) { models { provider model calls tokens costUsd share } }
    apiUsage(${compared}) { calls errorRate averageResponseTimeMs buckets { start calls errors }
      endpoints { endpoint method calls errorRate averageResponseTimeMs } changes { field changeRate } }
    engagement(${compared}) { dau wau mau stickiness days { date dau }
      lifecycle { start newUsers returning dormant } changes { field changeRate } }
    funnel(input: { ${range} steps: [{ event: "visit" }, { event: "signup" }, { event: "pay" }] }) {
      totalUsers completionRate steps { name users rateFromPrevious medianSeconds } }
    cohorts(input: { interval: WEEK }) { rows { start size cells { period users rate } } }
  }`
}
