/** Dialled number of the queue that plays the recording notice first; its callers hang up while they hear it. */
export const announcedNumber = '12346'
