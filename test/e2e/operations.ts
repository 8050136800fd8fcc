/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** A price to add. To change one, end it and add the new one from the same instant on. */
export type AddModelPriceInput = {
  /** Which model, up to 100 characters: a name such as `gpt-4o`, which also stands for its dated versions and `-latest`, or the beginning of several with a `*` behind it, such as `gpt-4o-mini*`. */
  model: string;
  /** Whose model, up to 100 characters, such as `openai`. */
  provider: string;
  /** Which tokens cost this. */
  usage: ModelUsage;
  /** US dollars a million tokens, from 0 to 100,000, such as `"2.5"`. */
  usdPerMillion: string;
  /** The first instant at which it holds. Default: now. */
  validFrom?: string | null | undefined;
  /** The first instant at which it no longer holds. Default: no end. */
  validTo?: string | null | undefined;
};

/** What a key may do. */
export type ApiKeyScope =
  /** Ask every question but `auditLog`, and change nothing. */
  | 'READ'
  /** Send facts and identify users, as a token with the role service does. */
  | 'TRACK';

/** What was done to a thing. */
export type AuditAction =
  /** It was made. */
  | 'CREATED'
  /** It was deleted. */
  | 'DELETED'
  /** It got an end: a key was revoked, a price ended, an account disabled. */
  | 'ENDED'
  /** It was changed. */
  | 'UPDATED';

/** Which entries to list; all conditions hold together. */
export type AuditFilterInput = {
  /** Only from this address. */
  address?: string | null | undefined;
  /** Only where this was changed. */
  changed?: ChangedInput | null | undefined;
  /** Only where this field was asked for, among others. */
  field?: string | null | undefined;
  /** Only of this kind. */
  kind?: AuditKind | null | undefined;
  /** Only with this outcome, such as `FORBIDDEN`. */
  outcome?: string | null | undefined;
  /** Only what came in this range. */
  range?: DateRangeInput | null | undefined;
  /** Only of the request with this `x-request-id`. */
  requestId?: string | null | undefined;
  /** Only of this subject, such as `api-key:7`. */
  subject?: string | null | undefined;
};

/** What kind of doing an entry is about. */
export type AuditKind =
  /** A command was run on the machine, such as `npm run account`. */
  | 'COMMAND'
  /** Somebody asked for a token of an account. */
  | 'LOGIN'
  /** Something was made, changed or ended, or should have been. */
  | 'MUTATION'
  /** Something was asked. */
  | 'QUERY';

/** What a request showed to prove who sent it. */
export type AuditProof =
  /** An API key; the subject is `api-key:` and its id. */
  | 'API_KEY'
  /** Nothing yet, as for a login or a command. */
  | 'NONE'
  /** A token. */
  | 'TOKEN';

/** What can be changed. */
export type AuditedThing =
  /** An account that logs in here. */
  | 'ACCOUNT'
  /** An API key. */
  | 'API_KEY'
  /** Saved cohorts. */
  | 'COHORTS'
  /** The costs of calls and messages; they have neither id nor name. */
  | 'COSTS'
  /** A saved funnel. */
  | 'FUNNEL'
  /** A price of a model. */
  | 'MODEL_PRICE'
  /** A saved segment. */
  | 'SEGMENT'
  /** A snapshot of a segment; it has the name of the segment. */
  | 'SNAPSHOT';

/** What the user did. Exactly one of these: `{ did: { event: "purchase", count: 3, withinDays: 30 } }`. Windows end when the segment is looked at and begin so many times 24 hours before. */
export type BehaviorInput = {
  /** They did something so many times. */
  did?: DidInput | null | undefined;
  /** They did not do something. */
  didNot?: DidNotInput | null | undefined;
  /** They did something for the first time. */
  firstTime?: FirstTimeInput | null | undefined;
  /** They did something again and again. */
  regularly?: RegularlyInput | null | undefined;
  /** They did something again after a break. */
  restarted?: RestartedInput | null | undefined;
  /** They did one thing and then another. */
  sequence?: SequenceInput | null | undefined;
  /** They did something and stopped. */
  stopped?: StoppedInput | null | undefined;
};

/** A stretch of time that is counted back from when a segment is looked at. */
export type BehaviorPeriod =
  /** 24 hours. */
  | 'DAY'
  /** 7 times 24 hours. */
  | 'WEEK';

/** A unit of the calendar in the time zone of the question: a day may have 23, 24 or 25 hours. */
export type CalendarUnit =
  /** From midnight to midnight. */
  | 'DAY'
  /** An hour of the local clock. */
  | 'HOUR'
  /** 60 seconds. */
  | 'MINUTE'
  /** From the first day of a month. */
  | 'MONTH'
  /** January to March, April to June, July to September, October to December. */
  | 'QUARTER'
  /** From `weekStart`, Monday by default. */
  | 'WEEK'
  /** From 1 January. */
  | 'YEAR';

/** What a model was called for. */
export type CallType =
  /** Speech, made or read. */
  | 'AUDIO'
  /** Text, also in chats and with tools. */
  | 'COMPLETION'
  /** Vectors. */
  | 'EMBEDDING'
  /** Pictures, made or read. */
  | 'IMAGE'
  /** A check of what was said. */
  | 'MODERATION'
  /** Anything else. */
  | 'OTHER'
  /** An order of search results. */
  | 'RERANK';

/** A thing that was changed. */
export type ChangedInput = {
  /** Its `id`. Default: any. */
  id?: string | number | null | undefined;
  /** What it is. */
  kind: AuditedThing;
};

/** What to tell users apart by, as their target event says it at entry: exactly one of `dimension`, `property` and `trait`. */
export type CohortBreakdownInput = {
  /** A dimension of what they did, such as `CHANNEL`. */
  dimension?: Dimension | null | undefined;
  /** How many values, 1 to 25: those with the most entries. All others are one group. */
  first?: number;
  /** A property of what they did by its key, such as `plan`; `address.city` is `city` inside `address`. */
  property?: string | null | undefined;
  /** Which return events count for a group. */
  returns?: CohortReturns;
  /** A trait that `identify` told of them by its key, such as `plan`. It is the one they have now, whenever they were active. */
  trait?: string | null | undefined;
};

/** What the columns are counted in. */
export type CohortBuckets =
  /** Calendar buckets after that of the entry, in the time zone of the question. */
  | 'CALENDAR'
  /** Real time from each user’s own entry: an hour is 3,600 seconds, a day 24 hours, a week 7 such days, a month 30. */
  | 'ROLLING';

/** When a user counts as retained in a column. */
export type CohortCriterion =
  /** When they return in it. */
  | 'ON'
  /** When they return in it or at any time after it, also after the last column. */
  | 'ON_OR_AFTER';

/** Which target event lets a user enter a cohort. */
export type CohortEntry =
  /** The first event of that name over all history, if it passes the filters itself. Who had it before the range, or without passing them, is in no cohort. */
  | 'FIRST_EVER'
  /** The first one in the range, whatever happened before it. */
  | 'FIRST_IN_RANGE'
  /** The first one over all history that passes the filters. Who had it before the range is in no cohort. */
  | 'FIRST_TIME'
  /** The first one in each bucket: a user is in the cohort of every bucket that has one. */
  | 'RECURRING';

/** The width of a cohort and of a column. */
export type CohortInterval =
  /** From midnight to midnight. */
  | 'DAY'
  /** An hour of the local clock. */
  | 'HOUR'
  /** From the first day of a month. */
  | 'MONTH'
  /** From `weekStart`, Monday by default. */
  | 'WEEK';

/** What a cell says besides its users. */
export type CohortMeasure =
  /** The mean over those return events of its users that have the number. */
  | 'AVERAGE'
  /** The sum over the return events of its users. */
  | 'SUM'
  /** Nothing else. */
  | 'USERS';

/** Which return events count for a group. */
export type CohortReturns =
  /** Every one of its users. */
  | 'ANY'
  /** Those that carry the value of the group themselves. */
  | 'SAME_VALUE';

/** What is summed up or averaged over the return events, such as `{ measure: SUM, property: "amount" }`. */
export type CohortValueInput = {
  /** What a cell says. */
  measure?: CohortMeasure;
  /** A property of the return events that is a number, by its key. What is no number is left out. Default: their cost in US dollars. */
  property?: string | null | undefined;
};

/** Which users make up the cohorts, and what counts as their return. All of it has a default. */
export type CohortsInput = {
  /** The widths of the columns after that of the entry, in intervals, such as `[1, 3, 7, 14, 30]`: up to 100 of them, 1,000 intervals in all. Instead of `periods`. */
  brackets?: Array<number> | null | undefined;
  /** What to tell the users of a cohort apart by. Default: nothing. */
  breakdown?: CohortBreakdownInput | null | undefined;
  /** What the columns are counted in. */
  buckets?: CohortBuckets;
  /** When a user counts as retained in a column. */
  criterion?: CohortCriterion;
  /** Which target event counts. */
  entry?: CohortEntry;
  /** Which facts count, as targets and as returns. Default: all. */
  filter?: FilterInput | null | undefined;
  /** The width of a cohort and of a column. */
  interval?: CohortInterval;
  /** How many return events a user needs to count as retained, 1 to 1,000: in the column, or with ON_OR_AFTER from it on. */
  minimumOccurrences?: number;
  /** How many columns, that of the entry included: 1 to 366. Default: 12, or what `brackets` say. */
  periods?: number | null | undefined;
  /** When users may enter, widened to whole buckets. Default: the last 12 intervals, the running one included. */
  range?: DateRangeInput | null | undefined;
  /** What counts as a return. Default: any activity. */
  return?: EventMatchInput | null | undefined;
  /** Only what users did for whom this holds now, instead of `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only what users of this saved segment did. Default: of everybody. */
  segmentId?: string | number | null | undefined;
  /** What lets users enter. Default: any activity, so that they enter with the first one ever. */
  target?: EventMatchInput | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** What a cell says besides its users. Default: nothing. */
  value?: CohortValueInput | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** Which conversations to list; all conditions hold together. */
export type ConversationFilterInput = {
  /** Only conversations with this bot. */
  botId?: string | null | undefined;
  /** Only conversations there, such as on `web`. */
  channel?: string | null | undefined;
  /** Only those never announced, or only the others. */
  isImplied?: boolean | null | undefined;
  /** Only those with this score or a better one, 1 to 5. */
  minSatisfaction?: number | null | undefined;
  /** Only those that started in this range. */
  range?: DateRangeInput | null | undefined;
  /** Only those said to be resolved, or said not to be. Neither holds what nobody spoke about. */
  resolved?: boolean | null | undefined;
  /** Only those that stand there. */
  status?: ConversationStatus | null | undefined;
  /** Only conversations of this user. */
  userId?: string | null | undefined;
};

/** Where a conversation stands. */
export type ConversationStatus =
  /** The user left it. */
  | 'ABANDONED'
  /** It goes on. */
  | 'ACTIVE'
  /** It came to its end. */
  | 'COMPLETED'
  /** A person took it over. */
  | 'ESCALATED';

/** Where a cost comes from. */
export type CostSource =
  /** From the tokens and the price that was valid at the time. */
  | 'COMPUTED'
  /** It was sent. */
  | 'PROVIDED'
  /** The model, or a kind of token that it used, has no price: the cost is null. */
  | 'UNKNOWN';

/** A key to make. */
export type CreateApiKeyInput = {
  /** From when on it no longer works. Default: it works until it is revoked. */
  expiresAt?: string | null | undefined;
  /** Who uses it, up to 100 characters, such as `chat backend`. */
  name: string;
  /** What it may do. Default: send facts. */
  scopes?: Array<ApiKeyScope>;
};

/** A range of time, given in exactly one way: `from` and `to`, `last`, or `preset`. */
export type DateRangeInput = {
  /** The first instant in the range. */
  from?: string | null | undefined;
  /** Up to now, such as `{ count: 7, unit: DAY }`. */
  last?: LastInput | null | undefined;
  /** A calendar range, such as `LAST_MONTH`. */
  preset?: RangePreset | null | undefined;
  /** The first instant after the range. */
  to?: string | null | undefined;
};

/** Which saved question about cohorts to delete. */
export type DeleteCohortsInput = {
  /** Its `id`. */
  id: string | number;
};

/** A price that was a mistake. */
export type DeleteModelPriceInput = {
  /** The `id` of the price. */
  id: string | number;
};

/** They did something so many times. */
export type DidInput = {
  /** How many times, 0 to 1,000,000. Default: 1. */
  count?: number;
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** How to compare the count: IS, IS_NOT or one of the four of size. */
  operator?: FilterOperator;
  /** Within how many days, 1 to 3,650. Default: ever. */
  withinDays?: number | null | undefined;
};

/** They did not do something. */
export type DidNotInput = {
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** Within how many days, 1 to 3,650. Default: ever. */
  withinDays?: number | null | undefined;
};

/** What facts can be told apart by. */
export type Dimension =
  /** The bot or assistant involved. */
  | 'BOT'
  /** The browser of an activity, such as `Firefox`. */
  | 'BROWSER'
  /** What the model was called for, such as `COMPLETION`. */
  | 'CALL_TYPE'
  /** Where it happened, such as `web`. */
  | 'CHANNEL'
  /** What a change of a conversation made it: `ACTIVE`, `COMPLETED`, `ABANDONED`, `ESCALATED`. */
  | 'CONVERSATION_STATUS'
  /** How its cost is known: `PROVIDED`, `COMPUTED`, `UNKNOWN`. */
  | 'COST_SOURCE'
  /** The property `country`, where it was given. */
  | 'COUNTRY'
  /** `desktop`, `mobile`, `tablet`, `tv`, `bot`. */
  | 'DEVICE'
  /** The route of an API call. */
  | 'ENDPOINT'
  /** Why a model call failed, such as `rate_limit`. */
  | 'ERROR_CLASS'
  /** The name: of an event, of an activity, of a metric. */
  | 'EVENT'
  /** What the user thought of a message: `POSITIVE`, `NEGATIVE`. */
  | 'FEEDBACK'
  /** `event`, `activity`, `conversation`, `message`, `ai_call`, `api_call`, `system_metric`. */
  | 'KIND'
  /** The property `language`, where it was given. */
  | 'LANGUAGE'
  /** The HTTP method of an API call. */
  | 'METHOD'
  /** Which model, such as `gpt-4o`. */
  | 'MODEL'
  /** The operating system of an activity, such as `Android`. */
  | 'OS'
  /** Whose model, such as `openai`. */
  | 'PROVIDER'
  /** Who spoke: `USER`, `ASSISTANT`, `SYSTEM`, `TOOL`. */
  | 'ROLE'
  /** The HTTP status of an API call. */
  | 'STATUS_CODE';

/** When a price ends. */
export type EndModelPriceInput = {
  /** The `id` of the price. */
  id: string | number;
  /** The first instant at which it no longer holds, before the end it has. Default: now. */
  validTo?: string | null | undefined;
};

/** Which events to list; all conditions hold together. */
export type EventFilterInput = {
  /** Only events of this conversation. */
  conversationId?: string | null | undefined;
  /** Only events of this name. */
  name?: string | null | undefined;
  /** Only events that happened in this range. */
  range?: DateRangeInput | null | undefined;
  /** Only events of this session. */
  sessionId?: string | null | undefined;
  /** Only events of this user. */
  userId?: string | null | undefined;
};

/** Something that happened on the platform. */
export type EventInput = {
  /** The bot or assistant involved, up to 255 characters, such as `support-bot`. */
  botId?: string | null | undefined;
  /** Where it happened, up to 100 characters, such as `web`, `slack` or `whatsapp`. */
  channel?: string | null | undefined;
  /** The conversation it belongs to, up to 255 characters. */
  conversationId?: string | null | undefined;
  /** Your id of this fact, up to 255 characters, unique within the project for ever: sent again it counts once. Without one a UUIDv7 is given, which the receipt shows, and a retry would count twice. */
  eventId?: string | null | undefined;
  /** Required. What happened, up to 200 characters, such as `signup` or `message sent`. */
  name?: string | null | undefined;
  /** Anything else worth asking about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`. */
  properties?: Record<string, unknown> | null | undefined;
  /** The session it belongs to, up to 255 characters. */
  sessionId?: string | null | undefined;
  /** When it happened, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`; between 1970 and a day from now. Default: when the server received it. */
  timestamp?: string | null | undefined;
  /** Who did it, under your id of them, up to 255 characters. Leave it out when nobody did. */
  userId?: string | null | undefined;
};

/** Which facts are meant: an event by its name, and what else has to be true of it. */
export type EventMatchInput = {
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
};

/** What an exclusion does to the attempt that meets it. */
export type ExclusionAction =
  /** It spoils the attempt. A clean attempt that gets as far counts instead; without one the user is in no step. */
  | 'DROP_USER'
  /** The attempt ends at the last step before it. */
  | 'STOP_ATTEMPT';

/** What kind of thing happened: each kind has a mutation of its own. */
export type FactKind =
  /** What a user did with their account, by `trackActivity`. */
  | 'ACTIVITY'
  /** A request to a language model, by `trackAiCall`. */
  | 'AI_CALL'
  /** A request to an HTTP endpoint, by `trackApiCall`. */
  | 'API_CALL'
  /** A conversation that started, ended or changed, by `trackConversation`. */
  | 'CONVERSATION'
  /** Anything on the platform, by `trackEvent`. */
  | 'EVENT'
  /** A message of a conversation, by `trackMessage`. */
  | 'MESSAGE'
  /** A measured value, by `trackSystemMetric`. */
  | 'SYSTEM_METRIC';

/** What the user thought of an answer. */
export type Feedback =
  /** Thumbs down. */
  | 'NEGATIVE'
  /** Thumbs up. */
  | 'POSITIVE';

/** Which facts count. Exactly one of `dimension`, `property`, `trait`, `and`, `or`, `not`: `{ dimension: CHANNEL, values: ["web"] }`. */
export type FilterInput = {
  /** All of these hold. */
  and?: Array<FilterInput> | null | undefined;
  /** Compare a dimension. */
  dimension?: Dimension | null | undefined;
  /** This does not hold. */
  not?: FilterInput | null | undefined;
  /** How to compare. */
  operator?: FilterOperator;
  /** At least one of these holds. */
  or?: Array<FilterInput> | null | undefined;
  /** Compare a property by its key, such as `plan`; `address.city` is `city` inside `address`. */
  property?: string | null | undefined;
  /** Compare a trait of the user, as last identified, by its key, such as `plan`; `address.city` is `city` inside `address`. */
  trait?: string | null | undefined;
  /** 1 to 100 values to compare with; one for numbers and regular expressions. */
  values?: Array<string> | null | undefined;
};

/** How a value is compared. What was never given is like an empty text. */
export type FilterOperator =
  /** It contains one of the values, in upper or lower case. */
  | 'CONTAINS'
  /** It is a number, the one value or above. */
  | 'GREATER_OR_EQUAL'
  /** It is a number above the one value. */
  | 'GREATER_THAN'
  /** It is one of the values. */
  | 'IS'
  /** It is none of the values; also true when it was not given. */
  | 'IS_NOT'
  /** It was not given. */
  | 'IS_NOT_SET'
  /** It was given. */
  | 'IS_SET'
  /** It is a number, the one value or below. */
  | 'LESS_OR_EQUAL'
  /** It is a number below the one value. */
  | 'LESS_THAN'
  /** The regular expression that is the one value (RE2, up to 200 characters) is found in it: `^pro`, `(?i)pro`. */
  | 'MATCHES'
  /** It contains none of the values; also true when it was not given. */
  | 'NOT_CONTAINS'
  /** The regular expression is not found in it; also true when it was not given. */
  | 'NOT_MATCHES';

/** They did something for the first time, over all history, within so many days. */
export type FirstTimeInput = {
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** Within how many days, 1 to 3,650. Default: 30. */
  withinDays?: number;
};

/** Which of a user’s attempts counts. */
export type FunnelAttempt =
  /** The one that gets furthest: every event of the first step may start it. */
  | 'BEST'
  /** The one that starts with their first event of the first step in the range. */
  | 'FIRST';

/** Which value a user stands under, of those that the events of the steps have. */
export type FunnelAttribution =
  /** Each one: the funnel once for each value, with only the events that have it. A user may stand under several. */
  | 'EACH_VALUE'
  /** The one at the start of the attempt that counts. */
  | 'FIRST_STEP'
  /** The first one that was given, whatever the step. */
  | 'FIRST_TOUCH'
  /** The last one that was given, whatever the step. */
  | 'LAST_TOUCH'
  /** Each one that the step `step` can be taken with: the funnel once for each of its values, with only those who took that step. A user may stand under several. */
  | 'STEP';

/** What to tell users apart by: exactly one of `dimension`, `property` and `trait`. */
export type FunnelBreakdownInput = {
  /** Which value a user stands under. A trait is one of the user, so that it needs none. */
  attribution?: FunnelAttribution;
  /** A dimension of what they did, such as `CHANNEL`. */
  dimension?: Dimension | null | undefined;
  /** A property of what they did by its key, such as `plan`; `address.city` is `city` inside `address`. */
  property?: string | null | undefined;
  /** With `attribution: STEP`: which one, 1 for the first. */
  step?: number | null | undefined;
  /** A trait that `identify` told of them by its key, such as `plan`. It is the one they have now, whenever they were active. */
  trait?: string | null | undefined;
};

/** Whose switches to use where none are given. The window is never set: give the one you use there. */
export type FunnelCompatibility =
  /** `attempt: BEST`, `rangeMode: ENTRY`, exclusions `DROP_USER`. */
  | 'AMPLITUDE'
  /** `attempt: BEST`, `rangeMode: CLIP`, as `windowFunnel` does with `strict_once`: one event still serves one step. */
  | 'CLICKHOUSE'
  /** `attempt: FIRST`, `rangeMode: ENTRY`, exclusions `DROP_USER`. */
  | 'MIXPANEL'
  /** `attempt: BEST`, `rangeMode: CLIP`, exclusions `DROP_USER`. */
  | 'POSTHOG';

/** What must not happen between two steps. */
export type FunnelExclusionInput = {
  /** What it does. Default: `DROP_USER`. */
  action?: ExclusionAction | null | undefined;
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** The step after which it counts. Default: 1, the first. */
  fromStep?: number | null | undefined;
  /** The step before which it counts. Default: the last. */
  toStep?: number | null | undefined;
};

/** Steps that users should take. */
export type FunnelInput = {
  /** Which attempt counts. Default: `BEST`, or that of `compatibility`. */
  attempt?: FunnelAttempt | null | undefined;
  /** What to tell users apart by in `breakdown`. Default: nothing. */
  breakdown?: FunnelBreakdownInput | null | undefined;
  /** Sets the switches that are not given as another product does. */
  compatibility?: FunnelCompatibility | null | undefined;
  /** Up to 10 things that must not happen between steps. */
  exclusions?: Array<FunnelExclusionInput> | null | undefined;
  /** Which facts there are, as far as the funnel knows: for steps, exclusions, sessions, and between the steps of a strict one. Default: all. */
  filter?: FilterInput | null | undefined;
  /** What to call the funnel. */
  name?: string | null | undefined;
  /** In which order the steps have to be taken. */
  order?: FunnelOrder;
  /** When users may enter. Default: the last 30 days. */
  range?: DateRangeInput | null | undefined;
  /** What must lie in the range. Default: `ENTRY`, or that of `compatibility`. */
  rangeMode?: FunnelRangeMode | null | undefined;
  /** Only what users did for whom this holds now, instead of `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only what users of this saved segment did. Default: of everybody. */
  segmentId?: string | number | null | undefined;
  /** 2 to 20 steps. The same event in two steps needs two events. */
  steps: Array<FunnelStepInput>;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** What goes through the funnel. Where it is not users, every `users` below counts these. */
  unit?: FunnelUnit;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
  /** How long after the first step the last may come, inclusive: 1 second to 366 days. Default: 14 days. */
  windowSeconds?: number;
};

/** In which order the steps have to be taken. */
export type FunnelOrder =
  /** One after the other; whatever happens between them does not matter. */
  | 'ORDERED'
  /** One right after the other: any other fact between two steps ends the attempt, also a repeated step. What happens at one instant is not told apart. */
  | 'STRICT'
  /** In any order. Any step opens an attempt; row 1 counts who took at least one of the steps, row 2 who took at least two of them, and so on. */
  | 'UNORDERED';

/** What must lie in the range. */
export type FunnelRangeMode =
  /** Every step. */
  | 'CLIP'
  /** The first step; later steps have their whole window, also after the range. */
  | 'ENTRY';

/** One step of a funnel: exactly one of `event` and `anyOf`, or neither for any activity. */
export type FunnelStepInput = {
  /** 1 to 10 alternatives: the step is taken with any of them. Then `event` and `filter` stay away. */
  anyOf?: Array<EventMatchInput> | null | undefined;
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** Whether only the first event of its name that a user ever did can make the step. It has to pass the filter itself. */
  firstTime?: boolean;
  /** What to call the step. Default: its events. */
  name?: string | null | undefined;
};

/** What goes through a funnel and is counted. */
export type FunnelUnit =
  /** A conversation: what has the same `conversationId`. */
  | 'CONVERSATION'
  /** A session: what has the same `sessionId`; without one, what a user did with no gap of more than 30 minutes between events, activities, messages and changes of conversations. */
  | 'SESSION'
  /** A user. */
  | 'USER';

/** Who a user is. */
export type IdentifyInput = {
  /** What is known about them, merged key by key into what was known before; a null value removes its key. Up to 32 kB, 255 keys and 8 levels; all traits of a user together up to 64 kB. */
  traits?: Record<string, unknown> | null | undefined;
  /** The id that your platform knows them by, up to 255 characters. */
  userId: string;
  /** Their name, up to 255 characters. Left out, it stays as it is. */
  username?: string | null | undefined;
};

/** The last so many units, the running one included. */
export type LastInput = {
  /** How many, from 1, such as 7. */
  count: number;
  /** Of what, such as `DAY`. */
  unit: CalendarUnit;
};

/** Whose coming and going, and in buckets of which width. */
export type LifecycleInput = {
  /** Which facts count. Default: all. */
  filter?: FilterInput | null | undefined;
  /** The width of a bucket. At most 5,000 buckets. */
  interval?: CalendarUnit;
  /** What makes a user a new one. Without a target and a filter both are the same. */
  newBy?: LifecycleNew;
  /** When the facts happened. Default: the last 30 days, today included. */
  range?: DateRangeInput | null | undefined;
  /** Only what users did for whom this holds now, instead of `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only what users of this saved segment did. Default: of everybody. */
  segmentId?: string | number | null | undefined;
  /** What users do to be active. Default: anything. */
  target?: EventMatchInput | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** What makes a user a new one. */
export type LifecycleNew =
  /** Their first activity ever, of whatever kind: who was there before and now does the target is not new. */
  | 'FIRST_ACTIVITY'
  /** The first fact ever that meets the target and the filter. */
  | 'FIRST_TARGET';

/** Where a user stands in a bucket. */
export type LifecycleState =
  /** Active in it: new, returning or resurrecting. */
  | 'ACTIVE'
  /** Active in the bucket before, and not in this one. */
  | 'DORMANT'
  /** Active, and for the first time ever. */
  | 'NEW'
  /** Active, neither new nor in the bucket before: they were away and came back. */
  | 'RESURRECTING'
  /** Active, and active in the bucket before too. */
  | 'RETURNING';

/** What to count in each bucket. */
export type Measure =
  /** Facts. */
  | 'EVENTS'
  /** Facts with a user per distinct user; null in a bucket without users. */
  | 'EVENTS_PER_USER'
  /** Distinct users with at least one fact. */
  | 'UNIQUE_USERS';

/** Which messages to list; all conditions hold together. */
export type MessageFilterInput = {
  /** Only messages that involve this bot. */
  botId?: string | null | undefined;
  /** Only messages of this conversation. */
  conversationId?: string | null | undefined;
  /** Only messages that got this feedback. */
  feedback?: Feedback | null | undefined;
  /** Only fallbacks, or with false only messages not marked as one. */
  isFallback?: boolean | null | undefined;
  /** Only answers of this model. */
  model?: string | null | undefined;
  /** Only answers of models of this provider. */
  provider?: string | null | undefined;
  /** Only messages sent in this range. */
  range?: DateRangeInput | null | undefined;
  /** Only what these said, such as `ASSISTANT`. */
  role?: MessageRole | null | undefined;
  /** Only messages of this user. */
  userId?: string | null | undefined;
};

/** Who speaks. */
export type MessageRole =
  /** The bot or assistant. */
  | 'ASSISTANT'
  /** Instructions to the model. */
  | 'SYSTEM'
  /** The result of a tool that the model called. */
  | 'TOOL'
  /** The user. */
  | 'USER';

/** What a computed metric of the user is compared with: `{ metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 }`. */
export type MetricConditionInput = {
  /** Which metric. */
  metric: UserMetric;
  /** How to compare: numbers with IS, IS_NOT and the four of size; times with those of size, IS_SET and IS_NOT_SET; levels with IS and IS_NOT. */
  operator?: FilterOperator;
  /** What to compare with: `10`, `"-7d"`, `"high"`. */
  value?: number | string | boolean | null | undefined;
};

/** What tokens were used for. */
export type ModelUsage =
  /** Tokens that went in and that the provider had cached. Without a price they cost what INPUT does. */
  | 'CACHED_INPUT'
  /** Tokens that went in and that the provider had not cached. */
  | 'INPUT'
  /** Tokens that came out. */
  | 'OUTPUT';

/** Which way to look from the anchor. */
export type PathDirection =
  /** What users did next. */
  | 'AFTER'
  /** What had led them there. */
  | 'BEFORE';

/** A link by what it is called in the answer. */
export type PathLinkInput = {
  /** The step it belongs to, 1 to `depth`. */
  depth: number;
  /** The event that happened first. */
  from: string;
  /** The one right after it. */
  to: string;
};

/** From which event to look, which way and how far. */
export type PathsInput = {
  /** The event that paths start with, or lead to: `{ event: "signup" }`. It lies in the range. */
  anchor: EventMatchInput;
  /** Whether the same event several times in a row is one: its first. */
  collapseRepeats?: boolean;
  /** How many events away from the anchor, 1 to 5. */
  depth?: number;
  /** Which way to look. */
  direction?: PathDirection;
  /** Which facts count. Default: all. */
  filter?: FilterInput | null | undefined;
  /** How many links of each step, and how many whole paths, 1 to 200, the most frequent first. */
  first?: number;
  /** A path ends where a user did nothing for longer than this, 1 second to 7 days. Default: 30 minutes, as a session does. */
  maxGapSeconds?: number;
  /** When the facts happened. Default: the last 30 days, today included. */
  range?: DateRangeInput | null | undefined;
  /** Only what users did for whom this holds now, instead of `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only what users of this saved segment did. Default: of everybody. */
  segmentId?: string | number | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** A calendar range. `THIS_…` runs to the end of the running one, `LAST_…` is the one before. */
export type RangePreset =
  /** The month before it. */
  | 'LAST_MONTH'
  /** The quarter before it. */
  | 'LAST_QUARTER'
  /** The week before it. */
  | 'LAST_WEEK'
  /** The year before it. */
  | 'LAST_YEAR'
  /** The running month. */
  | 'THIS_MONTH'
  /** The running quarter. */
  | 'THIS_QUARTER'
  /** The running week, from `weekStart`. */
  | 'THIS_WEEK'
  /** The running year. */
  | 'THIS_YEAR'
  /** The running day. */
  | 'TODAY'
  /** The day before it. */
  | 'YESTERDAY';

/** What became of a fact that was sent. */
export type ReceiptStatus =
  /** It is in the log, committed. */
  | 'ACCEPTED'
  /** A fact with this id was in the log already; the first one stays as it is. */
  | 'DUPLICATE'
  /** It was not stored: `field` says what is wrong, `code` why. */
  | 'REJECTED';

/** Which model calls and messages to give the cost of today’s prices. */
export type RecomputeCostsInput = {
  /** Whether only to say what would change. */
  dryRun?: boolean;
  /** Only calls of this model, named as in a price: `gpt-4o` with its versions, or `gpt-4o*`. */
  model?: string | null | undefined;
  /** Only calls of this provider; capital and small letters are one. */
  provider?: string | null | undefined;
  /** When they happened. */
  range: DateRangeInput;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** They did something in at least so many of the last periods. */
export type RegularlyInput = {
  /** In at least how many of them, 1 to `ofLast`. Default: 3. */
  atLeast?: number;
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** How many periods, 1 to 366. Default: 4. */
  ofLast?: number;
  /** How long a period is. */
  period?: BehaviorPeriod;
};

/** They did something in the last so many days, not in as many before, and did it earlier than that. */
export type RestartedInput = {
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** How long either stretch is, 1 to 1,825 days. Default: 30. */
  withinDays?: number;
};

/** A question about cohorts to save. */
export type SaveCohortsInput = {
  /** The question; a relative range stays relative. */
  cohorts: CohortsInput;
  /** What it is for, up to 1,000 characters. */
  description?: string | null | undefined;
  /** A name that no other one has, up to 100 characters. */
  name: string;
};

/** Which users, as a tree of at most 8 levels and 100 conditions. Exactly one of `and`, `or`, `not`, `trait`, `metric`, `behavior`, `segmentId`, `snapshotId`. Power users: `{ and: [{ metric: { metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 10 } }, { metric: { metric: LAST_ACTIVE, operator: GREATER_THAN, value: "-7d" } }] }`. */
export type SegmentInput = {
  /** All of these hold. */
  and?: Array<SegmentInput> | null | undefined;
  /** Something they did, or did not do. */
  behavior?: BehaviorInput | null | undefined;
  /** A computed metric. */
  metric?: MetricConditionInput | null | undefined;
  /** This does not hold, of all users who are known. */
  not?: SegmentInput | null | undefined;
  /** At least one of these holds. */
  or?: Array<SegmentInput> | null | undefined;
  /** They are in another saved segment. */
  segmentId?: string | number | null | undefined;
  /** They are in a snapshot of a segment. */
  snapshotId?: string | number | null | undefined;
  /** A trait, as last identified. */
  trait?: TraitConditionInput | null | undefined;
};

/** They did one thing and then another, both within so many days. One fact never is both; at one instant the order is not asked. */
export type SequenceInput = {
  /** What came first. */
  first: EventMatchInput;
  /** What came later. */
  second: EventMatchInput;
  /** Within how many days, 1 to 3,650. Default: 30. */
  withinDays?: number;
};

/** Whose habits, and in intervals of which width. */
export type StickinessInput = {
  /** Which facts count. Default: all. */
  filter?: FilterInput | null | undefined;
  /** The width of an interval: usually `DAY`, `WEEK` or `MONTH`. At most 5,000 intervals. */
  interval?: CalendarUnit;
  /** When the facts happened. Default: the last 30 days, today included. */
  range?: DateRangeInput | null | undefined;
  /** Only what users did for whom this holds now, instead of `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only what users of this saved segment did. Default: of everybody. */
  segmentId?: string | number | null | undefined;
  /** What users do to be active. Default: anything. */
  target?: EventMatchInput | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** They did something in the days before the last so many, and not in these. */
export type StoppedInput = {
  /** The name of the event, such as `signup`. Facts of other kinds are named too: `message`, `ai_call`, `login`. Default: any activity, which is every fact of a user but system metrics and those of crawlers. */
  event?: string | null | undefined;
  /** Which of them. Default: all. */
  filter?: FilterInput | null | undefined;
  /** How long either stretch is, 1 to 1,825 days. Default: 30. */
  withinDays?: number;
};

/** What to count, and in which buckets. */
export type TimeSeriesInput = {
  /** Only facts of this name, such as `signup`. Default: facts of every name. */
  event?: string | null | undefined;
  /** Which facts count. Default: all. */
  filter?: FilterInput | null | undefined;
  /** The width of a bucket. At most 5,000 buckets. */
  interval?: CalendarUnit;
  /** What to count. */
  measure?: Measure;
  /** When the facts happened. Default: the last 30 days, today included. */
  range?: DateRangeInput | null | undefined;
  /** Only what users did for whom this holds now, instead of `segmentId`. */
  segment?: SegmentInput | null | undefined;
  /** Only what users of this saved segment did. Default: of everybody. */
  segmentId?: string | number | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** What a trait of the user is compared with. */
export type TraitConditionInput = {
  /** The key of the trait, such as `plan`; `address.city` is `city` inside `address`. */
  key: string;
  /** How to compare. */
  operator?: FilterOperator;
  /** 1 to 100 values to compare with; one for numbers and regular expressions. */
  values?: Array<number | string | boolean> | null | undefined;
};

/** What to change in a saved question about cohorts. */
export type UpdateCohortsInput = {
  /** Another question. Default: as it is. */
  cohorts?: CohortsInput | null | undefined;
  /** Another description; null takes it away. Default: as it is. */
  description?: string | null | undefined;
  /** The `version` that you have seen: it is refused when there is a newer one. */
  expectedVersion: number;
  /** Its `id`. */
  id: string | number;
  /** Another name. Default: as it is. */
  name?: string | null | undefined;
};

/** Which user activities to list; all conditions hold together. */
export type UserActivityFilterInput = {
  /** Only with this browser, such as `Firefox`. */
  browser?: string | null | undefined;
  /** Only on this kind of device, such as `mobile`. */
  device?: string | null | undefined;
  /** Only those of crawlers, or with false only those not marked as a crawler’s. */
  isBot?: boolean | null | undefined;
  /** Only what happened in this range. */
  range?: DateRangeInput | null | undefined;
  /** Only activities of this type, such as `login`. */
  type?: string | null | undefined;
  /** Only what this user did. */
  userId?: string | null | undefined;
};

/** Which users to list; all conditions hold together. */
export type UserFilterInput = {
  /** Only users with this in their `userId` or `username`, in small or capital letters. */
  search?: string | null | undefined;
  /** Only users with a fact in this range, of any kind. */
  seenIn?: DateRangeInput | null | undefined;
};

/** What is computed of each user for segments, from everything they did until the segment is looked at. */
export type UserMetric =
  /** Days (UTC) on which they were active. */
  | 'ACTIVE_DAYS'
  /** Whole days, of 24 hours, since they were first active; holds for nobody who never was. */
  | 'DAYS_SINCE_FIRST_ACTIVE'
  /** Whole days, of 24 hours, since they were last active; holds for nobody who never was. */
  | 'DAYS_SINCE_LAST_ACTIVE'
  /** When they were first active: `LESS_THAN "-30d"` is over 30 days ago. */
  | 'FIRST_ACTIVE'
  /** When they were last active: `GREATER_THAN "-7d"` is within 7 days. */
  | 'LAST_ACTIVE'
  /** How active they were when they were last around: of the 28 days (UTC) that end with their last active day, `high` is 12 active days or more, `medium` 4 or more, `low` 1 or more; `none` was never active. */
  | 'PREVIOUS_ACTIVITY'
  /** Requests to language models. */
  | 'TOTAL_AI_CALLS'
  /** Requests to endpoints. */
  | 'TOTAL_API_CALLS'
  /** Conversations that their facts belong to. */
  | 'TOTAL_CONVERSATIONS'
  /** What they cost in US dollars, as far as that is known. */
  | 'TOTAL_COST_USD'
  /** Their facts of any kind but system metrics and those of crawlers. */
  | 'TOTAL_EVENTS'
  /** Activities called `login`. */
  | 'TOTAL_LOGINS'
  /** Messages of theirs and to them. */
  | 'TOTAL_MESSAGES'
  /** Their sessions, by when they started. */
  | 'TOTAL_SESSIONS'
  /** Input, cached and output tokens. */
  | 'TOTAL_TOKENS';

/** The first day of a week. */
export type WeekStart =
  /** As in ISO 8601. */
  | 'MONDAY'
  /** As in North America. */
  | 'SUNDAY';

export type ObtainTokenMutationVariables = Exact<{
  username: string;
  password: string;
}>;


export type ObtainTokenMutation = { obtainToken: { accessToken: string, expiresInSeconds: number, tokenType: string, refreshToken: string } };

export type RefreshTokenMutationVariables = Exact<{
  token: string;
}>;


export type RefreshTokenMutation = { refreshToken: { accessToken: string, expiresInSeconds: number, tokenType: string, refreshToken: string } };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey: { key: string | null, apiKey: { id: string, name: string, prefix: string, scopes: Array<ApiKeyScope>, createdBy: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null } | null, userErrors: Array<{ code: string, field: string }> } };

export type RevokeApiKeyMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { apiKey: { id: string, revokedAt: string | null } | null, userErrors: Array<{ code: string, field: string }> } };

export type ApiKeysQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiKeysQuery = { apiKeys: { totalCount: number, nodes: Array<{ id: string, name: string, prefix: string, scopes: Array<ApiKeyScope>, createdBy: string, createdAt: string, expiresAt: string | null, lastUsedAt: string | null, revokedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AuditLogQueryVariables = Exact<{
  filter?: AuditFilterInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogQuery = { auditLog: { totalCount: number, nodes: Array<{ id: string, at: string, requestId: string, subject: string, roles: Array<string>, proof: AuditProof, address: string | null, userAgent: string | null, kind: AuditKind, operationName: string | null, fields: Array<string>, cost: number, durationMs: number, outcome: string, changes: Array<{ action: AuditAction, kind: AuditedThing, id: string | null, name: string | null }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type LifecycleQueryVariables = Exact<{
  input: LifecycleInput;
}>;


export type LifecycleQuery = { lifecycle: { buckets: Array<{ start: string, activeUsers: number, newUsers: number, returning: number, resurrecting: number, dormant: number }> } };

export type LifecycleUsersQueryVariables = Exact<{
  input: LifecycleInput;
  state: LifecycleState;
  at?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type LifecycleUsersQuery = { lifecycle: { users: { totalCount: number, nodes: Array<{ userId: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type StickinessQueryVariables = Exact<{
  input: StickinessInput;
}>;


export type StickinessQuery = { stickiness: { intervals: number, activeUsers: number, averageIntervals: number | null, rows: Array<{ intervals: number, users: number, share: number | null, usersAtLeast: number, shareAtLeast: number | null }> } };

export type StickinessUsersQueryVariables = Exact<{
  input: StickinessInput;
  intervals: number;
  orMore?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StickinessUsersQuery = { stickiness: { users: { totalCount: number, nodes: Array<{ userId: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type PathsQueryVariables = Exact<{
  input: PathsInput;
}>;


export type PathsQuery = { paths: { occurrences: number, users: number, pathCount: number, otherOccurrences: number, steps: Array<{ depth: number, occurrences: number, ended: number, linkCount: number, otherOccurrences: number, links: Array<{ from: string, to: string, occurrences: number, users: number, share: number, medianSeconds: number }> }>, paths: Array<{ events: Array<string>, occurrences: number, users: number, share: number, medianSeconds: number }> } };

export type PathUsersQueryVariables = Exact<{
  input: PathsInput;
  link?: PathLinkInput | null | undefined;
  path?: Array<string> | string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PathUsersQuery = { paths: { usersBehind: { totalCount: number, nodes: Array<{ userId: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type CohortsQueryVariables = Exact<{
  input?: CohortsInput | null | undefined;
  id?: string | number | null | undefined;
}>;


export type CohortsQuery = { cohorts: { size: number, rows: Array<{ start: string, size: number, cells: Array<{ users: number, rate: number | null, value: string | null, isComplete: boolean }> }>, average: Array<{ size: number, users: number, rate: number | null, value: string | null }>, groups: Array<{ value: string | null, isOther: boolean, size: number, rows: Array<{ cells: Array<{ users: number, value: string | null }> }> }>, meta: { isComplete: boolean, warnings: Array<string> } } };

export type CohortsWithReturnsQueryVariables = Exact<{
  input?: CohortsInput | null | undefined;
}>;


export type CohortsWithReturnsQuery = { cohorts: { size: number, rows: Array<{ start: string, end: string, size: number, cells: Array<{ period: number, startOffset: number, endOffset: number, users: number, rate: number | null, value: string | null, isComplete: boolean }>, returnedInEntryBucket: { users: number, rate: number | null, value: string | null, isComplete: boolean } }>, average: Array<{ period: number, startOffset: number, endOffset: number, size: number, users: number, rate: number | null, value: string | null }>, groups: Array<{ value: string | null, isOther: boolean, size: number, rows: Array<{ start: string, size: number, cells: Array<{ users: number, rate: number | null, value: string | null, isComplete: boolean }>, returnedInEntryBucket: { users: number } }>, average: Array<{ users: number, size: number }> }> } };

export type CohortMembersQueryVariables = Exact<{
  input?: CohortsInput | null | undefined;
  start: string;
  period: number;
  first?: number;
  after?: string | null | undefined;
}>;


export type CohortMembersQuery = { cohorts: { rows: Array<{ members: { totalCount: number, nodes: Array<{ userId: string }> }, returnedInEntryBucket: { users: number, members: { totalCount: number, nodes: Array<{ userId: string }> } }, cells: Array<{ users: number, members: { totalCount: number, nodes: Array<{ userId: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }> }>, groups: Array<{ value: string | null, isOther: boolean, rows: Array<{ cells: Array<{ users: number, members: { totalCount: number, nodes: Array<{ userId: string }> } }> }> }> } };

export type SaveCohortsMutationVariables = Exact<{
  input: SaveCohortsInput;
}>;


export type SaveCohortsMutation = { saveCohorts: { cohorts: { id: string, name: string, description: string | null, version: number, input: Record<string, unknown> } | null, userErrors: Array<{ code: string, field: string }> } };

export type UpdateCohortsMutationVariables = Exact<{
  input: UpdateCohortsInput;
}>;


export type UpdateCohortsMutation = { updateCohorts: { cohorts: { id: string, name: string, description: string | null, version: number, input: Record<string, unknown> } | null, userErrors: Array<{ code: string, field: string }> } };

export type DeleteCohortsMutationVariables = Exact<{
  input: DeleteCohortsInput;
}>;


export type DeleteCohortsMutation = { deleteCohorts: { deletedId: string | null, userErrors: Array<{ code: string, field: string }> } };

export type CohortDefinitionsQueryVariables = Exact<{ [key: string]: never; }>;


export type CohortDefinitionsQuery = { cohortDefinitions: { totalCount: number, nodes: Array<{ id: string, name: string, version: number }> } };

export type EveryDayQueryVariables = Exact<{
  days?: number | null | undefined;
  range?: DateRangeInput | null | undefined;
  timeZone?: string | null | undefined;
}>;


export type EveryDayQuery = { dailyStats: Array<{ date: string, totalUsers: number, activeUsers: number, newUsers: number, events: number, conversations: number, messages: number, tokens: number, costUsd: string, unpricedCalls: number, aiCalls: number, aiErrors: number, apiCalls: number, apiErrors: number, isComplete: boolean }> };

export type TrackEventsMutationVariables = Exact<{
  events: Array<EventInput> | EventInput;
}>;


export type TrackEventsMutation = { trackEvents: { accepted: number, duplicates: number, rejected: number, receipts: Array<{ index: number, eventId: string | null, status: ReceiptStatus, code: string | null, field: string | null, message: string | null }> } };

export type SummaryQueryVariables = Exact<{
  range?: DateRangeInput | null | undefined;
}>;


export type SummaryQuery = { summary: { totalEvents: number, totalUsers: number, activeUsersToday: number, totalConversations: number, totalMessages: number, totalApiCalls: number, avgResponseTimeMs: number | null, errorRate: number | null, meta: { asOf: string, watermark: string, isComplete: boolean } } };

export type DailyStatsQueryVariables = Exact<{
  days: number;
  timeZone?: string | null | undefined;
}>;


export type DailyStatsQuery = { dailyStats: Array<{ date: string, totalUsers: number, activeUsers: number, newUsers: number, events: number, conversations: number, messages: number, tokens: number, apiCalls: number, isComplete: boolean }> };

export type TimeSeriesQueryVariables = Exact<{
  input: TimeSeriesInput;
}>;


export type TimeSeriesQuery = { timeSeries: { timestamps: Array<string>, isComplete: Array<boolean>, series: Array<{ group: string | null, values: Array<number | null> }> } };

export type FunnelQueryVariables = Exact<{
  input: FunnelInput;
}>;


export type FunnelQuery = { funnel: { name: string | null, totalUsers: number, completionRate: number | null, openAttempts: number, steps: Array<{ name: string, event: string | null, users: number, rateFromFirst: number | null, rateFromPrevious: number | null, dropOff: number, medianSeconds: number | null, averageSeconds: number | null, p90Seconds: number | null }>, meta: { watermark: string } } };

export type UserActivitiesQueryVariables = Exact<{
  filter?: UserActivityFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type UserActivitiesQuery = { userActivities: { totalCount: number, nodes: Array<{ eventId: string, type: string, userId: string | null, username: string | null, ipAddress: string | null, userAgent: string | null, browser: string | null, os: string | null, device: string | null, isBot: boolean, metadata: Record<string, unknown> | null, timestamp: string, sessionId: string | null, channel: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MessagesQueryVariables = Exact<{
  filter?: MessageFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type MessagesQuery = { messages: { totalCount: number, nodes: Array<{ eventId: string, conversationId: string, userId: string | null, role: MessageRole, provider: string | null, model: string | null, inputTokens: number | null, cachedTokens: number | null, outputTokens: number | null, costUsd: string | null, costSource: CostSource | null, responseTimeMs: number | null, isFallback: boolean, feedback: Feedback | null, botId: string | null, channel: string | null, sessionId: string | null, properties: Record<string, unknown> | null, timestamp: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ConversationFieldsFragment = { conversationId: string, status: ConversationStatus, isImplied: boolean, resolved: boolean | null, satisfaction: number | null, topics: Array<string>, botId: string | null, channel: string | null, userId: string | null, startedAt: string, endedAt: string | null, lastFactAt: string, durationSeconds: number | null, messageCount: number, totalTokens: number, costUsd: string | null, avgResponseTimeMs: number | null };

export type ConversationsQueryVariables = Exact<{
  filter?: ConversationFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ConversationsQuery = { conversations: { totalCount: number, nodes: Array<{ conversationId: string, status: ConversationStatus, isImplied: boolean, resolved: boolean | null, satisfaction: number | null, topics: Array<string>, botId: string | null, channel: string | null, userId: string | null, startedAt: string, endedAt: string | null, lastFactAt: string, durationSeconds: number | null, messageCount: number, totalTokens: number, costUsd: string | null, avgResponseTimeMs: number | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ConversationQueryVariables = Exact<{
  id: string;
}>;


export type ConversationQuery = { conversation: { conversationId: string, status: ConversationStatus, isImplied: boolean, resolved: boolean | null, satisfaction: number | null, topics: Array<string>, botId: string | null, channel: string | null, userId: string | null, startedAt: string, endedAt: string | null, lastFactAt: string, durationSeconds: number | null, messageCount: number, totalTokens: number, costUsd: string | null, avgResponseTimeMs: number | null } | null };

export type UsersQueryVariables = Exact<{
  filter?: UserFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type UsersQuery = { users: { totalCount: number, nodes: Array<{ userId: string, username: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UserQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type UserQuery = { user: { userId: string, username: string | null, traits: Record<string, unknown>, firstSeenAt: string | null, lastSeenAt: string | null, activities: { totalCount: number, nodes: Array<{ eventId: string, type: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, endCursor: string | null } }, conversations: { totalCount: number, nodes: Array<{ conversationId: string, messageCount: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, events: { totalCount: number, nodes: Array<{ eventId: string, kind: FactKind, name: string, userId: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ModelCallsQueryVariables = Exact<{
  model: string;
  range: DateRangeInput;
  interval: CalendarUnit;
}>;


export type ModelCallsQuery = { aiStats: { calls: number, tokens: number, inputTokens: number, cachedTokens: number, outputTokens: number, costUsd: string, unpricedCalls: number, p50InputTokens: number | null, p95InputTokens: number | null, p99InputTokens: number | null, p50OutputTokens: number | null, p95OutputTokens: number | null, p99OutputTokens: number | null, buckets: Array<{ start: string, calls: number, inputTokens: number, outputTokens: number, p95InputTokens: number | null, p50OutputTokens: number | null }> } };

export type ModelPricesQueryVariables = Exact<{
  provider?: string | null | undefined;
  model?: string | null | undefined;
  at?: string | null | undefined;
  includeDefaults?: boolean | null | undefined;
}>;


export type ModelPricesQuery = { modelPrices: Array<{ id: string, provider: string, model: string, usage: ModelUsage, usdPerMillion: string, validFrom: string, validTo: string | null, isDefault: boolean, createdAt: string | null }> };

export type AddModelPriceMutationVariables = Exact<{
  input: AddModelPriceInput;
}>;


export type AddModelPriceMutation = { addModelPrice: { modelPrice: { id: string, provider: string, model: string, usage: ModelUsage, usdPerMillion: string, validFrom: string, validTo: string | null, isDefault: boolean, createdAt: string | null } | null, userErrors: Array<{ code: string, field: string, message: string }> } };

export type EndModelPriceMutationVariables = Exact<{
  input: EndModelPriceInput;
}>;


export type EndModelPriceMutation = { endModelPrice: { modelPrice: { id: string, validFrom: string, validTo: string | null } | null, userErrors: Array<{ code: string, field: string, message: string }> } };

export type DeleteModelPriceMutationVariables = Exact<{
  input: DeleteModelPriceInput;
}>;


export type DeleteModelPriceMutation = { deleteModelPrice: { deletedId: string | null, userErrors: Array<{ code: string, field: string, message: string }> } };

export type UnpricedModelsQueryVariables = Exact<{
  range?: DateRangeInput | null | undefined;
  timeZone?: string | null | undefined;
}>;


export type UnpricedModelsQuery = { unpricedModels: { hasMore: boolean, models: Array<{ provider: string | null, model: string, callType: CallType | null, calls: number, tokens: number, firstSeenAt: string, lastSeenAt: string }> } };

export type RecomputeCostsMutationVariables = Exact<{
  input: RecomputeCostsInput;
}>;


export type RecomputeCostsMutation = { recomputeCosts: { dryRun: boolean, facts: number, changed: number, costBeforeUsd: string, costAfterUsd: string, differenceUsd: string, hasMoreModels: boolean, isApplied: boolean, byModel: Array<{ provider: string | null, model: string, facts: number, changed: number, costBeforeUsd: string, costAfterUsd: string, stillUnknown: number }>, userErrors: Array<{ code: string, field: string, message: string }> } };

export type FunnelBoundsQueryVariables = Exact<{
  input: FunnelInput;
}>;


export type FunnelBoundsQuery = { funnel: { steps: Array<{ rateFromPreviousBounds: { low: number, high: number } | null }>, meta: { asOf: string, watermark: string, isComplete: boolean } } };

export type TimeSeriesMetaQueryVariables = Exact<{
  input: TimeSeriesInput;
}>;


export type TimeSeriesMetaQuery = { timeSeries: { timestamps: Array<string>, isComplete: Array<boolean>, meta: { asOf: string, watermark: string, isComplete: boolean } } };

export type TrackEventMutationVariables = Exact<{
  input: EventInput;
}>;


export type TrackEventMutation = { trackEvent: { index: number, eventId: string | null, status: ReceiptStatus, code: string | null, field: string | null, message: string | null } };

export type IdentifyMutationVariables = Exact<{
  input: IdentifyInput;
}>;


export type IdentifyMutation = { identify: { user: { userId: string, username: string | null, traits: Record<string, unknown>, firstSeenAt: string | null, lastSeenAt: string | null } | null, userErrors: Array<{ code: string, field: string, message: string }> } };

export type EventsQueryVariables = Exact<{
  filter?: EventFilterInput | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type EventsQuery = { events: { totalCount: number, nodes: Array<{ eventId: string, name: string, userId: string | null, sessionId: string | null, conversationId: string | null, botId: string | null, channel: string | null, timestamp: string, receivedAt: string, properties: Record<string, unknown> | null }>, edges: Array<{ cursor: string, node: { eventId: string } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export const ConversationFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConversationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conversation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"isImplied"}},{"kind":"Field","name":{"kind":"Name","value":"resolved"}},{"kind":"Field","name":{"kind":"Name","value":"satisfaction"}},{"kind":"Field","name":{"kind":"Name","value":"topics"}},{"kind":"Field","name":{"kind":"Name","value":"botId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastFactAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"messageCount"}},{"kind":"Field","name":{"kind":"Name","value":"totalTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"avgResponseTimeMs"}}]}}]} as unknown as DocumentNode<ConversationFieldsFragment, unknown>;
export const ObtainTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ObtainToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"username"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"password"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"obtainToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"username"},"value":{"kind":"Variable","name":{"kind":"Name","value":"username"}}},{"kind":"Argument","name":{"kind":"Name","value":"password"},"value":{"kind":"Variable","name":{"kind":"Name","value":"password"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"expiresInSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"tokenType"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}}]}}]}}]} as unknown as DocumentNode<ObtainTokenMutation, ObtainTokenMutationVariables>;
export const RefreshTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RefreshToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"token"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"refreshToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"token"},"value":{"kind":"Variable","name":{"kind":"Name","value":"token"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accessToken"}},{"kind":"Field","name":{"kind":"Name","value":"expiresInSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"tokenType"}},{"kind":"Field","name":{"kind":"Name","value":"refreshToken"}}]}}]}}]} as unknown as DocumentNode<RefreshTokenMutation, RefreshTokenMutationVariables>;
export const CreateApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateApiKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeApiKey"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeApiKey"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKey"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const ApiKeysDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ApiKeys"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"apiKeys"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"scopes"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<ApiKeysQuery, ApiKeysQueryVariables>;
export const AuditLogDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"requestId"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"proof"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"operationName"}},{"kind":"Field","name":{"kind":"Name","value":"fields"}},{"kind":"Field","name":{"kind":"Name","value":"cost"}},{"kind":"Field","name":{"kind":"Name","value":"durationMs"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<AuditLogQuery, AuditLogQueryVariables>;
export const LifecycleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Lifecycle"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LifecycleInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lifecycle"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"buckets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsers"}},{"kind":"Field","name":{"kind":"Name","value":"newUsers"}},{"kind":"Field","name":{"kind":"Name","value":"returning"}},{"kind":"Field","name":{"kind":"Name","value":"resurrecting"}},{"kind":"Field","name":{"kind":"Name","value":"dormant"}}]}}]}}]}}]} as unknown as DocumentNode<LifecycleQuery, LifecycleQueryVariables>;
export const LifecycleUsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LifecycleUsers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LifecycleInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LifecycleState"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"at"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lifecycle"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"at"},"value":{"kind":"Variable","name":{"kind":"Name","value":"at"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<LifecycleUsersQuery, LifecycleUsersQueryVariables>;
export const StickinessDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Stickiness"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StickinessInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stickiness"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"intervals"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsers"}},{"kind":"Field","name":{"kind":"Name","value":"averageIntervals"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"intervals"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"usersAtLeast"}},{"kind":"Field","name":{"kind":"Name","value":"shareAtLeast"}}]}}]}}]}}]} as unknown as DocumentNode<StickinessQuery, StickinessQueryVariables>;
export const StickinessUsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StickinessUsers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StickinessInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"intervals"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orMore"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"defaultValue":{"kind":"BooleanValue","value":false}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stickiness"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"intervals"},"value":{"kind":"Variable","name":{"kind":"Name","value":"intervals"}}},{"kind":"Argument","name":{"kind":"Name","value":"orMore"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orMore"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<StickinessUsersQuery, StickinessUsersQueryVariables>;
export const PathsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Paths"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PathsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paths"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"depth"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"ended"}},{"kind":"Field","name":{"kind":"Name","value":"links"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"medianSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"linkCount"}},{"kind":"Field","name":{"kind":"Name","value":"otherOccurrences"}}]}},{"kind":"Field","name":{"kind":"Name","value":"paths"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"occurrences"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"share"}},{"kind":"Field","name":{"kind":"Name","value":"medianSeconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pathCount"}},{"kind":"Field","name":{"kind":"Name","value":"otherOccurrences"}}]}}]}}]} as unknown as DocumentNode<PathsQuery, PathsQueryVariables>;
export const PathUsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PathUsers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PathsInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"link"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"PathLinkInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"path"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"defaultValue":{"kind":"IntValue","value":"100"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"paths"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"usersBehind"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"link"},"value":{"kind":"Variable","name":{"kind":"Name","value":"link"}}},{"kind":"Argument","name":{"kind":"Name","value":"path"},"value":{"kind":"Variable","name":{"kind":"Name","value":"path"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<PathUsersQuery, PathUsersQueryVariables>;
export const CohortsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Cohorts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CohortsInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cohorts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"average"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isOther"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}}]}}]}}]} as unknown as DocumentNode<CohortsQuery, CohortsQueryVariables>;
export const CohortsWithReturnsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CohortsWithReturns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CohortsInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cohorts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"startOffset"}},{"kind":"Field","name":{"kind":"Name","value":"endOffset"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}},{"kind":"Field","name":{"kind":"Name","value":"returnedInEntryBucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"average"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"startOffset"}},{"kind":"Field","name":{"kind":"Name","value":"endOffset"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isOther"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"size"}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}},{"kind":"Field","name":{"kind":"Name","value":"returnedInEntryBucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"average"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CohortsWithReturnsQuery, CohortsWithReturnsQueryVariables>;
export const CohortMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CohortMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CohortsInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"start"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"period"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"defaultValue":{"kind":"IntValue","value":"50"}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cohorts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"start"},"value":{"kind":"Variable","name":{"kind":"Name","value":"start"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"returnedInEntryBucket"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"isOther"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"start"},"value":{"kind":"Variable","name":{"kind":"Name","value":"start"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cells"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"period"},"value":{"kind":"Variable","name":{"kind":"Name","value":"period"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"members"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CohortMembersQuery, CohortMembersQueryVariables>;
export const SaveCohortsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveCohorts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveCohortsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"saveCohorts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cohorts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"input"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<SaveCohortsMutation, SaveCohortsMutationVariables>;
export const UpdateCohortsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateCohorts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateCohortsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateCohorts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cohorts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"input"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateCohortsMutation, UpdateCohortsMutationVariables>;
export const DeleteCohortsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteCohorts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteCohortsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteCohorts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteCohortsMutation, DeleteCohortsMutationVariables>;
export const CohortDefinitionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CohortDefinitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cohortDefinitions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]}}]} as unknown as DocumentNode<CohortDefinitionsQuery, CohortDefinitionsQueryVariables>;
export const EveryDayDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EveryDay"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dailyStats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"days"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}},{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsers"}},{"kind":"Field","name":{"kind":"Name","value":"newUsers"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"conversations"}},{"kind":"Field","name":{"kind":"Name","value":"messages"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"unpricedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"aiCalls"}},{"kind":"Field","name":{"kind":"Name","value":"aiErrors"}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"}},{"kind":"Field","name":{"kind":"Name","value":"apiErrors"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]} as unknown as DocumentNode<EveryDayQuery, EveryDayQueryVariables>;
export const TrackEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrackEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"events"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trackEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"events"},"value":{"kind":"Variable","name":{"kind":"Name","value":"events"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"duplicates"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"receipts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<TrackEventsMutation, TrackEventsMutationVariables>;
export const SummaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Summary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"summary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalEvents"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsersToday"}},{"kind":"Field","name":{"kind":"Name","value":"totalConversations"}},{"kind":"Field","name":{"kind":"Name","value":"totalMessages"}},{"kind":"Field","name":{"kind":"Name","value":"totalApiCalls"}},{"kind":"Field","name":{"kind":"Name","value":"avgResponseTimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"errorRate"}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"watermark"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]} as unknown as DocumentNode<SummaryQuery, SummaryQueryVariables>;
export const DailyStatsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DailyStats"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dailyStats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"days"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}},{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsers"}},{"kind":"Field","name":{"kind":"Name","value":"newUsers"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"conversations"}},{"kind":"Field","name":{"kind":"Name","value":"messages"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]} as unknown as DocumentNode<DailyStatsQuery, DailyStatsQueryVariables>;
export const TimeSeriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeSeries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeSeriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timestamps"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"series"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"values"}}]}}]}}]}}]} as unknown as DocumentNode<TimeSeriesQuery, TimeSeriesQueryVariables>;
export const FunnelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Funnel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FunnelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"funnel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"completionRate"}},{"kind":"Field","name":{"kind":"Name","value":"openAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rateFromFirst"}},{"kind":"Field","name":{"kind":"Name","value":"rateFromPrevious"}},{"kind":"Field","name":{"kind":"Name","value":"dropOff"}},{"kind":"Field","name":{"kind":"Name","value":"medianSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"averageSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"p90Seconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"watermark"}}]}}]}}]}}]} as unknown as DocumentNode<FunnelQuery, FunnelQueryVariables>;
export const UserActivitiesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UserActivities"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserActivityFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userActivities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"ipAddress"}},{"kind":"Field","name":{"kind":"Name","value":"userAgent"}},{"kind":"Field","name":{"kind":"Name","value":"browser"}},{"kind":"Field","name":{"kind":"Name","value":"os"}},{"kind":"Field","name":{"kind":"Name","value":"device"}},{"kind":"Field","name":{"kind":"Name","value":"isBot"}},{"kind":"Field","name":{"kind":"Name","value":"metadata"}},{"kind":"Field","name":{"kind":"Name","value":"timestamp"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<UserActivitiesQuery, UserActivitiesQueryVariables>;
export const MessagesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Messages"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"MessageFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"inputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"cachedTokens"}},{"kind":"Field","name":{"kind":"Name","value":"outputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"costSource"}},{"kind":"Field","name":{"kind":"Name","value":"responseTimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"isFallback"}},{"kind":"Field","name":{"kind":"Name","value":"feedback"}},{"kind":"Field","name":{"kind":"Name","value":"botId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}},{"kind":"Field","name":{"kind":"Name","value":"timestamp"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<MessagesQuery, MessagesQueryVariables>;
export const ConversationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Conversations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ConversationFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ConversationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConversationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conversation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"isImplied"}},{"kind":"Field","name":{"kind":"Name","value":"resolved"}},{"kind":"Field","name":{"kind":"Name","value":"satisfaction"}},{"kind":"Field","name":{"kind":"Name","value":"topics"}},{"kind":"Field","name":{"kind":"Name","value":"botId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastFactAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"messageCount"}},{"kind":"Field","name":{"kind":"Name","value":"totalTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"avgResponseTimeMs"}}]}}]} as unknown as DocumentNode<ConversationsQuery, ConversationsQueryVariables>;
export const ConversationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Conversation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ConversationFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConversationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Conversation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"isImplied"}},{"kind":"Field","name":{"kind":"Name","value":"resolved"}},{"kind":"Field","name":{"kind":"Name","value":"satisfaction"}},{"kind":"Field","name":{"kind":"Name","value":"topics"}},{"kind":"Field","name":{"kind":"Name","value":"botId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastFactAt"}},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"messageCount"}},{"kind":"Field","name":{"kind":"Name","value":"totalTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"avgResponseTimeMs"}}]}}]} as unknown as DocumentNode<ConversationQuery, ConversationQueryVariables>;
export const UsersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Users"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"UserFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"users"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<UsersQuery, UsersQueryVariables>;
export const UserDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"User"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"activities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"conversations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"messageCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]}}]} as unknown as DocumentNode<UserQuery, UserQueryVariables>;
export const ModelCallsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ModelCalls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"interval"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CalendarUnit"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"aiStats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"interval"},"value":{"kind":"Variable","name":{"kind":"Name","value":"interval"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"dimension"},"value":{"kind":"EnumValue","value":"MODEL"}},{"kind":"ObjectField","name":{"kind":"Name","value":"values"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"model"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"calls"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"inputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"cachedTokens"}},{"kind":"Field","name":{"kind":"Name","value":"outputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"costUsd"}},{"kind":"Field","name":{"kind":"Name","value":"unpricedCalls"}},{"kind":"Field","name":{"kind":"Name","value":"p50InputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p95InputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p99InputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p50OutputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p95OutputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p99OutputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"buckets"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"calls"}},{"kind":"Field","name":{"kind":"Name","value":"inputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"outputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p95InputTokens"}},{"kind":"Field","name":{"kind":"Name","value":"p50OutputTokens"}}]}}]}}]}}]} as unknown as DocumentNode<ModelCallsQuery, ModelCallsQueryVariables>;
export const ModelPricesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ModelPrices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"model"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"at"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"includeDefaults"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelPrices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"model"},"value":{"kind":"Variable","name":{"kind":"Name","value":"model"}}},{"kind":"Argument","name":{"kind":"Name","value":"at"},"value":{"kind":"Variable","name":{"kind":"Name","value":"at"}}},{"kind":"Argument","name":{"kind":"Name","value":"includeDefaults"},"value":{"kind":"Variable","name":{"kind":"Name","value":"includeDefaults"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"usage"}},{"kind":"Field","name":{"kind":"Name","value":"usdPerMillion"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]} as unknown as DocumentNode<ModelPricesQuery, ModelPricesQueryVariables>;
export const AddModelPriceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddModelPrice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddModelPriceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addModelPrice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"usage"}},{"kind":"Field","name":{"kind":"Name","value":"usdPerMillion"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<AddModelPriceMutation, AddModelPriceMutationVariables>;
export const EndModelPriceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndModelPrice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EndModelPriceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endModelPrice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelPrice"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"validFrom"}},{"kind":"Field","name":{"kind":"Name","value":"validTo"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<EndModelPriceMutation, EndModelPriceMutationVariables>;
export const DeleteModelPriceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteModelPrice"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteModelPriceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteModelPrice"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletedId"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteModelPriceMutation, DeleteModelPriceMutationVariables>;
export const UnpricedModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"UnpricedModels"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unpricedModels"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}},{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"callType"}},{"kind":"Field","name":{"kind":"Name","value":"calls"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasMore"}}]}}]}}]} as unknown as DocumentNode<UnpricedModelsQuery, UnpricedModelsQueryVariables>;
export const RecomputeCostsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecomputeCosts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecomputeCostsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recomputeCosts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"costBeforeUsd"}},{"kind":"Field","name":{"kind":"Name","value":"costAfterUsd"}},{"kind":"Field","name":{"kind":"Name","value":"differenceUsd"}},{"kind":"Field","name":{"kind":"Name","value":"byModel"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"facts"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"costBeforeUsd"}},{"kind":"Field","name":{"kind":"Name","value":"costAfterUsd"}},{"kind":"Field","name":{"kind":"Name","value":"stillUnknown"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasMoreModels"}},{"kind":"Field","name":{"kind":"Name","value":"isApplied"}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RecomputeCostsMutation, RecomputeCostsMutationVariables>;
export const FunnelBoundsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FunnelBounds"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FunnelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"funnel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rateFromPreviousBounds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"watermark"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]} as unknown as DocumentNode<FunnelBoundsQuery, FunnelBoundsQueryVariables>;
export const TimeSeriesMetaDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeSeriesMeta"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeSeriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timestamps"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"watermark"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]} as unknown as DocumentNode<TimeSeriesMetaQuery, TimeSeriesMetaQueryVariables>;
export const TrackEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrackEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trackEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<TrackEventMutation, TrackEventMutationVariables>;
export const IdentifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Identify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IdentifyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identify"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<IdentifyMutation, IdentifyMutationVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"botId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"timestamp"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<EventsQuery, EventsQueryVariables>;