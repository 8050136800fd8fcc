import { type AnnouncedFacts } from '../announcement.ts'

/** A message before it has the shape of its webhook. */
export interface Told {
  type: string
  at: Date
  data: AnnouncedFacts
  /** The address of the page about its cause, for people. */
  page?: string | undefined
}
