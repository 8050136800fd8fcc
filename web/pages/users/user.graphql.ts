/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../api/operation.ts'
/** A unit of the calendar in the time zone of the question: a day may have 23, 24 or 25 hours. */
export type CalendarUnit =
  /** A calendar day, from midnight to midnight in the zone of the question: 23 or 25 hours when clocks change. */
  | 'DAY'
  /** An hour of the local clock. */
  | 'HOUR'
  /** A minute of 60 seconds. */
  | 'MINUTE'
  /** A calendar month, from its first day. */
  | 'MONTH'
  /** A quarter: January to March, April to June, July to September, October to December. */
  | 'QUARTER'
  /** A week from `weekStart`, Monday by default. */
  | 'WEEK'
  /** A calendar year, from 1 January. */
  | 'YEAR';

/** The churn risk of a user: by `ratio`, or with fewer than 4 active days by `idleDays`. */
export type ChurnLevel =
  /** The user has churned: a ratio of 5 or more, or 60 idle days; with few active days more than 30. */
  | 'CHURNED'
  /** High risk: a ratio from 3 to below 5; with few active days 15 to 30 idle days. */
  | 'HIGH'
  /** Low risk, the user is active as usual: a ratio below 2; with few active days 0 to 7 idle days. */
  | 'LOW'
  /** Medium risk: a ratio from 2 to below 3; with few active days 8 to 14 idle days. */
  | 'MEDIUM';

/** The state of a conversation: open, or ended in one of three ways. */
export type ConversationStatus =
  /** The user left before the conversation came to its end. */
  | 'ABANDONED'
  /** The conversation has not ended; also the status of one that never told its end. */
  | 'ACTIVE'
  /** The conversation ended as planned: it was completed, by the bot or the user. */
  | 'COMPLETED'
  /** A person took over the conversation. */
  | 'ESCALATED';

/** A range of time, given in exactly one way: `between`, `dates`, `last` or `preset`. */
export type DateRangeInput =
  {   /** The instants of a half-open range, such as `{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }`. */
  between: InstantRangeInput; dates?: never; last?: never; preset?: never; }
  |  { between?: never;   /** Whole days, the last one included, such as `{ from: "2026-01-01", to: "2026-01-31" }`. */
  dates: DayRangeInput; last?: never; preset?: never; }
  |  { between?: never; dates?: never;   /** A range up to now, such as `{ count: 7, unit: DAY }`. */
  last: LastInput; preset?: never; }
  |  { between?: never; dates?: never; last?: never;   /** A calendar range, such as `LAST_MONTH`. */
  preset: RangePreset; };

/** Whole days in the time zone of the question, both included: `{ from: "2026-01-01", to: "2026-01-31" }` is January. Days of lists are in UTC. */
export type DayRangeInput = {
  /** The first day of the range, such as `2026-01-01`. */
  from: string;
  /** The last day of the range (inclusive), such as `2026-01-31`; the same as `from` for one day. */
  to: string;
};

/** The kind of an event. Each kind has a mutation of its own. */
export type EventKind =
  /** An activity of a user with their account, such as a login, sent with `trackActivity`. */
  | 'ACTIVITY'
  /** An AI call: a request to an AI model, sent with `trackAiCall`. */
  | 'AI_CALL'
  /** An API call: a request to an HTTP endpoint, sent with `trackApiCall`. */
  | 'API_CALL'
  /** A conversation change: a start, an end or a new attribute, sent with `trackConversation`. */
  | 'CONVERSATION'
  /** A custom event of the platform, sent with `trackEvent`. */
  | 'CUSTOM'
  /** A message from or to a user in a conversation, sent with `trackMessage`. */
  | 'MESSAGE'
  /** A system metric: a measured value of a machine or process, sent with `trackSystemMetric`. */
  | 'SYSTEM_METRIC';

/** The instants from `from` until before `to`: `{ from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }` is January in UTC. */
export type InstantRangeInput = {
  /** The start of the range (inclusive), such as `2026-01-01T00:00:00Z`. */
  from: string;
  /** The end of the range (exclusive), such as `2026-02-01T00:00:00Z`. */
  to: string;
};

/** The last calendar units, including the current one: `{ count: 7, unit: DAY }` is today and the 6 days before. */
export type LastInput = {
  /** The number of units, from 1, such as 7. */
  count: number;
  /** The calendar unit, such as `DAY`. */
  unit: CalendarUnit;
};

/** A calendar range. `THIS_…` runs to the end of the current unit, `LAST_…` is the unit before. */
export type RangePreset =
  /** The whole calendar month before the current one: in March, 1 February to 1 March. */
  | 'LAST_MONTH'
  /** The whole calendar quarter before the current one: in May, 1 January to 1 April. */
  | 'LAST_QUARTER'
  /** The whole week before the current one, from `weekStart`, seven days. */
  | 'LAST_WEEK'
  /** The whole calendar year before the current one: in 2026, 1 January 2025 to 1 January 2026. */
  | 'LAST_YEAR'
  /** The current calendar month, from its first day to its end. */
  | 'THIS_MONTH'
  /** The current calendar quarter, such as 1 January to 1 April, to its end. */
  | 'THIS_QUARTER'
  /** The current week, from `weekStart` to its end seven days later. */
  | 'THIS_WEEK'
  /** The current calendar year, from 1 January to its end. */
  | 'THIS_YEAR'
  /** The current day, from midnight to midnight. */
  | 'TODAY'
  /** The day before today. */
  | 'YESTERDAY';

/** The subject of a warning: about an event that is stored, or about an answer that is not exact or not complete. */
export type WarningCode =
  /** Uses of models have no price, and the cost leaves them out. */
  | 'CALLS_WITHOUT_PRICE'
  /** Uses of models report no tokens, and the cost leaves them out. */
  | 'CALLS_WITHOUT_USAGE'
  /** Uses of models report only a part of their tokens, and their cost is a lower bound. */
  | 'CALLS_WITH_PARTIAL_USAGE'
  /** With `ON_OR_AFTER` complete cells can still grow. */
  | 'CELLS_MAY_GROW'
  /** The times of the event were corrected by `sentAt`. */
  | 'CLOCK_CORRECTED'
  /** The event is a duplicate, and the first event with its id has other values. */
  | 'DIFFERENT_CONTENT'
  /** The range begins before the first day of which all events are kept: expired ones are not in the answer. */
  | 'EVENTS_EXPIRED'
  /** Events that were received before the question are not in the answer yet. */
  | 'EVENTS_MISSING'
  /** `anonymousId` was not linked to the user, because it is a known user itself. */
  | 'KNOWN_USER'
  /** `anonymousId` was not linked to the user, because it is linked to another one. */
  | 'LINKED_TO_ANOTHER'
  /** The members of the segment of a budget could not be looked up lately: its spend lacks that of new ones. */
  | 'MEMBERS_OUTDATED'
  /** Only the largest groups or lines are shown. */
  | 'NOT_ALL_SHOWN'
  /** The id of the session stands for a missing one, such as `null`, and was left out. */
  | 'SESSION_ID_IGNORED'
  /** Buckets were not judged, because too few things are behind their values. */
  | 'SMALL_SAMPLE'
  /** Events at one instant are taken in the order of the steps, not as `compatibility` says. */
  | 'TIES_IN_STEP_ORDER'
  /** The range or the comparison beside a saved query was not used: its SQL says which times it reads. */
  | 'TIMES_NOT_USED'
  /** Buckets were not judged, because too few earlier ones like them are known. */
  | 'TOO_LITTLE_HISTORY'
  /** The project has sent more new property keys today than `MAX_NEW_KEYS`. */
  | 'TOO_MANY_NEW_KEYS'
  /** Changes of users that were made before the question are not in the answer yet. */
  | 'USER_CHANGES_MISSING'
  /** The id of the user or visitor stands for a missing one, such as `null`, and was left out. */
  | 'USER_ID_IGNORED'
  /** Values of a property that are no numbers, or too large, are left out. */
  | 'VALUES_LEFT_OUT'
  /** Buckets are too small, or vary too much, for a drop to half to be found. */
  | 'WIDE_RANGE'
  /** The windows of a preview follow each other, where checks look at ones that overlap. */
  | 'WINDOWS_APPROXIMATED'
  /** Only some windows of a preview were computed, at equal distances. */
  | 'WINDOWS_LEFT_OUT';

/** The first day of a week. */
export type WeekStart =
  /** Monday, as in ISO 8601. */
  | 'MONDAY'
  /** Sunday, as in North America. */
  | 'SUNDAY';

export type OneUserQueryVariables = Exact<{
  userId: string | number;
  budgetUserId: string;
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
}>;


export type OneUserQuery = { user: { userId: string, username: string | null, firstSeenAt: string | null, lastSeenAt: string | null, traits: Record<string, unknown>, analytics: { events: number, sessions: number, averageSessionSeconds: number | null, conversations: number, messages: number, aiCalls: number, costUsd: string, satisfaction: number | null, lastActiveAt: string | null, topics: Array<{ topic: string, count: number }>, engagement: { activeDays: number, churnRisk: { level: ChurnLevel, idleDays: number, medianGapDays: number | null } | null }, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } }, conversations: { totalCount: number, nodes: Array<{ conversationId: string, startedAt: string, status: ConversationStatus, messageCount: number, costUsd: string | null, topics: Array<string> }> }, events: { nodes: Array<
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string | null, botId: string | null, channel: string | null }
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string | null, botId: string | null, channel: string | null }
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string, botId: string | null, channel: string | null }
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string | null, botId: string | null, channel: string | null }
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string, botId: string | null, channel: string | null }
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string | null, botId: string | null, channel: string | null }
        | { id: string, eventKind: EventKind, name: string, timestamp: string, sessionId: string | null, conversationId: string | null, botId: string | null, channel: string | null }
      > } } | null, budgetStatus: { allowed: boolean, remainingUsd: string | null, usedRate: number | null, resetsAt: string | null } | null };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const OneUser: Operation<OneUserQuery, OneUserQueryVariables> = operation(`query OneUser(
  $userId: ID!
  $budgetUserId: String!
  $range: DateRangeInput!
  $timeZone: String
  $weekStart: WeekStart
) {
  user(userId: $userId) {
    userId
    username
    firstSeenAt
    lastSeenAt
    traits
    analytics(range: $range, timeZone: $timeZone, weekStart: $weekStart) {
      events
      sessions
      averageSessionSeconds
      conversations
      messages
      aiCalls
      costUsd
      satisfaction
      lastActiveAt
      topics {
        topic
        count
      }
      engagement {
        activeDays
        churnRisk {
          level
          idleDays
          medianGapDays
        }
      }
      meta {
        ...computed
      }
    }
    conversations(first: 10) {
      totalCount
      nodes {
        conversationId
        startedAt
        status
        messageCount
        costUsd
        topics
      }
    }
    events(first: 50) {
      nodes {
        id
        eventKind
        name
        timestamp
        sessionId
        conversationId
        botId
        channel
      }
    }
  }
  budgetStatus(userId: $budgetUserId) {
    allowed
    remainingUsd
    usedRate
    resetsAt
  }
}
fragment computed on Meta {
  asOf
  watermark
  isComplete
  sampleSize
  caveats {
    code
    message
  }
}`)