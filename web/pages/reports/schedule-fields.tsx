import { useState } from 'react'
import { wordsOf } from '../../format/names.ts'
import { ChecksField, ChoiceField, TextField } from '../../parts/forms/fields.tsx'
import { type ReportContent } from './content.ts'
import { kindOf, scheduleKinds, weekdays } from './report-input.ts'

const names: Record<(typeof scheduleKinds)[number], string> = {
  weekly: 'every week',
  daily: 'every day',
  monthly: 'every month',
  cron: 'by a cron pattern',
  none: 'only when somebody runs it',
}

interface Timed {
  at: string
  on?: string[]
  day?: number
}

/** When a report runs, as people say it. */
export function ScheduleFields({ input: { schedule } }: { input: ReportContent }) {
  const pattern = schedule && 'cron' in schedule ? schedule.cron : undefined
  const timed: Timed = { at: '09:00', ...(schedule && !pattern && (Object.values(schedule)[0] as Timed)) }
  const [kind, setKind] = useState<string>(schedule === undefined ? 'weekly' : kindOf(schedule))
  return (
    <>
      <div className="side-by-side">
        <ChoiceField
          label="Runs"
          name="schedule"
          choices={scheduleKinds.map(each => [each, names[each]] as const)}
          start={kind}
          onChange={setKind}
        />
        {kind === 'monthly' && (
          <TextField
            label="On day"
            name="day"
            type="number"
            min="1"
            max="31"
            required
            defaultValue={timed.day ?? 1}
          />
        )}
        {kind !== 'cron' && kind !== 'none' && (
          <TextField label="At" name="at" type="time" required defaultValue={timed.at.padStart(5, '0')} />
        )}
        {kind === 'cron' && (
          <TextField
            label="Cron pattern"
            name="cron"
            required
            defaultValue={pattern ?? '0 9 * * MON-FRI'}
            hint="Minute, hour, day of the month, month, day of the week."
          />
        )}
      </div>
      {kind === 'weekly' && (
        <ChecksField
          label="On"
          name="on"
          choices={weekdays.map(each => [each, wordsOf(each)] as const)}
          start={timed.on ?? ['MONDAY']}
        />
      )}
    </>
  )
}
