import { useState } from 'react'
import { useChange } from '../../api/use-change.ts'
import { momentName } from '../../format/times.ts'
import { Action } from '../../parts/forms/action.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type ReportContent } from './content.ts'
import { type OneReportQuery, Resubscribe, RotateReportSecret } from './report.graphql.ts'
import { Secrets } from './secrets.tsx'

interface RecipientsProps {
  id: string
  content: ReportContent
  unsubscribed: NonNullable<OneReportQuery['report']>['unsubscribed']
  refresh: () => void
}

/** Who gets the report, and who has unsubscribed from it. */
export function Recipients({ id, content, unsubscribed, refresh }: RecipientsProps) {
  const recipients = content.recipients ?? []
  const isOut = (email: string) => unsubscribed.some(each => each.email === email.toLowerCase())
  return (
    <>
      {!recipients.length && (
        <p className="empty">Nobody: its runs are kept and can be read below. “Change” adds somebody.</p>
      )}
      <ul className="notes">
        {recipients.map(({ email, webhook }) => (
          <li key={email ?? webhook} className="note">
            {email ?? webhook}
            {email && isOut(email) && <small>has unsubscribed: gets nothing</small>}
            {webhook && <NewSecret id={id} url={webhook} />}
          </li>
        ))}
      </ul>
      {unsubscribed.length > 0 && (
        <>
          <h3>Unsubscribed</h3>
          <ul className="notes">
            {unsubscribed.map(each => (
              <Unsubscribed key={each.email} id={id} {...each} refresh={refresh} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

interface UnsubscribedProps {
  id: string
  email: string
  at: string
  refresh: () => void
}

function Unsubscribed({ id, email, at, refresh }: UnsubscribedProps) {
  const zone = useZone()
  const change = useChange()
  return (
    <li className="note">
      {email}
      <small>since {momentName(at, zone)}</small>
      <Action
        label="Send again"
        name={`Send to ${email} again`}
        done={`${email} gets the next run.`}
        ask={{
          title: `Send to ${email} again?`,
          text: 'Only if they have asked for it: they had said that they want no more mails of this report.',
        }}
        run={async () => {
          const { refusals } = await change(Resubscribe, { input: { reportId: id, email } })
          refresh()
          return refusals
        }}
      />
    </li>
  )
}

function NewSecret({ id, url }: { id: string; url: string }) {
  const change = useChange()
  const [secret, setSecret] = useState<string | undefined>()
  return (
    <>
      <Action
        label="New secret"
        name={`New secret for ${url}`}
        className="button quiet"
        ask={{
          title: 'A new secret for the webhook?',
          text: 'For 24 hours messages are signed with both, so that the receiver can change over.',
        }}
        run={async () => {
          const { saved, refusals } = await change(RotateReportSecret, { input: { reportId: id, url } })
          setSecret(saved?.secret)
          return refusals
        }}
      />
      {secret && <Secrets secrets={[{ url, secret }]} onClose={() => setSecret(undefined)} />}
    </>
  )
}
