import type { OfferReason } from '../domain/fact.ts'
import type { Names } from '../wire/views.ts'

const seconds = (ms: number): number => Math.max(0, Math.round(ms / 1000))

/** Why this caller and this agent, as one sentence each (DESIGN.md D7: priority, then arrival; group, level, longest idle). */
export const explainOffer = (madeAt: number, reason: OfferReason): Names => {
  const waited = seconds(madeAt - reason.arrivedAt)
  const idle = seconds(madeAt - reason.idleSince)
  const place = reason.groupRank + 1
  const agentZh = `可接话务员 ${reason.eligible} 人，选中者属“${reason.group}”组（组序 ${place}），技能等级 ${reason.level}，已空闲 ${idle} 秒，溢出级 ${reason.rung}。`
  const agentEn = `of ${reason.eligible} ready agents who could have it, the chosen one is of group "${reason.group}" (preference ${place}), skill level ${reason.level}, idle for ${idle} s; overflow rung ${reason.rung}.`
  const callerZh = `来电优先级 ${reason.priority}，已等待 ${waited} 秒，同队等待 ${reason.waiting} 人`
  const callerEn = `priority ${reason.priority}, waited ${waited} s, ${reason.waiting} waiting for the same agents`
  switch (reason.chosenBy) {
    case 'call':
      return {
        zh: `来电先到，为其选择话务员：${callerZh}；${agentZh}`,
        en: `The caller was given an agent: ${callerEn}; ${agentEn}`,
      }
    case 'agent':
      return {
        zh: `话务员空闲，为其选择最先应接的来电：${callerZh}；${agentZh}`,
        en: `The agent became ready and was given the caller who comes first: ${callerEn}; ${agentEn}`,
      }
    case 'transfer':
      return {
        zh: `转接给指定的话务员：${callerZh}。`,
        en: `The caller was passed on to this agent by name: ${callerEn}.`,
      }
    case 'found':
      return {
        zh: `服务器重启时两人已在通话，据此补记：${callerZh}。`,
        en: `They were talking already when the server started again, and were booked so: ${callerEn}.`,
      }
  }
}
