import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { fetchUnits } from '../../cases/case-api.ts'
import { useLanguage } from '../../language/use-language.tsx'

/** A topic with all that it is part of, the widest first. */
export interface TopicPath {
  readonly id: string
  readonly path: string
}

const minute = 60_000

/** Topics and units by name, once they are `wanted`: nothing is asked for while a call is taken. */
export const useCaseNames = (wanted: boolean) => {
  const { name } = useLanguage()
  const { data } = useQuery({ queryKey: ['units'], queryFn: fetchUnits, enabled: wanted, staleTime: 5 * minute })
  return useMemo(() => {
    const topics = new Map(data?.topics.map(topic => [topic.id, topic]))
    const units = new Map(data?.units.map(unit => [unit.id, name(unit.name)]))
    const pathOf = (id: string): string => {
      const names: string[] = []
      for (let at = topics.get(id); at && names.length < 9; at = topics.get(at.parent ?? ''))
        names.unshift(name(at.name))
      return names.length === 0 ? id : names.join(' › ')
    }
    return {
      topics: [...topics.keys()].map((id): TopicPath => ({ id, path: pathOf(id) })),
      pathOf,
      unitName: (id: string): string => units.get(id) ?? id,
    }
  }, [data, name])
}
