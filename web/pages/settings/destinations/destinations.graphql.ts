/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../../api/operation.ts'
/** The content of a destination to save, and a name that no other saved destination of the project has. */
export type CreateDestinationInput = {
  /** A note on the purpose, up to 1,000 characters. */
  description?: string | null | undefined;
  /** Fields that are left out, up to 100, such as `["ip", "errorMessage", "properties.email", "traits.phone"]`. */
  dropFields?: Array<string> | null | undefined;
  /** The events that are sent, such as `{ names: ["signup"] }`; null for all. */
  filter?: DestinationFilterInput | null | undefined;
  /** Fields of which the HMAC-SHA-256 is sent, with a salt of the destination, up to 100, such as `["properties.email"]`. */
  hashFields?: Array<string> | null | undefined;
  /** Whether the ids of users are sent in this way too, such as true. Null for false. */
  hashUsers?: boolean | null | undefined;
  /** Headers of every request, up to 20, such as `[{ name: "X-Api-Key", value: "…" }]`; null for none. Their values are stored encrypted. An update replaces all of them. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** The product or protocol, such as `SEGMENT`. */
  kind: DestinationKind;
  /** The number of the project in Mixpanel, such as `2195193`, which a service account needs. */
  mixpanelProject?: string | null | undefined;
  /** The name, 1 to 100 characters, unique for its kind within the project. */
  name: string;
  /** The region of the product, such as `EU`; null for `US`. Without effect beside a `url`. */
  region?: DestinationRegion | null | undefined;
  /** The share of users whose rows are sent, above 0 to 1, such as 0.1: always the same users, in every destination. Null for 1. */
  sampleRate?: number | null | undefined;
  /** The write key of Segment, the project API key of PostHog, the project token of Mixpanel or `username:password` of a service account there, a bearer token for `HTTP_NDJSON` and `OTLP`, or the secret `whsec_…` of a webhook, which is made if absent. Up to 1,000 characters; stored encrypted and never shown. */
  secret?: string | null | undefined;
  /** Whether names, traits and aliases of users are sent, such as false; null for true. `OTLP` has none. */
  sendsUsers?: boolean | null | undefined;
  /** The instant of receipt from which on events are sent, such as `2026-01-01T00:00:00Z`; null for now. */
  startAt?: string | null | undefined;
  /** The URL that gets the requests, such as `https://collector.example.com/v1/traces`: `https` on the port 443 or 8443, with a public address. Null for the product itself in its region; required for `HTTP_NDJSON`, `WEBHOOK` and `OTLP`. Another URL needs the secret and the headers again. */
  url?: string | null | undefined;
};

/** The saved destination that is no longer needed, given by its `id`; a deleted one cannot be restored. */
export type DeleteDestinationInput = {
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
};

/** The events that a destination gets: all given conditions must hold. Users are not filtered. */
export type DestinationFilterInput = {
  /** The bots, up to 100, such as `["support-bot"]`. Default: all, and events without a bot. */
  botIds?: Array<string> | null | undefined;
  /** The channels, up to 100, such as `["web"]`. Default: all, and events without a channel. */
  channels?: Array<string> | null | undefined;
  /** The kinds of event, such as `[MESSAGE, AI_CALL]`. Default: all. */
  kinds?: Array<EventKind> | null | undefined;
  /** The names of events, up to 100, such as `["signup"]`. Default: all. */
  names?: Array<string> | null | undefined;
  /**
   * Properties that events must have, up to 20, such as `[{ key: "plan", values: ["pro"] }]`.
   * @deprecated Use `where: { property: "plan", values: ["pro"] }`.
   */
  properties?: Array<DestinationPropertyInput> | null | undefined;
  /** Conditions as in questions, such as `{ property: "plan", operator: IS_NOT, values: ["free"] }`: a question with these conditions counts the events that are sent. An event waits until ClickHouse has it. */
  where?: FilterInput | null | undefined;
};

/** A destination that is to be paused, resumed or tested. */
export type DestinationIdInput = {
  /** The number that `destinations` shows, such as 42. */
  id: string | number;
};

/** The product or protocol that a destination speaks. */
export type DestinationKind =
  /** Any HTTP server: a JSON object on each line, `application/x-ndjson`. */
  | 'HTTP_NDJSON'
  /** The API `/import` of Mixpanel, and `/engage` for the traits of users. */
  | 'MIXPANEL'
  /** Spans of model calls for a collector of OpenTelemetry: OTLP over HTTP, as JSON. */
  | 'OTLP'
  /** The API `/batch/` of PostHog. */
  | 'POSTHOG'
  /** The HTTP tracking API of Segment, or of a product that accepts it. */
  | 'SEGMENT'
  /** Any HTTP server: batches as JSON, signed as Standard Webhooks describe. */
  | 'WEBHOOK';

/** A property of events and the values of it that a destination gets. */
export type DestinationPropertyInput = {
  /** The key of the property, such as `plan`. */
  key: string;
  /** The values, at least one, such as `["pro"]`; numbers and booleans as texts, such as `"5"`. */
  values: Array<string>;
};

/** The region in which a product keeps its data. */
export type DestinationRegion =
  /** The European Union. */
  | 'EU'
  /** India; Mixpanel alone has it. */
  | 'IN'
  /** The United States. */
  | 'US';

/** Whether a destination gets what happens. */
export type DestinationStatus =
  /** Somebody has paused it. What happens meanwhile is sent once it is resumed. */
  | 'PAUSED'
  /** The last attempt failed; it is repeated at `nextAttemptAt`. */
  | 'RETRYING'
  /** Its rows are sent as they arrive. */
  | 'RUNNING'
  /** It refuses all requests; `error` has the reason. `resumeDestination` tries again. */
  | 'STOPPED';

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

/** The kind of a row that is sent to a destination. */
export type ForwardedThing =
  /** Something that happened, as the log has it. */
  | 'EVENT'
  /** The name and traits of a user, or a visitor who turned out to be a user. */
  | 'USER';

/** The reason why a destination did not take rows, or why it was stopped. */
export type ForwardingCode =
  /** The host has no public address, or a private one beside it, so the destination was stopped. */
  | 'ADDRESS_NOT_ALLOWED'
  /** The server has refused 100 rows in a row, so the destination was stopped. */
  | 'ALL_REFUSED'
  /** The server answered 429. Tried again when it says, or after a growing pause. */
  | 'RATE_LIMITED'
  /** The server refused the row: 400, 409 or 422, or by naming it. It is a dead letter. */
  | 'REFUSED'
  /** `AUTH_SECRET_KEY` was changed, so that the secrets of the destination cannot be read. It was stopped; give them again. */
  | 'SECRET_LOST'
  /** The server answered 408, 421, 425 or 5xx. Tried again after a growing pause. */
  | 'SERVER_ERROR'
  /** The server did not answer within 30 seconds. Tried again. */
  | 'TIMEOUT'
  /** The row alone is larger than the server takes. It is a dead letter. */
  | 'TOO_LARGE'
  /** The server answered 401 or 403, so the destination was stopped. Give it another secret. */
  | 'UNAUTHORIZED'
  /** The server was not found, or refused, reset or could not secure the connection. Tried again. */
  | 'UNREACHABLE'
  /** The server answered a redirect, 404, 405, 410 or another status that no row causes; the destination was stopped. */
  | 'WRONG_ADDRESS';

/** The dead letters of a destination that are to be sent again. */
export type RedeliverDeadLettersInput = {
  /** The server that refused them, by its `id`, such as 42. */
  destinationId: string | number;
  /** The ids of dead letters, up to 1,000, such as `["7"]`. Default: all of the destination. */
  ids?: Array<string | number> | null | undefined;
};

/** A destination and the time from which on it is to get everything again. */
export type RewindDestinationInput = {
  /** The number that `destinations` shows, such as 42. */
  id: string | number;
  /** The instant of receipt from which on events are sent, such as `2026-01-01T00:00:00Z`; a later one skips those before it. */
  to: string;
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

/** A header of every message for a webhook, such as one that the receiver checks. */
export type WebhookHeaderInput = {
  /** The name, such as `Authorization`. */
  name: string;
  /** The value, such as `Bearer …`, up to 1,000 characters. It is stored encrypted and never shown. */
  value: string;
};

export type DestinationsQueryVariables = Exact<{ [key: string]: never; }>;


export type DestinationsQuery = { destinations: { nodes: Array<{ id: string, name: string, kind: DestinationKind, url: string, status: DestinationStatus, sent: number, skipped: number, failed: number, forwardedAt: string | null, nextAttemptAt: string | null, deadLetterCount: number, sendsUsers: boolean, sampleRate: number, lag: { events: number, seconds: number }, error: { code: ForwardingCode, message: string, at: string } | null }> } | null, deadLetters: { totalCount: number, nodes: Array<{ id: string, destinationId: string, thing: ForwardedThing, messageId: string, code: ForwardingCode, message: string, status: number | null, attempts: number, createdAt: string, isDue: boolean }> } | null };

export type CreateDestinationMutationVariables = Exact<{
  input: CreateDestinationInput;
}>;


export type CreateDestinationMutation = { done: { saved: { id: string, secret: string | null } | null, userErrors: Array<{ field: string, message: string }> } };

export type PauseDestinationMutationVariables = Exact<{
  input: DestinationIdInput;
}>;


export type PauseDestinationMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type ResumeDestinationMutationVariables = Exact<{
  input: DestinationIdInput;
}>;


export type ResumeDestinationMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type RewindDestinationMutationVariables = Exact<{
  input: RewindDestinationInput;
}>;


export type RewindDestinationMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type TestDestinationMutationVariables = Exact<{
  input: DestinationIdInput;
}>;


export type TestDestinationMutation = { done: { saved: { isDelivered: boolean, status: number | null, durationMs: number | null, code: ForwardingCode | null, answer: string | null } | null, userErrors: Array<{ field: string, message: string }> } };

export type RedeliverLettersMutationVariables = Exact<{
  input: RedeliverDeadLettersInput;
}>;


export type RedeliverLettersMutation = { done: { saved: number | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteDestinationMutationVariables = Exact<{
  input: DeleteDestinationInput;
}>;


export type DeleteDestinationMutation = { done: { saved: string | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Destinations: Operation<DestinationsQuery, DestinationsQueryVariables> = operation(`query Destinations {
  destinations(first: 100) {
    nodes {
      id
      name
      kind
      url
      status
      sent
      skipped
      failed
      forwardedAt
      nextAttemptAt
      deadLetterCount
      lag {
        events
        seconds
      }
      error {
        code
        message
        at
      }
      sendsUsers
      sampleRate
    }
  }
  deadLetters(first: 50) {
    totalCount
    nodes {
      id
      destinationId
      thing
      messageId
      code
      message
      status
      attempts
      createdAt
      isDue
    }
  }
}`)

export const CreateDestination: Operation<CreateDestinationMutation, CreateDestinationMutationVariables> = operation(`mutation CreateDestination($input: CreateDestinationInput!) {
  done: createDestination(input: $input) {
    saved: destination {
      id
      secret
    }
    userErrors {
      field
      message
    }
  }
}`)

export const PauseDestination: Operation<PauseDestinationMutation, PauseDestinationMutationVariables> = operation(`mutation PauseDestination($input: DestinationIdInput!) {
  done: pauseDestination(input: $input) {
    saved: destination {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const ResumeDestination: Operation<ResumeDestinationMutation, ResumeDestinationMutationVariables> = operation(`mutation ResumeDestination($input: DestinationIdInput!) {
  done: resumeDestination(input: $input) {
    saved: destination {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const RewindDestination: Operation<RewindDestinationMutation, RewindDestinationMutationVariables> = operation(`mutation RewindDestination($input: RewindDestinationInput!) {
  done: rewindDestination(input: $input) {
    saved: destination {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const TestDestination: Operation<TestDestinationMutation, TestDestinationMutationVariables> = operation(`mutation TestDestination($input: DestinationIdInput!) {
  done: testDestination(input: $input) {
    saved: test {
      isDelivered
      status
      durationMs
      code
      answer
    }
    userErrors {
      field
      message
    }
  }
}`)

export const RedeliverLetters: Operation<RedeliverLettersMutation, RedeliverLettersMutationVariables> = operation(`mutation RedeliverLetters($input: RedeliverDeadLettersInput!) {
  done: redeliverDeadLetters(input: $input) {
    saved: count
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteDestination: Operation<DeleteDestinationMutation, DeleteDestinationMutationVariables> = operation(`mutation DeleteDestination($input: DeleteDestinationInput!) {
  done: deleteDestination(input: $input) {
    saved: deletedId
    userErrors {
      field
      message
    }
  }
}`)