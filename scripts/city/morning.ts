/** A zone in which it is ten in the morning now, for a hotline whose campaigns are to ring: nobody is rung at night. */
export const zoneOfTheMorning = (): string => {
  const ahead = 10 - new Date().getUTCHours()
  const hours = ahead < -11 ? ahead + 24 : ahead
  return `Etc/GMT${hours >= 0 ? '-' : '+'}${Math.abs(hours)}`
}
