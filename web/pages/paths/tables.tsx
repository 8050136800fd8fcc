import { type ReactNode } from 'react'
import { counted, exact, rate, seconds } from '../../format/numbers.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { type Direction, type PlacedFlow } from './flows.ts'
import { type Opened, type PathLink } from './opened.ts'
import { type PathsQuery } from './paths.graphql.ts'

interface LinksProps {
  flows: PlacedFlow<PathLink>[]
  onOpen: (flow: PlacedFlow<PathLink>) => void
}

/** The numbers of the picture. */
export const Links = ({ flows, onOpen }: LinksProps) => (
  <Table label="Links around the event" first="Link" second="Distance">
    {flows.map(flow => (
      <tr key={`${flow.direction} ${flow.depth} ${flow.from} ${flow.to}`}>
        <th scope="row">
          {flow.from} → {flow.to}
        </th>
        <td>
          {flow.depth} {flow.direction.toLowerCase()}
        </td>
        <Numbers {...flow.link} open={() => onOpen(flow)} />
      </tr>
    ))}
  </Table>
)

interface WholeProps {
  paths: NonNullable<PathsQuery['after']>['paths']
  direction: Direction
  onOpen: (opened: Opened) => void
}

/** The most frequent whole paths. */
export function Whole({ paths, direction, onOpen }: WholeProps) {
  if (!paths.length) return <p className="empty">There is no path in this range.</p>
  return (
    <Table label={`Whole paths ${direction.toLowerCase()} it`} first="Path">
      {paths.map(({ events, ...numbers }) => (
        <tr key={events.join(' → ')}>
          <th scope="row" className="wraps">
            {events.join(' → ')}
          </th>
          <Numbers
            {...numbers}
            open={() => onOpen({ title: events.join(' → '), users: numbers.users, direction, path: events })}
          />
        </tr>
      ))}
    </Table>
  )
}

interface TableProps {
  label: string
  first: string
  second?: string
  children: ReactNode
}

const Table = ({ label, first, second, children }: TableProps) => (
  <Scroll label={label}>
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {second && <th scope="col">{second}</th>}
          <th scope="col" className="number">
            Times
          </th>
          <th scope="col" className="number">
            Share
          </th>
          <th scope="col" className="number">
            Users
          </th>
          <th scope="col" className="number">
            Median
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </Scroll>
)

interface NumbersProps {
  occurrences: number
  share: number
  users: number
  medianSeconds: number
  open: () => void
}

const Numbers = ({ occurrences, share, users, medianSeconds, open }: NumbersProps) => (
  <>
    <td className="number">{exact(occurrences)}</td>
    <td className="number">{rate(share)}</td>
    <td className="number">
      <button
        type="button"
        className="link"
        onClick={open}
        aria-label={`${counted(users, 'user')}: show them`}
      >
        {exact(users)}
      </button>
    </td>
    <td className="number">{seconds(medianSeconds)}</td>
  </>
)
