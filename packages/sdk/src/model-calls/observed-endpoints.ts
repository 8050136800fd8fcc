import { type Endpoint, type RequestBody } from './answers/answer-reader.ts'
import { type CallDefaults, type CallSink, startModelCall } from './model-call.ts'
import { observedAnswer } from './observed-answer.ts'
import { observedClient, type Watched } from './observed-client.ts'
import { inCall, newCallId } from './traced-call.ts'

/** A client that records each call of its endpoints, by the paths of their methods. */
export function observedEndpoints<Client extends object>(
  client: Client,
  endpoints: Record<string, Endpoint>,
  sink: CallSink,
  defaults: CallDefaults & { provider: string },
): Client {
  const watched = Object.entries(endpoints).map(([path, endpoint]) => [
    path,
    watching(endpoint, sink, defaults),
  ])
  return observedClient(client, Object.fromEntries(watched) as Watched)
}

const watching =
  (endpoint: Endpoint, sink: CallSink, defaults: CallDefaults & { provider: string }): Watched[string] =>
  create =>
  (body: RequestBody, ...options: unknown[]) => {
    const { provider } = defaults
    const callId = newCallId()
    const known = { callType: endpoint.callType, provider, model: body?.model, callId }
    const call = startModelCall(sink, defaults, known)
    const sent = body && endpoint.sent ? endpoint.sent(body) : body
    const answer = inCall(callId, () => create(sent, ...options))
    return observedAnswer(answer, call, endpoint.readerOf(body ?? {}))
  }
