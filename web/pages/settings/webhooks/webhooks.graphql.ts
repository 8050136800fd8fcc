/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../../api/operation.ts'
/** The content of a webhook to save, and a name that no other saved webhook of the project has. */
export type CreateWebhookInput = {
  /** A note on the purpose, up to 1,000 characters. */
  description?: string | null | undefined;
  /** The announcements to listen to, at least one, such as `[ALERT_FIRING, ALERT_RESOLVED]`. */
  events: Array<WebhookEvent>;
  /** Conditions on the announcements, such as `{ metric: "messages", threshold: 1000 }`; null for none. */
  filter?: WebhookFilterInput | null | undefined;
  /** The shape of the messages, such as `SLACK`; null for `STANDARD`. */
  format?: WebhookFormat | null | undefined;
  /** Headers of every message, up to 20, such as `[{ name: "Authorization", value: "Bearer …" }]`; null for none. An update replaces all of them. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** Whether the webhook gets messages, such as false; null for true. */
  isEnabled?: boolean | null | undefined;
  /** The name, 1 to 100 characters, unique for its kind within the project. */
  name: string;
  /** The URL of the receiver, such as `https://example.com/hook`: `https` on the port 443 or 8443, with a public address. */
  url: string;
};

/** The saved webhook that is no longer needed, given by its `id`; a deleted one cannot be restored. */
export type DeleteWebhookInput = {
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
};

/** The way in which a message is sent. */
export type DeliveryChannel =
  /** A mail, sent by the server of `SMTP_URL`. */
  | 'MAIL'
  /** A signed HTTP request to a URL. */
  | 'WEBHOOK';

/** The reason why a message was not delivered. */
export type DeliveryCode =
  /** The host of the webhook has no public address, or a private one beside it. */
  | 'ADDRESS_NOT_ALLOWED'
  /** The job that sends the message was cancelled, or failed. */
  | 'CANCELLED'
  /** The webhook was disabled before the message was delivered. `redeliver` sends it again. */
  | 'DISABLED'
  /** The webhook answered 410: a saved one is disabled, one of a report gets nothing more of this run. */
  | 'GONE'
  /** `SMTP_URL` is not set. A run of a report is kept and can be read. */
  | 'NOT_CONFIGURED'
  /** The server answered with a refusal: a status other than 2xx, or a reply of 4xx or 5xx to a mail. */
  | 'REFUSED'
  /** `AUTH_SECRET_KEY` was changed, so that the secret of the webhook cannot be read. Make another one. */
  | 'SECRET_LOST'
  /** The server did not answer in time: 15 seconds for a webhook, 60 seconds for a mail. */
  | 'TIMEOUT'
  /** The server was not found, or refused, reset or could not secure the connection. */
  | 'UNREACHABLE'
  /** The reader of the mail has unsubscribed from the report; `resubscribeRecipient` sends to them again. */
  | 'UNSUBSCRIBED';

/** How far a delivery is. */
export type DeliveryState =
  /** The mail server or the webhook has accepted the message. */
  | 'DELIVERED'
  /** There is no further attempt; `error` has the reason. */
  | 'FAILED'
  /** The message waits for its first or its next attempt, at `nextAttemptAt`. */
  | 'WAITING';

/** The messages to send again: one by `deliveryId`, or all that a webhook has missed, by `webhookId` and `since`. */
export type RedeliverInput = {
  /** The `id` of a delivery in any state, as `webhookDeliveries` lists it. */
  deliveryId?: string | number | null | undefined;
  /** The begin of the time that the webhook has missed, such as `2026-01-01T00:00:00Z`: deliveries that failed since then, and what it would have got while it was disabled. */
  since?: string | null | undefined;
  /** The receiver that has missed messages, such as 42; it must be enabled. Needs `since`. */
  webhookId?: string | number | null | undefined;
};

/** The webhook that is to get another secret: a saved one by its `id`, or one of a report by `reportId` and `url`. */
export type RotateWebhookSecretInput = {
  /** The saved receiver that is to verify with another secret, such as 42. */
  id?: string | number | null | undefined;
  /** The hours for which the former secret signs too, 0 to 168, such as 24. */
  overlapHours?: number | null | undefined;
  /** The `id` of a report, as `reports` lists it and creating it returned. */
  reportId?: string | number | null | undefined;
  /** The address as the recipients of the report have it, such as `https://example.com/hook`. */
  url?: string | null | undefined;
};

/** A saved webhook that is to get a test message. */
export type TestWebhookInput = {
  /** The `id` of the webhook, as `webhooks` lists it. It may be disabled. */
  id: string | number;
};

/** The new content, name or description of a saved webhook; absent ones stay as they are. */
export type UpdateWebhookInput = {
  /** The new description; null removes it. Default: unchanged. */
  description?: string | null | undefined;
  /** The announcements to listen to, at least one, such as `[ALERT_FIRING, ALERT_RESOLVED]`. Default: unchanged. */
  events?: Array<WebhookEvent> | null | undefined;
  /** The `version` that you read. The update is refused if there is a newer version. */
  expectedVersion: number;
  /** Conditions on the announcements, such as `{ metric: "messages", threshold: 1000 }`; null for none. Default: unchanged. */
  filter?: WebhookFilterInput | null | undefined;
  /** The shape of the messages, such as `SLACK`; null for `STANDARD`. Default: unchanged. */
  format?: WebhookFormat | null | undefined;
  /** Headers of every message, up to 20, such as `[{ name: "Authorization", value: "Bearer …" }]`; null for none. An update replaces all of them. Default: unchanged. */
  headers?: Array<WebhookHeaderInput> | null | undefined;
  /** The `id` of the saved definition, as its list shows it. */
  id: string | number;
  /** Whether the webhook gets messages, such as false; null for true. Default: unchanged. */
  isEnabled?: boolean | null | undefined;
  /** The new name. Default: unchanged. */
  name?: string | null | undefined;
  /** The URL of the receiver, such as `https://example.com/hook`: `https` on the port 443 or 8443, with a public address. Default: unchanged. */
  url?: string | null | undefined;
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

/** Something that the service announces. The `type` of its messages is the name in lower case with a dot, such as `alert.firing`. */
export type WebhookEvent =
  /** The condition of an alert has become true. */
  | 'ALERT_FIRING'
  /** An alert that was firing has ended. */
  | 'ALERT_RESOLVED'
  /** An alert with the condition "anomaly" has found an unusual value. */
  | 'ANOMALY_DETECTED'
  /** The spend of a budget has passed one of its thresholds. */
  | 'BUDGET_THRESHOLD'
  /** The file of an export can be downloaded. */
  | 'EXPORT_DONE'
  /** Events were rejected: their number by code since the message before, at most one message in 15 minutes. */
  | 'INGEST_REJECTED'
  /** An alert with the condition "milestone" has seen its number reach the value. */
  | 'MILESTONE_REACHED'
  /** A run of a report is done. */
  | 'REPORT_READY'
  /** Users have become members of a segment that the filter names. */
  | 'SEGMENT_ENTERED'
  /** Users are no longer members of a segment that the filter names. */
  | 'SEGMENT_LEFT'
  /** Another webhook was disabled, because it answered 410 or has failed for 5 days. */
  | 'WEBHOOK_DISABLED'
  /** `ANOMALY_DETECTED` under its name before: `type` of the messages is `anomaly_detected`. */
  | 'anomaly_detected'
  /** `MILESTONE_REACHED` under its name before: `type` of the messages is `milestone_reached`. */
  | 'milestone_reached';

/** The announcements that a webhook gets, of those that it listens to. All given conditions must hold. */
export type WebhookFilterInput = {
  /** The ids of alerts, such as `["42"]`, up to 100: of alerts, anomalies and milestones, only those of these alerts. */
  alertIds?: Array<string | number> | null | undefined;
  /** The key of a metric, such as `messages`: of alerts, anomalies, milestones and budgets, only those about this metric. */
  metric?: string | null | undefined;
  /** The ids of saved segments, such as `["7"]`, up to 10, which are watched for `SEGMENT_ENTERED` and `SEGMENT_LEFT`. */
  segmentIds?: Array<string | number> | null | undefined;
  /** The least value, in the unit of the metric, such as 1000: of alerts, anomalies, milestones and budgets, only those whose value is at least this. */
  threshold?: number | null | undefined;
};

/** The shape of the messages for a webhook. */
export type WebhookFormat =
  /** A message for a webhook of Discord: `{ "content", "allowed_mentions" }`. */
  | 'DISCORD'
  /** A message for an incoming webhook of Slack: `{ "text", "blocks" }`. */
  | 'SLACK'
  /** The JSON of Standard Webhooks: `{ "type", "timestamp", "data" }`. */
  | 'STANDARD'
  /** A message with an adaptive card, for a workflow of Microsoft Teams that begins with a webhook request. */
  | 'TEAMS';

/** A header of every message for a webhook, such as one that the receiver checks. */
export type WebhookHeaderInput = {
  /** The name, such as `Authorization`. */
  name: string;
  /** The value, such as `Bearer …`, up to 1,000 characters. It is stored encrypted and never shown. */
  value: string;
};

export type WebhooksQueryVariables = Exact<{
  state?: DeliveryState | null | undefined;
  webhookId?: string | number | null | undefined;
}>;


export type WebhooksQuery = { webhooks: { nodes: Array<{ id: string, name: string, url: string, description: string | null, events: Array<WebhookEvent>, format: WebhookFormat, isEnabled: boolean, disabledBecause: DeliveryCode | null, failingSince: string | null, headerNames: Array<string>, version: number }> } | null, webhookDeliveries: { totalCount: number, nodes: Array<{ id: string, event: WebhookEvent, state: DeliveryState, recipient: string, channel: DeliveryChannel, attempts: number, status: number | null, durationMs: number | null, createdAt: string, deliveredAt: string | null, nextAttemptAt: string | null, answer: string | null, error: { code: DeliveryCode, message: string } | null }> } | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { done: { saved: { id: string, secret: string | null } | null, userErrors: Array<{ field: string, message: string }> } };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;


export type UpdateWebhookMutation = { done: { saved: { id: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type TestWebhookMutationVariables = Exact<{
  input: TestWebhookInput;
}>;


export type TestWebhookMutation = { done: { saved: { isDelivered: boolean, status: number | null, durationMs: number | null, answer: string | null, error: { message: string } | null } | null, userErrors: Array<{ field: string, message: string }> } };

export type RotateSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateSecretMutation = { done: { saved: { secret: string } | null, userErrors: Array<{ field: string, message: string }> } };

export type RedeliverMutationVariables = Exact<{
  input: RedeliverInput;
}>;


export type RedeliverMutation = { done: { saved: number | null, userErrors: Array<{ field: string, message: string }> } };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { done: { saved: string | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const Webhooks: Operation<WebhooksQuery, WebhooksQueryVariables> = operation(`query Webhooks($state: DeliveryState, $webhookId: ID) {
  webhooks(first: 100) {
    nodes {
      id
      name
      url
      description
      events
      format
      isEnabled
      disabledBecause
      failingSince
      headerNames
      version
    }
  }
  webhookDeliveries(first: 50, state: $state, webhookId: $webhookId) {
    totalCount
    nodes {
      id
      event
      state
      recipient
      channel
      attempts
      status
      durationMs
      createdAt
      deliveredAt
      nextAttemptAt
      answer
      error {
        code
        message
      }
    }
  }
}`)

export const CreateWebhook: Operation<CreateWebhookMutation, CreateWebhookMutationVariables> = operation(`mutation CreateWebhook($input: CreateWebhookInput!) {
  done: createWebhook(input: $input) {
    saved: webhook {
      id
      secret
    }
    userErrors {
      field
      message
    }
  }
}`)

export const UpdateWebhook: Operation<UpdateWebhookMutation, UpdateWebhookMutationVariables> = operation(`mutation UpdateWebhook($input: UpdateWebhookInput!) {
  done: updateWebhook(input: $input) {
    saved: webhook {
      id
    }
    userErrors {
      field
      message
    }
  }
}`)

export const TestWebhook: Operation<TestWebhookMutation, TestWebhookMutationVariables> = operation(`mutation TestWebhook($input: TestWebhookInput!) {
  done: testWebhook(input: $input) {
    saved: test {
      isDelivered
      status
      durationMs
      answer
      error {
        message
      }
    }
    userErrors {
      field
      message
    }
  }
}`)

export const RotateSecret: Operation<RotateSecretMutation, RotateSecretMutationVariables> = operation(`mutation RotateSecret($input: RotateWebhookSecretInput!) {
  done: rotateWebhookSecret(input: $input) {
    saved: webhookSecret {
      secret
    }
    userErrors {
      field
      message
    }
  }
}`)

export const Redeliver: Operation<RedeliverMutation, RedeliverMutationVariables> = operation(`mutation Redeliver($input: RedeliverInput!) {
  done: redeliver(input: $input) {
    saved: count
    userErrors {
      field
      message
    }
  }
}`)

export const DeleteWebhook: Operation<DeleteWebhookMutation, DeleteWebhookMutationVariables> = operation(`mutation DeleteWebhook($input: DeleteWebhookInput!) {
  done: deleteWebhook(input: $input) {
    saved: deletedId
    userErrors {
      field
      message
    }
  }
}`)