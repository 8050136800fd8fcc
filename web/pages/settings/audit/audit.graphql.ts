/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../../api/operation.ts'
/** The kind of change that an operation made to an object. */
export type AuditAction =
  /** The object did not exist before, or was added, such as a new price. */
  | 'CREATED'
  /** The object is gone; its `id` stays in this log. */
  | 'DELETED'
  /** The object was ended: a key or a link was revoked, a price got an end, an account was disabled. */
  | 'ENDED'
  /** The object existed before, and its content or its name changed. */
  | 'UPDATED';

/** The audit entries to list; all given conditions hold together. */
export type AuditFilterInput = {
  /** Only this network address, such as `203.0.113.7`. */
  address?: string | null | undefined;
  /** Only operations that changed this object, such as `{ kind: FUNNEL }` for any saved funnel. */
  changed?: ChangedInput | null | undefined;
  /** Only operations with this top-level field, such as `summary`, or with this SQL: `sql:` and its SHA-256. */
  field?: string | null | undefined;
  /** Only requests of this kind, such as `MUTATION`. */
  kind?: AuditKind | null | undefined;
  /**
   * Only this outcome, such as `FORBIDDEN`.
   * @deprecated Use `outcomes`.
   */
  outcome?: string | null | undefined;
  /** Only these outcomes, such as `[FORBIDDEN, UNAUTHENTICATED]`. */
  outcomes?: Array<AuditOutcome> | null | undefined;
  /** Only requests that arrived in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive. */
  range?: DateRangeInput | null | undefined;
  /** Only the request whose answer had this `x-request-id`, such as `req-1`. */
  requestId?: string | null | undefined;
  /** Only this caller, such as `api-key:7`. */
  subject?: string | null | undefined;
};

/** The kind of operation that an audit entry records. */
export type AuditKind =
  /** A command on the host, such as `npm run account`. */
  | 'COMMAND'
  /** The end of a job in the background, such as an export; `subject` is the caller whose request started it. */
  | 'JOB'
  /** A login: a token was requested for an account. */
  | 'LOGIN'
  /** A mutation: something was created, changed or ended, or the attempt failed. */
  | 'MUTATION'
  /** A query: data was read. */
  | 'QUERY'
  /** The start of a subscription, with the cost of its first answer, or its end, with the time that it was open and the cost of all further answers that it was charged for. */
  | 'SUBSCRIPTION';

/** The outcome of an operation: success, or the code of its first error. */
export type AuditOutcome =
  /** The auth service does not answer at the moment. */
  | 'AUTH_UNAVAILABLE'
  /** The HTTP request is no request for GraphQL. */
  | 'BAD_REQUEST'
  /** An argument or a variable is wrong; `reason` and `field` say which. */
  | 'BAD_USER_INPUT'
  /** The client disconnected before its questions were answered. */
  | 'CLIENT_GONE'
  /** PostgreSQL or ClickHouse does not answer at the moment. */
  | 'DB_UNAVAILABLE'
  /** The text or id of the document is not on the list that `TRUSTED_DOCUMENTS` names. */
  | 'DOCUMENT_NOT_TRUSTED'
  /** A job in the background has given up; `jobs` has the reason. */
  | 'FAILED'
  /** Another server process has the file of the export. */
  | 'FILE_ELSEWHERE'
  /** The roles of the token do not allow the field. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not match the schema. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** The service has a bug; its log has the details under the request id. */
  | 'INTERNAL_SERVER_ERROR'
  /** The operator has not turned the feature on. */
  | 'NOT_CONFIGURED'
  /** The operation succeeded. */
  | 'OK'
  /** The document has no operation of the given name. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** Too many requests are waiting. */
  | 'OVERLOADED'
  /** No trusted document has the id. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The service keeps no documents of clients. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** The project of the token is being deleted. */
  | 'PROJECT_DELETING'
  /** A question took longer than its limit. */
  | 'QUERY_TIMEOUT'
  /** The operation exceeds a limit of its depth, size or cost. */
  | 'QUERY_TOO_COMPLEX'
  /** A question exceeded a limit of ClickHouse, such as its memory. */
  | 'QUERY_TOO_LARGE'
  /** A rate limit of the caller is used up. */
  | 'RATE_LIMITED'
  /** The rows of a custom query exceed the size of an answer. */
  | 'RESULT_TOO_LARGE'
  /** ClickHouse refuses the SQL of a custom query; the message says why. */
  | 'SQL_FAILED'
  /** The SQL of a custom query has a part that custom queries may not have. */
  | 'SQL_NOT_ALLOWED'
  /** Tokens have created as many projects as they may in a day. */
  | 'TOO_MANY_PROJECTS'
  /** The caller, or the process, has as many open subscriptions as it may have. */
  | 'TOO_MANY_SUBSCRIPTIONS'
  /** The request has no valid token. */
  | 'UNAUTHENTICATED'
  /** The project of the token does not exist. */
  | 'UNKNOWN_PROJECT';

/** The credential that a request was sent with. */
export type AuditProof =
  /** An API key; `subject` is then `api-key:` and the id of the key. */
  | 'API_KEY'
  /** No credential, as for a login, a command, a job or a link to the file of an export. */
  | 'NONE'
  /** The token of a share link; `subject` is then `share-link:` and the id of the link. */
  | 'SHARE_LINK'
  /** A JSON Web Token. */
  | 'TOKEN';

/** The kinds of object that operations change. */
export type AuditedThing =
  /** An account that logs in to this service. */
  | 'ACCOUNT'
  /** A saved alert, which any administrator of the project can change. */
  | 'ALERT'
  /** A credential of a service, which `createApiKey` creates and `revokeApiKey` ends. */
  | 'API_KEY'
  /** A saved budget, which any administrator of the project can change. */
  | 'BUDGET'
  /** A saved cohort question, which any administrator of the project can change. */
  | 'COHORTS'
  /** The costs of AI calls and messages, after a recomputation; they have neither id nor name. */
  | 'COSTS'
  /** A saved dashboard, which any administrator of the project can change. */
  | 'DASHBOARD'
  /** A saved destination, which any administrator of the project can change. */
  | 'DESTINATION'
  /** Expired events, which a night removed; the name says how many, and before which instant. */
  | 'EVENTS'
  /** An export, which `startExport` starts; its name is that of its file. */
  | 'EXPORT'
  /** A saved funnel, which any administrator of the project can change. */
  | 'FUNNEL'
  /** A job in the background, which ended or was cancelled; its name is its kind, such as `EXPORT`. */
  | 'JOB'
  /** A saved metric, which any administrator of the project can change. */
  | 'METRIC'
  /** A name that a project gave to a model. */
  | 'MODEL_ALIAS'
  /** A price per million tokens, which `createModelPrice` creates. */
  | 'MODEL_PRICE'
  /** A project, which `createProject` creates; its id is its name. */
  | 'PROJECT'
  /** A saved custom query, which any administrator of the project can change. */
  | 'QUERY'
  /** A saved report, which any administrator of the project can change. */
  | 'REPORT'
  /** A run of a report, which `runReport` began; it is called by the name of the report. */
  | 'REPORT_RUN'
  /** A saved segment, which any administrator of the project can change. */
  | 'SEGMENT'
  /** A link to a dashboard, which `createShareLink` creates and `revokeShareLink` ends. */
  | 'SHARE_LINK'
  /** The members of a segment as they were at one moment; a snapshot is called by the name of the segment. */
  | 'SNAPSHOT'
  /** A user that `eraseUser` erases; its id is a hash that only tells whether two erasures were of one id. */
  | 'USER'
  /** A saved webhook, which any administrator of the project can change. */
  | 'WEBHOOK';

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

/** The kind of a changed object, and which one, to look for in the audit log. */
export type ChangedInput = {
  /** The `id` of the object. Default: any object of the kind. */
  id?: string | number | null | undefined;
  /** The kind of the object, such as `FUNNEL`. */
  kind: AuditedThing;
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

export type AuditQueryVariables = Exact<{
  filter: AuditFilterInput;
  after?: string | null | undefined;
}>;


export type AuditQuery = { auditLog: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, at: string, kind: AuditKind, operationName: string | null, fields: Array<string>, subject: string, roles: Array<string>, proof: AuditProof, outcome: AuditOutcome, cost: number, durationMs: number, address: string | null, requestId: string, changes: Array<{ action: AuditAction, kind: AuditedThing, name: string | null }> }> } | null };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Audit: Operation<AuditQuery, AuditQueryVariables> = operation(`query Audit($filter: AuditFilterInput!, $after: String) {
  auditLog(first: 50, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      at
      kind
      operationName
      fields
      subject
      roles
      proof
      outcome
      cost
      durationMs
      address
      requestId
      changes {
        action
        kind
        name
      }
    }
  }
}`)