/** The numbers by which a camera names its objects. */
export interface ObjectNumbers {
  /** The number of an object of this id: whole numbers stay what they are, each word gets one of its own. */
  of(id: string | number): number;
  /** A number that no object had. */
  fresh(): number;
  /** The number of a part of an object: 0 for its head, 1 and 2 for its wrists. */
  part(object: number, index: number): number;
}

/** `ObjectId` is a whole number (`tt:ObjectId` of ONVIF's schema); ids below this are taken as they are. */
const firstOfWords = 2 ** 40;
const firstOfParts = 2 ** 45;
const mostParts = 8;
const mostWords = 4_096;

/** Numbers for the ids of 4,096 objects at a time; the one that was not seen for longest gets another next time. */
export function createObjectNumbers(): ObjectNumbers {
  const words = new Map<string | number, number>();
  let last = firstOfWords - 1;
  return {
    of(id) {
      if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id < firstOfWords) return id;
      const number = words.get(id) ?? ++last;
      words.delete(id);
      words.set(id, number);
      if (words.size > mostWords) for (const oldest of words.keys()) if (words.delete(oldest)) break;
      return number;
    },
    fresh: () => ++last,
    part: (object, index) => firstOfParts + mostParts * object + index,
  };
}
