/** Whose token a request carries. */
export type Caller = 'admin' | 'service' | 'nobody'

/** One attack as the lists in `test/attacks` tell it: what is sent, and what has to come back. */
export interface Attack {
  /** The item of the list, such as "H3". */
  list: string
  /** What it is, in a phrase: "1,000 aliases of one field". */
  attack: string
  /** `admin` by default. */
  as?: Caller
  /** POST by default. */
  method?: string
  /** `/graphql` by default. */
  path?: string
  /** Over the defaults, which are a content type of JSON and the token; an empty list takes one of them out. */
  headers?: Record<string, string | string[]>
  query?: string
  variables?: object
  operationName?: string
  /** Instead of the usual body: this text. */
  body?: string
  /** Instead of the usual body: these bytes. */
  bodyBase64?: string
  /** Instead of everything: what is written on the socket, where `{token}` and `{host}` are filled in. */
  raw?: string
  /**
   * `{name}` in the query, the variables, the body, the path, a header or the raw bytes becomes `text`, `times` over;
   * `{i}` in the text is the number of the repetition, from 0.
   */
  repeat?: Record<string, { text: string; times: number; between?: string }>
  /** What must come back; 0 is a connection that is closed without an answer. */
  status: number | number[]
  /** `errors[0].extensions.code`; null for no errors; absent: not looked at. */
  code?: string | null
  /** `errors[0].extensions.reason` */
  reason?: string
  /** The codes (or else statuses) of the receipts of the first mutation field, in order. */
  receipts?: string[]
  /** Texts that the answer holds, or does not. */
  includes?: string
  excludes?: string[]
  answerHeaders?: Record<string, string>
  /** The most milliseconds, 200 by default; only `npm run attack` measures them. */
  ms?: number
}
