import { type DocumentTool, meta } from './tool.ts'

export const userTools: Record<string, DocumentTool> = {
  engagement: {
    title: 'Engagement',
    description: 'Daily, weekly and monthly active users, stickiness, sessions and bounce rate.',
    document: `query McpEngagement($range: DateRangeInput, $compare: CompareInput = { period: PREVIOUS_PERIOD }, $segmentId: ID, $timeZone: String) {
  engagement(range: $range, compare: $compare, segmentId: $segmentId, timeZone: $timeZone) {
    dau wau mau stickiness activeUsers sessions sessionsPerUser averageSessionSeconds medianSessionSeconds bounceRate messagesPerUser
    changes { field changeRate changePoints } ${meta}
  }
}`,
  },
  audience: {
    title: 'Active users by a dimension, property or trait',
    description:
      'The active users of a range by channel, country, plan and so on: new, returning, and their share.',
    document: `query McpAudience($by: BreakdownInput!, $first: Int = 20, $range: DateRangeInput, $filter: FilterInput, $segmentId: ID) {
  audience(by: $by, first: $first, range: $range, filter: $filter, segmentId: $segmentId) {
    groupCount groups { value users newUsers returningUsers share messages } ${meta}
  }
}`,
  },
  top_users: {
    title: 'The users who rank highest',
    description: 'The users with the most activity, messages, conversations, tokens or cost.',
    document: `query McpTopUsers($by: TopUsersBy, $first: Int = 10, $range: DateRangeInput, $filter: FilterInput, $segmentId: ID) {
  topUsers(by: $by, first: $first, range: $range, filter: $filter, segmentId: $segmentId) {
    users { rank user { userId username } events messages conversations tokens costUsd share } ${meta}
  }
}`,
  },
  users: {
    title: 'Users',
    description: 'Users by a part of their id or name, or seen in a range, the latest first.',
    document: `query McpUsers($filter: UserFilterInput, $first: Int = 20, $after: String) {
  users(filter: $filter, first: $first, after: $after) {
    nodes { userId username traits firstSeenAt lastSeenAt } pageInfo { hasNextPage endCursor }
  }
}`,
  },
  user: {
    title: 'One user',
    description:
      'One user in numbers: sessions, conversations, messages, cost, topics, engagement and the risk that the user leaves.',
    document: `query McpUser($userId: ID!, $range: DateRangeInput) {
  user(userId: $userId) {
    userId username traits firstSeenAt lastSeenAt
    analytics(range: $range) {
      events sessions conversations messages tokens costUsd satisfaction lastActiveAt topics { topic count }
      engagement { activeDays dailyActive retention30d churnRisk { level ratio idleDays medianGapDays } }
    }
  }
}`,
  },
  segments: {
    title: 'Saved segments',
    description: 'The saved segments with their ids, which other tools take as `segmentId`.',
    document: `query McpSegments($first: Int = 50) {
  segments(first: $first) { nodes { id name description condition } }
}`,
  },
  preview_segment: {
    title: 'The size of a segment',
    description:
      'How many users pass a condition about their behavior, metrics or traits, without saving it.',
    document: `query McpPreviewSegment($input: PreviewSegmentInput!) {
  previewSegment(input: $input) { size knownUsers share members { userId } ${meta} }
}`,
  },
}
