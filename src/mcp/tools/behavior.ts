import { type DocumentTool, meta } from './tool.ts'

export const behaviorTools: Record<string, DocumentTool> = {
  funnel: {
    title: 'A funnel',
    description:
      'How many users get from step to step, the share of each, the time it takes, and a breakdown.',
    document: `query McpFunnel($input: FunnelInput!, $range: DateRangeInput, $compare: CompareInput, $timeZone: String) {
  funnel(input: $input, range: $range, compare: $compare, timeZone: $timeZone) {
    totalUsers completionRate medianSeconds openAttempts changes { field changeRate changePoints }
    steps { name users rateFromFirst rateFromPrevious dropOff medianSeconds }
    breakdown { value totalUsers completionRate } ${meta}
  }
}`,
  },
  cohorts: {
    title: 'Retention',
    description:
      'The users who entered in each bucket, and the share of them that came back in each later one.',
    document: `query McpCohorts($input: CohortsInput, $range: DateRangeInput, $interval: CalendarUnit, $timeZone: String) {
  cohorts(input: $input, range: $range, interval: $interval, timeZone: $timeZone) {
    size average { period users rate } rows { start size cells { period users rate isComplete } } ${meta}
  }
}`,
  },
  lifecycle: {
    title: 'New, returning and dormant users',
    description: 'The users of each interval by their state: new, returning, resurrecting, dormant.',
    document: `query McpLifecycle($input: LifecycleInput = {}, $range: DateRangeInput, $interval: CalendarUnit, $timeZone: String) {
  lifecycle(input: $input, range: $range, interval: $interval, timeZone: $timeZone) {
    buckets { start isComplete activeUsers newUsers returning resurrecting dormant } ${meta}
  }
}`,
  },
  stickiness: {
    title: 'Stickiness',
    description: 'In how many intervals of the range each user was active.',
    document: `query McpStickiness($input: StickinessInput = {}, $range: DateRangeInput, $interval: CalendarUnit, $timeZone: String) {
  stickiness(input: $input, range: $range, interval: $interval, timeZone: $timeZone) {
    activeUsers intervals averageIntervals rows { intervals users share } ${meta}
  }
}`,
  },
  paths: {
    title: 'Paths',
    description: 'The most frequent sequences of events before or after an event.',
    document: `query McpPaths($input: PathsInput!, $range: DateRangeInput, $timeZone: String) {
  paths(input: $input, range: $range, timeZone: $timeZone) {
    users occurrences pathCount paths { events users occurrences share medianSeconds } ${meta}
  }
}`,
  },
}
