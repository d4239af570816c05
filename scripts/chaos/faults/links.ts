import type { Fault } from '../faults.ts'
import type { Link } from '../link.ts'
import { last, pickMs } from './pick.ts'

type Which = 'ari' | 'ami'

/** The connection breaks and cannot be made again for a while. */
const cut = (which: Which): Fault => ({
  run: async ({ links, noteAway }, random) => {
    const ms = pickMs(random, 0, 4_000)
    const from = Date.now()
    const link: Link = links[which]
    link.cut()
    await last(ms)
    link.mend()
    if (which === 'ari') noteAway({ from, until: Date.now(), why: 'ari-cut' })
    return `for ${ms} ms`
  },
})

/** All that goes over the connection is late for a while. */
const delay = (which: Which): Fault => ({
  run: async ({ links }, random) => {
    const ms = pickMs(random, 3_000, 6_000)
    const lateMs = pickMs(random, 20, 400)
    links[which].delay(lateMs)
    await last(ms)
    links[which].delay(0)
    return `${lateMs} ms each way for ${ms} ms`
  },
})

export const ariCut = cut('ari')
export const amiCut = cut('ami')
export const ariDelay = delay('ari')
export const amiDelay = delay('ami')
