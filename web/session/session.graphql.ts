/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import { type Operation, operation } from '../api/operation.ts'
/** The permissions that a request with an API key can have. */
export type ApiKeyScope =
  /** Run every query except `auditLog`; no mutations. */
  | 'READ'
  /** Send events and identify users, as a token with the role `service` does. */
  | 'TRACK';

/** The way in which a caller proved who it is. */
export type ViewerProof =
  /** An API key, `cg_…`, which belongs to a service and not to a person. */
  | 'API_KEY'
  /** A signed token (JWT). */
  | 'TOKEN';

/** The role that decides what a caller may do. */
export type ViewerRole =
  /** Ask and change everything in the project, and send events. */
  | 'ADMIN'
  /** Ask every question except `auditLog`. Only API keys have this role. */
  | 'READER'
  /** Send events and identify users. */
  | 'SERVICE'
  /** Create, change and delete projects; nothing inside of them. */
  | 'SUPER_ADMIN';

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

export type SignedInQueryVariables = Exact<{ [key: string]: never; }>;


export type SignedInQuery = { viewer: { project: string, subject: string, roles: Array<ViewerRole>, scopes: Array<ApiKeyScope>, proof: ViewerProof, account: { name: string | null, username: string } | null } | null, settings: { timeZone: string, features: { trustedDocuments: boolean, explorer: boolean, customSql: boolean }, versions: { convograph: string } } | null };

export type ObtainTokenMutationVariables = Exact<{
  username: string;
  password: string;
}>;


export type ObtainTokenMutation = { obtainToken: { accessToken: string, refreshToken: string, expiresInSeconds: number } };

export type RefreshTokenMutationVariables = Exact<{
  token: string;
}>;


export type RefreshTokenMutation = { refreshToken: { accessToken: string, refreshToken: string, expiresInSeconds: number } };

export type ComputedFragment = { asOf: string, watermark: string, isComplete: boolean, sampleSize: number | null, caveats: Array<{ code: WarningCode, message: string }> };

export const SignedIn: Operation<SignedInQuery, SignedInQueryVariables> = operation(`query SignedIn {
  viewer {
    project
    subject
    roles
    scopes
    proof
    account {
      name
      username
    }
  }
  settings {
    timeZone
    features {
      trustedDocuments
      explorer
      customSql
    }
    versions {
      convograph
    }
  }
}`)

export const ObtainToken: Operation<ObtainTokenMutation, ObtainTokenMutationVariables> = operation(`mutation ObtainToken($username: String!, $password: String!) {
  obtainToken(username: $username, password: $password) {
    accessToken
    refreshToken
    expiresInSeconds
  }
}`)

export const RefreshToken: Operation<RefreshTokenMutation, RefreshTokenMutationVariables> = operation(`mutation RefreshToken($token: String!) {
  refreshToken(token: $token) {
    accessToken
    refreshToken
    expiresInSeconds
  }
}`)