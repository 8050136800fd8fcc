import { hrefOf, useAsked } from '../../address/location.ts'
import { momentName } from '../../format/times.ts'
import { useZone } from '../../session/viewer.tsx'
import { Link } from '../link.tsx'
import { Scroll } from '../scroll.tsx'

export interface ListedUser {
  userId: string
  username: string | null
  lastSeenAt: string | null
}

/** Users with a link to each. */
export function UserTable({ label, users }: { label: string; users: ListedUser[] }) {
  const { question } = useAsked()
  const zone = useZone()
  if (!users.length) return <p className="empty">No known user is behind this number.</p>
  return (
    <Scroll label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">User</th>
            <th scope="col">Name</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {users.map(({ userId, username, lastSeenAt }) => (
            <tr key={userId}>
              <th scope="row">
                <Link href={hrefOf(`/users/${encodeURIComponent(userId)}`, question)}>{userId}</Link>
              </th>
              <td>{username ?? '–'}</td>
              <td>{lastSeenAt ? momentName(lastSeenAt, zone) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
