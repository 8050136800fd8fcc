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

/** A number that can be compared, under the name of its field. */
export type ChangedField =
  /** Conversations with the status `ABANDONED`: the user left before the end. */
  | 'abandoned'
  /** Conversations with the status `ACTIVE`: they have not ended, or never told their end. */
  | 'active'
  /** Distinct conversations with an event in the last 5 minutes, for example 17. */
  | 'activeConversations'
  /** Distinct users with an active event in the last 5 minutes, for example 42. */
  | 'activeUsers'
  /** Distinct users with at least one active event today, in the time zone of the question. */
  | 'activeUsersToday'
  /** The number of user activities: logins, logouts, registrations and others. */
  | 'activities'
  /** Requests to AI models, failed ones and cache hits included; for example 1200. */
  | 'aiCalls'
  /** Failed AI calls ÷ all AI calls, 0 to 1; null without calls. */
  | 'aiErrorRate'
  /** AI calls that failed: `success` was false when they were sent; for example 12. */
  | 'aiErrors'
  /** The number of API calls: requests to HTTP endpoints of the platform. */
  | 'apiCalls'
  /** API calls with a status of 400 or above, or without an answer ÷ all API calls, 0 to 1; null without calls. */
  | 'apiErrorRate'
  /** API calls with a status of 400 or above, or without an answer. */
  | 'apiErrors'
  /** Messages that the bot or assistant wrote (role `ASSISTANT`), fallbacks included. */
  | 'assistantMessages'
  /** Input tokens that are audio rather than text, cached or not; a part of all input, for example 40. */
  | 'audioInputTokens'
  /** Output tokens that are audio rather than text, a part of `outputTokens`, for example 40. */
  | 'audioOutputTokens'
  /** Mean time from the start to the end of the ended conversations, in seconds; null if none ended. */
  | 'averageDurationSeconds'
  /** The mean number of intervals with activity per active user; null without active users. */
  | 'averageIntervals'
  /** Mean time to answer of the messages of the last 5 minutes, in milliseconds, such as 850; null if none has one. */
  | 'averageResponseTimeMs'
  /** Arithmetic mean of the time from the previous step, in seconds, such as 95.5; null if no user reached the step. */
  | 'averageSeconds'
  /** Mean session length, first event to last, in seconds; null without sessions. */
  | 'averageSessionSeconds'
  /** Mean time to the first token, in milliseconds; null if no call has one. */
  | 'averageTimeToFirstTokenMs'
  /** Mean duration of API calls, in milliseconds; null if no call has one. */
  | 'avgResponseTimeMs'
  /** Bounce rate: sessions with a single event ÷ sessions, 0 to 1; null without sessions. 0.4 means that 40 % of the sessions ended with their first event. */
  | 'bounceRate'
  /** AI calls that your own cache answered ÷ all AI calls, 0 to 1; null without calls. */
  | 'cacheHitRate'
  /** AI calls that your own cache answered. */
  | 'cacheHits'
  /** Input tokens written into the provider’s cache. */
  | 'cacheWriteTokens'
  /** Input tokens from the provider’s cache. */
  | 'cachedTokens'
  /** The number of API calls: requests to HTTP endpoints of the platform. */
  | 'calls'
  /** Model calls and API calls in the last 60 seconds, failed ones included; for example 300. */
  | 'callsPerMinute'
  /** AI calls and messages of a model that reported no tokens, so that their cost is unknown; a part of `unpricedCalls`. */
  | 'callsWithoutUsage'
  /** (users − previous) ÷ previous: 0.25 is an increase of 25 %. Null without `compare`, or if `previous` is 0. */
  | 'changeRate'
  /** API calls with a status of 400 to 499. */
  | 'clientErrors'
  /** Conversations with the status `COMPLETED`: they ended as planned, resolved or not. */
  | 'completed'
  /** The conversion rate from the first step to the last, 0 to 1; null if no user entered. */
  | 'completionRate'
  /** AI calls that generate text. */
  | 'completions'
  /** Distinct conversations with at least one event. */
  | 'conversations'
  /** The cost of the last 60 minutes, in US dollars, such as `"1.25"`. Unknown costs are left out. */
  | 'costPerHourUsd'
  /** The cost in US dollars. Unknown costs are not included, and costs of partly reported usage are lower bounds: see `unpricedCalls`. */
  | 'costUsd'
  /** Daily active users: distinct users who were active on the last day. */
  | 'dau'
  /** Users who were active in the previous bucket and not in this one. */
  | 'dormant'
  /** Users who reached the previous step and not this one; 0 for the first step. */
  | 'dropOff'
  /** AI calls that compute embeddings (vectors). */
  | 'embeddings'
  /** Conversations that ended: completed, abandoned or escalated. */
  | 'ended'
  /** Failed model calls and API calls ÷ all of these calls of the last 5 minutes, 0 to 1; null without calls. */
  | 'errorRate'
  /** API calls with a status of 400 or above, or without an answer. */
  | 'errors'
  /** Conversations that were handed over to a person. */
  | 'escalated'
  /** Events of every kind, those without a user and system metrics included; for example 12000. */
  | 'events'
  /** Active events per active user, without system metrics and events of crawlers; null without active users. */
  | 'eventsPerUser'
  /** Fallbacks ÷ messages of the assistant, 0 to 1; null without such messages. */
  | 'fallbackRate'
  /** Input tokens that were neither read from the provider’s cache nor written into it. */
  | 'inputTokens'
  /** The number of intervals of the range that have begun: the maximum for a user. */
  | 'intervals'
  /** Logins: activities of type `login`, however close together; for example 640. */
  | 'logins'
  /** AI calls and messages that reported only a part of their tokens, so that their cost is a lower bound; a part of `unpricedCalls`. */
  | 'lowerBoundCalls'
  /** Monthly active users: distinct users who were active in the 30 days that end with the last day. */
  | 'mau'
  /** Median time from the previous step, in seconds; null for the first step and for a step without users. */
  | 'medianSeconds'
  /** Median session length, first event to last, in seconds; null without sessions. */
  | 'medianSessionSeconds'
  /** Messages of every role: those of users, the assistant, the system and tools; for example 1200. */
  | 'messages'
  /** Messages ÷ distinct conversations with a message; null without messages. */
  | 'messagesPerConversation'
  /** Messages of every role in the last 60 seconds, for example 120. */
  | 'messagesPerMinute'
  /** Messages with a user ÷ distinct users of these messages; null without such messages. */
  | 'messagesPerUser'
  /** Messages with thumbs down (`NEGATIVE`); messages without feedback count in neither number. */
  | 'negativeFeedback'
  /** Users whose first active event ever lies in the period. */
  | 'newUsers'
  /** The number of times the anchor happened in the range: each one is a path. */
  | 'occurrences'
  /** Users who have not completed the funnel and have an attempt within its conversion window: the rates may still rise. */
  | 'openAttempts'
  /** Occurrences of the anchor that continue along a path beyond `first`, so that the listed ones and these add up to all. */
  | 'otherOccurrences'
  /** Tokens that models generated, reasoning and audio included; for example 350. Calls that report none add 0. */
  | 'outputTokens'
  /** Output tokens per second over the AI calls that have both tokens and a duration above 0; null without such calls. */
  | 'outputTokensPerSecond'
  /** 50th percentile of the input tokens, including cached ones, of an AI call; null if no call has any. */
  | 'p50InputTokens'
  /** 50th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'p50Ms'
  /** 50th percentile of the output tokens of an AI call; null if no call has any. */
  | 'p50OutputTokens'
  /** 75th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'p75Ms'
  /** 90th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'p90Ms'
  /** 90th percentile of the time from the previous step, in seconds. */
  | 'p90Seconds'
  /** 95th percentile of the input tokens, including cached ones, of an AI call; null if no call has any. */
  | 'p95InputTokens'
  /** 95th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'p95Ms'
  /** 95th percentile of the output tokens of an AI call; null if no call has any. */
  | 'p95OutputTokens'
  /** 95th percentile of the time to the first token, in milliseconds; null if no call has one. */
  | 'p95TimeToFirstTokenMs'
  /** 99th percentile of the input tokens, including cached ones, of an AI call; null if no call has any. */
  | 'p99InputTokens'
  /** 99th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'p99Ms'
  /** 99th percentile of the output tokens of an AI call; null if no call has any. */
  | 'p99OutputTokens'
  /** Different whole paths in the range, listed or not. */
  | 'pathCount'
  /** Messages with thumbs up (`POSITIVE`); messages without feedback count in neither number. */
  | 'positiveFeedback'
  /** The number of users in the range of `compare`; null without `compare`. */
  | 'previous'
  /** The users as a share of all users who entered the funnel, 0 to 1; null if no user entered. */
  | 'rateFromFirst'
  /** The conversion rate from the previous step, 0 to 1; 1 for the first step, null if no user reached the previous step. */
  | 'rateFromPrevious'
  /** Output tokens spent on reasoning, a part of `outputTokens`. */
  | 'reasoningTokens'
  /** Registrations: activities of type `registration`, however close together; for example 25. */
  | 'registrations'
  /** `resolved` ÷ `ended`, 0 to 1; null if no conversation ended. */
  | 'resolutionRate'
  /** Conversations that ended with the request of the user resolved. */
  | 'resolved'
  /** Active users who came back after an absence: neither new nor active in the previous bucket. */
  | 'resurrecting'
  /** Active users who were active in the previous bucket as well. */
  | 'returning'
  /** Mean satisfaction score, 1 to 5; null without scores. */
  | 'satisfaction'
  /** The cost that your own cache saved, in US dollars. */
  | 'savedCostUsd'
  /** Conversations with a satisfaction score of 1 to 5: the sample of `satisfaction`. */
  | 'scored'
  /** API calls with a status of 500 or above. */
  | 'serverErrors'
  /** Sessions that started in the period, each until 30 minutes without events; for example 420. */
  | 'sessions'
  /** Sessions with a user ÷ distinct users of these sessions; null without such sessions. */
  | 'sessionsPerUser'
  /** The number of entries; a user of several cohorts counts once for each. */
  | 'size'
  /** `dau` ÷ `mau`, 0 to 1: 0.5 means that a user comes on half of the days; null without active users. */
  | 'stickiness'
  /** API calls with a duration: the sample of the response times. */
  | 'timedCalls'
  /** All tokens: input, from the provider’s cache or not, and output. */
  | 'tokens'
  /** Requests to AI models, failed ones and cache hits included; for example 1200. */
  | 'totalAiCalls'
  /** The number of API calls: requests to HTTP endpoints of the platform. */
  | 'totalApiCalls'
  /** Distinct conversations with at least one event. */
  | 'totalConversations'
  /** The cost in US dollars. Unknown costs are not included, and costs of partly reported usage are lower bounds: see `unpricedCalls`. */
  | 'totalCostUsd'
  /** Events of every kind, those without a user and system metrics included; for example 12000. */
  | 'totalEvents'
  /** Messages of every role: those of users, the assistant, the system and tools; for example 1200. */
  | 'totalMessages'
  /** All tokens: input, from the provider’s cache or not, and output. */
  | 'totalTokens'
  /** Users whose first active event ever lies before the end of the period. Filters do not apply. */
  | 'totalUsers'
  /** AI calls and messages whose cost is unknown or a lower bound: the model has no price, or not all tokens were reported. */
  | 'unpricedCalls'
  /** Messages that people wrote (role `USER`), for example 600. */
  | 'userMessages'
  /** Distinct users, each counted once, crawlers left out; for example 1200. */
  | 'users'
  /** Weekly active users: distinct users who were active in the 7 days that end with the last day. */
  | 'wau';

/** The range to compare with: exactly one of `period` and `range`. */
export type CompareInput =
  {   /** A period relative to the range of the question. */
  period: ComparePeriod; range?: never; }
  |  { period?: never;   /** Any other range, such as `{ preset: LAST_YEAR }`. */
  range: DateRangeInput; };

/** The range to compare with. If the range of the question is not over, only its elapsed part is compared. */
export type ComparePeriod =
  /** The previous period, up to the same elapsed part. */
  | 'PREVIOUS_PERIOD'
  /** The same dates one year earlier. */
  | 'PREVIOUS_YEAR';

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

/** A dimension of events, to filter or break down by. */
export type Dimension =
  /** The bot or assistant, such as `support-bot`. */
  | 'BOT'
  /** The browser of an activity, such as `Firefox`. */
  | 'BROWSER'
  /** Whether your own cache answered an AI call: `true`, `false`; missing if the call does not say it. */
  | 'CACHE_HIT'
  /** The purpose of an AI call, such as `COMPLETION`. */
  | 'CALL_TYPE'
  /** The channel, such as `web`. */
  | 'CHANNEL'
  /** The status that a conversation change sets: `ACTIVE`, `COMPLETED`, `ABANDONED`, `ESCALATED`. */
  | 'CONVERSATION_STATUS'
  /** The source of the cost: `PROVIDED`, `COMPUTED`, `LOWER_BOUND`, `UNKNOWN`. */
  | 'COST_SOURCE'
  /** The property `country`, if the event has it. */
  | 'COUNTRY'
  /** The device type of an activity: `desktop`, `mobile`, `tablet`, `tv`, `bot`. */
  | 'DEVICE'
  /** The route of an API call, such as `/v1/chats/:id`. */
  | 'ENDPOINT'
  /** The error class of a failed AI call, such as `rate_limit`. */
  | 'ERROR_CLASS'
  /** The name of the event, activity or system metric, such as `signup`. */
  | 'EVENT'
  /** The feedback of the user on a message: `POSITIVE`, `NEGATIVE`. */
  | 'FEEDBACK'
  /** The kind of the event: `CUSTOM`, `ACTIVITY`, `CONVERSATION`, `MESSAGE`, `AI_CALL`, `API_CALL`, `SYSTEM_METRIC`. */
  | 'KIND'
  /** The property `language`, if the event has it. */
  | 'LANGUAGE'
  /** The HTTP method of an API call, such as `GET`. */
  | 'METHOD'
  /** The model, such as `gpt-4o`. */
  | 'MODEL'
  /** The operating system of an activity, such as `Android`. */
  | 'OS'
  /** The provider of the model, such as `openai`. */
  | 'PROVIDER'
  /** The speaker of a message: `USER`, `ASSISTANT`, `SYSTEM`, `TOOL`. */
  | 'ROLE'
  /** The rate of a use of a model, if the event says it: `STANDARD`, `BATCH`, `FLEX`, `PRIORITY`. */
  | 'SERVICE_TIER'
  /** The HTTP status of an API call, such as `500`; missing if the call got no answer. */
  | 'STATUS_CODE'
  /** Whether an AI call or an API call succeeded: `true`, `false`. */
  | 'SUCCESS';

/** A condition on events. Exactly one of `dimension`, `property`, `trait`, `and`, `or`, `not`: `{ dimension: CHANNEL, values: ["web"] }`. */
export type FilterInput = {
  /** All of these conditions hold. */
  and?: Array<FilterInput> | null | undefined;
  /** The dimension to compare, such as `CHANNEL`. */
  dimension?: Dimension | null | undefined;
  /** This condition does not hold. */
  not?: FilterInput | null | undefined;
  /** The comparison, such as `CONTAINS`. */
  operator?: FilterOperator | null | undefined;
  /** At least one of these conditions holds. */
  or?: Array<FilterInput> | null | undefined;
  /** The key of the event property to compare, such as `plan`; `address.city` is `city` inside `address`, `items[*].sku` the list of `sku` of each object in `items`. */
  property?: string | null | undefined;
  /** The key of the user trait to compare, such as `plan`; `address.city` is `city` inside `address`. The current value counts, also for earlier events. */
  trait?: string | null | undefined;
  /** 1 to 100 values to compare with, such as `["web"]`, `[500]` or `[ASSISTANT]`; exactly one for `GREATER_…`, `LESS_…` and `MATCHES`. A number is compared as a number: `10` IS `10.0`. */
  values?: Array<number | string | boolean> | null | undefined;
};

/** The comparison of a value with those of a filter. A missing value is compared as an empty text. A list is compared item by item: `["vip", "beta"]` IS `vip`. */
export type FilterOperator =
  /** The value contains one of the given values, ignoring case: a text as a part, a list as an item. */
  | 'CONTAINS'
  /** The value is a number at or above the given one: `5` and `6` pass `5`. */
  | 'GREATER_OR_EQUAL'
  /** The value is a number above the given one: `6` passes `5`, and `5` does not. */
  | 'GREATER_THAN'
  /** The value equals one of the given values exactly, including upper and lower case. */
  | 'IS'
  /** The value is none of the given values, or missing. */
  | 'IS_NOT'
  /** The event has no such value, or an empty one. */
  | 'IS_NOT_SET'
  /** The event has such a value, and it is not empty. */
  | 'IS_SET'
  /** The value is a number at or below the given one: `4` and `5` pass `5`. */
  | 'LESS_OR_EQUAL'
  /** The value is a number below the given one: `4` passes `5`, and `5` does not. */
  | 'LESS_THAN'
  /** The value matches the given regular expression (RE2, up to 200 characters) somewhere: `^pro`, `(?i)pro`. */
  | 'MATCHES'
  /** The value contains none of the given values, ignoring case, or is missing. */
  | 'NOT_CONTAINS'
  /** The value does not match the given regular expression, or is missing. */
  | 'NOT_MATCHES';

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

export type UsersQueryVariables = Exact<{
  range: DateRangeInput;
  compare?: CompareInput | null | undefined;
  interval?: CalendarUnit | null | undefined;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
}>;


export type UsersQuery = { userStats: { medianSessionSeconds: number | null, activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null, changes: Array<{ field: ChangedField, changeRate: number | null, changePoints: number | null, isUpGood: boolean | null }>, previous: { activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null } | null, buckets: Array<{ start: string, isComplete: boolean, activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null }>, previousBuckets: Array<{ activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, engagement: { dau: number, wau: number, mau: number, stickiness: number | null, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, lifecycle: { buckets: Array<{ start: string, isComplete: boolean, newUsers: number, returning: number, resurrecting: number, dormant: number }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, topUsers: { users: Array<{ events: number, conversations: number, costUsd: string, user: { userId: string, username: string | null } }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type ActiveUsersQueryVariables = Exact<{
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
  interval?: CalendarUnit | null | undefined;
  after?: string | null | undefined;
}>;


export type ActiveUsersQuery = { found: { users: { totalCount: number, nodes: Array<{ userId: string, username: string | null, firstSeenAt: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type NewUsersQueryVariables = Exact<{
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
  after?: string | null | undefined;
}>;


export type NewUsersQuery = { found: { steps: Array<{ converted: { totalCount: number, nodes: Array<{ userId: string, username: string | null, firstSeenAt: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type SearchedUsersQueryVariables = Exact<{
  range: DateRangeInput;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchedUsersQuery = { found: { totalCount: number, nodes: Array<{ userId: string, username: string | null, firstSeenAt: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type UserPageFragment = { totalCount: number, nodes: Array<{ userId: string, username: string | null, firstSeenAt: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

type UserNumbers_UserBucket_Fragment = { activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null };

type UserNumbers_UserNumbers_Fragment = { activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null };

type UserNumbers_UserStats_Fragment = { activeUsers: number, newUsers: number, registrations: number, sessions: number, averageSessionSeconds: number | null, bounceRate: number | null };

export type UserNumbersFragment =
  | UserNumbers_UserBucket_Fragment
  | UserNumbers_UserNumbers_Fragment
  | UserNumbers_UserStats_Fragment
;

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Users: Operation<UsersQuery, UsersQueryVariables> = operation(`query Users(
  $range: DateRangeInput!
  $compare: CompareInput
  $interval: CalendarUnit
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
) {
  userStats(
    range: $range
    compare: $compare
    interval: $interval
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    ...userNumbers
    medianSessionSeconds
    changes {
      field
      changeRate
      changePoints
      isUpGood
    }
    previous {
      ...userNumbers
    }
    buckets {
      start
      isComplete
      ...userNumbers
    }
    previousBuckets {
      ...userNumbers
    }
    meta {
      ...computed
    }
  }
  engagement(
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
    compare: $compare
  ) {
    dau
    wau
    mau
    stickiness
    meta {
      ...computed
    }
  }
  lifecycle(
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
    interval: $interval
  ) {
    buckets {
      start
      isComplete
      newUsers
      returning
      resurrecting
      dormant
    }
    meta {
      ...computed
    }
  }
  topUsers(
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
    by: COST
    first: 8
  ) {
    users {
      user {
        userId
        username
      }
      events
      conversations
      costUsd
    }
    meta {
      ...computed
    }
  }
}
fragment userNumbers on UserMeasures {
  activeUsers
  newUsers
  registrations
  sessions
  averageSessionSeconds
  bounceRate
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

export const ActiveUsers: Operation<ActiveUsersQuery, ActiveUsersQueryVariables> = operation(`query ActiveUsers(
  $range: DateRangeInput!
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
  $interval: CalendarUnit
  $after: String
) {
  found: stickiness(
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
    interval: $interval
  ) {
    users(intervals: 1, orMore: true, first: 20, after: $after) {
      ...userPage
    }
    meta {
      ...computed
    }
  }
}
fragment userPage on UserConnection {
  totalCount
  nodes {
    userId
    username
    firstSeenAt
    lastSeenAt
  }
  pageInfo {
    hasNextPage
    endCursor
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

export const NewUsers: Operation<NewUsersQuery, NewUsersQueryVariables> = operation(`query NewUsers(
  $range: DateRangeInput!
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
  $after: String
) {
  found: funnel(
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
    input: { steps: [{ firstTime: true }] }
  ) {
    steps {
      converted(first: 20, after: $after) {
        ...userPage
      }
    }
    meta {
      ...computed
    }
  }
}
fragment userPage on UserConnection {
  totalCount
  nodes {
    userId
    username
    firstSeenAt
    lastSeenAt
  }
  pageInfo {
    hasNextPage
    endCursor
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

export const SearchedUsers: Operation<SearchedUsersQuery, SearchedUsersQueryVariables> = operation(`query SearchedUsers($range: DateRangeInput!, $search: String, $after: String) {
  found: users(
    filter: { search: $search, seenIn: $range }
    orderBy: { field: LAST_SEEN }
    first: 20
    after: $after
  ) {
    ...userPage
  }
}
fragment userPage on UserConnection {
  totalCount
  nodes {
    userId
    username
    firstSeenAt
    lastSeenAt
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`)