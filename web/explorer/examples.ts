/** A query with its variables, as JSON. */
interface Example {
  query: string
  variables?: string
}

/** The tabs of a first visit. */
export const examples: Example[] = [
  {
    query: `# Ctrl-Enter runs the query.
# The other tabs send events and follow them.
query Summary {
  summary {
    totalEvents
    totalUsers
    activeUsersToday
    meta {
      watermark
    }
  }
}`,
  },
  {
    query: `# Services send events: this needs a token of a service.
mutation Track($events: [EventInput!]!) {
  trackEvents(input: { events: $events }) {
    accepted
    receipts {
      status
      field
      code
    }
  }
}`,
    variables: textOf({ events: tracked() }),
  },
  {
    query: `# How many who signed up wrote a message?
query Funnel($steps: [FunnelStepInput!]!) {
  funnel(input: { steps: $steps }, range: { last: { count: 30, unit: DAY } }) {
    completionRate
    steps {
      name
      users
      medianSeconds
    }
  }
}`,
    variables: textOf({ steps: [{ event: 'signup' }, { event: 'message sent' }] }),
  },
  {
    query: `# Twelve questions in one request.
# A question that fails is null, and the others answer.
query Dashboard($range: DateRangeInput = { last: { count: 30, unit: DAY } }) {
  summary(range: $range) {
    totalEvents
    totalUsers
    activeUsersToday
    totalMessages
    totalCostUsd
    errorRate
  }
  stats(range: $range) {
    buckets {
      start
      isComplete
      events
      activeUsers
      costUsd
    }
  }
  userStats(range: $range) {
    activeUsers
    newUsers
    logins
    registrations
  }
  aiStats(range: $range, compare: { period: PREVIOUS_PERIOD }) {
    ...calls
    previous {
      ...calls
    }
    changes {
      field
      changeRate
      isUpGood
    }
  }
  aiModels(range: $range, first: 5) {
    models {
      provider
      model
      share
      ...calls
    }
  }
  messageStats(range: $range) {
    userMessages
    assistantMessages
    fallbackRate
    positiveFeedback
    negativeFeedback
  }
  conversationAnalytics(range: $range) {
    conversations
    resolutionRate
    satisfaction
    topics {
      topic
      share
    }
  }
  apiUsage(range: $range, first: 5) {
    calls
    errorRate
    endpoints {
      endpoint
      method
      calls
      errorRate
      p95Ms
    }
  }
  topUsers(range: $range, by: ACTIVITY, first: 5) {
    users {
      rank
      user {
        userId
        username
      }
      events
      costUsd
    }
  }
  audience(range: $range, by: { dimension: CHANNEL }, first: 5) {
    groups {
      value
      users
      newUsers
      returningUsers
    }
  }
  engagement(range: $range) {
    dau
    wau
    mau
    stickiness
  }
  funnel(range: $range, input: { steps: [{ event: "signup" }, { event: "message sent" }] }) {
    completionRate
    steps {
      name
      users
    }
  }
}
fragment calls on AiMeasures {
  calls
  errorRate
  p95Ms
  tokens
  costUsd
}`,
  },
  {
    query: `# A subscription sends an answer whenever it has changed.
# Press the button again to stop it.
subscription Live {
  realtime {
    asOf
    activeUsers
    activeConversations
    messagesPerMinute
    callsPerMinute
  }
}`,
  },
]

function textOf(variables: object): string {
  return JSON.stringify(variables, null, 2)
}

/** Sent twice, they count once: the second time they are duplicates. */
function tracked() {
  const timestamp = new Date().toISOString()
  return ['signup', 'message sent'].map(name => ({ eventId: `try ${name}`, name, userId: 'ann', timestamp }))
}
