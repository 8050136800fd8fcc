import { hrefOf, useAsked } from '../../address/location.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { exact, rate } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Link } from '../../parts/link.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useZone } from '../../session/viewer.tsx'
import { SegmentList, type SegmentListQuery } from './segments.graphql.ts'

/** The saved segments with their sizes now. */
export function Segments() {
  const { question, own } = useAsked()
  const page = usePage(SegmentList, { after: own.after ?? null })
  useRefresh(page.refresh)
  const create = (
    <Link className="button primary" href={hrefOf('/segments/new', question)}>
      New segment
    </Link>
  )
  return (
    <>
      <h1 className="page-title">Which groups of users matter?</h1>
      <Card title="Segments" page={page} fields={['segments']} className="wide" aside={create}>
        {({ segments }) => (
          <>
            <Table segments={segments.nodes} />
            {(own.after || segments.pageInfo.hasNextPage) && (
              <p className="bar-row">
                {own.after && <Link href={hrefOf('/segments', question)}>First page</Link>}
                {segments.pageInfo.hasNextPage && (
                  <Link href={hrefOf('/segments', question, { after: segments.pageInfo.endCursor! })}>
                    Older ones
                  </Link>
                )}
              </p>
            )}
          </>
        )}
      </Card>
    </>
  )
}

type Listed = NonNullable<SegmentListQuery['segments']>['nodes']

function Table({ segments }: { segments: Listed }) {
  const { question } = useAsked()
  const zone = useZone()
  if (!segments.length)
    return (
      <p className="empty">
        None yet. A segment is a condition on users, such as “wrote ten messages and pays for nothing”. Every
        page can then be limited to its users.
      </p>
    )
  return (
    <Scroll label="Segments">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col" className="number">
              Users now
            </th>
            <th scope="col" className="number">
              Share
            </th>
            <th scope="col">Changed</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {segments.map(({ id, name, description, size, share, updatedAt, createdBy }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={hrefOf(`/segments/${encodeURIComponent(id)}`, question)}>{name}</Link>
                {description && <small className="below">{description}</small>}
              </th>
              <td className="number">{exact(size)}</td>
              <td className="number">{rate(share)}</td>
              <td>{momentName(updatedAt, zone)}</td>
              <td>{createdBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
