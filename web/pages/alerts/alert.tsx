import { useState } from 'react'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { Card } from '../../parts/card.tsx'
import { Link } from '../../parts/link.tsx'
import { FiredBefore, OneAlert } from './alert.graphql.ts'
import { AlertActions } from './alert-actions.tsx'
import { AlertForm } from './form/alert-form.tsx'
import { PreviewResult } from './form/preview-result.tsx'
import { Groups } from './groups.tsx'
import { History } from './history.tsx'
import { RuleFacts } from './rule-facts.tsx'

/** One rule: its state, what can be done about it, how often it fires and what has happened. */
export default function Alert({ id = '' }: { id?: string }) {
  const { question } = useAsked()
  const [isEdited, setIsEdited] = useState(false)
  const page = usePage(OneAlert, { id })
  const before = usePage(FiredBefore, { id, range: variablesOf(question).range })
  useRefresh(page.refresh)
  const { alert } = page.data
  const refresh = () => {
    page.refresh()
    before.refresh()
  }
  const overview = hrefOf('/alerts', question)
  return (
    <>
      <p>
        <Link href={overview}>← All alerts</Link>
      </p>
      <div className="title-row">
        <h1 className="page-title">{alert ? `Is “${alert.name}” well?` : 'Is it well?'}</h1>
        {alert && (
          <AlertActions
            alert={alert}
            refresh={refresh}
            edit={() => setIsEdited(true)}
            onDeleted={() => open(overview)}
          />
        )}
      </div>
      {alert === null && !page.failureOf(['alert']) && !page.isWaiting(['alert']) ? (
        <p className="card">There is no such alert. It may have been deleted.</p>
      ) : (
        <>
          <Card title="State" page={page} fields={['alert']} className="wide">
            {({ alert }) => <Groups alert={alert} refresh={refresh} />}
          </Card>
          <Card title="Rule" page={page} fields={['alert']} className="wide">
            {({ alert }) => <RuleFacts {...alert} />}
          </Card>
          <Card
            title="As it would have fired in the range"
            page={before}
            fields={['previewAlert']}
            className="wide"
          >
            {({ previewAlert }) => <PreviewResult preview={previewAlert} rule={alert?.input ?? {}} />}
          </Card>
          <Card title="What has happened" page={page} fields={['alertEvents']}>
            {({ alertEvents }) => <History {...alertEvents} rule={alert?.input ?? {}} />}
          </Card>
        </>
      )}
      {isEdited && alert && <AlertForm saved={alert} onSaved={refresh} onClose={() => setIsEdited(false)} />}
    </>
  )
}
