import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { isNestedDeeper } from '../http/is-nested-deeper.ts'
import { refusal } from '../http/refusal.ts'
import { TraceRequest } from './messages.ts'
import { type Span } from './span.ts'
import { MalformedSpans, spansIn } from './spans-in.ts'

/** The encodings of OTLP over HTTP, with the media type of a request and of its answer. */
export const mediaTypes = { JSON: 'application/json', PROTOBUF: 'application/x-protobuf' } as const
export type Encoding = keyof typeof mediaTypes

/** An attribute that holds a list of messages, each with parts of its own, needs about 30. */
const mostLevels = 128

const unzipped = promisify(gunzip)
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * The spans in a body.
 * @throws 413 for a body of more than `mostBytes` after decompression, 400 for one that cannot be decoded
 */
export async function spansOfBody(
  body: Buffer,
  { encoding, isZipped, mostBytes }: { encoding: Encoding; isZipped: boolean; mostBytes: number },
): Promise<Span[]> {
  const bytes = isZipped ? await unzip(body, mostBytes) : body
  const request = encoding === 'JSON' ? inJson(bytes) : inProtobuf(bytes)
  try {
    return spansIn(request)
  } catch (error) {
    throw error instanceof MalformedSpans ? refusal(400, error.message) : error
  }
}

/** A small body may contain gigabytes: the decompression ends at the limit. */
async function unzip(body: Buffer, mostBytes: number): Promise<Buffer> {
  try {
    return await unzipped(body, { maxOutputLength: mostBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw refusal(
        413,
        `The body has more than ${mostBytes} bytes after decompression (setting MAX_OTLP_BYTES).`,
      )
    throw refusal(400, 'The body is not valid gzip.')
  }
}

function inJson(bytes: Buffer): unknown {
  if (isNestedDeeper(bytes, mostLevels))
    throw refusal(400, `The JSON may be at most ${mostLevels} levels deep.`)
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    throw refusal(400, 'The body is not valid JSON in UTF-8.')
  }
}

function inProtobuf(bytes: Buffer): unknown {
  try {
    return TraceRequest.decode(bytes)
  } catch {
    throw refusal(400, 'The body is no protobuf of an ExportTraceServiceRequest.')
  }
}
