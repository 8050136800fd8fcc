import { type ReactNode } from 'react'

/** Names with their values, one below the other. */
export const Facts = ({ rows }: { rows: [name: string, value: ReactNode][] }) => (
  <dl className="facts">
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
