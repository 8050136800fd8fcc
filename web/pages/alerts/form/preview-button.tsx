import { type MouseEvent, useState } from 'react'
import { useClient } from 'urql'
import { type Failure, failuresOf } from '../../../api/failure.ts'
import { type AlertContent } from '../words.ts'
import { PreviewAlert, type PreviewAlertQuery } from './alert-form.graphql.ts'
import { ruleIn, UnreadableQuestion } from './alert-input.ts'
import { PreviewResult } from './preview-result.tsx'

type Preview = NonNullable<PreviewAlertQuery['previewAlert']>

/** Asks how often the rule of the form would have fired in the last 30 days. */
export function PreviewButton({ rest }: { rest: Record<string, unknown> }) {
  const client = useClient()
  const [isAsking, setIsAsking] = useState(false)
  const [shown, setShown] = useState<{ preview: Preview; rule: AlertContent } | undefined>()
  const [failure, setFailure] = useState<Pick<Failure, 'message'> | undefined>()
  const ask = async (rule: ReturnType<typeof ruleIn>) => {
    setIsAsking(true)
    const { data, error } = await client
      .query(PreviewAlert, { input: rule }, { requestPolicy: 'network-only' })
      .toPromise()
    setIsAsking(false)
    setFailure(failuresOf(error)[0]?.failure)
    setShown(data?.previewAlert ? { preview: data.previewAlert, rule: { ...rule } } : undefined)
  }
  const press = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    if (!currentTarget.form?.reportValidity()) return
    try {
      ask(ruleIn(new FormData(currentTarget.form), rest))
    } catch (error) {
      if (error instanceof UnreadableQuestion) setFailure(error)
      else throw error
    }
  }
  return (
    <div aria-live="polite" aria-busy={isAsking}>
      <button type="button" className="button" onClick={press} disabled={isAsking}>
        {isAsking ? 'Looking at 30 days …' : 'How often would it have fired?'}
      </button>
      {failure && (
        <p className="mistake" role="alert">
          {failure.message}
        </p>
      )}
      {shown && !failure && <PreviewResult preview={shown.preview} rule={shown.rule} height={150} />}
    </div>
  )
}
