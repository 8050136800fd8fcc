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

/** The JSON type that values of a property have. */
export type ValueType =
  /** A boolean: `true` or `false`. */
  | 'BOOLEAN'
  /** An array, such as `["a", "b"]`; filters compare its items. */
  | 'LIST'
  /** A number, such as `3`. */
  | 'NUMBER'
  /** An object with keys of its own, such as `{"city": "Rome"}`. */
  | 'OBJECT'
  /** A text, such as `"pro"`. */
  | 'TEXT';

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

export type CatalogueQueryVariables = Exact<{
  range: DateRangeInput;
  timeZone?: string | null | undefined;
  weekStart?: WeekStart | null | undefined;
  segmentId?: string | number | null | undefined;
  filter?: FilterInput | null | undefined;
  search?: string | null | undefined;
  event?: string | null | undefined;
}>;


export type CatalogueQuery = { catalog: { events: Array<{ name: string, eventKind: EventKind, count: number, users: number, firstSeenAt: string, lastSeenAt: string }>, properties: Array<{ path: string, share: number, types: Array<ValueType>, topValues: Array<{ value: string, count: number }> }>, traits: Array<{ key: string, share: number, types: Array<ValueType>, topValues: Array<{ value: string, count: number }> }>, meta: { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Catalogue: Operation<CatalogueQuery, CatalogueQueryVariables> = operation(`query Catalogue(
  $range: DateRangeInput!
  $timeZone: String
  $weekStart: WeekStart
  $segmentId: ID
  $filter: FilterInput
  $search: String
  $event: String
) {
  catalog(range: $range, timeZone: $timeZone, weekStart: $weekStart, segmentId: $segmentId, filter: $filter) {
    events(first: 100, search: $search) {
      name
      eventKind
      count
      users
      firstSeenAt
      lastSeenAt
    }
    properties(first: 100, event: $event, search: $search) {
      path
      share
      types
      topValues {
        value
        count
      }
    }
    traits(first: 100, search: $search) {
      key
      share
      types
      topValues {
        value
        count
      }
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