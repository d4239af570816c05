/** What a recorded voice says, by file name. */
export const SPOKEN: Record<string, { zh: string; en?: string }> = {
  'recording-notice': {
    zh: '您好，一二三四五热线为您服务，本次通话将被录音。',
    en: 'This is the city hotline. This call is recorded.',
  },
  busy: {
    zh: '当前来电较多，请您稍候，我们将尽快为您接通。',
    en: 'All our agents are busy. Please hold the line.',
  },
  'no-agent': {
    zh: '很抱歉，暂时无法接通。您的来电已记录，我们会尽快回电。再见。',
    en: 'We are sorry that nobody could take your call. We have noted it and will call you back. Goodbye.',
  },
  'thank-you': { zh: '感谢您的来电，再见。', en: 'Thank you for calling. Goodbye.' },
  'rate-service': {
    zh: '请您对本次服务作出评价。满意请按一，基本满意请按二，不满意请按三。',
    en: 'Please rate this service. Press one for satisfied, two for basically satisfied, three for dissatisfied.',
  },
  'rate-thanks': { zh: '评价已记录，谢谢您。', en: 'Your rating is noted. Thank you.' },
  'callback-offer': {
    zh: '如果您不想等候，请按一挂机，我们将按您的排队顺序给您回电。',
    en: 'If you would rather not wait, press one and we will call you back in your turn.',
  },
  'callback-taken': { zh: '好的，我们将给您回电，再见。', en: 'We will call you back. Goodbye.' },
  'not-there': { zh: '您呼叫的分机暂时无人接听。', en: 'This extension cannot be reached now.' },
  'test-number': { zh: '这是测试号码。您将听到自己的声音。', en: 'This is the test number. You will hear yourself.' },
  // the simulated city
  'city-citizen-1': { zh: '您好，我想反映一下，我们小区门口的路灯坏了好几天了，晚上出行很不方便。' },
  'city-citizen-2': { zh: '喂，您好，请问办理老年人优待证需要带哪些材料，到哪里去办？' },
  'city-agent-1': { zh: '您好，请讲。好的，请您说一下具体地址，我马上为您登记。' },
  'city-agent-2': { zh: '好的，您反映的情况已经记录，我们会尽快转交有关部门办理。' },
  // the simulated city, when it is rung: a citizen, his phone's assistant, and the network in his stead
  'city-visited-1': { zh: '喂，您好。对，是我反映的。' },
  'city-visited-2': { zh: '路灯已经修好了，我很满意，谢谢你们。' },
  'city-assistant': { zh: '您好，我是机主的电话助理。机主现在不方便接听，请在提示音后留言，我会转告他。' },
  'city-in-talk': { zh: '您好，您拨打的用户正在通话中，请稍后再拨。' },
  'city-not-answered': { zh: '您好，您拨打的电话暂时无人接听，请稍后再拨。' },
  'city-switched-off': { zh: '您好，您拨打的电话已关机，请稍后再拨。' },
  'city-out-of-reach': { zh: '您好，您拨打的电话暂时无法接通，请稍后再拨。' },
  'city-suspended': { zh: '您好，您拨打的电话已停机。' },
  'city-empty-number': { zh: '您好，您拨打的号码是空号，请核对后再拨。' },
}
