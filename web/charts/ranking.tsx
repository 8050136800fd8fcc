import { type ReactNode } from 'react'
import { type Format } from '../format/numbers.ts'
import { Link } from '../parts/link.tsx'
import { Listed } from '../parts/listed.tsx'
import { Scroll } from '../parts/scroll.tsx'

interface RankedRow {
  key: string
  name: ReactNode
  /** Where the name leads. */
  href?: string
  /** The part of the largest, 0 to 1, as a bar behind the name. */
  part: number
  values: (number | null)[]
  /** Where what each value counts is listed; undefined if it cannot be. */
  lists?: (string | undefined)[]
}

interface RankingProps {
  label: string
  /** The heading of the names. */
  of: string
  columns: { name: string; format: Format }[]
  rows: RankedRow[]
  /** What to say without rows. */
  empty: string
}

/** A short table of the largest, each with a bar. */
export function Ranking({ label, of, columns, rows, empty }: RankingProps) {
  if (!rows.length) return <p className="empty">{empty}</p>
  return (
    <Scroll label={label}>
      <table className="table ranking">
        <thead>
          <tr>
            <th scope="col">{of}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, href, part, values, lists }) => (
            <tr key={key}>
              <th scope="row">
                <svg className="bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
                  <rect width={Math.max(0, Math.min(1, part)) * 100} height="1" />
                </svg>
                <span className="name">{href === undefined ? name : <Link href={href}>{name}</Link>}</span>
              </th>
              {values.map((value, index) => (
                <td key={columns[index]!.name} className="number">
                  <Listed href={lists?.[index]}>{columns[index]!.format(value)}</Listed>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Each value as its part of the largest. */
export function partsOf(values: (number | null)[]): number[] {
  const most = Math.max(0, ...values.map(value => value ?? 0))
  return values.map(value => (most ? (value ?? 0) / most : 0))
}
