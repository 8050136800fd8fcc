import { readSearch } from '../../address/codec.ts'
import { questionOf, readExploration } from '../explore/exploration.ts'
import { type SavedQuestion } from './content.ts'

/**
 * The question of a link of the page Explore, with its filters and its segment. Its range is left out: the run has a period of
 * its own.
 * @returns undefined for another text
 */
export function linkedQuestion(link: string): SavedQuestion | undefined {
  const found = /\/app\/explore\/?(\?[^#]*)?(?:#.*)?$/.exec(link.trim())
  if (!found) return undefined
  const { question, own } = readSearch(found[1] ?? '')
  return questionOf(readExploration(own), question)
}
