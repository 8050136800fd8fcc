const statuses: Record<string, number> = {
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  DOCUMENT_NOT_TRUSTED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNKNOWN_PROJECT: 403,
  RATE_LIMITED: 429,
  TOO_MANY_PROJECTS: 429,
  DB_UNAVAILABLE: 503,
  AUTH_UNAVAILABLE: 503,
  OVERLOADED: 503,
}

/**
 * The HTTP status of an answer that holds nothing but a refusal with this code; undefined for a code that leaves the
 * status to the route.
 */
export const statusOf = (code: string): number | undefined => statuses[code]
