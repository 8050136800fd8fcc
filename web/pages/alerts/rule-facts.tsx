import { counted } from '../../format/numbers.ts'
import { momentName } from '../../format/times.ts'
import { useFormats } from '../../parts/computed/use-formats.ts'
import { useZone } from '../../session/viewer.tsx'
import { type OneAlertQuery } from './alert.graphql.ts'
import { type AlertContent, ruleOf } from './words.ts'

type Alert = NonNullable<OneAlertQuery['alert']>

/** What the rule says. */
export function RuleFacts({ input, description, createdBy, updatedAt, version }: Alert) {
  const zone = useZone()
  const content: AlertContent = input
  const format = useFormats()(content.field ?? '')
  const text = (key: string) => String(content[key] ?? '')
  const told = (content.notify ?? []) as { email?: string; webhookId?: string }[]
  const rows: [string, string][] = [
    ['Fires when', ruleOf(content, format)],
    ['Question', Object.keys(content.question ?? {}).join()],
    ['Warning at', content.warning ? format(Number(content.warning)) : ''],
    ['Checked every', text('everyMinutes') && counted(Number(content.everyMinutes), 'minute')],
    ['For', text('forChecks') && `${counted(Number(content.forChecks), 'check')} in a row`],
    ['Only with', text('minSample') && `${counted(Number(content.minSample), 'event')} or more`],
    ['Severity', text('severity').toLowerCase()],
    ['Tells', told.map(({ email, webhookId }) => email ?? `webhook ${webhookId}`).join(', ')],
    ['For', description ?? ''],
    ['Saved', `${momentName(updatedAt, zone)}, version ${version}, by ${createdBy}`],
  ]
  const runbook = text('runbook')
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name + value}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      {/^https?:/.test(runbook) && (
        <div>
          <dt>Runbook</dt>
          <dd>
            <a href={runbook} target="_blank" rel="noreferrer">
              {runbook}
            </a>
          </dd>
        </div>
      )}
    </dl>
  )
}
