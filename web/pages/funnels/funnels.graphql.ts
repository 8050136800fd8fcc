/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../api/operation.ts'
/** A condition on the events of a user, exactly one of these: `{ did: { event: "purchase", count: 3, withinDays: 30 } }`. A time window ends at the moment for which the segment is evaluated; a day has 24 hours. */
export type BehaviorInput =
  {   /** The user did the event a certain number of times. */
  did: DidInput; didNot?: never; firstTime?: never; regularly?: never; restarted?: never; sequence?: never; stopped?: never; }
  |  { did?: never;   /** The user did not do the event. */
  didNot: DidNotInput; firstTime?: never; regularly?: never; restarted?: never; sequence?: never; stopped?: never; }
  |  { did?: never; didNot?: never;   /** The user did the event for the first time. */
  firstTime: FirstTimeInput; regularly?: never; restarted?: never; sequence?: never; stopped?: never; }
  |  { did?: never; didNot?: never; firstTime?: never;   /** The user did the event regularly. */
  regularly: RegularlyInput; restarted?: never; sequence?: never; stopped?: never; }
  |  { did?: never; didNot?: never; firstTime?: never; regularly?: never;   /** The user did the event again after a break. */
  restarted: RestartedInput; sequence?: never; stopped?: never; }
  |  { did?: never; didNot?: never; firstTime?: never; regularly?: never; restarted?: never;   /** The user did one event and then another. */
  sequence: SequenceInput; stopped?: never; }
  |  { did?: never; didNot?: never; firstTime?: never; regularly?: never; restarted?: never; sequence?: never;   /** The user did the event and stopped. */
  stopped: StoppedInput; };

/** A period of time, counted back from the moment for which the segment is evaluated. */
export type BehaviorPeriod =
  /** A period of 24 hours. */
  | 'DAY'
  /** A period of 7 times 24 hours. */
  | 'WEEK';

/** The breakdown of users: exactly one of `dimension`, `property` and `trait`. */
export type BreakdownInput =
  {   /** A dimension of the users’ events, such as `CHANNEL`. */
  dimension: Dimension; property?: never; trait?: never; }
  |  { dimension?: never;   /** The key of a property of the users’ events, such as `plan`; `address.city` is `city` inside `address`. */
  property: string; trait?: never; }
  |  { dimension?: never; property?: never;   /** The key of a user trait, such as `plan`. The current value counts, also for earlier events. */
  trait: string; };

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

/** The content of a funnel to save, and a name that no other saved funnel of the project has. */
export type CreateFunnelInput = {
  /** A note on the purpose, up to 1,000 characters. */
  description?: string | null | undefined;
  /** The funnel. A relative range moves on with time. */
  funnel: FunnelInput;
  /** The name, 1 to 100 characters, unique for its kind within the project. */
  name: string;
};

/** The content of a segment to save, and a name that no other saved segment of the project has. */
export type CreateSegmentInput = {
  /** The condition that members meet, such as `{ metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 10 } }`. */
  condition: SegmentInput;
  /** A note on the purpose, up to 1,000 characters. */
  description?: string | null | undefined;
  /** The name, 1 to 100 characters, unique for its kind within the project. */
  name: string;
};

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

/** The saved funnel that is no longer needed, given by its `id`; a deleted one cannot be restored. */
export type DeleteFunnelInput = {
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
};

/** The user did the event a certain number of times. */
export type DidInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The number of times, 0 to 1,000,000. Default: 1. */
  count?: number | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The comparison of the count: `IS`, `IS_NOT`, `GREATER_…` or `LESS_…`. */
  operator?: FilterOperator | null | undefined;
  /** The time window in days, 1 to 3,650. Default: all history. */
  withinDays?: number | null | undefined;
};

/** The user did not do the event. */
export type DidNotInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The time window in days, 1 to 3,650. Default: all history. */
  withinDays?: number | null | undefined;
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

/** A pattern for events: a name and a filter, such as `{ event: "signup" }`, or any of several of them. */
export type EventMatchInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
};

/** The effect of an exclusion event on an attempt. */
export type ExclusionAction =
  /** The attempt does not count, however far it gets. The best of the user’s other attempts counts, even if it gets less far. With `attempt: FIRST` there is no other one. */
  | 'DROP_ATTEMPT'
  /** The attempt does not count. An attempt that gets as far without an exclusion event counts instead; without one the user is in no step. */
  | 'DROP_USER'
  /** The attempt ends at the last step before the exclusion event. */
  | 'STOP_ATTEMPT';

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

/** The user did the event for the first time in all history within the time window. */
export type FirstTimeInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The time window in days, 1 to 3,650. Default: 30. */
  withinDays?: number | null | undefined;
};

/** The event that is a user’s first time. */
export type FirstTimeOf =
  /** The first event in all history that passes the filters: those of the step, and the one of the funnel. Earlier events that fail them do not matter. */
  | 'MATCH'
  /** The first event of that name in all history. It makes the step only if it passes the filters as well. */
  | 'NAME';

/** The choice among several attempts of one user: the first one, or the one that gets furthest. */
export type FunnelAttempt =
  /** The attempt that gets furthest: every event of the first step may start one. */
  | 'BEST'
  /** The attempt that starts with the user’s first event of the first step in the range. */
  | 'FIRST';

/** The breakdown value that a user counts under, if the events of the steps have several. */
export type FunnelAttribution =
  /** Every value of the user. The funnel is computed once per value from the events that have it. A user may count under several values. */
  | 'EACH_VALUE'
  /** The value at the start of the attempt that counts. */
  | 'FIRST_STEP'
  /** The first value in the user’s events, at any step. */
  | 'FIRST_TOUCH'
  /** The last value in the user’s events, at any step. */
  | 'LAST_TOUCH'
  /** Every value with which the user can take the step number `step`. The funnel is computed once per value and counts only users who took that step. A user may count under several values. */
  | 'STEP';

/** The breakdown of a funnel: exactly one of `dimension`, `property`, `trait` and `by`, such as `{ property: "plan" }`. */
export type FunnelBreakdownInput = {
  /** The value that a user counts under, if there are several. A combination of values is that of one event. A trait needs none: a user has one value of it. */
  attribution?: FunnelAttribution | null | undefined;
  /** 1 to 3 things to break down by: users count under each combination of their values, such as `[{ property: "plan" }, { dimension: CHANNEL }]`. */
  by?: Array<BreakdownInput> | null | undefined;
  /** A dimension of the users’ events, such as `CHANNEL`. */
  dimension?: Dimension | null | undefined;
  /** The number of groups, 1 to 100, those with the most users that entered. All other values form one more group. */
  first?: number | null | undefined;
  /** The key of a property of the users’ events, such as `plan`; `address.city` is `city` inside `address`. */
  property?: string | null | undefined;
  /** The number of the step for `attribution: STEP`, 1 for the first. */
  step?: number | null | undefined;
  /** The key of a user trait, such as `plan`. The current value counts, also for earlier events. */
  trait?: string | null | undefined;
};

/** The product whose defaults apply to `attempt`, `rangeMode`, `ties` and exclusions. The conversion window has no preset: set `windowSeconds` to the window you use there. */
export type FunnelCompatibility =
  /** `attempt: BEST`, `rangeMode: ENTRY`, `ties: STEP_ORDER`, exclusions `DROP_USER`. */
  | 'AMPLITUDE'
  /** `attempt: BEST`, `rangeMode: CLIP`, `ties: ANY_ORDER`, exclusions `DROP_USER`: like `windowFunnel` with `strict_once`, so that one event still serves one step. */
  | 'CLICKHOUSE'
  /** `attempt: FIRST`, `rangeMode: ENTRY`, `ties: STEP_ORDER`, exclusions `DROP_USER`. */
  | 'MIXPANEL'
  /** `attempt: BEST`, `rangeMode: CLIP`, `ties: ANY_ORDER`, exclusions `DROP_USER`; with `order: UNORDERED` exclusions `DROP_ATTEMPT`. */
  | 'POSTHOG';

/** An event that must not happen between two steps. */
export type FunnelExclusionInput = {
  /** The effect on the attempt. Default: `DROP_USER`, or the one of `compatibility`. */
  action?: ExclusionAction | null | undefined;
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The step after which the exclusion applies, counted from 1. Default: 1, the first. */
  fromStep?: number | null | undefined;
  /** The step before which the exclusion applies, counted from 1. Default: the last. */
  toStep?: number | null | undefined;
};

/** A funnel: the steps, their order and the conversion window. */
export type FunnelInput = {
  /** The attempt that counts for a user with several. Default: `BEST`, or the one of `compatibility`. */
  attempt?: FunnelAttempt | null | undefined;
  /** The values to break the funnel down by, such as `{ dimension: CHANNEL }`; select `breakdown` too. Default: none. */
  breakdown?: FunnelBreakdownInput | null | undefined;
  /** The product whose defaults apply where `attempt`, `rangeMode`, `ties` or an exclusion’s `action` is not given. */
  compatibility?: FunnelCompatibility | null | undefined;
  /** Up to 10 events that must not happen between two steps. */
  exclusions?: Array<FunnelExclusionInput> | null | undefined;
  /** The events that the funnel uses: for steps, exclusions and sessions, and between the steps of a `STRICT` funnel. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** A label that the answer repeats, such as `Signup to message`. Default: none. */
  name?: string | null | undefined;
  /** The order in which the steps are taken. */
  order?: FunnelOrder | null | undefined;
  /**
   * The range in which users enter the funnel. Default: the last 30 days.
   * @deprecated Use the argument `range` of the question.
   */
  range?: DateRangeInput | null | undefined;
  /** The steps that must lie in the range. Default: `ENTRY`, or the one of `compatibility`. */
  rangeMode?: FunnelRangeMode | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /** 1 to 20 steps. An event serves one step: the same event in two steps has to happen twice. */
  steps: Array<FunnelStepInput>;
  /** The order of events at the same millisecond, for steps in order. Default: `STEP_ORDER`, or the one of `compatibility`, unless more than six of the steps may match the same event. */
  ties?: FunnelTies | null | undefined;
  /**
   * The time zone of days, weeks and months. Default: that of the project, or UTC.
   * @deprecated Use the argument `timeZone` of the question.
   */
  timeZone?: string | null | undefined;
  /** The unit that moves through the funnel. Every field named `users` counts this unit. */
  unit?: FunnelUnit | null | undefined;
  /**
   * The first day of a week. Default: Monday.
   * @deprecated Use the argument `weekStart` of the question.
   */
  weekStart?: WeekStart | null | undefined;
  /** The conversion window: the longest time from the first step to the last, inclusive, 1 second to ten years (3,653 days). Default: 14 days. */
  windowSeconds?: number | null | undefined;
};

/** The order in which the steps are taken. */
export type FunnelOrder =
  /** One step after the other; other events between two steps do not matter. */
  | 'ORDERED'
  /** One step directly after the other: any other event between two steps ends the attempt, and so does a repeated step. Events at the same millisecond have no order. */
  | 'STRICT'
  /** Any order. Any step starts an attempt; row 1 counts users who took at least one of the steps, row 2 at least two of them, and so on. */
  | 'UNORDERED';

/** The steps that must lie in the range. */
export type FunnelRangeMode =
  /** Every step must lie in the range. */
  | 'CLIP'
  /** Only the first step; later steps may follow after the range, within the conversion window. */
  | 'ENTRY';

/** One step of a funnel: one of `event` and `anyOf`. Without both, any active event makes the step. */
export type FunnelStepInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** Whether only the user’s first event in all history can make the step: the first of its name, which must pass the filter as well. `firstTimeOf` changes that. */
  firstTime?: boolean | null | undefined;
  /** The event that `firstTime` means, such as `MATCH` for the first purchase of the plan `pro`. Default: `NAME`. With `anyOf` each alternative has its own first event. */
  firstTimeOf?: FirstTimeOf | null | undefined;
  /** The label of the step in the answer. Default: the names of its events. */
  name?: string | null | undefined;
};

/** The order of events at the same millisecond. */
export type FunnelTies =
  /** Any order, the one that gets furthest; an event still serves one step. `A A B` at one instant takes all steps of A → B → A. At most six different steps may match the same event. */
  | 'ANY_ORDER'
  /** The order of the lowest step that an event matches. So B and C at one instant take the steps B → C, whatever their order in the log; but the second A of `A A B` at one instant does not take the last step of A → B → A. */
  | 'STEP_ORDER';

/** The unit that moves through a funnel and is counted. */
export type FunnelUnit =
  /** A conversation: the events with the same `conversationId`. */
  | 'CONVERSATION'
  /** A session: the events of a user with the same `sessionId`. Events of nobody join it if exactly one user has the id. Events without one form a session per user, which ends with a gap of more than 30 minutes between custom events, activities, messages and conversation changes. */
  | 'SESSION'
  /** A user, over all sessions and conversations. */
  | 'USER';

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

/** A condition on a computed metric of the user: `{ metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 }`. */
export type MetricConditionInput = {
  /** The metric, such as `TOTAL_SESSIONS`. */
  metric: UserMetric;
  /** The comparison. Numbers take `IS`, `IS_NOT`, `GREATER_…` and `LESS_…`; times take `GREATER_…`, `LESS_…`, `IS_SET` and `IS_NOT_SET`; levels take `IS` and `IS_NOT`. */
  operator?: FilterOperator | null | undefined;
  /** The value to compare with: `10`, `"-7d"`, `"high"`. */
  value?: number | string | boolean | null | undefined;
};

/** A condition to evaluate without saving it. */
export type PreviewSegmentInput = {
  /** The moment for which to evaluate the condition, not in the future. Default: now. */
  asOf?: string | null | undefined;
  /** The condition that users are to meet, such as `{ metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 10 } }`. */
  condition: SegmentInput;
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

/** The user did the event in at least some of the last periods, such as 3 of the last 4 weeks. */
export type RegularlyInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The minimum number of periods with the event, 1 to `ofLast`. Default: 3. */
  atLeast?: number | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The number of periods to look at, 1 to 366. Default: 4. */
  ofLast?: number | null | undefined;
  /** The length of each period, such as `WEEK`, counted back from the moment of evaluation. */
  period?: BehaviorPeriod | null | undefined;
};

/** The user restarted: the event happened in the last `withinDays` days, not in the window before, and again earlier than that. */
export type RestartedInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The length of either window in days, 1 to 1,825. Default: 30. */
  withinDays?: number | null | undefined;
};

/** A condition on users, as a tree of at most 8 levels and 100 conditions. Exactly one of `and`, `or`, `not`, `trait`, `metric`, `behavior`, `segmentId`, `snapshotId`. Power users: `{ and: [{ metric: { metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 } }, { metric: { metric: LAST_ACTIVE, operator: GREATER_THAN, value: "-7d" } }] }`. */
export type SegmentInput =
  {   /** All of these conditions hold. */
  and: Array<SegmentInput>; behavior?: never; metric?: never; not?: never; or?: never; segmentId?: never; snapshotId?: never; trait?: never; }
  |  { and?: never;   /** A condition on the events of the user. */
  behavior: BehaviorInput; metric?: never; not?: never; or?: never; segmentId?: never; snapshotId?: never; trait?: never; }
  |  { and?: never; behavior?: never;   /** A condition on a computed metric of the user. */
  metric: MetricConditionInput; not?: never; or?: never; segmentId?: never; snapshotId?: never; trait?: never; }
  |  { and?: never; behavior?: never; metric?: never;   /** This condition does not hold; matches all other known users. */
  not: SegmentInput; or?: never; segmentId?: never; snapshotId?: never; trait?: never; }
  |  { and?: never; behavior?: never; metric?: never; not?: never;   /** At least one of these conditions holds. */
  or: Array<SegmentInput>; segmentId?: never; snapshotId?: never; trait?: never; }
  |  { and?: never; behavior?: never; metric?: never; not?: never; or?: never;   /** The user is in another saved segment, given by its `id`. */
  segmentId: string | number; snapshotId?: never; trait?: never; }
  |  { and?: never; behavior?: never; metric?: never; not?: never; or?: never; segmentId?: never;   /** The user is in a snapshot of a segment, given by its `id`. */
  snapshotId: string | number; trait?: never; }
  |  { and?: never; behavior?: never; metric?: never; not?: never; or?: never; segmentId?: never; snapshotId?: never;   /** A condition on one of the traits that `identify` sets, such as `plan`. */
  trait: TraitConditionInput; };

/** The user did one event and then another, both within the time window. One event never serves as both; two events with the same timestamp count in either order. */
export type SequenceInput = {
  /** The event that has to happen before `second`, such as `{ event: "signup" }`. */
  first: EventMatchInput;
  /** The event that has to follow `first` within `withinDays`, such as `{ event: "message" }`. */
  second: EventMatchInput;
  /** The time window in days, 1 to 3,650. Default: 30. */
  withinDays?: number | null | undefined;
};

/** The user stopped: the event happened in the window before the last `withinDays` days, and not in these. */
export type StoppedInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The length of either window in days, 1 to 1,825. Default: 30. */
  withinDays?: number | null | undefined;
};

/** A condition on one of the traits that `identify` sets, such as `plan`. */
export type TraitConditionInput = {
  /** The key of the trait, such as `plan`; `address.city` is `city` inside `address`. */
  key: string;
  /** The comparison, such as `CONTAINS`. */
  operator?: FilterOperator | null | undefined;
  /** 1 to 100 values to compare with, such as `["pro"]` or `[10]`; exactly one for `GREATER_…`, `LESS_…` and `MATCHES`. A number is compared as a number: `10` IS `10.0`. */
  values?: Array<number | string | boolean> | null | undefined;
};

/** The new content, name or description of a saved funnel; absent ones stay as they are. */
export type UpdateFunnelInput = {
  /** The new description; null removes it. Default: unchanged. */
  description?: string | null | undefined;
  /** The `version` that you read. The update is refused if there is a newer version. */
  expectedVersion: number;
  /** The funnel. A relative range moves on with time. Default: unchanged. */
  funnel?: FunnelInput | null | undefined;
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
  /** The new name. Default: unchanged. */
  name?: string | null | undefined;
};

/** A metric of one user for segments, computed from all events up to the moment for which the segment is evaluated. */
export type UserMetric =
  /** Days (UTC) with at least one active event of the user, for example 12. */
  | 'ACTIVE_DAYS'
  /** Whole days of 24 hours since the first active event. Never matches a user who was never active. */
  | 'DAYS_SINCE_FIRST_ACTIVE'
  /** Whole days of 24 hours since the last active event. Never matches a user who was never active. */
  | 'DAYS_SINCE_LAST_ACTIVE'
  /** The time of the first active event: `LESS_THAN "-30d"` is more than 30 days ago. */
  | 'FIRST_ACTIVE'
  /** The time of the last active event: `GREATER_THAN "-7d"` is within the last 7 days. */
  | 'LAST_ACTIVE'
  /** The user’s activity level when last active, by active days within the 28 days (UTC) that end with the last active day: `high` is 12 or more, `medium` 4 or more, `low` 1 or more; `none` is a user who was never active. */
  | 'PREVIOUS_ACTIVITY'
  /** Requests to AI models in the name of the user, failed ones included. */
  | 'TOTAL_AI_CALLS'
  /** Requests of the user to HTTP endpoints of the platform, failed ones included. */
  | 'TOTAL_API_CALLS'
  /** Distinct conversations in which the user has at least one event. */
  | 'TOTAL_CONVERSATIONS'
  /** The cost in US dollars; unknown costs are not included. */
  | 'TOTAL_COST_USD'
  /** The number of active events, that is of any kind except system metrics and events of crawlers. */
  | 'TOTAL_EVENTS'
  /** Logins: activities of type `login`, however soon after each other. */
  | 'TOTAL_LOGINS'
  /** Messages from and to the user, of every role, those of the assistant included. */
  | 'TOTAL_MESSAGES'
  /** Sessions that started before the moment; one ends after 30 minutes without events. */
  | 'TOTAL_SESSIONS'
  /** Input, cached and output tokens. */
  | 'TOTAL_TOKENS';

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

export type FunnelQueryVariables = Exact<{
  id?: string | number | null | undefined;
  input?: FunnelInput | null | undefined;
  range: DateRangeInput;
  compare?: CompareInput | null | undefined;
  interval?: CalendarUnit | null | undefined;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
  isBrokenDown: boolean;
}>;


export type FunnelQuery = { funnel: { totalUsers: number, completionRate: number | null, medianSeconds: number | null, p90Seconds: number | null, openAttempts: number, changes: Array<{ field: ChangedField, changeRate: number | null, changePoints: number | null, isUpGood: boolean | null }>, steps: Array<{ name: string, users: number, dropOff: number, rateFromFirst: number | null, rateFromPrevious: number | null, medianSeconds: number | null, rateFromPreviousBounds: { low: number, high: number } | null }>, previous: { completionRate: number | null, steps: Array<{ users: number, rateFromFirst: number | null }> } | null, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, money: { costUsd: string, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, times: { timeToConvert: { users: number, buckets: Array<{ fromSeconds: number, toSeconds: number, users: number }> }, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, groups?: { breakdown: Array<{ value: string | null, isOther: boolean, totalUsers: number, completionRate: number | null, medianSeconds: number | null, steps: Array<{ users: number }> }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null, trend: { buckets: Array<{ start: string, isComplete: boolean, totalUsers: number, completionRate: number | null }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type FunnelConvertedQueryVariables = Exact<{
  id?: string | number | null | undefined;
  input?: FunnelInput | null | undefined;
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
  after?: string | null | undefined;
}>;


export type FunnelConvertedQuery = { funnel: { steps: Array<{ users: { nodes: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }> } | null };

export type FunnelDroppedQueryVariables = Exact<{
  id?: string | number | null | undefined;
  input?: FunnelInput | null | undefined;
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
  after?: string | null | undefined;
}>;


export type FunnelDroppedQuery = { funnel: { steps: Array<{ users: { nodes: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }> } | null };

export type ListedFragment = { nodes: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type SavedFunnelsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SavedFunnelsQuery = { savedFunnels: { nodes: Array<{ id: string, name: string, description: string | null, input: Record<string, unknown>, version: number, createdBy: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CreateFunnelMutationVariables = Exact<{
  input: CreateFunnelInput;
}>;


export type CreateFunnelMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type UpdateFunnelMutationVariables = Exact<{
  input: UpdateFunnelInput;
}>;


export type UpdateFunnelMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteFunnelMutationVariables = Exact<{
  input: DeleteFunnelInput;
}>;


export type DeleteFunnelMutation = { done: { userErrors: Array<{ field: string, message: string }> } };

export type SizeOfDroppedQueryVariables = Exact<{
  input: PreviewSegmentInput;
}>;


export type SizeOfDroppedQuery = { previewSegment: { size: number } | null };

export type SegmentOfDroppedMutationVariables = Exact<{
  input: CreateSegmentInput;
}>;


export type SegmentOfDroppedMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Funnel: Operation<FunnelQuery, FunnelQueryVariables> = operation(`query Funnel(
  $id: ID
  $input: FunnelInput
  $range: DateRangeInput!
  $compare: CompareInput
  $interval: CalendarUnit
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
  $isBrokenDown: Boolean!
) {
  funnel(
    id: $id
    input: $input
    range: $range
    compare: $compare
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    totalUsers
    completionRate
    medianSeconds
    p90Seconds
    openAttempts
    changes {
      field
      changeRate
      changePoints
      isUpGood
    }
    steps {
      name
      users
      dropOff
      rateFromFirst
      rateFromPrevious
      rateFromPreviousBounds {
        low
        high
      }
      medianSeconds
    }
    previous {
      completionRate
      steps {
        users
        rateFromFirst
      }
    }
    meta {
      ...computed
    }
  }
  money: stats(
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    costUsd
    meta {
      ...computed
    }
  }
  times: funnel(
    id: $id
    input: $input
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    timeToConvert(buckets: 8) {
      users
      buckets {
        fromSeconds
        toSeconds
        users
      }
    }
    meta {
      ...computed
    }
  }
  groups: funnel(
    id: $id
    input: $input
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) @include(if: $isBrokenDown) {
    breakdown {
      value
      isOther
      totalUsers
      completionRate
      medianSeconds
      steps {
        users
      }
    }
    meta {
      ...computed
    }
  }
  trend: funnel(
    id: $id
    input: $input
    range: $range
    interval: $interval
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    buckets {
      start
      isComplete
      totalUsers
      completionRate
    }
    meta {
      ...computed
    }
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

export const FunnelConverted: Operation<FunnelConvertedQuery, FunnelConvertedQueryVariables> = operation(`query FunnelConverted(
  $id: ID
  $input: FunnelInput
  $range: DateRangeInput!
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
  $after: String
) {
  funnel(
    id: $id
    input: $input
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    steps {
      users: converted(first: 50, after: $after) {
        ...listed
      }
    }
  }
}
fragment listed on UserConnection {
  nodes {
    userId
    username
    lastSeenAt
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`)

export const FunnelDropped: Operation<FunnelDroppedQuery, FunnelDroppedQueryVariables> = operation(`query FunnelDropped(
  $id: ID
  $input: FunnelInput
  $range: DateRangeInput!
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
  $after: String
) {
  funnel(
    id: $id
    input: $input
    range: $range
    timeZone: $timeZone
    weekStart: $weekStart
    segmentId: $segmentId
    filter: $filter
  ) {
    steps {
      users: dropped(first: 50, after: $after) {
        ...listed
      }
    }
  }
}
fragment listed on UserConnection {
  nodes {
    userId
    username
    lastSeenAt
  }
  pageInfo {
    hasNextPage
    endCursor
  }
}`)

export const SavedFunnels: Operation<SavedFunnelsQuery, SavedFunnelsQueryVariables> = operation(`query SavedFunnels($after: String) {
  savedFunnels(first: 100, after: $after) {
    nodes {
      id
      name
      description
      input
      version
      createdBy
      updatedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`)

export const CreateFunnel: Operation<CreateFunnelMutation, CreateFunnelMutationVariables> = operation(`mutation CreateFunnel($input: CreateFunnelInput!) {
  done: createFunnel(input: $input) {
    saved: funnel {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const UpdateFunnel: Operation<UpdateFunnelMutation, UpdateFunnelMutationVariables> = operation(`mutation UpdateFunnel($input: UpdateFunnelInput!) {
  done: updateFunnel(input: $input) {
    saved: funnel {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteFunnel: Operation<DeleteFunnelMutation, DeleteFunnelMutationVariables> = operation(`mutation DeleteFunnel($input: DeleteFunnelInput!) {
  done: deleteFunnel(input: $input) {
    userErrors {
      field
      message
    }
  }
}`)

export const SizeOfDropped: Operation<SizeOfDroppedQuery, SizeOfDroppedQueryVariables> = operation(`query SizeOfDropped($input: PreviewSegmentInput!) {
  previewSegment(input: $input) {
    size
  }
}`)

export const SegmentOfDropped: Operation<SegmentOfDroppedMutation, SegmentOfDroppedMutationVariables> = operation(`mutation SegmentOfDropped($input: CreateSegmentInput!) {
  done: createSegment(input: $input) {
    saved: segment {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)