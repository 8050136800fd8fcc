const page = 'pageInfo { hasNextPage endCursor }'
const user = 'userId username firstSeenAt lastSeenAt traits'
const activity = 'eventId type userId username browser os device isBot metadata timestamp sessionId channel'
const event = 'eventId kind name userId sessionId conversationId channel timestamp properties'
const message = `eventId conversationId userId role provider model inputTokens outputTokens costUsd costSource
  responseTimeMs isFallback feedback botId channel timestamp properties`
const conversation = `conversationId status isImplied resolved satisfaction topics botId channel userId startedAt endedAt
  lastEventAt durationSeconds messageCount totalTokens costUsd averageResponseTimeMs`

const definition = 'id name version createdBy createdAt input'

const newest = (list: string, fields: string) => ({
  about: 'the newest 50',
  query: `query Bench { ${list} { nodes { ${fields} } ${page} } }`,
})

/** Questions about stored rows. The loaded users are `u1` to `u200000`, the conversations start at `c0`. */
export const listQuestions = {
  events: newest('events', event),
  userActivities: newest('userActivities', activity),
  messages: newest('messages', message),
  conversations: newest('conversations', conversation),
  conversation: {
    about: 'one',
    query: `query Bench { conversation(id: "c20") { ${conversation} } }`,
  },
  users: {
    about: 'the 50 heard of last',
    query: `query Bench { users { nodes { ${user} } ${page} } }`,
  },
  modelPrices: {
    about: 'all, the default ones too',
    query: `query Bench { modelPrices {
      id provider model usage usdPerMillion validFrom validTo isDefault createdAt
    } }`,
  },
  auditLog: newest(
    'auditLog',
    'id at kind operationName fields subject roles proof address userAgent cost durationMs outcome requestId changes { kind id name }',
  ),
  rateLimit: {
    about: 'what is left of it',
    mostMs: 20,
    asksNoEngine: true as const,
    query: 'query Bench { rateLimit { cost limit remaining resetAt } }',
  },
  savedFunnels: newest('savedFunnels', definition),
  savedCohorts: newest('savedCohorts', definition),
  apiKeys: newest('apiKeys', 'id name prefix scopes createdAt expiresAt lastUsedAt revokedAt'),
  exports: newest('exports', 'id status progress rows bytes createdAt finishedAt expiresAt downloadUrl'),
  export: {
    about: 'one that does not exist',
    query: 'query Bench { export(id: "b0fKz5y2QmWvXo8Lr1uT3A") { id status downloadUrl } }',
  },
  segments: newest('segments', 'id name version createdBy createdAt condition'),
  segment: {
    about: 'its size, share and newest 50 users',
    query: 'query Bench { segment(id: "1") { name size share members { nodes { userId } } } }',
  },
  user: {
    about: 'the busiest, with 10 of their activities, conversations and events each',
    query: `query Bench { user(id: "u1") {
      ${user} activities(first: 10) { nodes { ${activity} } }
      conversations(first: 10) { nodes { ${conversation} } } events(first: 10) { nodes { ${event} } }
    } }`,
  },
}
