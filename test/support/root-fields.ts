interface RootField {
  readers: 'admin' | 'admin alone' | 'service and admin'
  operation: string
}

/** Who may use it, and the shortest operation that does. A field without a row here fails `e2e/auth`. */
export const rootFields: Record<string, RootField> = {
  summary: { readers: 'admin', operation: '{ summary { totalEvents } }' },
  dailyStats: { readers: 'admin', operation: '{ dailyStats(days: 1) { date } }' },
  timeSeries: { readers: 'admin', operation: '{ timeSeries(input: {}) { timestamps } }' },
  funnel: {
    readers: 'admin',
    operation: '{ funnel(input: { steps: [{ event: "a" }, { event: "b" }] }) { totalUsers } }',
  },
  cohorts: { readers: 'admin', operation: '{ cohorts { size } }' },
  cohortDefinitions: { readers: 'admin', operation: '{ cohortDefinitions { totalCount } }' },
  saveCohorts: {
    readers: 'admin',
    operation: 'mutation { saveCohorts(input: { name: "a", cohorts: {} }) { userErrors { code } } }',
  },
  updateCohorts: {
    readers: 'admin',
    operation: 'mutation { updateCohorts(input: { id: "1", expectedVersion: 1 }) { userErrors { code } } }',
  },
  deleteCohorts: {
    readers: 'admin',
    operation: 'mutation { deleteCohorts(input: { id: "1" }) { userErrors { code } } }',
  },
  funnels: { readers: 'admin', operation: '{ funnels { totalCount } }' },
  saveFunnel: {
    readers: 'admin',
    operation:
      'mutation { saveFunnel(input: { name: "a", funnel: { steps: [{ event: "a" }, { event: "b" }] } }) { userErrors { code } } }',
  },
  updateFunnel: {
    readers: 'admin',
    operation: 'mutation { updateFunnel(input: { id: "1", expectedVersion: 1 }) { userErrors { code } } }',
  },
  deleteFunnel: {
    readers: 'admin',
    operation: 'mutation { deleteFunnel(input: { id: "1" }) { userErrors { code } } }',
  },
  events: { readers: 'admin', operation: '{ events(first: 1) { nodes { name } } }' },
  userActivities: { readers: 'admin', operation: '{ userActivities { totalCount } }' },
  messages: { readers: 'admin', operation: '{ messages { totalCount } }' },
  conversations: { readers: 'admin', operation: '{ conversations { totalCount } }' },
  conversation: { readers: 'admin', operation: '{ conversation(id: "a") { status } }' },
  users: { readers: 'admin', operation: '{ users { totalCount } }' },
  user: { readers: 'admin', operation: '{ user(id: "a") { userId } }' },
  overview: { readers: 'admin', operation: '{ overview { ai { calls } } }' },
  stats: { readers: 'admin', operation: '{ stats { events } }' },
  userStats: { readers: 'admin', operation: '{ userStats { logins } }' },
  activeUsers: { readers: 'admin', operation: '{ activeUsers { users } }' },
  totalUsers: { readers: 'admin', operation: '{ totalUsers { users } }' },
  topUsers: { readers: 'admin', operation: '{ topUsers { users { rank } } }' },
  engagement: { readers: 'admin', operation: '{ engagement { dau } }' },
  lifecycle: { readers: 'admin', operation: '{ lifecycle(input: {}) { buckets { newUsers } } }' },
  stickiness: { readers: 'admin', operation: '{ stickiness(input: {}) { activeUsers } }' },
  paths: { readers: 'admin', operation: '{ paths(input: { anchor: { event: "a" } }) { users } }' },
  audience: { readers: 'admin', operation: '{ audience(by: { dimension: CHANNEL }) { groupCount } }' },
  performance: { readers: 'admin', operation: '{ performance { api { calls } } }' },
  catalog: { readers: 'admin', operation: '{ catalog { events { name } } }' },
  conversationAnalytics: {
    readers: 'admin',
    operation: '{ conversationAnalytics { summary { conversations } } }',
  },
  messageStats: { readers: 'admin', operation: '{ messageStats { messages } }' },
  aiStats: { readers: 'admin', operation: '{ aiStats { calls } }' },
  aiModels: { readers: 'admin', operation: '{ aiModels { models { calls } } }' },
  aiUsage: { readers: 'admin', operation: '{ aiUsage { groups { calls } } }' },
  apiUsage: { readers: 'admin', operation: '{ apiUsage { calls } }' },
  systemMetrics: { readers: 'admin', operation: '{ systemMetrics(name: "cpu") { units } }' },
  addModelPrice: {
    readers: 'admin',
    operation:
      'mutation { addModelPrice(input: { provider: "p", model: "m", usage: INPUT, usdPerMillion: "1" }) { userErrors { code } } }',
  },
  endModelPrice: {
    readers: 'admin',
    operation: 'mutation { endModelPrice(input: { id: "1" }) { userErrors { code } } }',
  },
  deleteModelPrice: {
    readers: 'admin',
    operation: 'mutation { deleteModelPrice(input: { id: "1" }) { userErrors { code } } }',
  },
  recomputeCosts: {
    readers: 'admin',
    operation: 'mutation { recomputeCosts(input: { range: { last: { count: 1, unit: DAY } } }) { changed } }',
  },
  segments: { readers: 'admin', operation: '{ segments { totalCount } }' },
  segment: { readers: 'admin', operation: '{ segment(id: "1") { name } }' },
  previewSegment: {
    readers: 'admin',
    operation:
      '{ previewSegment(input: { condition: { trait: { key: "plan", values: ["pro"] } } }) { size } }',
  },
  createSegment: {
    readers: 'admin',
    operation:
      'mutation { createSegment(input: { name: "a", condition: { trait: { key: "plan", values: ["pro"] } } }) { userErrors { code } } }',
  },
  updateSegment: {
    readers: 'admin',
    operation: 'mutation { updateSegment(input: { id: "1", expectedVersion: 1 }) { userErrors { code } } }',
  },
  deleteSegment: {
    readers: 'admin',
    operation: 'mutation { deleteSegment(input: { id: "1" }) { userErrors { code } } }',
  },
  snapshotSegment: {
    readers: 'admin',
    operation: 'mutation { snapshotSegment(input: { id: "1" }) { userErrors { code } } }',
  },
  modelPrices: { readers: 'admin', operation: '{ modelPrices { model } }' },
  rateLimit: { readers: 'admin', operation: '{ rateLimit { cost } }' },
  auditLog: { readers: 'admin alone', operation: '{ auditLog { totalCount } }' },
  apiKeys: { readers: 'admin', operation: '{ apiKeys { totalCount } }' },
  createApiKey: {
    readers: 'admin',
    operation: 'mutation { createApiKey(input: { name: "backend" }) { userErrors { code } } }',
  },
  revokeApiKey: {
    readers: 'admin',
    operation: 'mutation { revokeApiKey(input: { id: "0" }) { userErrors { code } } }',
  },
  unpricedModels: { readers: 'admin', operation: '{ unpricedModels { models { model } } }' },
  trackEvent: {
    readers: 'service and admin',
    operation: 'mutation { trackEvent(input: { name: "a" }) { status } }',
  },
  trackEvents: {
    readers: 'service and admin',
    operation: 'mutation { trackEvents(input: { events: [{ name: "a" }] }) { accepted } }',
  },
  trackActivity: {
    readers: 'service and admin',
    operation: 'mutation { trackActivity(input: { type: "login" }) { status } }',
  },
  trackActivities: {
    readers: 'service and admin',
    operation: 'mutation { trackActivities(input: { activities: [{ type: "login" }] }) { accepted } }',
  },
  trackConversation: {
    readers: 'service and admin',
    operation:
      'mutation { trackConversation(input: { conversationId: "c", startedAt: "2024-03-01T00:00:00Z" }) { status } }',
  },
  trackConversations: {
    readers: 'service and admin',
    operation:
      'mutation { trackConversations(input: { conversations: [{ conversationId: "c", startedAt: "2024-03-01T00:00:00Z" }] }) { accepted } }',
  },
  trackMessage: {
    readers: 'service and admin',
    operation: 'mutation { trackMessage(input: { conversationId: "c", role: USER }) { status } }',
  },
  trackMessages: {
    readers: 'service and admin',
    operation:
      'mutation { trackMessages(input: { messages: [{ conversationId: "c", role: USER }] }) { accepted } }',
  },
  trackAiCall: {
    readers: 'service and admin',
    operation: 'mutation { trackAiCall(input: { model: "m" }) { status } }',
  },
  trackAiCalls: {
    readers: 'service and admin',
    operation: 'mutation { trackAiCalls(input: { aiCalls: [{ model: "m" }] }) { accepted } }',
  },
  trackApiCall: {
    readers: 'service and admin',
    operation:
      'mutation { trackApiCall(input: { endpoint: "/", method: "GET", statusCode: 200 }) { status } }',
  },
  trackApiCalls: {
    readers: 'service and admin',
    operation:
      'mutation { trackApiCalls(input: { apiCalls: [{ endpoint: "/", method: "GET", statusCode: 200 }] }) { accepted } }',
  },
  trackSystemMetric: {
    readers: 'service and admin',
    operation: 'mutation { trackSystemMetric(input: { name: "cpu", value: 1 }) { status } }',
  },
  trackSystemMetrics: {
    readers: 'service and admin',
    operation:
      'mutation { trackSystemMetrics(input: { systemMetrics: [{ name: "cpu", value: 1 }] }) { accepted } }',
  },
  track: {
    readers: 'service and admin',
    operation: 'mutation { track(input: { facts: [{ event: { name: "a" } }] }) { accepted } }',
  },
  identify: {
    readers: 'service and admin',
    operation: 'mutation { identify(input: { userId: "a" }) { userErrors { code } } }',
  },
}
