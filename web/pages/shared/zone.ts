/** The zone in which times are shown: that of the address, which the link was made with, or that of the computer. */
export const zoneOf = (zone: string | undefined): string =>
  zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
