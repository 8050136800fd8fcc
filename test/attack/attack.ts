/** The owner of the token of a request. */
export type Caller = 'admin' | 'service' | 'nobody'

/** One attack from the lists in `test/attacks`: the request, and the expected answer. */
export interface Attack {
  /** The item of the list, such as "H3". */
  list: string
  /** A short description: "1,000 aliases of one field". */
  attack: string
  /** `admin` by default. */
  as?: Caller
  /** POST by default. */
  method?: string
  /** `/graphql` by default. */
  path?: string
  /** Added to the defaults, a content type of JSON and the token; an empty list removes one of them. */
  headers?: Record<string, string | string[]>
  query?: string
  variables?: object
  operationName?: string
  /** This text instead of the usual body. */
  body?: string
  /** These bytes instead of the usual body. */
  bodyBase64?: string
  /** These bytes on the socket instead of a request, with `{token}` and `{host}` filled in. */
  raw?: string
  /**
   * `{name}` in the query, the variables, the body, the path, a header or the raw bytes becomes `text`, `times` over;
   * `{i}` in the text is the number of the repetition, from 0.
   */
  repeat?: Record<string, { text: string; times: number; between?: string }>
  /** The expected status; 0 is a connection that is closed without an answer. */
  status: number | number[]
  /** `errors[0].extensions.code`; null for no errors; undefined: not checked. */
  code?: string | null
  /** `errors[0].extensions.reason` */
  reason?: string
  /** The codes (or else statuses) of the receipts of the first mutation field, in order. */
  receipts?: string[]
  /** Texts that the answer contains, or does not contain. */
  includes?: string
  excludes?: string[]
  answerHeaders?: Record<string, string>
  /** The time limit in milliseconds, 200 by default; only `npm run attack` measures it. */
  ms?: number
}
