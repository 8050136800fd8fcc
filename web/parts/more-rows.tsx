import { useChoice } from '../address/location.ts'
import { exact } from '../format/numbers.ts'

/** How many rows of a list are asked; in the address. */
const sizes = ['20', '100', '1000'] as const

export const useRows = (): number => Number(useChoice('rows', sizes)[0])

interface MoreRowsProps {
  shown: number
  totalCount: number
  /** What is counted, such as `conversations`. */
  of: string
}

/** Says how many there are, and shows more of them. */
export function MoreRows({ shown, totalCount, of }: MoreRowsProps) {
  const [rows, setRows] = useChoice('rows', sizes)
  const next = sizes[sizes.indexOf(rows) + 1]
  return (
    <p className="pager">
      <span>
        <b data-count>{exact(totalCount)}</b> {of}
        {shown < totalCount && `, the latest ${exact(shown)} of them`}
      </span>
      {shown < totalCount && next && (
        <button type="button" className="button" onClick={() => setRows(next)}>
          Show up to {exact(Number(next))}
        </button>
      )}
    </p>
  )
}
