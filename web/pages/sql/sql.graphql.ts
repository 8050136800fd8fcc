/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../api/operation.ts'
/** The AI calls to list; all given conditions hold together. */
export type AiCallFilterInput = {
  /** Only calls of this bot, such as `support-bot`. */
  botId?: string | null | undefined;
  /** Only calls with this purpose, such as `EMBEDDING`. */
  callType?: CallType | null | undefined;
  /** Only calls in this conversation, such as `c-17`. */
  conversationId?: string | number | null | undefined;
  /** Only calls with this kind of failure, such as `rate_limit`. */
  errorClass?: string | null | undefined;
  /** Only calls of this model, such as `gpt-4o`. */
  model?: string | null | undefined;
  /** Only calls of this provider, such as `openai`. */
  provider?: string | null | undefined;
  /** Only calls that happened in this range, such as `{ last: { count: 7, unit: DAY } }`; start inclusive, end exclusive. */
  range?: DateRangeInput | null | undefined;
  /** Only calls that succeeded (true), or only calls that failed (false). */
  success?: boolean | null | undefined;
  /** Only calls for this user, such as `ann`. */
  userId?: string | number | null | undefined;
};

/** The first AI calls of a list, such as `{ first: 20 }`; without a filter those of the whole project. */
export type AiCallListInput = {
  /** Conditions that the listed AI calls meet, all of them. Default: every one in the range of the question. */
  filter?: AiCallFilterInput | null | undefined;
  /** The number of AI calls, 1 to 1,000. */
  first?: number | null | undefined;
  /** The order of the AI calls, such as `{ direction: ASC }`. Default: the latest first. */
  orderBy?: EventOrderInput | null | undefined;
};

/** The API calls to list; all given conditions hold together. */
export type ApiCallFilterInput = {
  /** Only calls in this conversation, such as `c-17`. */
  conversationId?: string | number | null | undefined;
  /** Only calls of this route, such as `/v1/chats/:id`. */
  endpoint?: string | null | undefined;
  /** Only calls with this HTTP method, such as `GET`, ignoring case. */
  method?: string | null | undefined;
  /** Only calls that happened in this range, such as `{ last: { count: 7, unit: DAY } }`; start inclusive, end exclusive. */
  range?: DateRangeInput | null | undefined;
  /** Only calls with this HTTP status, such as 500; 0 finds calls that got no answer. */
  statusCode?: number | null | undefined;
  /** Only calls answered with a status below 400 (true), or only the others (false). */
  success?: boolean | null | undefined;
  /** Only calls of this user, such as `ann`. */
  userId?: string | number | null | undefined;
};

/** The first API calls of a list, such as `{ first: 20 }`; without a filter those of the whole project. */
export type ApiCallListInput = {
  /** Conditions that the listed API calls meet, all of them. Default: every one in the range of the question. */
  filter?: ApiCallFilterInput | null | undefined;
  /** The number of API calls, 1 to 1,000. */
  first?: number | null | undefined;
  /** The order of the API calls, such as `{ direction: ASC }`. Default: the latest first. */
  orderBy?: EventOrderInput | null | undefined;
};

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

/** The purpose of a request to a model, such as text or vectors. */
export type CallType =
  /** Speech synthesis or speech recognition. */
  | 'AUDIO'
  /** Text generation, including chat and tool calls. */
  | 'COMPLETION'
  /** Embeddings: vectors of texts. */
  | 'EMBEDDING'
  /** Image generation or image recognition. */
  | 'IMAGE'
  /** A check whether content is allowed, such as hate or violence. */
  | 'MODERATION'
  /** A purpose that no other value covers, such as reranking. */
  | 'OTHER'
  /** Ranking of search results. */
  | 'RERANK';

/** The breakdown of the cohorts by a value of the target event at entry: exactly one of `dimension`, `property` and `trait`. */
export type CohortBreakdownInput = {
  /** A dimension of the users’ events, such as `CHANNEL`. */
  dimension?: Dimension | null | undefined;
  /** The number of breakdown values, 1 to 25, those with the most entries first. All other values form one group. */
  first?: number | null | undefined;
  /** The key of a property of the users’ events, such as `plan`; `address.city` is `city` inside `address`. */
  property?: string | null | undefined;
  /** The rule by which a return counts for a group: with any value, or only with the value of the group. */
  returns?: CohortReturns | null | undefined;
  /** The key of a user trait, such as `plan`. The current value counts, also for earlier events. */
  trait?: string | null | undefined;
};

/** The measure of the columns: calendar buckets, or time since the entry of each user. */
export type CohortBuckets =
  /** Calendar buckets after the bucket of the entry, in the time zone of the question. */
  | 'CALENDAR'
  /** Elapsed time since the user’s own entry: an hour is 3,600 seconds, a day 24 hours, a week 7 days of 24 hours, a month 30. */
  | 'ROLLING';

/** The rule by which a user counts as retained in a column. */
export type CohortCriterion =
  /** The user has a return event in the column. */
  | 'ON'
  /** The user has a return event in the column or at any later time, also after the last column. */
  | 'ON_OR_AFTER';

/** The target event with which a user enters a cohort. */
export type CohortEntry =
  /** The user’s first event of that name in all history, if this very event passes the filter. A user whose first one lies before the range, or fails the filter, is in no cohort. */
  | 'FIRST_EVER'
  /** The user’s first target event in the range, whatever happened before the range. */
  | 'FIRST_IN_RANGE'
  /** The user’s first target event in all history that passes the filter. A user whose first one lies before the range is in no cohort. */
  | 'FIRST_TIME'
  /** The user’s first target event in each bucket: the user is in one cohort for each such bucket. */
  | 'RECURRING';

/** The width of a cohort and of a column, such as `WEEK`: users who entered in one week, and each week after. */
export type CohortInterval =
  /** A calendar day, from midnight to midnight in the zone of the question: 23 or 25 hours when clocks change. */
  | 'DAY'
  /** An hour of the local clock. */
  | 'HOUR'
  /** A calendar month, from its first day. */
  | 'MONTH'
  /** A week from `weekStart`, Monday by default. */
  | 'WEEK';

/** The value of a cell, in addition to its users. */
export type CohortMeasure =
  /** The mean over those return events of the users in the cell that have the number. */
  | 'AVERAGE'
  /** The sum over the return events of the users in the cell. */
  | 'SUM'
  /** No sum and no mean: a cell has only its `users` and their `rate`. */
  | 'USERS';

/** The rule by which a return counts for a group: with any value, or only with the value of the group. */
export type CohortReturns =
  /** All return events of the users in the group. */
  | 'ANY'
  /** Only return events that have the breakdown value themselves. */
  | 'SAME_VALUE';

/** A sum or mean over the return events, such as `{ measure: SUM, property: "amount" }`. */
export type CohortValueInput = {
  /** The aggregation: a sum, a mean, or none. */
  measure?: CohortMeasure | null | undefined;
  /** The key of a numeric property of the return events, such as `amount`. Values that are not numbers are left out. Default: the cost in US dollars. */
  property?: string | null | undefined;
};

/** A cohort question: how users enter, and how they return. Every field has a default. */
export type CohortsInput = {
  /** The widths of the columns after column 0, in intervals, such as `[1, 3, 7, 14, 30]`: up to 100 columns and 1,000 intervals in total. Cannot be combined with `periods`. */
  brackets?: Array<number> | null | undefined;
  /** A cohort table for each value at entry, such as `{ dimension: CHANNEL }`. Default: no breakdown. */
  breakdown?: CohortBreakdownInput | null | undefined;
  /** The measure of the columns: calendar buckets, or time since the entry of each user. */
  buckets?: CohortBuckets | null | undefined;
  /** The rule by which a user counts as retained in a column. */
  criterion?: CohortCriterion | null | undefined;
  /** The target event with which a user enters, if there are several. */
  entry?: CohortEntry | null | undefined;
  /** The events that can be target or return events. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The width of a cohort and of a column, such as `WEEK`: users who entered in one week, and each week after. */
  interval?: CohortInterval | null | undefined;
  /** The number of return events a user needs to count as retained, 1 to 1,000: in the column, or from the column on with `ON_OR_AFTER`. */
  minimumOccurrences?: number | null | undefined;
  /** The number of columns, including column 0 of the entry: 1 to 366. Default: 12, or as many as `brackets` gives. */
  periods?: number | null | undefined;
  /**
   * The range in which users enter, widened to whole buckets. Default: the last 12 intervals, including the current one.
   * @deprecated Use the argument `range` of the question.
   */
  range?: DateRangeInput | null | undefined;
  /** The event that counts as a return, such as `{ event: "message" }`. Default: any active event. */
  return?: EventMatchInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /** The target event with which users enter. Default: any active event, so that users enter with their first one ever. */
  target?: EventMatchInput | null | undefined;
  /**
   * The time zone of days, weeks and months. Default: that of the project, or UTC.
   * @deprecated Use the argument `timeZone` of the question.
   */
  timeZone?: string | null | undefined;
  /** The unit that enters, returns or is active, and is counted wherever the answer says users: `USER`, `CONVERSATION` or `PROPERTY`. For other units than users an event without a user counts too, and lists have the known users of the units. */
  unit?: CountedUnit | null | undefined;
  /** The key of the property whose values are counted, such as `company`; `address.city` is `city` inside `address`. Required with `unit: PROPERTY`, and only then. */
  unitProperty?: string | null | undefined;
  /** The value of a cell, in addition to its users. Default: no value. */
  value?: CohortValueInput | null | undefined;
  /**
   * The first day of a week. Default: Monday.
   * @deprecated Use the argument `weekStart` of the question.
   */
  weekStart?: WeekStart | null | undefined;
};

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

/** The conversations to list; all given conditions hold together. */
export type ConversationFilterInput = {
  /** Only conversations with this bot, such as `support-bot`. */
  botId?: string | null | undefined;
  /** Only conversations on this channel, such as `web`. */
  channel?: string | null | undefined;
  /** Only conversations without a `trackConversation` (true), or with one (false). */
  isImplied?: boolean | null | undefined;
  /** Only conversations with at least this satisfaction score, 1 to 5. */
  minSatisfaction?: number | null | undefined;
  /** Only conversations that started in this range, such as `{ preset: THIS_WEEK }`; their later messages do not matter. */
  range?: DateRangeInput | null | undefined;
  /** Only conversations reported as resolved (true), or as not resolved (false). Conversations without a report match neither. */
  resolved?: boolean | null | undefined;
  /** Only conversations whose current status is this one, such as `COMPLETED`. */
  status?: ConversationStatus | null | undefined;
  /** Only conversations that this `userId`, such as `ann`, takes part in. */
  userId?: string | number | null | undefined;
};

/** The first conversations of a list, such as `{ first: 20 }`; without a filter those of the whole project. */
export type ConversationListInput = {
  /** Conditions that the listed conversations meet, all of them. Default: every one in the range of the question. */
  filter?: ConversationFilterInput | null | undefined;
  /** The number of conversations, 1 to 1,000. */
  first?: number | null | undefined;
  /** The order of the conversations, such as `{ direction: ASC }`. Default: the latest first. */
  orderBy?: ConversationOrderInput | null | undefined;
};

/** The times by which a list of conversations can be sorted; without `orderBy` the first one is used. */
export type ConversationOrderField =
  /** The time of the latest event in the conversation: an old conversation that goes on comes first. */
  | 'LAST_EVENT_AT'
  /** `startedAt` as sent, or else the instant of the first event of the conversation. */
  | 'STARTED_AT';

/** The order of conversations, such as `{ field: STARTED_AT, direction: ASC }`. */
export type ConversationOrderInput = {
  /** The direction, such as `DESC`: the latest first. */
  direction?: OrderDirection | null | undefined;
  /** The time to order by, such as `STARTED_AT`. */
  field?: ConversationOrderField | null | undefined;
};

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

/** The owner of the events that make up one sequence and count once: a user, a session, a conversation or a property value. */
export type CountedUnit =
  /** A conversation: the events with the same `conversationId`. Events without one do not count. */
  | 'CONVERSATION'
  /** A value of the property `unitProperty`, such as a company: the events that have the value. Events without a value do not count. */
  | 'PROPERTY'
  /** A user. Events without a user do not count. */
  | 'USER';

/** The content of a custom query to save, and a name that no other saved custom query of the project has. */
export type CreateQueryInput = {
  /** A note on the purpose, up to 1,000 characters. */
  description?: string | null | undefined;
  /** The name, 1 to 100 characters, unique for its kind within the project. */
  name: string;
  /** The SQL and its parameters. */
  query: SavedQueryInput;
};

/** SQL over the tables of the project, or a saved query, with the values of its parameters. */
export type CustomQueryInput = {
  /** The most rows to return, 1 to 10,000. */
  maxRows?: number | null | undefined;
  /** The values of parameters: a list for each `?` in turn, such as `["support", "2026-01-01"]`, or an object for placeholders such as `{bot:String}`. Default: none, and those of the saved query. */
  parameters?: unknown;
  /** The `id` of a saved query, as `savedQueries` lists it; then without `sql`. */
  queryId?: string | number | null | undefined;
  /** A SELECT in the dialect of ClickHouse, such as `SELECT channel, count() FROM messages GROUP BY channel`, up to 10,000 bytes. Give exactly one of `sql` and `queryId`. */
  sql?: string | null | undefined;
  /** The time zone of `date` and of functions of time, such as `Europe/Berlin`. Default: that of the project. */
  timeZone?: string | null | undefined;
  /** The time after which the query is cancelled, 1 to 30 seconds. */
  timeoutSeconds?: number | null | undefined;
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

/** The saved custom query that is no longer needed, given by its `id`; a deleted one cannot be restored. */
export type DeleteQueryInput = {
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

/** The events to list; all given conditions hold together. */
export type EventFilterInput = {
  /** Only events with this bot, such as `support-bot`. */
  botId?: string | null | undefined;
  /** Only events on this channel, such as `web`. */
  channel?: string | null | undefined;
  /** Only events with this `conversationId`, such as `c-1`. */
  conversationId?: string | number | null | undefined;
  /** Only events of these kinds, such as `[MESSAGE, AI_CALL]`. Default: every kind. */
  kinds?: Array<EventKind> | null | undefined;
  /** Only events with this name, such as `signup`. */
  name?: string | null | undefined;
  /** Only events that happened in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive. */
  range?: DateRangeInput | null | undefined;
  /** Only events with this `sessionId`, such as `s-1`, whichever user they belong to. */
  sessionId?: string | number | null | undefined;
  /** Only events of the user with this `userId`, such as `ann`, those of linked visitors included. */
  userId?: string | number | null | undefined;
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

/** The first events of a list, such as `{ first: 20 }`; without a filter those of the whole project. */
export type EventListInput = {
  /** Conditions that the listed events meet, all of them. Default: every one in the range of the question. */
  filter?: EventFilterInput | null | undefined;
  /** The number of events, 1 to 1,000. */
  first?: number | null | undefined;
  /** The order of the events, such as `{ direction: ASC }`. Default: the latest first. */
  orderBy?: EventOrderInput | null | undefined;
};

/** A pattern for events: a name and a filter, such as `{ event: "signup" }`, or any of several of them. */
export type EventMatchInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them matches: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: any active event, that is any event of a user except system metrics and events of crawlers. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
};

/** The times by which a list of events can be sorted; without `orderBy` the first one is used. */
export type EventOrderField =
  /** The time at which the service received the event: what arrived last comes first, also if it is old. */
  | 'RECEIVED_AT'
  /** The instant at which the event happened, as sent, to the millisecond; corrected if the clock of the device was wrong. */
  | 'TIMESTAMP';

/** The order of events, such as `{ field: TIMESTAMP, direction: ASC }`. */
export type EventOrderInput = {
  /** The direction, such as `DESC`: the latest first. */
  direction?: OrderDirection | null | undefined;
  /** The time to order by, such as `TIMESTAMP`. */
  field?: EventOrderField | null | undefined;
};

/** The effect of an exclusion event on an attempt. */
export type ExclusionAction =
  /** The attempt does not count, however far it gets. The best of the user’s other attempts counts, even if it gets less far. With `attempt: FIRST` there is no other one. */
  | 'DROP_ATTEMPT'
  /** The attempt does not count. An attempt that gets as far without an exclusion event counts instead; without one the user is in no step. */
  | 'DROP_USER'
  /** The attempt ends at the last step before the exclusion event. */
  | 'STOP_ATTEMPT';

/** The compression of the whole file of an export. */
export type ExportCompression =
  /** Gzip, which every system can unpack. */
  | 'GZIP'
  /** The file as it is. XLSX and Parquet are compressed inside. */
  | 'NONE'
  /** Zstandard, which is smaller and faster to unpack than gzip. */
  | 'ZSTD';

/** How the rows of an export are written into its file. */
export type ExportFormat =
  /** Comma-separated values (RFC 4180) in UTF-8 with a line of names; texts that a spreadsheet would run begin with an apostrophe. */
  | 'CSV'
  /** One JSON array with an object for each row. */
  | 'JSON'
  /** One JSON object per line. */
  | 'NDJSON'
  /** Columns with their types, for DuckDB, ClickHouse, Spark, pandas and others. */
  | 'PARQUET'
  /** A worksheet with at most 1,048,575 rows, for Excel, LibreOffice and others. Every text is a cell of text. */
  | 'XLSX';

/** A list to export, with the columns that docs/exports.md describes. */
export type ExportList =
  /** The account activities of the range, such as logins. */
  | 'ACTIVITIES'
  /** The AI calls of the range, with tokens, cost and duration. */
  | 'AI_CALLS'
  /** The API calls of the range, with status and duration. */
  | 'API_CALLS'
  /** The entries of the audit log of the range, as `auditLog` shows them, for administrators only. Not as Parquet, and without a filter. */
  | 'AUDIT_LOG'
  /** The conversations that started in the range, as they are now. */
  | 'CONVERSATIONS'
  /** The events of the range, of every kind. */
  | 'EVENTS'
  /** The messages of the range, with tokens and cost. */
  | 'MESSAGES'
  /** The measured values of machines and processes in the range. */
  | 'SYSTEM_METRICS'
  /** The users with an event in the range, with their traits. */
  | 'USERS';

/** The verdict of a user on a message: thumbs up or down. */
export type Feedback =
  /** Negative: thumbs down. */
  | 'NEGATIVE'
  /** Positive: thumbs up. */
  | 'POSITIVE';

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

/** The users to classify, and the width of a bucket. */
export type LifecycleInput = {
  /** The condition on the events that count. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The width of a bucket. At most 5,000 buckets. */
  interval?: CalendarUnit | null | undefined;
  /** The event that makes a user new. Without `target` and `filter`, both choices are the same. */
  newBy?: LifecycleNew | null | undefined;
  /**
   * The range in which the events happened. Default: the last 30 days, including today.
   * @deprecated Use the argument `range` of the question.
   */
  range?: DateRangeInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /** The event that makes a user active. Default: any active event. */
  target?: EventMatchInput | null | undefined;
  /**
   * The time zone of days, weeks and months. Default: that of the project, or UTC.
   * @deprecated Use the argument `timeZone` of the question.
   */
  timeZone?: string | null | undefined;
  /**
   * The first day of a week. Default: Monday.
   * @deprecated Use the argument `weekStart` of the question.
   */
  weekStart?: WeekStart | null | undefined;
};

/** The event that makes a user new. */
export type LifecycleNew =
  /** The user’s first active event ever. A user who was active before and does the target for the first time is not new. */
  | 'FIRST_ACTIVITY'
  /** The user’s first event ever that matches `target` and `filter`. */
  | 'FIRST_TARGET';

/** The first things of one list, such as `{ aiCalls: { filter: { success: false }, first: 20 } }`. They lie in the range of the question, where one is given. */
export type ListInput =
  {   /** The first things of the list of calls of language models. */
  aiCalls: AiCallListInput; apiCalls?: never; conversations?: never; events?: never; messages?: never; users?: never; }
  |  { aiCalls?: never;   /** The first things of the list of requests to endpoints. */
  apiCalls: ApiCallListInput; conversations?: never; events?: never; messages?: never; users?: never; }
  |  { aiCalls?: never; apiCalls?: never;   /** The first things of the list of conversations, by their start. */
  conversations: ConversationListInput; events?: never; messages?: never; users?: never; }
  |  { aiCalls?: never; apiCalls?: never; conversations?: never;   /** The first things of the list of events of every kind. */
  events: EventListInput; messages?: never; users?: never; }
  |  { aiCalls?: never; apiCalls?: never; conversations?: never; events?: never;   /** The first things of the list of messages of every role. */
  messages: MessageListInput; users?: never; }
  |  { aiCalls?: never; apiCalls?: never; conversations?: never; events?: never; messages?: never;   /** The first things of the list of known users; a range is that of their events. */
  users: UserListInput; };

/** The measure of a series: a count, or an aggregation of the values that `property` has in its events. */
export type Measure =
  /** The mean of the numbers; null without any. */
  | 'AVERAGE'
  /** Events that match, each counted once, with or without a user. */
  | 'EVENTS'
  /** Active events ÷ distinct users; null in a bucket without users. */
  | 'EVENTS_PER_USER'
  /** The largest of the numbers; null without any. */
  | 'MAX'
  /** The smallest of the numbers; null without any. */
  | 'MIN'
  /** The median of the numbers; null without any. */
  | 'P50'
  /** The 75th percentile of the numbers; null without any. */
  | 'P75'
  /** The 90th percentile of the numbers; null without any. */
  | 'P90'
  /** The 95th percentile of the numbers; null without any. */
  | 'P95'
  /** The 99th percentile of the numbers; null without any. */
  | 'P99'
  /** The sum of the numbers, such as the revenue of purchases; 0 without any. */
  | 'SUM'
  /** The number of distinct values, which need not be numbers; a list is one value. */
  | 'UNIQUE'
  /** Distinct users with at least one active event. */
  | 'UNIQUE_USERS';

/** A way to break a question down: exactly one of `dimension`, `property`, `trait` and `segmentIds`. */
export type MeasureBreakdownInput =
  {   /** A dimension of the events, such as `MODEL`. */
  dimension: Dimension; property?: never; segmentIds?: never; trait?: never; }
  |  { dimension?: never;   /** The key of a property of the events, such as `plan`; `address.city` is `city` inside `address`. */
  property: string; segmentIds?: never; trait?: never; }
  |  { dimension?: never; property?: never;   /** 1 to 20 saved segments, each a group under its name. A user can be in several; users in none are the group without a label. */
  segmentIds: Array<string | number>; trait?: never; }
  |  { dimension?: never; property?: never; segmentIds?: never;   /** The key of a trait of the users, such as `plan`. The current value counts, also for earlier events. */
  trait: string; };

/** Metrics as numbers, over time, or broken down: `{ metrics: [{ name: aiCalls }, { name: costUsd }], by: [{ dimension: MODEL }] }`. */
export type MeasureInput = {
  /** Up to 3 breakdowns: a group for each combination of their values. Default: one group. */
  by?: Array<MeasureBreakdownInput> | null | undefined;
  /** The condition on the events that count. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The number of groups, 1 to 1,000; all further ones are one more group. */
  first?: number | null | undefined;
  /** The width of a bucket of time, such as `DAY`, at most 5,000 buckets. Default: no buckets, one number each. */
  interval?: CalendarUnit | null | undefined;
  /** 1 to 6 metrics, such as `[{ name: messages }, { formula: "messages / activeUsers" }]`. */
  metrics: Array<MetricRefInput>;
  /** The order of the groups. Default: the largest first, by the first metric. */
  orderBy?: MeasureOrderInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
};

/** The order of the groups of a breakdown. */
export type MeasureOrder =
  /** The groups in the order of their labels, as texts. */
  | 'LABEL'
  /** The group with the largest number comes first; groups without a number come last. */
  | 'LARGEST'
  /** The group with the smallest number comes first; groups without a number come last. */
  | 'SMALLEST';

/** The order of groups, which also decides which of them are shown: `{ metric: 2, order: SMALLEST }`. */
export type MeasureOrderInput = {
  /** The position in `metrics` of the metric that decides, from 1. */
  metric?: number | null | undefined;
  /** The direction, such as `SMALLEST`. */
  order?: MeasureOrder | null | undefined;
};

/** The messages to list; all given conditions hold together. */
export type MessageFilterInput = {
  /** Only messages with this bot, such as `support-bot`. */
  botId?: string | null | undefined;
  /** Only messages on this channel, such as `web`. */
  channel?: string | null | undefined;
  /** Only messages with this `conversationId`, such as `c-1`. */
  conversationId?: string | number | null | undefined;
  /** Only messages that got this feedback, such as `NEGATIVE`; messages without feedback match neither value. */
  feedback?: Feedback | null | undefined;
  /** Only fallbacks (true), or only messages not marked as fallback (false). */
  isFallback?: boolean | null | undefined;
  /** Only messages from this model, such as `gpt-4o`. */
  model?: string | null | undefined;
  /** Only messages from models of this provider, such as `openai`. */
  provider?: string | null | undefined;
  /** Only messages that were sent in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive. */
  range?: DateRangeInput | null | undefined;
  /** Only messages with this role, such as `ASSISTANT`. */
  role?: MessageRole | null | undefined;
  /** Only messages from or to the user with this `userId`, such as `ann`. */
  userId?: string | number | null | undefined;
};

/** The first messages of a list, such as `{ first: 20 }`; without a filter those of the whole project. */
export type MessageListInput = {
  /** Conditions that the listed messages meet, all of them. Default: every one in the range of the question. */
  filter?: MessageFilterInput | null | undefined;
  /** The number of messages, 1 to 1,000. */
  first?: number | null | undefined;
  /** The order of the messages, such as `{ direction: ASC }`. Default: the latest first. */
  orderBy?: EventOrderInput | null | undefined;
};

/** The writer of a message: a person, the bot, the system or a tool. */
export type MessageRole =
  /** The bot or assistant: an answer, often generated by a model. */
  | 'ASSISTANT'
  /** Instructions to the model. */
  | 'SYSTEM'
  /** The result of a tool that the model called. */
  | 'TOOL'
  /** A person who writes to the bot. */
  | 'USER';

/** A condition on a computed metric of the user: `{ metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 }`. */
export type MetricConditionInput = {
  /** The metric, such as `TOTAL_SESSIONS`. */
  metric: UserMetric;
  /** The comparison. Numbers take `IS`, `IS_NOT`, `GREATER_…` and `LESS_…`; times take `GREATER_…`, `LESS_…`, `IS_SET` and `IS_NOT_SET`; levels take `IS` and `IS_NOT`. */
  operator?: FilterOperator | null | undefined;
  /** The value to compare with: `10`, `"-7d"`, `"high"`. */
  value?: number | string | boolean | null | undefined;
};

/** The metrics, each under the name of the fields that show it. */
export type MetricName =
  /** Distinct users with at least one active event, that is any event except system metrics and events of crawlers. */
  | 'activeUsers'
  /** The number of user activities: logins, logouts, registrations and others. */
  | 'activities'
  /** Requests to AI models, failed ones and cache hits included; for example 1200. */
  | 'aiCalls'
  /** AI calls per minute of the elapsed time; null before the period begins. */
  | 'aiCallsPerMinute'
  /** Failed AI calls ÷ all AI calls, 0 to 1; null without calls. */
  | 'aiErrorRate'
  /** AI calls that failed: `success` was false when they were sent; for example 12. */
  | 'aiErrors'
  /** 50th percentile of the duration of AI calls, failed ones and cache hits included, in milliseconds; null if none has one. */
  | 'aiP50Ms'
  /** 75th percentile of the duration of AI calls, failed ones and cache hits included, in milliseconds; null if none has one. */
  | 'aiP75Ms'
  /** 90th percentile of the duration of AI calls, failed ones and cache hits included, in milliseconds; null if none has one. */
  | 'aiP90Ms'
  /** 95th percentile of the duration of AI calls, failed ones and cache hits included, in milliseconds; null if none has one. */
  | 'aiP95Ms'
  /** 99th percentile of the duration of AI calls, failed ones and cache hits included, in milliseconds; null if none has one. */
  | 'aiP99Ms'
  /** Mean duration of AI calls, in milliseconds; null if no call has one. */
  | 'aiResponseTimeMs'
  /** The number of API calls: requests to HTTP endpoints of the platform. */
  | 'apiCalls'
  /** API calls per minute of the elapsed time; null before the period begins. */
  | 'apiCallsPerMinute'
  /** API calls with a status of 400 or above, or without an answer ÷ all API calls, 0 to 1; null without calls. */
  | 'apiErrorRate'
  /** API calls with a status of 400 or above, or without an answer. */
  | 'apiErrors'
  /** 50th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'apiP50Ms'
  /** 75th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'apiP75Ms'
  /** 90th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'apiP90Ms'
  /** 95th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'apiP95Ms'
  /** 99th percentile of the duration of API calls, failed ones included, in milliseconds; null if none has one. */
  | 'apiP99Ms'
  /** Mean duration of API calls, in milliseconds; null if no call has one. */
  | 'apiResponseTimeMs'
  /** Messages that the bot or assistant wrote (role `ASSISTANT`), fallbacks included. */
  | 'assistantMessages'
  /** Input tokens that are audio rather than text, cached or not; a part of all input, for example 40. */
  | 'audioInputTokens'
  /** Output tokens that are audio rather than text, a part of `outputTokens`, for example 40. */
  | 'audioOutputTokens'
  /** Mean session length, first event to last, in seconds; null without sessions. */
  | 'averageSessionSeconds'
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
  /** AI calls and messages of a model that reported no tokens, so that their cost is unknown; a part of `unpricedCalls`. */
  | 'callsWithoutUsage'
  /** API calls with a status of 400 to 499. */
  | 'clientErrors'
  /** AI calls that generate text. */
  | 'completions'
  /** Distinct conversations with at least one event. */
  | 'conversations'
  /** The cost in US dollars. Unknown costs are not included, and costs of partly reported usage are lower bounds: see `unpricedCalls`. */
  | 'costUsd'
  /** Daily active users: distinct users who were active on the last day. */
  | 'dau'
  /** AI calls that compute embeddings (vectors). */
  | 'embeddings'
  /** Events of every kind, those without a user and system metrics included; for example 12000. */
  | 'events'
  /** Active events per active user, without system metrics and events of crawlers; null without active users. */
  | 'eventsPerUser'
  /** Fallbacks ÷ messages of the assistant, 0 to 1; null without such messages. */
  | 'fallbackRate'
  /** Input tokens that were neither read from the provider’s cache nor written into it. */
  | 'inputTokens'
  /** 50th percentile of the input tokens, including cached ones, of an AI call; null if no call has any. */
  | 'inputTokensP50'
  /** 95th percentile of the input tokens, including cached ones, of an AI call; null if no call has any. */
  | 'inputTokensP95'
  /** 99th percentile of the input tokens, including cached ones, of an AI call; null if no call has any. */
  | 'inputTokensP99'
  /** Logins: activities of type `login`, however close together; for example 640. */
  | 'logins'
  /** AI calls and messages that reported only a part of their tokens, so that their cost is a lower bound; a part of `unpricedCalls`. */
  | 'lowerBoundCalls'
  /** Monthly active users: distinct users who were active in the 30 days that end with the last day. */
  | 'mau'
  /** Median session length, first event to last, in seconds; null without sessions. */
  | 'medianSessionSeconds'
  /** Messages of every role: those of users, the assistant, the system and tools; for example 1200. */
  | 'messages'
  /** Messages ÷ distinct conversations with a message; null without messages. */
  | 'messagesPerConversation'
  /** Messages with a user ÷ distinct users of these messages; null without such messages. */
  | 'messagesPerUser'
  /** Messages with thumbs down (`NEGATIVE`); messages without feedback count in neither number. */
  | 'negativeFeedback'
  /** Users whose first active event ever lies in the period. */
  | 'newUsers'
  /** Tokens that models generated, reasoning and audio included; for example 350. Calls that report none add 0. */
  | 'outputTokens'
  /** 50th percentile of the output tokens of an AI call; null if no call has any. */
  | 'outputTokensP50'
  /** 95th percentile of the output tokens of an AI call; null if no call has any. */
  | 'outputTokensP95'
  /** 99th percentile of the output tokens of an AI call; null if no call has any. */
  | 'outputTokensP99'
  /** Output tokens per second over the AI calls that have both tokens and a duration above 0; null without such calls. */
  | 'outputTokensPerSecond'
  /** Messages with thumbs up (`POSITIVE`); messages without feedback count in neither number. */
  | 'positiveFeedback'
  /** Output tokens spent on reasoning, a part of `outputTokens`. */
  | 'reasoningTokens'
  /** Registrations: activities of type `registration`, however close together; for example 25. */
  | 'registrations'
  /** Arithmetic mean of the time to answer over messages that have one, in milliseconds, such as 850; null if none has. */
  | 'responseTimeMs'
  /** 50th percentile of the response time of messages, in milliseconds; null if none has one. */
  | 'responseTimeP50Ms'
  /** 75th percentile of the response time of messages, in milliseconds; null if none has one. */
  | 'responseTimeP75Ms'
  /** 90th percentile of the response time of messages, in milliseconds; null if none has one. */
  | 'responseTimeP90Ms'
  /** 95th percentile of the response time of messages, in milliseconds; null if none has one. */
  | 'responseTimeP95Ms'
  /** 99th percentile of the response time of messages, in milliseconds; null if none has one. */
  | 'responseTimeP99Ms'
  /** Mean satisfaction score, 1 to 5; null without scores. */
  | 'satisfaction'
  /** The cost that your own cache saved, in US dollars. */
  | 'savedCostUsd'
  /** API calls with a status of 500 or above. */
  | 'serverErrors'
  /** Sessions that started in the period, each until 30 minutes without events; for example 420. */
  | 'sessions'
  /** Sessions with a user ÷ distinct users of these sessions; null without such sessions. */
  | 'sessionsPerUser'
  /** `dau` ÷ `mau`, 0 to 1: 0.5 means that a user comes on half of the days; null without active users. */
  | 'stickiness'
  /** Mean time to the first token, in milliseconds; null if no call has one. */
  | 'timeToFirstTokenMs'
  /** 95th percentile of the time to the first token, in milliseconds; null if no call has one. */
  | 'timeToFirstTokenP95Ms'
  /** AI calls with a duration: the sample of the response times. */
  | 'timedAiCalls'
  /** API calls with a duration: the sample of the response times. */
  | 'timedApiCalls'
  /** All tokens: input, from the provider’s cache or not, and output. */
  | 'tokens'
  /** Users whose first active event ever lies before the end of the period. Filters do not apply. */
  | 'totalUsers'
  /** AI calls and messages whose cost is unknown or a lower bound: the model has no price, or not all tokens were reported. */
  | 'unpricedCalls'
  /** Messages that people wrote (role `USER`), for example 600. */
  | 'userMessages'
  /** Weekly active users: distinct users who were active in the 7 days that end with the last day. */
  | 'wau';

/** A metric: exactly one of `name`, `key` and `formula`, such as `{ name: activeUsers }` or `{ key: "conversion_rate" }`. */
export type MetricRefInput =
  {   /** A formula that is not saved, such as `apiErrors / apiCalls`. */
  formula: string; key?: never; name?: never; }
  |  { formula?: never;   /** The key of a custom metric, such as `conversion_rate`, or of a built-in one. */
  key: string; name?: never; }
  |  { formula?: never; key?: never;   /** A built-in metric, such as `activeUsers`. */
  name: MetricName; };

/** The number of events in an interval, such as `{ operator: GREATER_OR_EQUAL, count: 3 }`. */
export type OccurrencesInput = {
  /** The number of events to compare with, 1 to 1,000,000. Default: 1. */
  count?: number | null | undefined;
  /** The comparison of the number: `IS`, `IS_NOT`, `GREATER_…` or `LESS_…`. */
  operator?: FilterOperator | null | undefined;
};

/** The direction of a list: its earliest or its latest item comes first. */
export type OrderDirection =
  /** From the earliest to the latest, such as a log that is read from its beginning. */
  | 'ASC'
  /** From the latest to the earliest, as lists of news are read. */
  | 'DESC';

/** The direction in which paths run from the anchor event. */
export type PathDirection =
  /** The events that follow the anchor. */
  | 'AFTER'
  /** The events that lead to the anchor. */
  | 'BEFORE';

/** The anchor event, the direction and the length of the paths. */
export type PathsInput = {
  /** The anchor event, with which paths start or end: `{ event: "signup" }`. It lies in the range. */
  anchor: EventMatchInput;
  /** Whether repeats of the same event in a row count as one, the first. */
  collapseRepeats?: boolean | null | undefined;
  /** The length of a path: the number of events before or after the anchor, 1 to 5. */
  depth?: number | null | undefined;
  /** The direction in which paths run from the anchor. */
  direction?: PathDirection | null | undefined;
  /** The condition on the events that count. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The number of links of each step, and of whole paths, 1 to 200, the most frequent first. */
  first?: number | null | undefined;
  /** The longest gap between two events of a path, 1 second to 7 days; a longer one ends the path. Default: 30 minutes, as for a session. */
  maxGapSeconds?: number | null | undefined;
  /**
   * The range in which the events happened. Default: the last 30 days, including today.
   * @deprecated Use the argument `range` of the question.
   */
  range?: DateRangeInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /**
   * The time zone of days, weeks and months. Default: that of the project, or UTC.
   * @deprecated Use the argument `timeZone` of the question.
   */
  timeZone?: string | null | undefined;
  /**
   * The first day of a week. Default: Monday.
   * @deprecated Use the argument `weekStart` of the question.
   */
  weekStart?: WeekStart | null | undefined;
};

/** A parameter of a saved query. Its type stands in the SQL, as in `{bot:String}`. */
export type QueryParameterInput = {
  /** The value where none is given, such as `"support"`. Default: a value must be given. */
  default?: unknown;
  /** A note on the values for people, such as `The bot to look at`, up to 1,000 characters. */
  description?: string | null | undefined;
  /** The name of the placeholder, such as `bot`. */
  name: string;
};

/** A saved custom query with the values of its parameters, such as `{ queryId: "7" }`. */
export type QueryQuestionInput = {
  /** The most rows to return, 1 to 10,000. */
  maxRows?: number | null | undefined;
  /** The values of its parameters by their names, such as `{"bot": "support"}`. Default: those that were saved. */
  parameters?: unknown;
  /** The `id` of the saved query: `createQuery` gave it. */
  queryId: string | number;
};

/** A question as data, exactly one of its kinds, such as `{ funnel: { steps: [{ event: "open" }, { event: "close" }] } }`. Its range, comparison and calendar are given beside it, when it is asked. */
export type QuestionInput =
  {   /** Retention: the users who entered, and who came back, as `cohorts` answers it. */
  cohorts: CohortsInput; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never;   /** A retention table that is saved, by its `id`: `createCohorts` gave it, and changes apply at once. */
  cohortsId: string | number; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never;   /** The users who take a series of steps, as `funnel` answers it. */
  funnel: FunnelInput; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never;   /** A funnel that is saved, by its `id`: `createFunnel` gave it, and changes apply at once. */
  funnelId: string | number; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never;   /** New, returning and dormant users of each bucket, as `lifecycle` answers it. */
  lifecycle: LifecycleInput; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never;   /** The first things of a list, such as messages. */
  list: ListInput; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never;   /** Metrics as numbers, over time or broken down, such as `{ metrics: [{ name: costUsd }], by: [{ dimension: MODEL }] }`. */
  measure: MeasureInput; paths?: never; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never;   /** The events right after or right before an event, as `paths` answers it. */
  paths: PathsInput; query?: never; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never;   /** A saved custom query. Its SQL says which time it is about, so the range beside it is not used. For administrators only, not for API keys. */
  query: QueryQuestionInput; stickiness?: never; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never;   /** Users by the number of days on which they were active, as `stickiness` answers it. */
  stickiness: StickinessInput; timeSeries?: never; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never;   /** Measures of single events over time, as `timeSeries` answers it. */
  timeSeries: TimeSeriesInput; topUsers?: never; }
  |  { cohorts?: never; cohortsId?: never; funnel?: never; funnelId?: never; lifecycle?: never; list?: never; measure?: never; paths?: never; query?: never; stickiness?: never; timeSeries?: never;   /** The users who rank highest by a number. */
  topUsers: TopUsersInput; };

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

/** The SQL to save, and what is said of its parameters. */
export type SavedQueryInput = {
  /** Defaults and notes of placeholders; one that is not listed has neither. At most 50. */
  parameters?: Array<QueryParameterInput> | null | undefined;
  /** A SELECT with placeholders, such as `SELECT count() FROM messages WHERE bot_id = {bot:String}`, up to 10,000 bytes. */
  sql: string;
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

/** One series: its events, and their measure, such as `{ event: "purchase", measure: SUM, property: "amount" }`. */
export type SeriesInput = {
  /** 1 to 10 alternatives, each an event with its own filter; an event that matches any of them is in the series: `{ anyOf: [{ event: "message" }, { event: "login" }] }`. One without a name stands for events of every name. Cannot be combined with `event` or `filter`, or be nested. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the events, such as `signup`. Events of every kind have a name: `message`, `ai_call`, `login`. Default: events of every name, also system metrics and those without a user. */
  event?: string | null | undefined;
  /** The condition on these events. Default: all of them. */
  filter?: FilterInput | null | undefined;
  /** The measure of each bucket, such as `P95`. */
  measure?: Measure | null | undefined;
  /** The label of the series in the answer. Default: the names of its events. */
  name?: string | null | undefined;
  /** The key of the property that is aggregated, such as `amount`; `cart.total` is `total` inside `cart`. Required with `SUM`, `AVERAGE`, `MIN`, `MAX`, `UNIQUE` and percentiles, and only then. Events without it are left out, and so are values that are not numbers below 10^15, except for `UNIQUE`; `meta { caveats }` says how many. */
  property?: string | null | undefined;
};

/** The rows of an export and the format of its file, such as `{ list: MESSAGES, format: CSV, range: { preset: LAST_MONTH } }`. */
export type StartExportInput = {
  /** The columns of a list in this order, such as `["timestamp", "userId"]`. Default: all columns of the list. */
  columns?: Array<string> | null | undefined;
  /** The range to compare a question with, such as `{ period: PREVIOUS_PERIOD }`. Default: no comparison. */
  compare?: CompareInput | null | undefined;
  /** The compression of the file, such as `GZIP`. */
  compression?: ExportCompression | null | undefined;
  /** Only events that meet this condition; for `CONVERSATIONS` and `USERS`, those with such an event. Default: all. */
  filter?: FilterInput | null | undefined;
  /** The format of the file, such as `CSV`. */
  format: ExportFormat;
  /** A text of your own, such as a UUID, up to 200 characters: repeating the mutation with it returns the same export. Default: every call starts an export. */
  idempotencyKey?: string | null | undefined;
  /** Export a list, such as `EVENTS`. Exactly one of the sources must be given. */
  list?: ExportList | null | undefined;
  /** The values of the parameters of `sql`: a list for each `?` in turn, or an object for placeholders such as `{bot:String}`. */
  parameters?: unknown;
  /** Export the answer to a question, such as `{ funnelId: "7" }`, as a table. Its range and its calendar are those of the export. */
  question?: QuestionInput | null | undefined;
  /** The range of the export, counted from now. Default: the last 30 days, including today; all time is `{ between: { from: "1970-01-01T00:00:00Z", to: … } }`. */
  range?: DateRangeInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /** Export the rows of SQL over the tables of the project, such as `SELECT channel, count() FROM messages GROUP BY channel`, under the rules of `query`. The range and the filter do not apply. */
  sql?: string | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the time zone of the project, or UTC. */
  timeZone?: string | null | undefined;
  /** Export everything that is held about a user, as NDJSON, by your id of the user, such as `user-7`. The range and the filter do not apply. `exportUser` does the same. */
  userId?: string | number | null | undefined;
  /** The first day of a week. Default: Monday. */
  weekStart?: WeekStart | null | undefined;
};

/** The activity to count, and the width of an interval. */
export type StickinessInput = {
  /** The condition on the events that count. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The width of an interval: usually `DAY`, `WEEK` or `MONTH`. At most 5,000 intervals. */
  interval?: CalendarUnit | null | undefined;
  /** The number of these events that makes an interval count for a user. Default: at least 1. An interval without any event never counts. */
  occurrences?: OccurrencesInput | null | undefined;
  /**
   * The range in which the events happened. Default: the last 30 days, including today.
   * @deprecated Use the argument `range` of the question.
   */
  range?: DateRangeInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /** The event that makes a user active. Default: any active event. */
  target?: EventMatchInput | null | undefined;
  /**
   * The time zone of days, weeks and months. Default: that of the project, or UTC.
   * @deprecated Use the argument `timeZone` of the question.
   */
  timeZone?: string | null | undefined;
  /** The unit that enters, returns or is active, and is counted wherever the answer says users: `USER`, `CONVERSATION` or `PROPERTY`. For other units than users an event without a user counts too, and lists have the known users of the units. */
  unit?: CountedUnit | null | undefined;
  /** The key of the property whose values are counted, such as `company`; `address.city` is `city` inside `address`. Required with `unit: PROPERTY`, and only then. */
  unitProperty?: string | null | undefined;
  /**
   * The first day of a week. Default: Monday.
   * @deprecated Use the argument `weekStart` of the question.
   */
  weekStart?: WeekStart | null | undefined;
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

/** The series to show over time, and the groups that they are broken down by. */
export type TimeSeriesInput = {
  /** The breakdown of each series, such as `{ dimension: CHANNEL }`: one line for each of the largest groups, and one for all others. Default: no breakdown. */
  breakdown?: BreakdownInput | null | undefined;
  /**
   * Only events with this name, such as `signup`. Default: events of every name.
   * @deprecated Use `series { event }`.
   */
  event?: string | null | undefined;
  /** The condition on the events that count. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The number of groups of the breakdown, 1 to 1,000: those with the most events of any of the series in the range. */
  first?: number | null | undefined;
  /** The width of a bucket. At most 5,000 buckets. */
  interval?: CalendarUnit | null | undefined;
  /**
   * The measure of each bucket. Default: `EVENTS`.
   * @deprecated Use `series { measure }`.
   */
  measure?: Measure | null | undefined;
  /**
   * The range in which the events happened. Default: the last 30 days, including today.
   * @deprecated Use the argument `range` of the question.
   */
  range?: DateRangeInput | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
  /** 1 to 10 series, such as `[{ event: "message" }, { event: "message", measure: UNIQUE_USERS }]`. Default: the number of all events. */
  series?: Array<SeriesInput> | null | undefined;
  /**
   * The time zone of days, weeks and months. Default: that of the project, or UTC.
   * @deprecated Use the argument `timeZone` of the question.
   */
  timeZone?: string | null | undefined;
  /**
   * The first day of a week. Default: Monday.
   * @deprecated Use the argument `weekStart` of the question.
   */
  weekStart?: WeekStart | null | undefined;
};

/** The metric that users are ranked by. */
export type TopUsersBy =
  /** Events of every kind that belong to the user. */
  | 'ACTIVITY'
  /** Distinct conversations with an event of the user in the range. */
  | 'CONVERSATIONS'
  /** The cost of their messages and AI calls. */
  | 'COST'
  /** Messages from and to the user in the range, of every role. */
  | 'MESSAGES'
  /** The tokens of their messages and AI calls. */
  | 'TOKENS';

/** The ranking of users, such as `{ by: COST, first: 5 }`. */
export type TopUsersInput = {
  /** The number that decides the rank, such as `COST`; the highest comes first. */
  by?: TopUsersBy | null | undefined;
  /** The condition on the events that count. Default: all events. */
  filter?: FilterInput | null | undefined;
  /** The number of users, 1 to 1,000. */
  first?: number | null | undefined;
  /** Only events of users who match this condition now. Cannot be combined with `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only events of users in this saved segment. Default: events of all users. */
  segmentId?: string | number | null | undefined;
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

/** The new content, name or description of a saved custom query; absent ones stay as they are. */
export type UpdateQueryInput = {
  /** The new description; null removes it. Default: unchanged. */
  description?: string | null | undefined;
  /** The `version` that you read. The update is refused if there is a newer version. */
  expectedVersion: number;
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
  /** The new name. Default: unchanged. */
  name?: string | null | undefined;
  /** The SQL and its parameters. Default: unchanged. */
  query?: SavedQueryInput | null | undefined;
};

/** The reason why the input of a mutation is refused. For a question the same codes are in `extensions.reason`. */
export type UserErrorCode =
  /** The host of the URL is no public address, and `WEBHOOK_ALLOW_PRIVATE` does not name it. */
  | 'ADDRESS_NOT_ALLOWED'
  /** The price has an end that is not later than the new one. */
  | 'ALREADY_ENDED'
  /** The definition comes with Convograph and cannot be changed. Duplicate it and change the copy. */
  | 'BUILT_IN'
  /** The custom metric would contain itself. */
  | 'CYCLE'
  /** Events of the project have expired, so that its kept days cannot be counted in another time zone. */
  | 'DAYS_KEPT'
  /** The price is a default of Convograph, which cannot be changed. Add a price of your own. */
  | 'DEFAULT_PRICE'
  /** The default project cannot be deleted. */
  | 'DEFAULT_PROJECT'
  /** Of several fields exactly one must be given, and none or more are. */
  | 'EXACTLY_ONE'
  /** The event is older than the project keeps events, or lies on a day whose numbers are final. */
  | 'EXPIRED'
  /** The `idempotencyKey` was used for another input. Use a new one. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The text is no IP address, such as `203.0.113.7`. */
  | 'INVALID_ADDRESS'
  /** The moment lies in the future. */
  | 'INVALID_AS_OF'
  /** The batch has no event, or more than 1,000. */
  | 'INVALID_BATCH_SIZE'
  /** The brackets of `cohorts` are empty, overlap, or are not in order. */
  | 'INVALID_BRACKETS'
  /** The breakdown has no or several keys, too many of them, or values that do not match. */
  | 'INVALID_BREAKDOWN'
  /** The bucket of a list of users is none of the answer. */
  | 'INVALID_BUCKET'
  /** The number of buckets of a histogram is outside its limits. */
  | 'INVALID_BUCKETS'
  /** The value is none of the values of its enum. */
  | 'INVALID_CHOICE'
  /** The list has no such column, or `columns` is empty or has one twice. */
  | 'INVALID_COLUMN'
  /** The range to compare with is given in no form or in several, or cannot be compared. */
  | 'INVALID_COMPARE'
  /** The bounds of an alert contradict each other, or do not fit its question or window. */
  | 'INVALID_CONDITION'
  /** `after` or `before` came from another list, another order or another project. */
  | 'INVALID_CURSOR'
  /** The number of days is outside 1 to 365. */
  | 'INVALID_DAYS'
  /** The number of steps of a path is outside its limits. */
  | 'INVALID_DEPTH'
  /** The edges of a histogram are not in order, or too many. */
  | 'INVALID_EDGES'
  /** The pattern for events has no event, or alternatives beside one. */
  | 'INVALID_EVENT'
  /** An exclusion of a funnel names steps that it does not have, or has no event. */
  | 'INVALID_EXCLUSION'
  /** The API key or link would expire before it begins, or the link lasts longer than a year. */
  | 'INVALID_EXPIRY'
  /** A condition has a value, an operator or a regular expression that does not fit. */
  | 'INVALID_FILTER'
  /** `first` is outside its limits. */
  | 'INVALID_FIRST'
  /** The formula cannot be read, names something unknown, or combines units that do not fit. */
  | 'INVALID_FORMULA'
  /** Options of the funnel contradict each other. */
  | 'INVALID_FUNNEL'
  /** The gap between events of a path is outside its limits. */
  | 'INVALID_GAP'
  /** A header of a webhook has a name or a value that cannot be sent, belongs to the service, or is given twice. */
  | 'INVALID_HEADER'
  /** The text is not an id that this API has given out. */
  | 'INVALID_ID'
  /** The interval is not possible for this question. */
  | 'INVALID_INTERVAL'
  /** The number of intervals is outside its limits. */
  | 'INVALID_INTERVALS'
  /** The JSON to import has a field or a value that does not fit; `path` leads to it. */
  | 'INVALID_JSON'
  /** The key of the metric is no text of a to z, 0 to 9 and _ that begins with a letter. */
  | 'INVALID_KEY'
  /** The question has no metric or too many, or its order names none of them. */
  | 'INVALID_METRICS'
  /** A simulation replaces no model or too many, or a name of a model is empty or too long. */
  | 'INVALID_MODELS'
  /** The name is empty or blank, or the key of a widget has other characters than allowed. */
  | 'INVALID_NAME'
  /** The number cannot be read, is no whole number, or has more digits than can be kept. */
  | 'INVALID_NUMBER'
  /** The number of occurrences is outside its limits. */
  | 'INVALID_OCCURRENCES'
  /** The hours for which a former secret signs too are outside 0 to 168. */
  | 'INVALID_OVERLAP'
  /** `first` of a page is outside its limits. */
  | 'INVALID_PAGE_SIZE'
  /** A parameter of a custom query is missing, unused, or not of the type of its placeholder. */
  | 'INVALID_PARAMETERS'
  /** The anchor or a filter of `paths` does not fit. */
  | 'INVALID_PATH'
  /** The name of a model has its `*` elsewhere than at the end. */
  | 'INVALID_PATTERN'
  /** The number of periods of `cohorts` is outside its limits. */
  | 'INVALID_PERIODS'
  /** Of the input and the `id` of a saved question exactly one must be given, or the question cannot be asked in this way. */
  | 'INVALID_QUESTION'
  /** The path does not lead to one number of the answer to the question. */
  | 'INVALID_QUESTION_FIELD'
  /** The range has no form or several, or does not end after its start. */
  | 'INVALID_RANGE'
  /** The text is not one mail address, such as `ann@example.com`. */
  | 'INVALID_RECIPIENT'
  /** The satisfaction is outside 1 to 5. */
  | 'INVALID_SATISFACTION'
  /** The times of the schedule do not exist, cannot be read, or are less than 15 minutes apart. */
  | 'INVALID_SCHEDULE'
  /** The API key has no scope. */
  | 'INVALID_SCOPES'
  /** The condition of the segment has no form or several, or a value that does not fit. */
  | 'INVALID_SEGMENT'
  /** The sensitivity to anomalies is outside 2 to 20. */
  | 'INVALID_SENSITIVITY'
  /** A series is missing, given in two forms, or cannot be computed. */
  | 'INVALID_SERIES'
  /** The SQL cannot be saved, because it could not run. */
  | 'INVALID_SQL'
  /** The funnel has too few or too many steps, or a step without an event. */
  | 'INVALID_STEPS'
  /** The text contains a NUL character, a control character or half a surrogate pair. */
  | 'INVALID_TEXT'
  /** The thresholds of a budget are not shares above 0 and up to 10 in ascending order. */
  | 'INVALID_THRESHOLDS'
  /** The time limit of a custom query is outside its limits. */
  | 'INVALID_TIMEOUT'
  /** The time is no real instant in RFC 3339 with a zone, such as `2026-01-31T09:30:00Z`. */
  | 'INVALID_TIMESTAMP'
  /** The text is not the name of an IANA time zone, such as `Europe/Rome`. */
  | 'INVALID_TIME_ZONE'
  /** The value is of another type than its field, such as an object for a text. */
  | 'INVALID_TYPE'
  /** The property to count by is missing, or given for another unit. */
  | 'INVALID_UNIT'
  /** The URL of a webhook cannot be read, or is not `https://` on port 443 or 8443, without a username. */
  | 'INVALID_URL'
  /** The id stands for a missing one, such as `null` or `guest`. */
  | 'INVALID_USER_ID'
  /** The value that `cohorts` measures does not fit its measure. */
  | 'INVALID_VALUE'
  /** The window of the funnel is outside 1 second to ten years. */
  | 'INVALID_WINDOW'
  /** Other saved definitions use this one. */
  | 'IN_USE'
  /** The link would merge two known users. */
  | 'KNOWN_USER'
  /** The visitor is linked to another user already. */
  | 'LINKED_TO_ANOTHER'
  /** Another saved definition of this kind, another alias, another widget or another project has this name. */
  | 'NAME_TAKEN'
  /** The service has no `AUTH_SECRET_KEY`, with which it signs share links and keeps the secrets of webhooks. */
  | 'NOT_CONFIGURED'
  /** The confirmation is not the id that it has to repeat. */
  | 'NOT_CONFIRMED'
  /** The metric is made of nothing that adds up over groups, such as a percentile, so that nothing contributes to it. */
  | 'NOT_EXPLAINABLE'
  /** The project has nothing with this id. */
  | 'NOT_FOUND'
  /** A time lies before another one that it must follow, such as the end of a conversation before its start. */
  | 'OUT_OF_ORDER'
  /** The number is below or above its limits. */
  | 'OUT_OF_RANGE'
  /** The places of two widgets of a dashboard overlap. */
  | 'OVERLAP'
  /** The project has a price for the same model and the same time. */
  | 'PRICE_OVERLAPS'
  /** Another request has begun to delete the project. */
  | 'PROJECT_DELETING'
  /** The JSON object has more than 8 levels. */
  | 'PROPERTIES_TOO_DEEP'
  /** The JSON object has more than 32 kB. */
  | 'PROPERTIES_TOO_LARGE'
  /** The JSON object has more than 255 keys. */
  | 'PROPERTIES_TOO_MANY_KEYS'
  /** The question of an export costs more points than `MAX_COMPLEXITY` allows. */
  | 'QUERY_TOO_COMPLEX'
  /** The project has sent, or has in files, as much as its limits allow; for events until the next day of UTC. */
  | 'QUOTA_EXCEEDED'
  /** Costs of the project are being computed at the moment. Try again later. */
  | 'RECOMPUTE_RUNNING'
  /** A field that is required is missing or blank, such as `name`. */
  | 'REQUIRED'
  /** The rows exceed a limit of the file: the bytes of the project, or the rows or cells of XLSX. */
  | 'RESULT_TOO_LARGE'
  /** `alias` got the same id twice; a visitor cannot be linked to itself. */
  | 'SAME_ID'
  /** The segment would contain itself. */
  | 'SEGMENT_CYCLE'
  /** Another saved definition uses the segment. */
  | 'SEGMENT_IN_USE'
  /** The time is before 1970 or too far ahead. */
  | 'TIMESTAMP_OUT_OF_RANGE'
  /** A text or a key is longer than its limit. */
  | 'TOO_LONG'
  /** A list or the project would have more items than allowed. */
  | 'TOO_MANY'
  /** The answer would have more buckets than allowed. */
  | 'TOO_MANY_BUCKETS'
  /** The cohort table or the series would have more cells than allowed. */
  | 'TOO_MANY_CELLS'
  /** The filter lets more conversations pass than allowed. */
  | 'TOO_MANY_CONVERSATIONS'
  /** The list, snapshot or segment would have more users than allowed. */
  | 'TOO_MANY_USERS'
  /** The input has no field of this name; `field` names it, as it was spelt. */
  | 'UNKNOWN_FIELD'
  /** The definition was changed since you read it. Read it again, then repeat the update. */
  | 'VERSION_CONFLICT'
  /** The webhook is disabled. Enable it first. */
  | 'WEBHOOK_DISABLED';

/** The users to list; all given conditions hold together. */
export type UserFilterInput = {
  /** Only users with this text in their `userId` or `username`, ignoring case. */
  search?: string | null | undefined;
  /** Only users with an event of any kind in this range. */
  seenIn?: DateRangeInput | null | undefined;
};

/** The first users of a list, such as `{ first: 20 }`; without a filter those of the whole project. */
export type UserListInput = {
  /** Conditions that the listed users meet, all of them. Default: every one in the range of the question. */
  filter?: UserFilterInput | null | undefined;
  /** The number of users, 1 to 1,000. */
  first?: number | null | undefined;
  /** The order of the users, such as `{ direction: ASC }`. Default: the latest first. */
  orderBy?: UserOrderInput | null | undefined;
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

/** The times by which a list of users can be sorted; without `orderBy` the first one is used. */
export type UserOrderField =
  /** The time at which the service first heard of the user. */
  | 'CREATED_AT'
  /** The time of the user’s first event; `CREATED_AT` of a user without events. */
  | 'FIRST_SEEN'
  /** The time of the user’s latest event; `CREATED_AT` of a user without events. */
  | 'LAST_SEEN';

/** The order of users, such as `{ field: CREATED_AT, direction: ASC }`. */
export type UserOrderInput = {
  /** The direction, such as `DESC`: the latest first. */
  direction?: OrderDirection | null | undefined;
  /** The time to order by, such as `CREATED_AT`. */
  field?: UserOrderField | null | undefined;
};

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

export type SavedSqlQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedSqlQuery = { savedQueries: { nodes: Array<{ id: string, name: string, description: string | null, sql: string, version: number, updatedAt: string, parameters: Array<{ name: string, type: string, default: unknown, description: string | null, isRequired: boolean }> }> } | null };

export type RunSqlQueryVariables = Exact<{
  input: CustomQueryInput;
}>;


export type RunSqlQuery = { query: { rows: Array<Array<unknown> | null>, rowsReturned: number, truncated: boolean, executionTimeMs: number, rowsRead: number, bytesRead: number, columns: Array<{ name: string, type: string }>, meta: { watermark: string, caveats: Array<{ code: WarningCode, message: string }> } } | null };

export type ColumnsOfSqlQueryVariables = Exact<{
  sql: string;
}>;


export type ColumnsOfSqlQuery = { validateQuery: { columns: Array<{ name: string, type: string }>, errors: Array<{ message: string }> } | null };

export type CreateSqlMutationVariables = Exact<{
  input: CreateQueryInput;
}>;


export type CreateSqlMutation = { done: { saved: { id: string } | null, userErrors: Array<{ code: UserErrorCode, field: string, message: string }> } };

export type UpdateSqlMutationVariables = Exact<{
  input: UpdateQueryInput;
}>;


export type UpdateSqlMutation = { done: { saved: { id: string } | null, userErrors: Array<{ code: UserErrorCode, field: string, message: string }> } };

export type DeleteSqlMutationVariables = Exact<{
  input: DeleteQueryInput;
}>;


export type DeleteSqlMutation = { done: { userErrors: Array<{ field: string, message: string }> } };

export type ExportSqlMutationVariables = Exact<{
  input: StartExportInput;
}>;


export type ExportSqlMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const SavedSql: Operation<SavedSqlQuery, SavedSqlQueryVariables> = operation(`query SavedSql {
  savedQueries(first: 100) {
    nodes {
      id
      name
      description
      sql
      version
      updatedAt
      parameters {
        name
        type
        default
        description
        isRequired
      }
    }
  }
}`)

export const RunSql: Operation<RunSqlQuery, RunSqlQueryVariables> = operation(`query RunSql($input: CustomQueryInput!) {
  query(input: $input) {
    columns {
      name
      type
    }
    rows
    rowsReturned
    truncated
    executionTimeMs
    rowsRead
    bytesRead
    meta {
      watermark
      caveats {
        code
        message
      }
    }
  }
}`)

export const ColumnsOfSql: Operation<ColumnsOfSqlQuery, ColumnsOfSqlQueryVariables> = operation(`query ColumnsOfSql($sql: String!) {
  validateQuery(sql: $sql) {
    columns {
      name
      type
    }
    errors {
      message
    }
  }
}`)

export const CreateSql: Operation<CreateSqlMutation, CreateSqlMutationVariables> = operation(`mutation CreateSql($input: CreateQueryInput!) {
  done: createQuery(input: $input) {
    saved: query {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}`)

export const UpdateSql: Operation<UpdateSqlMutation, UpdateSqlMutationVariables> = operation(`mutation UpdateSql($input: UpdateQueryInput!) {
  done: updateQuery(input: $input) {
    saved: query {
      id
    }
    userErrors {
      code
      field
      message
    }
  }
}`)

export const DeleteSql: Operation<DeleteSqlMutation, DeleteSqlMutationVariables> = operation(`mutation DeleteSql($input: DeleteQueryInput!) {
  done: deleteQuery(input: $input) {
    userErrors {
      field
      message
    }
  }
}`)

export const ExportSql: Operation<ExportSqlMutation, ExportSqlMutationVariables> = operation(`mutation ExportSql($input: StartExportInput!) {
  done: startExport(input: $input) {
    saved: export {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)