import { useState } from 'react'
import { useQuery } from 'urql'
import { dimensions } from '../../../address/question.ts'
import { type Refusal, useChange } from '../../../api/use-change.ts'
import { wordsOf } from '../../../format/names.ts'
import { AreaField, ChecksField, ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { FormDialog } from '../../../parts/forms/form-dialog.tsx'
import { type AlertContent, windowName } from '../words.ts'
import { AlertChoices, CreateAlert, UpdateAlert } from './alert-form.graphql.ts'
import {
  alertIn,
  noDataRules,
  type SimpleQuestion,
  severities,
  simpleOf,
  toldElsewhere,
  UnreadableQuestion,
  windows,
} from './alert-input.ts'
import { ConditionFields } from './condition-fields.tsx'
import { PreviewButton } from './preview-button.tsx'

interface AlertFormProps {
  /** The alert to change; absent for a new one. */
  saved?: { id: string; version: number; input: AlertContent }
  /** What a new one starts with, such as the filters of the page. */
  start?: SimpleQuestion
  onSaved: (id: string) => void
  onClose: () => void
}

const newQuestion: SimpleQuestion = { metric: 'messages', formula: '', by: '', rest: {} }

/** Everything about a rule, with a preview of how often it would have fired. */
export function AlertForm({ saved, start = newQuestion, onSaved, onClose }: AlertFormProps) {
  const change = useChange()
  const input: AlertContent = saved?.input ?? {}
  const simple = saved ? simpleOf(input.question) : start
  const rest = simple?.rest ?? {}
  const save = async (form: FormData): Promise<Refusal[]> => {
    try {
      const content = alertIn(form, rest)
      const done = saved
        ? await change(UpdateAlert, { input: { ...content, id: saved.id, expectedVersion: saved.version } })
        : await change(CreateAlert, { input: content })
      if (done.saved) onSaved(done.saved.id)
      return done.refusals
    } catch (error) {
      if (error instanceof UnreadableQuestion) return [{ field: 'question', message: error.message }]
      throw error
    }
  }
  const text = (key: string) => (input[key] === undefined || input[key] === null ? '' : String(input[key]))
  return (
    <FormDialog
      title={saved ? `Change “${text('name')}”` : 'A new alert'}
      submit={saved ? 'Save the alert' : 'Create the alert'}
      done={saved ? 'Saved: the alert is checked anew.' : 'Created: it is checked within its interval.'}
      save={save}
      onClose={onClose}
    >
      <TextField
        label="Name"
        name="name"
        required
        defaultValue={text('name')}
        placeholder="Errors of models"
      />
      {simple ? <SimpleFields question={simple} /> : <JsonFields input={input} />}
      <ChoiceField
        label="Over the last"
        name="window"
        choices={windows.map(each => [each, windowName(each)] as const)}
        start={text('window') || 'HOUR_1'}
      />
      <ConditionFields input={input} />
      <PreviewButton rest={rest} />
      <Receivers input={input} />
      <details>
        <summary>More: interval, smallest sample, missing data, runbook</summary>
        <div className="form dialog-form">
          <div className="side-by-side">
            <TextField
              label="Checked every (minutes)"
              name="everyMinutes"
              type="number"
              min="1"
              defaultValue={text('everyMinutes')}
              placeholder="a fifth of the window"
            />
            <TextField
              label="For checks in a row"
              name="forChecks"
              type="number"
              min="1"
              defaultValue={text('forChecks')}
              placeholder="1"
            />
            <TextField
              label="Only with at least (events)"
              name="minSample"
              type="number"
              min="0"
              defaultValue={text('minSample')}
              placeholder="0"
            />
            <TextField
              label="Told again after (minutes)"
              name="renotifyMinutes"
              type="number"
              min="1"
              defaultValue={text('renotifyMinutes')}
              placeholder="never"
            />
          </div>
          <ChoiceField
            label="A window without a number"
            name="noData"
            choices={noDataRules.map(each => [each, noDataNames[each]] as const)}
            start={text('noData') || 'SHOW'}
          />
          <ChoiceField
            label="Severity"
            name="severity"
            choices={severities.map(each => [each, wordsOf(each)] as const)}
            start={text('severity') || 'WARNING'}
          />
          <TextField
            label="Runbook"
            name="runbook"
            type="url"
            defaultValue={text('runbook')}
            placeholder="https://…"
          />
          <TextField label="What it is for" name="description" defaultValue={text('description')} />
        </div>
      </details>
    </FormDialog>
  )
}

const noDataNames = {
  SHOW: 'shows “No data”, without a message',
  NOTIFY: 'shows “No data”, with a message',
  ZERO: 'counts as 0',
  KEEP: 'changes nothing',
}

function SimpleFields({ question }: { question: SimpleQuestion }) {
  const [{ data }] = useQuery({ query: AlertChoices })
  const [isFormula, setIsFormula] = useState(question.formula !== '')
  const metrics = data?.metrics ?? []
  const limits = Object.keys(question.rest).some(key => key !== 'first')
  return (
    <>
      <div className="side-by-side">
        <ChoiceField
          label="What is watched"
          name="what"
          choices={[
            ['metric', 'A metric'],
            ['formula', 'A formula'],
          ]}
          start={isFormula ? 'formula' : 'metric'}
          onChange={value => setIsFormula(value === 'formula')}
        />
        {isFormula ? (
          <TextField
            label="Formula"
            name="formula"
            required
            defaultValue={question.formula}
            placeholder="aiErrors / aiCalls"
          />
        ) : (
          <ChoiceField
            key={metrics.length}
            label="Metric"
            name="metric"
            choices={
              metrics.length
                ? metrics.map(({ key, name }) => [key, name] as const)
                : [[question.metric, question.metric]]
            }
            start={question.metric}
          />
        )}
        <ChoiceField
          label="A state for each"
          name="by"
          choices={[['', 'no: one number'], ...dimensions.map(each => [each, wordsOf(each)] as const)]}
          start={question.by}
        />
      </div>
      {limits && <p className="hint">Only what its filters and its segment leave, as the page had them.</p>}
    </>
  )
}

function JsonFields({ input }: { input: AlertContent }) {
  return (
    <>
      <AreaField
        label="Question, as JSON"
        name="question"
        rows={6}
        spellCheck={false}
        defaultValue={JSON.stringify(input.question, null, 2)}
      />
      <TextField label="The number of its answer" name="field" required defaultValue={input.field} />
    </>
  )
}

function Receivers({ input }: { input: AlertContent }) {
  const [{ data }] = useQuery({ query: AlertChoices })
  const told = (input.notify ?? []) as { email?: string; webhookId?: string }[]
  const webhooks = data?.webhooks?.nodes ?? []
  return (
    <>
      <TextField
        label="Mail to"
        name="email"
        defaultValue={told.flatMap(({ email }) => email ?? []).join(', ')}
        placeholder="ann@example.com, bob@example.com"
        hint="With commas between them. Webhooks that listen to all alerts are told as well."
      />
      {webhooks.length > 0 && (
        <ChecksField
          key={webhooks.length}
          label="Webhooks"
          name="webhookId"
          choices={webhooks.map(({ id, name }) => [id, name] as const)}
          start={told.flatMap(({ webhookId }) => webhookId ?? [])}
        />
      )}
      {toldElsewhere(input, webhooks).map(id => (
        <input key={id} type="hidden" name="webhookId" value={id} />
      ))}
    </>
  )
}
