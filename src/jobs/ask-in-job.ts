import { setTimeout as pause } from 'node:timers/promises'
import { knownCode } from '../codes/error-code.ts'
import { type Outcome } from '../entities/audit-entry.ts'
import { entriesOf } from '../request/entries-of.ts'
import { refusalOf } from '../request/refusal-of.ts'
import { type RequestScope } from '../request/request-scope.ts'

/**
 * Asks a question in the scope of a job, under the limits of a request: it waits for a place among the questions, for as
 * long as it takes, and has an entry in the audit log under the name `field`. No rate is charged, since nobody waits for it.
 */
export async function askInJob<Answer>(
  scope: RequestScope,
  field: string,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const began = performance.now()
  let outcome: Outcome = 'OK'
  try {
    return await askInTurn(scope, ask)
  } catch (error) {
    outcome = knownCode(refusalOf(error)?.extensions.code)
    throw error
  } finally {
    if (!scope.gone.aborted) record(scope, field, outcome, performance.now() - began)
  }
}

/** Asks a question once it has a place, without an entry in the audit log: for questions that the service asks by itself. */
export async function askInTurn<Answer>(scope: RequestScope, ask: () => Promise<Answer>): Promise<Answer> {
  const release = await place(scope)
  try {
    return await ask()
  } finally {
    release()
  }
}

const tryAgainMs = 1_000

async function place({ services, gone }: RequestScope): Promise<() => void> {
  for (;;) {
    gone.throwIfAborted()
    try {
      return await services.gate.concurrency.questions.acquire()
    } catch {
      await pause(tryAgainMs, undefined, { signal: gone })
    }
  }
}

/** The questions of an attempt have one request id, so each has its own part. */
const parts = new WeakMap<RequestScope, number>()

function record(scope: RequestScope, field: string, outcome: Outcome, durationMs: number): void {
  const part = parts.get(scope) ?? 0
  parts.set(scope, part + 1)
  const answered = { kind: 'QUERY' as const, fields: [field], isRecorded: false, outcome, durationMs }
  const entries = entriesOf(scope, answered)
  scope.services.audit.enqueue(
    entries.map(entry => ({ ...entry, part, proof: 'NONE' as const, address: null })),
  )
}
