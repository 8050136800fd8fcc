import { useChange } from '../../api/use-change.ts'
import { metricName } from '../../format/units.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { say } from '../../parts/notice.tsx'
import { MakeAlert, type MakeAlertMutationVariables } from './explore.graphql.ts'
import { type Found } from './found.ts'

type AlertInput = MakeAlertMutationVariables['input']

const windows: [AlertInput['window'], string][] = [
  ['MINUTES_5', '5 minutes'],
  ['MINUTES_15', '15 minutes'],
  ['HOUR_1', 'hour'],
  ['HOURS_4', '4 hours'],
  ['DAY_1', 'day'],
  ['WEEK_1', 'week'],
]

/** Makes an alert of one of the numbers. */
export function AlertDialog({ title, exploration, asked, onClose }: Found & { onClose: () => void }) {
  const change = useChange()
  const { metrics, formula } = exploration
  const names = [...metrics.map(metric => metric.replace(/^custom\./, '')), ...(formula ? [formula] : [])]
  const submit = async (given: FormData) => {
    const name = String(given.get('name'))
    const { refusals } = await change(MakeAlert, { input: inputOf(given, asked.question) })
    if (refusals.length) return refusals
    say(`Saved: the alert “${name}”.`)
    onClose()
    return []
  }
  return (
    <Dialog title="Tell me when it changes" onClose={onClose}>
      <Form does="Save the alert" submit={submit} fields={['name', 'above', 'below', 'field']}>
        {refusalOf => (
          <>
            <Field label="Name" refusal={refusalOf('name')}>
              {more => <input name="name" defaultValue={title.slice(0, 100)} required {...more} />}
            </Field>
            <Field label="Number" refusal={refusalOf('field')}>
              {more => (
                <select name="field" {...more}>
                  {names.map(metric => (
                    <option key={metric} value={`metrics.${metric}`}>
                      {metricName(metric)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label="Is">
              {more => (
                <select name="condition" {...more}>
                  <option value="above">above</option>
                  <option value="below">below</option>
                </select>
              )}
            </Field>
            <Field label="The bound" refusal={refusalOf('above') ?? refusalOf('below')}>
              {more => <input name="bound" inputMode="decimal" required placeholder="100" {...more} />}
            </Field>
            <Field label="In the last">
              {more => (
                <select name="window" defaultValue="DAY_1" {...more}>
                  {windows.map(([window, name]) => (
                    <option key={window} value={window}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  )
}

/** An alert has a window instead of buckets. */
function inputOf(given: FormData, question: Found['asked']['question']): AlertInput {
  const { interval: _, ...measure } = question.measure!
  const text = (name: string) => String(given.get(name)).trim()
  return {
    name: text('name'),
    question: { measure },
    field: text('field'),
    window: text('window') as AlertInput['window'],
    condition: text('condition') === 'below' ? { below: text('bound') } : { above: text('bound') },
  }
}
