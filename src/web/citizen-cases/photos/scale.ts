/** The longest side of a photo that was too large to be sent, in pixels: a number plate across a street can still be read. */
const longestSide = 2_560
const quality = 0.85

/** The photo in small, filling a square of so many pixels; false: this browser cannot draw it. */
export const drawSmall = async (photo: Blob, canvas: HTMLCanvasElement, side: number): Promise<boolean> => {
  try {
    const bitmap = await createImageBitmap(photo)
    const { width, height } = bitmap
    const shorter = Math.min(width, height)
    canvas.width = side
    canvas.height = side
    const [left, top] = [(width - shorter) / 2, (height - shorter) / 2]
    canvas.getContext('2d')?.drawImage(bitmap, left, top, shorter, shorter, 0, 0, side, side)
    bitmap.close()
    return true
  } catch {
    return false
  }
}

/** A photo made smaller; null: this browser cannot. */
export const scaledDown = async (photo: Blob): Promise<Blob | null> => {
  try {
    const bitmap = await createImageBitmap(photo)
    const factor = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(bitmap.width * factor)
    canvas.height = Math.round(bitmap.height * factor)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    return await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/jpeg', quality))
  } catch {
    return null
  }
}
