import { soughtSegments } from '../text/segments.ts'

/** What people put around the matter they ask for; no article has these words in it. */
const askingWords =
  /请问|我想|想问|咨询一下|咨询|怎么办理|怎么办|怎么样|怎么|怎样|如何|什么时候|什么|哪里|哪儿|哪些|多少|多久|能不能|可不可以|可以吗|是不是|有没有|需要|为什么/g

/** The segments that an article must have to be found by what somebody typed or asked; none: nothing was asked for. */
export const soughtIn = (query: string): readonly string[] => {
  const telling = soughtSegments(query.replace(askingWords, ' '))
  return telling.length > 0 ? telling : soughtSegments(query)
}
