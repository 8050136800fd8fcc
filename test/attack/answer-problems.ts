import { isDeepStrictEqual } from 'node:util'
import { type Attack } from './attack.ts'
import { type Answer } from './send.ts'

interface Body {
  data?: Record<string, unknown> | null
  errors?: { message: string; extensions?: Record<string, unknown> }[]
}

/** The problems of an answer to an attack; empty if the answer is the one in the list. */
export function answerProblems(attack: Attack, answer: Answer): string[] {
  const expected = [attack.status].flat()
  const body = bodyOf(answer)
  const mayBeEmpty = [0, 204].includes(answer.status) || attack.method === 'HEAD'
  const extensions = body?.errors?.[0]?.extensions
  return [
    ...unless(expected.includes(answer.status), `status ${answer.status}, not ${expected.join(' or ')}`),
    ...unless(body !== undefined || (mayBeEmpty && answer.body === ''), 'the answer is not JSON'),
    ...unless(!answer.body.includes('INTERNAL_SERVER_ERROR'), 'INTERNAL_SERVER_ERROR'),
    ...differs('code', attack.code, body?.errors ? extensions?.code : null),
    ...differs('reason', attack.reason, extensions?.reason),
    ...differs('receipts', attack.receipts, receiptsOf(body)),
    ...unless(answer.body.includes(attack.includes ?? ''), `the answer lacks ${attack.includes}`),
    ...(attack.excludes ?? []).flatMap(text =>
      unless(!answer.body.includes(text), `the answer holds ${text}`),
    ),
    ...Object.entries(attack.answerHeaders ?? {}).flatMap(([name, value]) =>
      differs(name, value, answer.headers[name.toLowerCase()]),
    ),
  ]
}

function bodyOf({ body }: Answer): Body | undefined {
  try {
    return JSON.parse(body) as Body
  } catch {
    return undefined
  }
}

function receiptsOf(body: Body | undefined): unknown[] {
  const [answer] = Object.values(body?.data ?? {}) as ({ receipts?: object[] } | null | undefined)[]
  const receipts = (answer?.receipts ?? [answer ?? {}]) as { code?: string | null; status?: string }[]
  return receipts.map(({ code, status }) => code ?? status)
}

const unless = (holds: boolean, problem: string) => (holds ? [] : [problem])

function differs(what: string, expected: unknown, actual: unknown): string[] {
  if (expected === undefined) return []
  return unless(
    isDeepStrictEqual(actual, expected),
    `${what} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`,
  )
}
