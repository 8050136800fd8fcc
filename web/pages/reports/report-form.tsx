import { useRef, useState } from 'react'
import { useClient, useQuery } from 'urql'
import { type Refusal, refusalsOf } from '../../api/use-change.ts'
import { wordsOf } from '../../format/names.ts'
import { ChecksField, ChoiceField, TextField } from '../../parts/forms/fields.tsx'
import { FormDialog } from '../../parts/forms/form-dialog.tsx'
import { useViewer } from '../../session/viewer.tsx'
import { BlocksField } from './blocks-field.tsx'
import { type Block, type ReportContent } from './content.ts'
import { compares, formats, missedRules, periodOf, periods, reportIn, units } from './report-input.ts'
import {
  CreateReport,
  type CreateReportMutation,
  type CreateReportMutationVariables,
  ReportChoices,
  UpdateReport,
  type UpdateReportMutationVariables,
} from './reports.graphql.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { Secrets } from './secrets.tsx'

interface ReportFormProps {
  /** The report to change; absent for a new one. */
  saved?: { id: string; name: string; description: string | null; version: number; input: ReportContent }
  onSaved: (id: string) => void
  onClose: () => void
}

const conflict: Refusal = {
  field: '',
  message: 'Somebody else has saved this report meanwhile. Close the form, and open it again for theirs.',
}

type Done = CreateReportMutation['done']

/** Everything about a report. The secrets of webhooks that were added are shown afterwards, once. */
export function ReportForm({ saved, onSaved, onClose }: ReportFormProps) {
  const client = useClient()
  const input = saved?.input ?? {}
  const [blocks, setBlocks] = useState<Block[]>(input.blocks ?? [])
  const [source, setSource] = useState(input.dashboardId || !saved ? 'dashboard' : 'blocks')
  const made = useRef<Done['saved']>(null)
  const [secrets, setSecrets] = useState<NonNullable<Done['saved']>['webhookSecrets']>([])
  const save = async (form: FormData): Promise<Refusal[]> => {
    // Choices and blocks have the values that the API takes; it refuses what it does not.
    const content = reportIn(form, blocks) as CreateReportMutationVariables['input']
    const { data, error } = saved
      ? await client
          .mutation(UpdateReport, {
            input: {
              ...content,
              id: saved.id,
              expectedVersion: saved.version,
            } as UpdateReportMutationVariables['input'],
          })
          .toPromise()
      : await client.mutation(CreateReport, { input: content }).toPromise()
    if (data?.done.userErrors.some(({ code }) => code === 'VERSION_CONFLICT')) return [conflict]
    made.current = data?.done.saved ?? null
    return refusalsOf(data?.done, error)
  }
  const close = () => {
    onClose()
    if (made.current) onSaved(made.current.id)
  }
  if (secrets.length) return <Secrets secrets={secrets} onClose={close} />
  return (
    <FormDialog
      title={saved ? `Change “${saved.name}”` : 'A new report'}
      submit={saved ? 'Save the report' : 'Create the report'}
      done={saved ? 'Saved: the next run has it.' : 'Created: the report.'}
      save={save}
      onClose={() =>
        made.current?.webhookSecrets.length ? setSecrets(made.current.webhookSecrets) : close()
      }
    >
      <TextField
        label="Name"
        name="name"
        required
        maxLength={100}
        defaultValue={saved?.name ?? ''}
        placeholder="Weekly numbers"
      />
      <ChoiceField
        label="What is sent"
        name="source"
        choices={[
          ['dashboard', 'A dashboard, as it is at each run'],
          ['blocks', 'Questions and texts of its own'],
        ]}
        start={source}
        onChange={setSource}
      />
      {source === 'dashboard' ? (
        <DashboardField start={input.dashboardId ?? ''} />
      ) : (
        <BlocksField blocks={blocks} change={setBlocks} />
      )}
      <ScheduleFields input={input} />
      <PeriodFields input={input} />
      <Recipients input={input} />
      <More input={input} description={saved?.description ?? ''} />
    </FormDialog>
  )
}

function DashboardField({ start }: { start: string }) {
  const [{ data }] = useQuery({ query: ReportChoices })
  const dashboards = data?.dashboards?.nodes ?? []
  return (
    <ChoiceField
      key={dashboards.length}
      label="Dashboard"
      name="dashboardId"
      choices={
        dashboards.length ? dashboards.map(({ id, name }) => [id, name] as const) : [[start, start || '…']]
      }
      start={start || undefined}
    />
  )
}

const periodNames: Record<string, string> = {
  usual: 'the last day, week or month, as the schedule is',
  last: 'the last …',
}

function PeriodFields({ input }: { input: ReportContent }) {
  const [period, setPeriod] = useState<string>(periodOf(input))
  return (
    <div className="side-by-side">
      <ChoiceField
        label="About"
        name="period"
        choices={periods.map(each => [each, periodNames[each] ?? wordsOf(each).toLowerCase()] as const)}
        start={period}
        onChange={setPeriod}
      />
      {period === 'last' && (
        <>
          <TextField
            label="How many"
            name="count"
            type="number"
            min="1"
            required
            defaultValue={input.range?.last?.count ?? 7}
          />
          <ChoiceField
            label="Of"
            name="unit"
            choices={units.map(each => [each, `${each.toLowerCase()}s`] as const)}
            start={input.range?.last?.unit ?? 'DAY'}
          />
        </>
      )}
      <ChoiceField
        label="Compared with"
        name="compare"
        choices={compares.map(each => [each, each ? wordsOf(each).toLowerCase() : 'nothing'] as const)}
        start={input.compare?.period ?? ''}
      />
    </div>
  )
}

function Recipients({ input }: { input: ReportContent }) {
  const recipients = input.recipients ?? []
  return (
    <>
      <TextField
        label="Mail to"
        name="email"
        defaultValue={recipients.flatMap(({ email }) => email ?? []).join(', ')}
        placeholder="ann@example.com, bob@example.com"
        hint="With commas between them. Without anybody, runs are kept and can be read here."
      />
      <TextField
        label="Webhooks"
        name="webhook"
        defaultValue={recipients.flatMap(({ webhook }) => webhook ?? []).join(', ')}
        placeholder="https://example.com/hook"
      />
      <ChecksField
        label="Files in mails, one for each question"
        name="formats"
        choices={formats.map(each => [each, each] as const)}
        start={input.formats ?? []}
      />
    </>
  )
}

function More({ input, description }: { input: ReportContent; description: string }) {
  const { settings } = useViewer()
  const [{ data }] = useQuery({ query: ReportChoices })
  const segments = data?.segments?.nodes ?? []
  const { segmentId } = input
  const isListed = !segmentId || segments.some(({ id }) => id === segmentId)
  return (
    <details>
      <summary>More: time zone, segment, missed runs, what it is for</summary>
      <div className="form dialog-form">
        <TextField
          label="Time zone"
          name="timeZone"
          defaultValue={input.timeZone ?? ''}
          placeholder={settings.timeZone}
          list="report-zones"
        />
        <datalist id="report-zones">
          {['UTC', ...Intl.supportedValuesOf('timeZone')].map(zone => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <ChoiceField
          key={segments.length}
          label="Only users of the segment"
          name="segmentId"
          choices={[
            ['', 'all users'],
            ...segments.map(({ id, name }) => [id, name] as const),
            ...(isListed ? [] : [[segmentId, segmentId] as const]),
          ]}
          start={segmentId ?? ''}
        />
        <ChoiceField
          label="Runs that were missed, because the service was off"
          name="missed"
          choices={missedRules.map(
            each => [each, each === 'ONCE' ? 'the latest one is made up' : 'are left out'] as const,
          )}
          start={input.missed ?? 'ONCE'}
        />
        <TextField label="What it is for" name="description" defaultValue={description} />
      </div>
    </details>
  )
}
