import { quietly } from './model-calls/quietly.ts'

/** The call that is about to be made. The more is said, the more budgets can count it. */
export interface PlannedCall {
  userId?: string
  botId?: string
  provider?: string
  /** Such as `gpt-4o`. */
  model?: string
  properties?: Record<string, unknown>
}

/** Whether a call may be made, and what is left of the budgets that would count it. */
export interface BudgetStatus {
  /** False once a budget with the action `BLOCK_HINT` is spent. True if the service could not be asked in time. */
  allowed: boolean
  /** Whether the service answered. If not, `allowed` is true and the other fields are null. */
  isKnown: boolean
  /** The least rest of the budgets in US dollars, such as `"0.75"`; null without budgets. */
  remainingUsd: string | null
  /** The largest spent share of the budgets, such as 0.8; null without budgets. */
  usedRate: number | null
  /** When the budget with the largest spent share begins anew, as RFC 3339; null without budgets. */
  resetsAt: string | null
  /** Whether the service counts with spend that is older than 15 s. */
  isStale: boolean
}

export interface BudgetStatusOptions {
  /** The address of the service, such as `https://analytics.example.com`. */
  url: string
  /** An API key with the scope `TRACK`, or a function that gives a token. */
  key: string | (() => string | Promise<string>)
  /** The time for which an answer is used again for the same call, in milliseconds. Default: 1,000. */
  cacheMs?: number
  /** The longest time that a call waits for the answer, in milliseconds. Default: 500. */
  timeoutMs?: number
  /** Gets the reason why the service could not be asked. */
  onError?: (error: unknown) => void
}

/**
 * A function that asks the service whether a call may be made. It fails open: if the service does not answer in time or refuses
 * the question, the call is allowed, because analytics that are down must not stop the product. It never throws.
 *
 *     const budgetStatus = createBudgetStatus({ url, key })
 *     const { allowed } = await budgetStatus({ userId: 'ann', model: 'gpt-4o' })
 */
export function createBudgetStatus(
  options: BudgetStatusOptions,
): (call: PlannedCall) => Promise<BudgetStatus> {
  const answers = new Map<string, Answer>()
  const { cacheMs = 1_000 } = options
  return call => {
    const key = quietly(() =>
      JSON.stringify([call.userId, call.botId, call.provider, call.model, call.properties]),
    )
    // What is not JSON cannot be asked about, which `asked` tells.
    if (key === undefined) return asked(options, call)
    const known = answers.get(key)
    if (known && performance.now() < known.until) return known.status
    const status = asked(options, call)
    keep(answers, key, { status, until: performance.now() + cacheMs })
    return status
  }
}

interface Answer {
  status: Promise<BudgetStatus>
  until: number
}

const mostAnswers = 1_000

/** The newest answer comes last, so that the first one is the oldest. */
function keep(answers: Map<string, Answer>, key: string, answer: Answer): void {
  answers.delete(key)
  answers.set(key, answer)
  if (answers.size > mostAnswers) answers.delete(answers.keys().next().value as string)
}

async function asked(options: BudgetStatusOptions, call: PlannedCall): Promise<BudgetStatus> {
  try {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 500)
    return { ...(await within(signal, answerOf(options, call, signal))), isKnown: true }
  } catch (error) {
    tell(options, error)
    return unknown
  }
}

const unknown: BudgetStatus = {
  allowed: true,
  isKnown: false,
  remainingUsd: null,
  usedRate: null,
  resetsAt: null,
  isStale: false,
}

function tell({ onError }: BudgetStatusOptions, error: unknown): void {
  try {
    onError?.(error)
  } catch {
    // The question must not fail, whatever is done with its failure.
  }
}

/** The timeout holds for the key too, which may come from elsewhere. */
function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const timeout = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  return Promise.race([work, timeout])
}

async function answerOf(
  { url, key }: BudgetStatusOptions,
  call: PlannedCall,
  signal: AbortSignal,
): Promise<Omit<BudgetStatus, 'isKnown'>> {
  const token = typeof key === 'string' ? key : await key()
  const response = await fetch(new URL('graphql', url.endsWith('/') ? url : `${url}/`), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: call }),
    signal,
  })
  const { data, errors } = (await response.json()) as Reply
  if (!data) throw new Error(`budgetStatus was not answered: ${errors?.[0]?.message ?? response.status}`)
  return data.budgetStatus
}

interface Reply {
  data?: { budgetStatus: Omit<BudgetStatus, 'isKnown'> } | null
  errors?: { message: string }[]
}

const query = `query BudgetStatus($userId: String, $botId: String, $provider: String, $model: String, $properties: JSONObject) {
  budgetStatus(userId: $userId, botId: $botId, provider: $provider, model: $model, properties: $properties) {
    allowed remainingUsd usedRate resetsAt isStale
  }
}`
