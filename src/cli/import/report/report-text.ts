import { summaryText, type Tally } from '../tally.ts'
import { type Contents } from './contents.ts'
import { contentsText } from './contents-text.ts'

/** The text at the end of an import: outcomes, the first rows of a dry run, and the tables. */
export function reportText(
  { tally, contents }: { tally: Tally; contents: Contents },
  seconds: number,
  isDryRun: boolean,
): string {
  const dryRun = isDryRun
    ? ['Dry run: nothing was sent. The first events:', ...contents.samples.map(json => `  ${json}`)]
    : []
  return [summaryText(tally, seconds), ...dryRun, '', contentsText(contents, tally)].join('\n')
}
