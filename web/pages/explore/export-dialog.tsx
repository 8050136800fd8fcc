import { hrefOf, open, useAsked } from '../../address/location.ts'
import { useChange } from '../../api/use-change.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { say } from '../../parts/notice.tsx'
import { ExportAnswer, type ExportAnswerMutationVariables } from './explore.graphql.ts'
import { type Found } from './found.ts'

type Format = ExportAnswerMutationVariables['input']['format']

const formats: [Format, string][] = [
  ['CSV', 'CSV'],
  ['XLSX', 'Excel (XLSX)'],
  ['JSON', 'JSON'],
  ['NDJSON', 'JSON, a row a line'],
  ['PARQUET', 'Parquet'],
]

/** Writes the whole answer into a file. */
export function ExportDialog({ asked, onClose }: Found & { onClose: () => void }) {
  const { question } = useAsked()
  const change = useChange()
  const submit = async (given: FormData) => {
    const { range, compare, timeZone, weekStart } = asked
    const { refusals } = await change(ExportAnswer, {
      input: {
        question: asked.question,
        format: given.get('format') as Format,
        range,
        ...(compare && { compare }),
        ...(timeZone && { timeZone }),
        ...(weekStart && { weekStart }),
      },
    })
    if (refusals.length) return refusals
    say('Started: the export runs in the background.')
    onClose()
    open(hrefOf('/exports', question))
    return []
  }
  return (
    <Dialog title="Export as a file" onClose={onClose}>
      <Form does="Start the export" submit={submit} fields={['format']}>
        {refusalOf => (
          <Field label="Format" refusal={refusalOf('format')}>
            {more => (
              <select name="format" {...more}>
                {formats.map(([format, name]) => (
                  <option key={format} value={format}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </Form>
    </Dialog>
  )
}
