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

/** The saved segment that is no longer needed, given by its `id`; a deleted one cannot be restored. */
export type DeleteSegmentInput = {
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

/** A segment to take a snapshot of, and the moment. */
export type SnapshotSegmentInput = {
  /** The moment for which to evaluate the segment, not in the future. Default: now. */
  asOf?: string | null | undefined;
  /** The `id` of a saved segment, as `segments` lists it and creating it returned. */
  id: string | number;
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

/** The new content, name or description of a saved segment; absent ones stay as they are. */
export type UpdateSegmentInput = {
  /** The condition that members meet, such as `{ metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 10 } }`. Default: unchanged. */
  condition?: SegmentInput | null | undefined;
  /** The new description; null removes it. Default: unchanged. */
  description?: string | null | undefined;
  /** The `version` that you read. The update is refused if there is a newer version. */
  expectedVersion: number;
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

export type SegmentListQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SegmentListQuery = { segments: { nodes: Array<{ id: string, name: string, description: string | null, size: number, share: number | null, createdBy: string, updatedAt: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type OneSegmentQueryVariables = Exact<{
  id: string | number;
}>;


export type OneSegmentQuery = { segment: { id: string, name: string, description: string | null, condition: Record<string, unknown>, version: number, updatedAt: string } | null };

export type SegmentNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type SegmentNamesQuery = { segments: { nodes: Array<{ id: string, name: string }> } | null };

export type SegmentPreviewQueryVariables = Exact<{
  input: PreviewSegmentInput;
}>;


export type SegmentPreviewQuery = { previewSegment: { size: number, knownUsers: number, share: number | null, members: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type SegmentSizesQueryVariables = Exact<{
  id: string | number;
  range: DateRangeInput;
  interval?: CalendarUnit | null | undefined;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
}>;


export type SegmentSizesQuery = { sizes: { sizeOverTime: Array<{ start: string, size: number, isComplete: boolean }> } | null, snapshots: { snapshots: { nodes: Array<{ id: string, asOf: string, size: number, knownUsers: number, createdBy: string }> } } | null };

export type SegmentMembersQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type SegmentMembersQuery = { segment: { members: { nodes: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SnapshotMembersQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type SnapshotMembersQuery = { node:
    | { members: { nodes: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }
    | Record<PropertyKey, never>
   | null };

export type ListedFragment = { nodes: Array<{ userId: string, username: string | null, lastSeenAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type CreateSegmentMutationVariables = Exact<{
  input: CreateSegmentInput;
}>;


export type CreateSegmentMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type UpdateSegmentMutationVariables = Exact<{
  input: UpdateSegmentInput;
}>;


export type UpdateSegmentMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteSegmentMutationVariables = Exact<{
  input: DeleteSegmentInput;
}>;


export type DeleteSegmentMutation = { done: { userErrors: Array<{ field: string, message: string }> } };

export type SnapshotSegmentMutationVariables = Exact<{
  input: SnapshotSegmentInput;
}>;


export type SnapshotSegmentMutation = { done: { saved: { id: string, size: number } | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const SegmentList: Operation<SegmentListQuery, SegmentListQueryVariables> = operation(`query SegmentList($after: String) {
  segments(first: 20, after: $after) {
    nodes {
      id
      name
      description
      size
      share
      createdBy
      updatedAt
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}`)

export const OneSegment: Operation<OneSegmentQuery, OneSegmentQueryVariables> = operation(`query OneSegment($id: ID!) {
  segment(id: $id) {
    id
    name
    description
    condition
    version
    updatedAt
  }
}`)

export const SegmentNames: Operation<SegmentNamesQuery, SegmentNamesQueryVariables> = operation(`query SegmentNames {
  segments(first: 100) {
    nodes {
      id
      name
    }
  }
}`)

export const SegmentPreview: Operation<SegmentPreviewQuery, SegmentPreviewQueryVariables> = operation(`query SegmentPreview($input: PreviewSegmentInput!) {
  previewSegment(input: $input) {
    size
    knownUsers
    share
    members {
      userId
      username
      lastSeenAt
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

export const SegmentSizes: Operation<SegmentSizesQuery, SegmentSizesQueryVariables> = operation(`query SegmentSizes(
  $id: ID!
  $range: DateRangeInput!
  $interval: CalendarUnit
  $timeZone: String
  $weekStart: WeekStart
) {
  sizes: segment(id: $id) {
    sizeOverTime(range: $range, interval: $interval, timeZone: $timeZone, weekStart: $weekStart) {
      start
      size
      isComplete
    }
  }
  snapshots: segment(id: $id) {
    snapshots(first: 20) {
      nodes {
        id
        asOf
        size
        knownUsers
        createdBy
      }
    }
  }
}`)

export const SegmentMembers: Operation<SegmentMembersQuery, SegmentMembersQueryVariables> = operation(`query SegmentMembers($id: ID!, $after: String) {
  segment(id: $id) {
    members(first: 50, after: $after) {
      ...listed
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

export const SnapshotMembers: Operation<SnapshotMembersQuery, SnapshotMembersQueryVariables> = operation(`query SnapshotMembers($id: ID!, $after: String) {
  node(id: $id) {
    ... on SegmentSnapshot {
      members(first: 50, after: $after) {
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

export const CreateSegment: Operation<CreateSegmentMutation, CreateSegmentMutationVariables> = operation(`mutation CreateSegment($input: CreateSegmentInput!) {
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

export const UpdateSegment: Operation<UpdateSegmentMutation, UpdateSegmentMutationVariables> = operation(`mutation UpdateSegment($input: UpdateSegmentInput!) {
  done: updateSegment(input: $input) {
    saved: segment {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteSegment: Operation<DeleteSegmentMutation, DeleteSegmentMutationVariables> = operation(`mutation DeleteSegment($input: DeleteSegmentInput!) {
  done: deleteSegment(input: $input) {
    userErrors {
      field
      message
    }
  }
}`)

export const SnapshotSegment: Operation<SnapshotSegmentMutation, SnapshotSegmentMutationVariables> = operation(`mutation SnapshotSegment($input: SnapshotSegmentInput!) {
  done: snapshotSegment(input: $input) {
    saved: snapshot {
      id
      size
    }
    userErrors {
      field
      message
    }
  }
}`)