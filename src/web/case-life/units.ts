import { useQuery } from '@tanstack/react-query'
import type { paths } from '../api-types.ts'
import { fetchUnits } from '../cases/case-api.ts'
import { useLanguage } from '../language/use-language.tsx'

type Answer = paths['/api/units']['get']['responses'][200]['content']['application/json']
export type Unit = Answer['units'][number]
export type Topic = Answer['topics'][number]

const nothing: Answer = { units: [], topics: [] }
const freshMs = 300_000

/** Units and topics by name, once they are wanted; an id that is not known yet, or no more, is shown as it is. */
export const useUnits = (wanted = true) => {
  const { name } = useLanguage()
  const { data = nothing } = useQuery({ queryKey: ['units'], queryFn: fetchUnits, enabled: wanted, staleTime: freshMs })
  const nameOf = (id: string): string => {
    const unit = data.units.find(each => each.id === id)
    return unit ? name(unit.name) : id
  }
  /** A topic with those it is part of, the widest first. */
  const pathOf = (id: string): readonly Topic[] => {
    const path: Topic[] = []
    for (let at: string | null = id; at !== null; ) {
      const topic: Topic | undefined = data.topics.find(each => each.id === at)
      if (!topic || path.includes(topic)) break
      path.unshift(topic)
      at = topic.parent
    }
    return path
  }
  const topicName = (id: string): string =>
    pathOf(id)
      .map(topic => name(topic.name))
      .join(' › ') || id
  return { ...data, nameOf, topicName }
}
