import type { Metric } from './metric.ts'
import { abandoned } from './metrics/abandoned.ts'
import { abandonedShort } from './metrics/abandoned-short.ts'
import { annualServicesRounded } from './metrics/annual-services-rounded.ts'
import { answeredByMonth } from './metrics/answered-by-month.ts'
import { avgHandleConsultation } from './metrics/avg-handle-consultation.ts'
import { avgHandleNonConsultation } from './metrics/avg-handle-non-consultation.ts'
import { callTakingStaff } from './metrics/call-taking-staff.ts'
import { callVolumeTotal } from './metrics/call-volume-total.ts'
import { callbackAvgTalk } from './metrics/callback-avg-talk.ts'
import { callbackAvgWait } from './metrics/callback-avg-wait.ts'
import { callbackCalls } from './metrics/callback-calls.ts'
import { callbackConnectRate } from './metrics/callback-connect-rate.ts'
import { callbackMaxTalk } from './metrics/callback-max-talk.ts'
import { casesAnsweredOnline } from './metrics/cases-answered-online.ts'
import { casesByInternet } from './metrics/cases-by-internet.ts'
import { casesByMonth } from './metrics/cases-by-month.ts'
import { casesByOther } from './metrics/cases-by-other.ts'
import { casesByPhone } from './metrics/cases-by-phone.ts'
import { casesConsultation } from './metrics/cases-consultation.ts'
import { casesDispatched } from './metrics/cases-dispatched.ts'
import { casesNonConsultation } from './metrics/cases-non-consultation.ts'
import { casesTotal } from './metrics/cases-total.ts'
import { dispatchRate } from './metrics/dispatch-rate.ts'
import { effectiveParticipatingSatisfaction } from './metrics/effective-participating-satisfaction.ts'
import { epidemicCases } from './metrics/epidemic-cases.ts'
import { inboundAnswerRate } from './metrics/inbound-answer-rate.ts'
import { inboundAvgTalk } from './metrics/inbound-avg-talk.ts'
import { inboundAvgWait } from './metrics/inbound-avg-wait.ts'
import { inboundCallsAnswered } from './metrics/inbound-calls-answered.ts'
import { inboundMaxTalk } from './metrics/inbound-max-talk.ts'
import { offered } from './metrics/offered.ts'
import { onTimeRate } from './metrics/on-time-rate.ts'
import { onlineAnswerRate } from './metrics/online-answer-rate.ts'
import { peakDailyEpidemicCases } from './metrics/peak-daily-epidemic-cases.ts'
import { policySpecialists } from './metrics/policy-specialists.ts'
import { publicSatisfactionRate } from './metrics/public-satisfaction-rate.ts'
import { ratingsCollected } from './metrics/ratings-collected.ts'
import { regulationsCount } from './metrics/regulations-count.ts'
import { repsConvenience } from './metrics/reps-convenience.ts'
import { repsEnterprise } from './metrics/reps-enterprise.ts'
import { repsNetwork } from './metrics/reps-network.ts'
import { repsPhone } from './metrics/reps-phone.ts'
import { seatStaffTotal } from './metrics/seat-staff-total.ts'
import { serviceLevel15 } from './metrics/service-level-15.ts'
import { serviceLevel20 } from './metrics/service-level-20.ts'
import { serviceLevel30 } from './metrics/service-level-30.ts'
import { serviceRepsTotal } from './metrics/service-reps-total.ts'
import { statisticalSatisfactionRate } from './metrics/statistical-satisfaction-rate.ts'

/** Every published figure, in the order of the report; the keys are fixed (REPORT.md). */
export const metrics: readonly Metric[] = [
  casesTotal,
  casesByPhone,
  casesByInternet,
  casesByOther,
  annualServicesRounded,
  onlineAnswerRate,
  dispatchRate,
  effectiveParticipatingSatisfaction,
  epidemicCases,
  peakDailyEpidemicCases,
  repsPhone,
  repsNetwork,
  repsEnterprise,
  repsConvenience,
  policySpecialists,
  serviceRepsTotal,
  seatStaffTotal,
  callTakingStaff,
  inboundCallsAnswered,
  inboundAnswerRate,
  inboundAvgWait,
  inboundAvgTalk,
  inboundMaxTalk,
  callbackCalls,
  callbackConnectRate,
  callbackAvgWait,
  callbackAvgTalk,
  callbackMaxTalk,
  callVolumeTotal,
  casesAnsweredOnline,
  casesDispatched,
  casesConsultation,
  casesNonConsultation,
  avgHandleConsultation,
  avgHandleNonConsultation,
  ratingsCollected,
  publicSatisfactionRate,
  statisticalSatisfactionRate,
  regulationsCount,
  offered,
  abandoned,
  abandonedShort,
  serviceLevel15,
  serviceLevel20,
  serviceLevel30,
  answeredByMonth,
  casesByMonth,
  onTimeRate,
]

/** Of all definitions together: rises with that of any of them. */
export const definitionsVersion = metrics.reduce((sum, { version }) => sum + version - 1, 1)
