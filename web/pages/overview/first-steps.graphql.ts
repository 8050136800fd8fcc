/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../../api/operation.ts'
/** The permissions that a request with an API key can have. */
export type ApiKeyScope =
  /** Run every query except `auditLog`; no mutations. */
  | 'READ'
  /** Send events and identify users, as a token with the role `service` does. */
  | 'TRACK';

/** The name, the permissions and the expiry of a new API key. */
export type CreateApiKeyInput = {
  /** The time from which the key no longer works. Default: the key works until it is revoked. */
  expiresAt?: string | null | undefined;
  /** The name of the service that uses the key, up to 100 characters, such as `chat backend`. */
  name: string;
  /** The permissions of the key. Default: `[TRACK]`, to send events. */
  scopes?: Array<ApiKeyScope> | null | undefined;
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

export type AnyEventQueryVariables = Exact<{ [key: string]: never; }>;


export type AnyEventQuery = { events: { nodes: Array<
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
      | { id: string }
    > } | null };

export type FirstEventSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FirstEventSubscription = { events: { events: Array<
      | { id: string, name: string }
      | { id: string, name: string }
      | { id: string, name: string }
      | { id: string, name: string }
      | { id: string, name: string }
      | { id: string, name: string }
      | { id: string, name: string }
    > } };

export type MakeFirstKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type MakeFirstKeyMutation = { done: { saved: string | null, userErrors: Array<{ field: string, message: string }> } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const AnyEvent: Operation<AnyEventQuery, AnyEventQueryVariables> = operation(`query AnyEvent {
  events(first: 1) {
    nodes {
      id
    }
  }
}`)

export const FirstEvent: Operation<FirstEventSubscription, FirstEventSubscriptionVariables> = operation(`subscription FirstEvent {
  events(first: 1) {
    events {
      id
      name
    }
  }
}`)

export const MakeFirstKey: Operation<MakeFirstKeyMutation, MakeFirstKeyMutationVariables> = operation(`mutation MakeFirstKey($input: CreateApiKeyInput!) {
  done: createApiKey(input: $input) {
    saved: key
    userErrors {
      field
      message
    }
  }
}`)