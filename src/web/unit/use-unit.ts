import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useUnits as useNames } from '../case-life/units.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useSession } from '../session/use-session.ts'
import { fetchUnitFigures } from './unit-api.ts'

const askEveryMs = 20_000

/** The unit's own figures; they also tell the server's time. */
export const useUnitFigures = () =>
  useQuery({
    queryKey: ['unit', 'figures'],
    queryFn: fetchUnitFigures,
    refetchInterval: askEveryMs,
    refetchOnWindowFocus: true,
  })

const subscribe = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, 1_000)
  return () => clearInterval(timer)
}

/** The server's clock in UTC ms, whole seconds: a countdown must not hang on what the computer believes the time to be. */
export const useServerNow = (): number => {
  const { data, dataUpdatedAt } = useUnitFigures()
  const offset = data ? data.now - dataUpdatedAt : 0
  return useSyncExternalStore(subscribe, () => Math.floor((Date.now() + offset) / 1_000) * 1_000)
}

/** The names of units and topics, and who the reader is among them. */
export const useUnits = () => {
  const { name } = useLanguage()
  const { data: session } = useSession()
  const { units, topics, nameOf } = useNames()
  const roles = session ? [session.role, ...session.alsoRoles] : []
  const own = units.find(({ id }) => id === session?.unitId) ?? null
  return {
    units,
    own,
    leads: roles.includes('unit_leader'),
    /** Works in a tier-2 office: drafts, and hands in to the unit above. */
    handles: roles.includes('unit_handler') && !roles.includes('unit_clerk') && !roles.includes('unit_leader'),
    unitName: nameOf,
    /** A topic and those it is part of, the narrowest first. */
    topicsAbove: (id: string): readonly string[] => {
      const above: string[] = []
      for (let at: string | null = id; at !== null && !above.includes(at); ) {
        above.push(at)
        at = topics.find(topic => topic.id === at)?.parent ?? null
      }
      return above
    },
    /** By its own name alone: the unit knows what it is part of. */
    topicName: (id: string) => {
      const topic = topics.find(each => each.id === id)
      return topic ? name(topic.name) : id
    },
  }
}
