import { type EncodedRow } from '../products/product.ts'
import { type Refusal, type Verdict } from './verdict.ts'

/** What has become of rows that were sent in their order. */
export interface Delivered {
  /** The first so many rows are done: taken or refused. */
  done: number
  refused: { row: EncodedRow; because: Refusal }[]
  /** The rows that are refused without saying which. */
  lost: number
  /** The last refusal of rows. */
  because?: Refusal | undefined
  /** The rows refused in a row at the end. */
  refusedInARow: number
  /** Why the rest was not taken; undefined if time was up or there is no rest. */
  failure?: Extract<Verdict, { type: 'later' | 'never' }>
}

interface Sending {
  send(rows: EncodedRow[]): Promise<Verdict>
  /** Whether no further request is to begin. */
  isTimeUp(): boolean
  /** The rows refused in a row before these. */
  refusedInARow: number
}

/** A destination that refuses so many rows in a row refuses all. */
const mostRefusedInARow = 100

/**
 * Sends rows in their order. A refused request is halved until the rows that it is refused for are alone. It ends early when a
 * request fails, when time is up, and when so many rows are refused in a row that all will be.
 */
export async function deliver(rows: EncodedRow[], sending: Sending): Promise<Delivered> {
  const result: Delivered = { done: 0, refused: [], lost: 0, refusedInARow: sending.refusedInARow }
  const waiting = rows.length ? [rows] : []
  while (waiting.length) {
    if (result.done > 0 && sending.isTimeUp()) return result
    const part = waiting.shift()!
    const verdict = await sending.send(part)
    if (verdict.type === 'later' || verdict.type === 'never') return { ...result, failure: verdict }
    if (verdict.type === 'refused' && part.length > 1) waiting.unshift(...halvesOf(part))
    else note(result, part, verdict)
    if (result.refusedInARow >= mostRefusedInARow) return { ...result, failure: allRefused(result) }
  }
  return result
}

function halvesOf(rows: EncodedRow[]): EncodedRow[][] {
  const middle = Math.ceil(rows.length / 2)
  return [rows.slice(0, middle), rows.slice(middle)]
}

function note(
  result: Delivered,
  part: EncodedRow[],
  verdict: Extract<Verdict, { type: 'taken' | 'refused' }>,
): void {
  result.done += part.length
  if (verdict.type === 'taken') {
    result.lost += verdict.lost
    result.because = verdict.because ?? result.because
  }
  for (const [i, row] of part.entries()) {
    const because = verdict.type === 'refused' ? verdict.because : verdict.refused.get(i)
    if (because) result.refused.push({ row, because })
    result.refusedInARow = because ? result.refusedInARow + 1 : 0
  }
  result.because = result.refused.at(-1)?.because ?? result.because
}

const allRefused = ({ because }: Delivered): NonNullable<Delivered['failure']> => ({
  type: 'never',
  because: {
    code: 'ALL_REFUSED',
    message: `The server has refused ${mostRefusedInARow} rows in a row. ${because?.message ?? ''}`.slice(
      0,
      500,
    ),
    status: because?.status ?? null,
  },
})
