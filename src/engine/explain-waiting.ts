import type { WhyWaiting } from '../domain/line/why-waiting.ts'
import type { SkillLevel } from '../domain/queue/queue.ts'
import type { Names } from '../wire/views.ts'

const list = (words: readonly (string | false)[], between: string): string => words.filter(Boolean).join(between)

const skillsOf = (skills: readonly SkillLevel[], between: string): string =>
  skills.map(({ skill, level }) => (level > 1 ? `${skill}≥${level}` : skill)).join(between)

/** What the agents who could take a caller do instead. */
const busy = ({
  talking,
  reserved,
  wrap_up,
  paused,
  offline,
}: Extract<WhyWaiting, { kind: 'nobody_free' }>['states']) => ({
  zh: list(
    [
      talking > 0 && `${talking} 人通话`,
      reserved > 0 && `${reserved} 人振铃`,
      wrap_up > 0 && `${wrap_up} 人话后`,
      paused > 0 && `${paused} 人示忙`,
      offline > 0 && `${offline} 人离线`,
    ],
    '、',
  ),
  en: list(
    [
      talking > 0 && `${talking} in talk`,
      reserved > 0 && `${reserved} ringing`,
      wrap_up > 0 && `${wrap_up} in wrap-up`,
      paused > 0 && `${paused} paused`,
      offline > 0 && `${offline} offline`,
    ],
    ', ',
  ),
})

const notFree = (why: Extract<WhyWaiting, { kind: 'nobody_free' }>): Names => {
  const { skills, states, ahead, priority } = why
  const others = busy(states)
  const placeZh = ahead === 0 ? `下一位：优先级 ${priority} 中等待最久` : `前面还有 ${ahead} 人`
  const placeEn = ahead === 0 ? `next: longest waiting of priority ${priority}` : `${ahead} before him`
  if (states.ready > 0) return { zh: `${placeZh}；正在选择话务员`, en: `${placeEn}; an agent is being chosen` }
  return skills.length === 0
    ? { zh: `${placeZh}；无人就绪：${others.zh}`, en: `${placeEn}; nobody is ready: ${others.en}` }
    : {
        zh: `${placeZh}；具备“${skillsOf(skills, '、')}”技能者无人就绪：${others.zh}`,
        en: `${placeEn}; nobody with the skill ${skillsOf(skills, ', ')} is ready: ${others.en}`,
      }
}

/** Why a caller has no agent yet and who would be next, in the words of a shift leader. No agent is named. */
export const explainWaiting = (why: WhyWaiting): Names => {
  switch (why.kind) {
    case 'rings':
      return why.accepted
        ? { zh: '已应答，待接通', en: 'has accepted, about to be joined' }
        : { zh: '振铃中', en: 'ringing' }
    case 'native_queue':
      return { zh: '由 Asterisk 备用队列处理', en: "served by Asterisk's own queue" }
    case 'no_telephony':
      return { zh: '电话系统中断，暂不能分配', en: 'telephony is interrupted; nobody can be rung' }
    case 'nobody_signed_in':
      return { zh: '无人签入', en: 'nobody is signed in' }
    case 'nobody_able':
      return why.skills.length === 0
        ? {
            zh: `可接的组（${why.groups.join('、')}）无人签入`,
            en: `nobody of the groups that may take it (${why.groups.join(', ')}) is signed in`,
          }
        : {
            zh: `可接的组无人具备“${skillsOf(why.skills, '、')}”技能`,
            en: `nobody signed in has the skill ${skillsOf(why.skills, ', ')}`,
          }
    case 'nobody_free':
      return notFree(why)
  }
}
