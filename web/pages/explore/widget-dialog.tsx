import { useQuery } from 'urql'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { useChange } from '../../api/use-change.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { say } from '../../parts/notice.tsx'
import { AddToDashboard, ExploreDashboards, MakeDashboard } from './explore.graphql.ts'
import { type Found } from './found.ts'

/** Adds the question to a dashboard, or makes one with it. */
export function WidgetDialog({ title, exploration, asked, onClose }: Found & { onClose: () => void }) {
  const { question } = useAsked()
  const change = useChange()
  const [{ data }] = useQuery({ query: ExploreDashboards, requestPolicy: 'network-only' })
  const own = (data?.dashboards?.nodes ?? []).filter(({ isBuiltIn }) => !isBuiltIn)
  const submit = async (given: FormData) => {
    const widget = { title: String(given.get('title')), kind: exploration.show, question: asked.question }
    const dashboard = own.find(({ id }) => id === given.get('dashboard'))
    const { saved, refusals } = dashboard
      ? await change(AddToDashboard, {
          input: {
            id: dashboard.id,
            expectedVersion: dashboard.version,
            // The widgets are as they were saved, so they fit what the mutation takes.
            widgets: [...(dashboard.input.widgets as []), widget],
          },
        })
      : await change(MakeDashboard, { input: { name: String(given.get('name')), widgets: [widget] } })
    if (!saved || refusals.length) return refusals
    say(`Added: “${widget.title}”.`)
    onClose()
    open(hrefOf(`/dashboards/${encodeURIComponent(saved.id)}`, question))
    return []
  }
  return (
    <Dialog title="Add to a dashboard" onClose={onClose}>
      <Form does="Add" submit={submit} fields={['title', 'name']}>
        {refusalOf => (
          <>
            <Field label="Title of the widget" refusal={refusalOf('title')}>
              {more => (
                <input name="title" defaultValue={title.slice(0, 100)} required maxLength={100} {...more} />
              )}
            </Field>
            <Field label="Dashboard">
              {more => (
                <select name="dashboard" {...more}>
                  {own.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                  <option value="">A new one</option>
                </select>
              )}
            </Field>
            <Field label="Name of the new one" refusal={refusalOf('name')}>
              {more => <input name="name" defaultValue="My dashboard" {...more} />}
            </Field>
          </>
        )}
      </Form>
    </Dialog>
  )
}
