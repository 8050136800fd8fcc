import '../../answers/answers.css'
import '../dashboards/dashboards.css'
import { useMemo, useState } from 'react'
import { Client, cacheExchange, fetchExchange, Provider } from 'urql'
import { momentName } from '../../format/times.ts'
import { type Link, linkOf } from './link.ts'
import { SharedDashboard } from './shared-dashboard.tsx'
import { takenToken } from './token.ts'
import { zoneOf } from './zone.ts'

const token = takenToken()

/** A dashboard for somebody with a share link and without an account: nothing else can be reached from it. */
export default function Shared() {
  const link = token === undefined ? undefined : linkOf(token)
  return (
    <main id="content" className="shared">
      {link ? (
        <Opened link={link} />
      ) : (
        <Closed
          reason={
            token === undefined
              ? 'Open the whole link that you were sent: what stands behind its # opens the dashboard, in one tab only.'
              : 'This is not the whole link: its end is missing, or was changed on the way.'
          }
        />
      )}
    </main>
  )
}

function Opened({ link }: { link: Link }) {
  const [isRefused, setIsRefused] = useState(link.expiresAt <= Date.now())
  const client = useMemo(() => clientOf(link.token, () => setIsRefused(true)), [link.token])
  if (isRefused) return <Closed reason={whyClosed(link)} />
  return (
    <Provider value={client}>
      <SharedDashboard link={link} />
    </Provider>
  )
}

const whyClosed = ({ expiresAt }: Link) =>
  expiresAt <= Date.now()
    ? `This link ended ${momentName(new Date(expiresAt).toISOString(), zoneOf(undefined))}.`
    : 'This link was ended by hand, or was changed on the way.'

const Closed = ({ reason }: { reason: string }) => (
  <div className="card">
    <h1>There is no dashboard to see here</h1>
    <p>{reason}</p>
    <p>Ask the person who sent it for another one.</p>
  </div>
)

/** Asks with the token of the link alone, whoever else is signed in. */
function clientOf(token: string, onRefused: () => void): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
    fetch: async (input, init = {}) => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${token}`)
      const response = await fetch(input, { ...init, headers })
      if (response.status === 401) onRefused()
      return response
    },
  })
}
