import { type DocumentTool, meta } from './tool.ts'

export const conversationTools: Record<string, DocumentTool> = {
  conversation_analytics: {
    title: 'Conversations in numbers',
    description:
      'Conversations by outcome, their length, satisfaction, fallbacks and topics, with the change from another range.',
    document: `query McpConversationAnalytics($range: DateRangeInput, $compare: CompareInput = { period: PREVIOUS_PERIOD }, $filter: FilterInput, $segmentId: ID) {
  conversationAnalytics(range: $range, compare: $compare, filter: $filter, segmentId: $segmentId) {
    conversations active completed abandoned escalated resolutionRate satisfaction averageDurationSeconds averageResponseTimeMs
    messagesPerConversation fallbackRate costUsd topics { topic conversations share } changes { field changeRate changePoints } ${meta}
  }
}`,
  },
  conversations: {
    title: 'Conversations',
    description: 'The latest conversations of a user, bot, channel or status.',
    document: `query McpConversations($filter: ConversationFilterInput, $first: Int = 20, $after: String) {
  conversations(filter: $filter, first: $first, after: $after) {
    nodes {
      conversationId userId botId channel status resolved satisfaction topics startedAt endedAt messageCount totalTokens costUsd
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  conversation: {
    title: 'One conversation',
    description:
      'One conversation with its latest messages and failed model calls. The texts of messages are not stored.',
    document: `query McpConversation($conversationId: ID!, $messages: Int = 20) {
  conversation(conversationId: $conversationId) {
    conversationId userId botId channel status resolved satisfaction topics startedAt endedAt durationSeconds messageCount costUsd
    messages(first: $messages) { nodes { timestamp role model responseTimeMs isFallback feedback tokens costUsd properties } }
  }
}`,
  },
}
