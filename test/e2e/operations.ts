/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

/** Which of a user’s attempts counts. */
export type FunnelAttempt =
  /** The one that gets furthest: every event of the first step may start it. */
  | 'BEST'
  /** The one that starts with their first event of the first step in the range. */
  | 'FIRST';

/** Steps that users should take in this order. */
export type FunnelInput = {
  /** Which attempt counts. */
  attempt?: FunnelAttempt;
  /** What to call the funnel. */
  name?: string | null | undefined;
  /** When users may enter. Default: the last 30 days. */
  range?: DateRangeInput | null | undefined;
  /** What must lie in the range. */
  rangeMode?: FunnelRangeMode;
  /** 2 to 20 steps. The same event in two steps needs two events. */
  steps: Array<FunnelStepInput>;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
  /** How long after the first step the last may come, inclusive: 1 second to 366 days. Default: 14 days. */
  windowSeconds?: number;
};

/** What must lie in the range. */
export type FunnelRangeMode =
  /** Every step. */
  | 'CLIP'
  /** The first step; later steps have their whole window, also after the range. */
  | 'ENTRY';

/** One step of a funnel. */
export type FunnelStepInput = {
  /** The name of the event that makes the step, such as `signup`. */
  event: string;
  /** What to call the step. Default: its event. */
  name?: string | null | undefined;
};

/** Who a user is. */
export type IdentifyInput = {
  /** What is known about them, merged key by key into what was known before; a null value removes its key. Up to 32 kB, 255 keys and 8 levels. */
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

/** What to count in each bucket. */
export type Measure =
  /** Facts. */
  | 'EVENTS'
  /** Facts with a user per distinct user; null in a bucket without users. */
  | 'EVENTS_PER_USER'
  /** Distinct users with at least one fact. */
  | 'UNIQUE_USERS';

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

/** What to count, and in which buckets. */
export type TimeSeriesInput = {
  /** Only facts of this name, such as `signup`. Default: facts of every name. */
  event?: string | null | undefined;
  /** The width of a bucket. */
  interval?: CalendarUnit;
  /** What to count. */
  measure?: Measure;
  /** Which facts count. Default: the last 30 days. At most 5,000 buckets. */
  range?: DateRangeInput | null | undefined;
  /** The time zone of days, weeks and months, such as `Europe/Berlin`. Default: the project’s, or UTC. */
  timeZone?: string | null | undefined;
  /** The first day of a week: Monday unless you say Sunday. */
  weekStart?: WeekStart;
};

/** The first day of a week. */
export type WeekStart =
  /** As in ISO 8601. */
  | 'MONDAY'
  /** As in North America. */
  | 'SUNDAY';

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


export type FunnelQuery = { funnel: { name: string | null, totalUsers: number, completionRate: number | null, openAttempts: number, steps: Array<{ name: string, event: string, users: number, rateFromFirst: number | null, rateFromPrevious: number | null, dropOff: number, medianSeconds: number | null, averageSeconds: number | null, p90Seconds: number | null }>, meta: { watermark: string } } };

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


export const TrackEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrackEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"events"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trackEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"events"},"value":{"kind":"Variable","name":{"kind":"Name","value":"events"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"duplicates"}},{"kind":"Field","name":{"kind":"Name","value":"rejected"}},{"kind":"Field","name":{"kind":"Name","value":"receipts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<TrackEventsMutation, TrackEventsMutationVariables>;
export const SummaryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Summary"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateRangeInput"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"summary"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalEvents"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsersToday"}},{"kind":"Field","name":{"kind":"Name","value":"totalConversations"}},{"kind":"Field","name":{"kind":"Name","value":"totalMessages"}},{"kind":"Field","name":{"kind":"Name","value":"totalApiCalls"}},{"kind":"Field","name":{"kind":"Name","value":"avgResponseTimeMs"}},{"kind":"Field","name":{"kind":"Name","value":"errorRate"}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"watermark"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]} as unknown as DocumentNode<SummaryQuery, SummaryQueryVariables>;
export const DailyStatsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DailyStats"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"days"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dailyStats"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"days"},"value":{"kind":"Variable","name":{"kind":"Name","value":"days"}}},{"kind":"Argument","name":{"kind":"Name","value":"timeZone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"timeZone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"date"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"activeUsers"}},{"kind":"Field","name":{"kind":"Name","value":"newUsers"}},{"kind":"Field","name":{"kind":"Name","value":"events"}},{"kind":"Field","name":{"kind":"Name","value":"conversations"}},{"kind":"Field","name":{"kind":"Name","value":"messages"}},{"kind":"Field","name":{"kind":"Name","value":"tokens"}},{"kind":"Field","name":{"kind":"Name","value":"apiCalls"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]} as unknown as DocumentNode<DailyStatsQuery, DailyStatsQueryVariables>;
export const TimeSeriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeSeries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeSeriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timestamps"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"series"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"group"}},{"kind":"Field","name":{"kind":"Name","value":"values"}}]}}]}}]}}]} as unknown as DocumentNode<TimeSeriesQuery, TimeSeriesQueryVariables>;
export const FunnelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Funnel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FunnelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"funnel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"totalUsers"}},{"kind":"Field","name":{"kind":"Name","value":"completionRate"}},{"kind":"Field","name":{"kind":"Name","value":"openAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"event"}},{"kind":"Field","name":{"kind":"Name","value":"users"}},{"kind":"Field","name":{"kind":"Name","value":"rateFromFirst"}},{"kind":"Field","name":{"kind":"Name","value":"rateFromPrevious"}},{"kind":"Field","name":{"kind":"Name","value":"dropOff"}},{"kind":"Field","name":{"kind":"Name","value":"medianSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"averageSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"p90Seconds"}}]}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"watermark"}}]}}]}}]}}]} as unknown as DocumentNode<FunnelQuery, FunnelQueryVariables>;
export const FunnelBoundsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FunnelBounds"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FunnelInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"funnel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rateFromPreviousBounds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"low"}},{"kind":"Field","name":{"kind":"Name","value":"high"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"watermark"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]} as unknown as DocumentNode<FunnelBoundsQuery, FunnelBoundsQueryVariables>;
export const TimeSeriesMetaDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"TimeSeriesMeta"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"TimeSeriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeSeries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timestamps"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}},{"kind":"Field","name":{"kind":"Name","value":"meta"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"watermark"}},{"kind":"Field","name":{"kind":"Name","value":"isComplete"}}]}}]}}]}}]} as unknown as DocumentNode<TimeSeriesMetaQuery, TimeSeriesMetaQueryVariables>;
export const TrackEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TrackEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"EventInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"trackEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<TrackEventMutation, TrackEventMutationVariables>;
export const IdentifyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Identify"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"IdentifyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identify"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"traits"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<IdentifyMutation, IdentifyMutationVariables>;
export const EventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Events"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"EventFilterInput"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"events"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"userId"}},{"kind":"Field","name":{"kind":"Name","value":"sessionId"}},{"kind":"Field","name":{"kind":"Name","value":"conversationId"}},{"kind":"Field","name":{"kind":"Name","value":"botId"}},{"kind":"Field","name":{"kind":"Name","value":"channel"}},{"kind":"Field","name":{"kind":"Name","value":"timestamp"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"properties"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventId"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<EventsQuery, EventsQueryVariables>;