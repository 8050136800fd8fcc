import { useState } from 'react'
import { useClient } from 'urql'
import { useAsked } from '../../address/location.ts'
import { filterInput } from '../../address/variables.ts'
import { refusalsOf, useChange } from '../../api/use-change.ts'
import { usePage } from '../../api/use-page.ts'
import { filterName } from '../../format/names.ts'
import { momentName } from '../../format/times.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { FailureNote } from '../../parts/failure-note.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { SecretDialog } from '../../parts/forms/secret-dialog.tsx'
import { say } from '../../parts/notice.tsx'
import { useViewer, useZone } from '../../session/viewer.tsx'
import { CreateLink, DashboardLinks, RevokeLink } from './dashboards.graphql.ts'

interface ShareDialogProps {
  dashboardId: string
  /** The time zone of the dashboard; absent for that of the project. */
  timeZone: string | undefined
  onClose: () => void
}

/** Links that open this dashboard and nothing else. */
export function ShareDialog({ dashboardId, timeZone, onClose }: ShareDialogProps) {
  const { settings } = useViewer()
  const page = usePage(DashboardLinks, { dashboardId })
  const failure = page.failureOf(['shareLinks'])
  const [token, setToken] = useState<string | undefined>()
  return (
    <>
      <Dialog title="Share the dashboard" onClose={onClose}>
        <p className="hint">
          Whoever has a link sees this dashboard without an account, and nothing else, until it ends.
        </p>
        <NewLink
          dashboardId={dashboardId}
          made={made => {
            setToken(made)
            page.refresh()
          }}
        />
        <h3>Shared so far</h3>
        {failure && <FailureNote failure={failure} retry={page.refresh} />}
        <Links links={page.data.shareLinks?.nodes ?? []} refresh={page.refresh} />
      </Dialog>
      {token && (
        <SecretDialog
          title="The link"
          secret={linkTo(token, timeZone ?? settings.timeZone)}
          hint="It opens the dashboard for whoever has it. What stands behind the # is the token, which a page of yours can send as “Authorization: Bearer …”."
          onClose={() => setToken(undefined)}
        />
      )}
    </>
  )
}

/** Behind the # nothing is sent to a server or kept in its logs. The zone is there to name days as the numbers count them. */
const linkTo = (token: string, zone: string) =>
  `${window.location.origin}/app/shared?zone=${encodeURIComponent(zone)}#${token}`

const dayMs = 86_400_000

function NewLink({ dashboardId, made }: { dashboardId: string; made: (token: string) => void }) {
  const client = useClient()
  const { filters } = useAsked().question
  const submit = async (given: FormData) => {
    const input = {
      dashboardId,
      expiresAt: new Date(Date.now() + Number(given.get('days')) * dayMs).toISOString(),
      allowRange: given.get('allowRange') === 'on',
      allowLists: given.get('allowLists') === 'on',
      ...(given.get('filtered') === 'on' && { filter: filterInput(filters) }),
    }
    const { data, error } = await client.mutation(CreateLink, { input }).toPromise()
    if (data?.done.token) made(data.done.token)
    return refusalsOf(data?.done, error)
  }
  return (
    <Form does="Make a link" submit={submit} fields={['expiresAt']}>
      {refusalOf => (
        <>
          <Field label="Ends after" refusal={refusalOf('expiresAt')}>
            {more => (
              <select name="days" defaultValue="30" {...more}>
                <option value="1">a day</option>
                <option value="7">a week</option>
                <option value="30">30 days</option>
                <option value="365">a year</option>
              </select>
            )}
          </Field>
          <label className="check">
            <input type="checkbox" name="allowRange" defaultChecked /> may choose the range
          </label>
          <label className="check">
            <input type="checkbox" name="allowLists" /> may see lists of users and events
          </label>
          {filters.length > 0 && (
            <label className="check">
              <input type="checkbox" name="filtered" defaultChecked /> sees only what the filters of the page
              leave: {filters.map(filterName).join(', ')}
            </label>
          )}
        </>
      )}
    </Form>
  )
}

interface ShareLink {
  id: string
  createdAt: string
  createdBy: string
  expiresAt: string
  revokedAt: string | null
}

function Links({ links, refresh }: { links: ShareLink[]; refresh: () => void }) {
  const zone = useZone()
  const change = useChange()
  const revoke = async (id: string) => {
    const { refusals } = await change(RevokeLink, { input: { id } })
    say(refusals[0]?.message ?? 'Ended: the link opens nothing any more.')
    refresh()
  }
  if (!links.length) return <p className="empty">Nobody has a link to this dashboard.</p>
  return (
    <ul className="notes">
      {links.map(({ id, createdAt, createdBy, expiresAt, revokedAt }) => (
        <li key={id} className="note">
          Made {momentName(createdAt, zone)} by {createdBy}
          <small>{stateOf(revokedAt, expiresAt, zone)}</small>
          {!revokedAt && Date.parse(expiresAt) > Date.now() && (
            <button type="button" className="button" onClick={() => revoke(id)}>
              End it now
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

function stateOf(revokedAt: string | null, expiresAt: string, zone: string): string {
  if (revokedAt) return `ended by hand ${momentName(revokedAt, zone)}`
  const isOver = Date.parse(expiresAt) <= Date.now()
  return `${isOver ? 'ended' : 'ends'} ${momentName(expiresAt, zone)}`
}
