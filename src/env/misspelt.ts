import { distance } from '../checks/distance.ts'

/** Names near a setting that other programs use. From the environment they are not taken for a misspelt setting. */
const ofOtherPrograms = new Set(['PROJECT'])

/**
 * A sentence for each name that is not a setting but nearly one: with other letter case, or one or two letters away.
 * Names that are far from every setting belong to other programs. `fileNames` come from the file of settings.
 */
export function misspeltNames(settings: string[], environment: string[], fileNames: string[]): string[] {
  const known = new Set(settings)
  const foreign = environment.filter(name => !ofOtherPrograms.has(name) || fileNames.includes(name))
  return [...new Set([...foreign, ...fileNames])]
    .filter(name => !known.has(name))
    .flatMap(name => {
      const meant = settings.find(setting => isNear(name.toUpperCase(), setting))
      return meant === undefined ? [] : [`${name} is not a setting; did you mean ${meant}?`]
    })
}

/** A short name has many neighbours, so it may differ in one letter only. */
function isNear(name: string, setting: string): boolean {
  const most = setting.length < 8 ? 1 : 2
  if (Math.abs(name.length - setting.length) > most || name.startsWith(`${setting}_`)) return false
  return distance(name, setting) <= most
}
