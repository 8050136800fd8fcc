import { type AiCall } from '../../analytics.ts'
import { type Said } from '../model-call.ts'

/** Reads the answers of an endpoint, whole or in parts, without changing what the caller sees. */
export interface AnswerReader {
  whole(answer: unknown): Said
  part(part: unknown): Said
  /** The part as the caller sees it, or undefined if the caller does not see it. Default: as it is. */
  shown?(part: unknown): unknown
  /** Whether the call goes on after this answer, such as a response in the background. */
  isUnfinished?(answer: unknown): boolean
}

/** The fields of a request that matter here. */
export interface RequestBody {
  model?: string
  stream?: boolean | null
  stream_options?: { include_usage?: boolean } | null
}

/** A method of a client that calls a model. */
export interface Endpoint {
  callType: NonNullable<AiCall['callType']>
  /** The reader of the answer to a request. */
  readerOf(body: RequestBody): AnswerReader
  /** The request as it is sent. Default: as it is. */
  sent?(body: RequestBody): RequestBody
}
