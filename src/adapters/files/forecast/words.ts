import { type DayNumber, dateOf } from '../../../domain/calendar/day.ts'
import { type DayKind, weekdayOf } from '../../../domain/staffing/forecast/day-kind.ts'
import { method, type NoForecast } from '../../../domain/staffing/forecast/forecast.ts'
import type { Plan, PlanSettings } from '../../../domain/staffing/plan.ts'

/** A text in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

const weekdays: readonly Words[] = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
]

const others: Readonly<Record<Exclude<DayKind, number>, Words>> = {
  holiday: { zh: '节假日', en: 'holiday' },
  makeup_day: { zh: '调休上班', en: 'make-up day' },
  after_holiday: { zh: '节后首日', en: 'first day after a holiday' },
}

/** The weekday of a day. */
export const weekdayWords = (day: DayNumber): Words => weekdays[weekdayOf(day)] ?? { zh: '', en: '' }

/** The kind of a day where it is not an ordinary one of its weekday. */
export const kindWords = (kind: DayKind): Words | null => (typeof kind === 'number' ? null : others[kind])

/** A day as the head of a column: `12-07 周一`. */
export const dayHead = (day: DayNumber): string => `${dateOf(day).slice(5)} ${weekdayWords(day).zh}`

export const noForecastWords: Readonly<Record<NoForecast, Words>> = {
  too_little_history: {
    zh: `历史数据不足：近 ${method.levelDays} 天内至少须有 ${method.fewestDays} 天有来电记录，不作预测`,
    en: `too little history: at least ${method.fewestDays} of the last ${method.levelDays} days must have calls; nothing is forecast`,
  },
  no_like_days: {
    zh: '历史中没有足够的同类日（如节假日），不作预测',
    en: 'the past has too few days like it (such as holidays); nothing is forecast',
  },
  year_not_loaded: {
    zh: '该年节假日安排尚未载入，不知是否放假，不作预测',
    en: 'the notice of holidays of that year is not loaded; nothing is forecast',
  },
}

/** A promise in words. */
export const goalWords = ({ goal }: PlanSettings): Words => {
  const percent = (share: number) => `${Number((share * 100).toFixed(2))}%`
  const lost = percent(goal.mostAbandoned)
  return goal.share === 0
    ? {
        zh: `接通率不低于 ${percent(1 - goal.mostAbandoned)}`,
        en: `at least ${percent(1 - goal.mostAbandoned)} answered`,
      }
    : {
        zh: `${goal.seconds} 秒内接通 ${percent(goal.share)}，放弃不超过 ${lost}`,
        en: `${percent(goal.share)} answered within ${goal.seconds} s, at most ${lost} lost`,
      }
}

const seconds = (value: number): string => value.toFixed(value < 100 ? 1 : 0)

/** What was measured or is assumed, line by line. */
export const measuredWords = ({
  behaviour,
  settings,
  spread,
  knownDays,
  origin,
  calendarVersion,
}: Plan): readonly Words[] => {
  const { talk, wrapUp, patience, patienceNet } = behaviour
  const one = (measured: { seconds: number; of: number } | null, zh: string, en: string, unit: Words): Words =>
    measured === null
      ? { zh: `${zh}：未知`, en: `${en}: unknown` }
      : {
          zh: `${zh}：${seconds(measured.seconds)} 秒（${measured.of} ${unit.zh}）`,
          en: `${en}: ${seconds(measured.seconds)} s (${measured.of} ${unit.en})`,
        }
  const cv = (variance: number) => Math.sqrt(variance).toFixed(3)
  return [
    {
      zh: `已知至 ${dateOf(origin)}，有来电记录 ${knownDays} 天；日历 ${calendarVersion}`,
      en: `known up to ${dateOf(origin)}, ${knownDays} days with calls; calendar ${calendarVersion}`,
    },
    one(talk, '平均通话', 'mean talk', { zh: '次通话', en: 'talks' }),
    wrapUp === null && settings.assumedWrapUp !== null
      ? {
          zh: `话后处理：无实测，按设定 ${settings.assumedWrapUp} 秒`,
          en: `wrap-up: not measured; assumed ${settings.assumedWrapUp} s`,
        }
      : one(wrapUp, '平均话后处理', 'mean wrap-up', { zh: '次接听', en: 'answered calls' }),
    patience === null
      ? {
          zh: '平均耐心：未知（无人放弃），按无限耐心计',
          en: 'patience: unknown (nobody gave up); reckoned as endless',
        }
      : one(patience, '平均耐心（含速挂）', 'mean patience (short abandons in it)', { zh: '次放弃', en: 'abandons' }),
    one(patienceNet, '平均耐心（不含速挂）', 'mean patience (without short abandons)', {
      zh: '次放弃',
      en: 'abandons',
    }),
    spread === null
      ? { zh: '离散程度：历史不足，未测，不给区间', en: 'spread: not measured for want of history; no ranges' }
      : {
          zh: `超出泊松的变异系数：整日 ${cv(spread.ofDays)}，半小时 ${cv(spread.ofHalfHours)}（${spread.days} 天）；两者相近即同日各时段同涨同落`,
          en: `coefficient of variation beyond Poisson: whole days ${cv(spread.ofDays)}, half hours ${cv(spread.ofHalfHours)} (${spread.days} days); where both are alike the half hours of a day rise and fall together`,
        },
    {
      zh: `服务目标：${goalWords(settings).zh}；每半小时至少 ${settings.fewest} 人；不在席（培训、就餐、病假）按 ${Number((settings.shrinkage * 100).toFixed(2))}% 计`,
      en: `goal: ${goalWords(settings).en}; at least ${settings.fewest} in each half hour; ${Number((settings.shrinkage * 100).toFixed(2))}% away (training, meals, ill)`,
    },
  ]
}

/** The method in plain words. */
export const methodWords: readonly Words[] = [
  {
    zh: `某日来电 = 近期水平 × 日类系数；半小时来电 = 当日来电 × 同类日的时段分布。近期水平取近 ${method.levelDays} 天（各日来电除以其日类系数后的加权中位数，每早 ${method.halfLifeDays} 天权重减半）；日类为周一至周日、节假日、调休上班日、节后首日，系数取历史同类日与其前后各 ${method.aroundDays} 天平常日之比的中位数。取中位数，一日暴雨不致改变预测。`,
    en: `Calls of a day = recent level × factor of its kind; of a half hour = those of the day × the hours of such days. The level is of the last ${method.levelDays} days (the weighted median of each day's calls divided by its factor; each ${method.halfLifeDays} days further back weigh half); kinds are the weekdays, holidays, make-up days and the first working day after a holiday, and their factors medians of such days against ordinary ones ${method.aroundDays} days around. Medians, so that one day of a storm changes nothing.`,
  },
  {
    zh: '区间：来电服从泊松分布，其水平另乘一个伽马系数，系数的方差由过去八周逐周外推的误差测得，整日与半小时分别测。区间 10%—90% 应覆盖十次中的八次，回测栏给出实际覆盖。',
    en: 'Ranges: counts are Poisson with a gamma factor on their level, whose variance is measured of the errors of eight past weeks, each forecast from the week before; of days and of half hours apart. Eight of ten should lie from 10% to 90%; the back-test says how many did.',
  },
  {
    zh: '席位：按 Erlang A（泊松来电、指数处理时长与耐心）求满足目标的最少席位，分别按预期来电与高位来电（十日中九日不超过）计算。公式不含振铃与录音提示的时间；话后处理算作处理时长。',
    en: 'Seats: the fewest by Erlang A (calls at random, exponential handling and patience) that keep the goal, for what is expected and for a high load that nine of ten days do not exceed. Ringing and the notice are not in the formula; wrap-up is handling.',
  },
  {
    zh: '班次：两种贪心法各自改进（能以一班代两班即代之）并减去多余者，取班次较少者；同样的需求总得同样的建议。“至少”为任何排法的下限，非最优解。',
    en: 'Shifts: two greedy ways, each made better wherever one shift can take the place of two, and without whoever can be spared; the one with fewer is taken; the same need always gets the same. “At least” is a bound for any way, not a best solution.',
  },
  {
    zh: '不含：趋势与季节（水平只看近八周）、预告的天气与账单日、重拨。来电超出以往者不在预测之内。',
    en: 'Not in it: trend and seasons (the level is of eight weeks), weather and billing days that are foretold, redials. What never happened is not foreseen.',
  },
]
