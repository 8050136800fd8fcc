import { Field, InputType, Int } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { OneOf } from '../one-of.ts'

export const Weekday = describedEnum('Weekday', 'A day of the week.', {
  SUNDAY: 'The day before Monday, 0 in cron.',
  MONDAY: 'The day after Sunday, 1 in cron.',
  TUESDAY: 'The day after Monday, 2 in cron.',
  WEDNESDAY: 'The day after Tuesday, 3 in cron.',
  THURSDAY: 'The day after Wednesday, 4 in cron.',
  FRIDAY: 'The day after Thursday, 5 in cron.',
  SATURDAY: 'The day after Friday, 6 in cron.',
})
export type Weekday = EnumOf<typeof Weekday>

const atTime = { description: 'The local time of 24 hours, such as `09:00`.' }

@InputType({ description: 'Every day at a local time, such as `{ at: "09:00" }`.' })
export class DailyScheduleInput {
  @Field(() => String, atTime)
  at: string
}

@InputType({
  description: 'Every week on days at a local time, such as `{ on: MONDAY, at: "09:00" }`.',
})
export class WeeklyScheduleInput {
  @Field(() => [Weekday], { description: 'The days of the week, 1 to 7 of them, such as `[MONDAY]`.' })
  on: Weekday[]

  @Field(() => String, atTime)
  at: string
}

@InputType({
  description: 'Every month on a day at a local time, such as `{ day: 1, at: "09:00" }`.',
})
export class MonthlyScheduleInput {
  @Field(() => Int, {
    description: 'The day of the month, 1 to 31, such as 1. A shorter month has its last day instead.',
  })
  day: number

  @Field(() => String, atTime)
  at: string
}

@OneOf()
@InputType({
  description:
    'Times of the local clock, given in exactly one way: `daily`, `weekly`, `monthly` or `cron`. A time that the clock ' +
    'skips is the first instant after it; a time that the clock repeats is its first occurrence.',
})
export class ScheduleInput {
  @Field(() => DailyScheduleInput, { nullable: true, description: 'Every day, such as `{ at: "09:00" }`.' })
  daily?: DailyScheduleInput | null

  @Field(() => WeeklyScheduleInput, {
    nullable: true,
    description: 'Every week, such as `{ on: MONDAY, at: "09:00" }`.',
  })
  weekly?: WeeklyScheduleInput | null

  @Field(() => MonthlyScheduleInput, {
    nullable: true,
    description: 'Every month, such as `{ day: 1, at: "09:00" }`.',
  })
  monthly?: MonthlyScheduleInput | null

  @Field(() => String, {
    nullable: true,
    description:
      'A cron pattern of five fields: minute, hour, day of the month, month, day of the week, such as `0 9 * * MON-FRI`. ' +
      'Its times are at least 15 minutes apart. A minute or an hour with `*` counts hours that pass: an hour that the ' +
      'clock repeats has its times twice.',
  })
  cron?: string | null
}
